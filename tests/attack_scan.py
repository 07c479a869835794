"""Opens pages in a browser without the site's policy, and records harmful effects."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from browsing import OPEN_SHADOWS, served
from playwright.sync_api import TimeoutError as TookTooLong

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Page

DRAWN_WITHIN = 30_000
HOOK = """
window.__ran = [];
window.hit = () => window.__ran.push("hit");
for (const name of ["alert", "confirm", "prompt", "print", "open"])
  window[name] = (...given) => { window.__ran.push(name + ":" + String(given[0]).slice(0, 40)); return null; };
window.xssAttack = window.hit;
// Search reads the texts of all pages; it is tried on the first page, and elsewhere would take most of the time.
if (location.pathname !== "/index.html")
  window.Worker = class extends EventTarget { postMessage() {} terminate() {} };
"""
TOUCH = """() => {
  for (const node of document.querySelectorAll("article *, .md-search-result *")) {
    for (const name of ["mouseover", "mouseenter", "focus", "pointerdown"])
      node.dispatchEvent(new MouseEvent(name, { bubbles: false }));
    if (/^\\s*(javascript|vbscript|data):/i.test(node.href || "")) node.click();
  }
}"""
DRAWN = """wanted => {
  const drawn = [...document.querySelectorAll("div.mermaid")];
  return drawn.filter(one => one.shadowRoot && one.shadowRoot.querySelector("svg")).length >= wanted;
}"""
LOOK = """() => {
  const addresses = ["href", "src", "action", "formaction", "xlink:href", "data", "poster", "background"];
  const handlers = [], scripts = [], strange = [], broken = [];
  const look = root => {
    for (const node of root.querySelectorAll("*")) {
      for (const { name, value } of node.attributes) {
        if (/^on/i.test(name)) handlers.push(node.tagName + " " + name);
        const bare = value.replace(/[\\u0000-\\u0020]/g, "");
        const runs = /^(javascript|vbscript|data:(text|application|image.svg))/i.test(bare);
        if (addresses.includes(name.toLowerCase()) && runs)
          scripts.push(node.tagName + " " + value.slice(0, 60));
      }
      if (/^(iframe|object|embed|base|applet|frameset|portal)$/i.test(node.tagName)) strange.push(node.tagName);
      if (node.tagName === "META" && /refresh/i.test(node.httpEquiv)) strange.push("refresh");
      if (node.shadowRoot) {
        if (node.shadowRoot.querySelector(".error-icon, .error-text")) broken.push("error drawn");
        look(node.shadowRoot);
      }
    }
  };
  look(document);
  const copy = document.body.cloneNode(true);
  for (const node of copy.querySelectorAll("script, style, .mermaid")) node.remove();
  return { ran: window.__ran, handlers, scripts, strange, broken, text: document.title + "\\n" + copy.textContent };
}"""

FOUND_WITHIN = 20_000
SEARCH = """words => {
  const input = document.querySelector(".md-search__input");
  document.querySelector("[data-md-toggle=search]").checked = true;
  input.focus();
  input.value = words;
  input.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }));
}"""
FOUND = """words =>
  [...document.querySelectorAll(".md-search-result__item")].some(one => one.textContent.includes(words))"""


@dataclass(slots=True)
class Seen:
    """The findings of a scan; all except the figures and `texts` should be empty."""

    pages: int = 0
    diagrams: int = 0
    searches: int = 0
    ran: list[str] = field(default_factory=list)
    handlers: list[str] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)
    strange: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    @property
    def harm(self) -> list[str]:
        """Return all harmful effects."""
        return [*self.ran, *self.handlers, *self.scripts, *self.strange, *self.broken, *self.foreign, *self.errors]


class Scan(Protocol):
    """Opens pages of a built site."""

    def __call__(self, site: Path, paths: Iterable[str], searched: Iterable[str] = ()) -> Seen:
        """Open the pages at these paths below the site, and search for the words from its home page."""


@contextmanager
def scanning(browser: Browser, folder: Path) -> Iterator[Scan]:
    """Yield `scan(site, paths, searched)`: it opens pages of a built site, uses their elements, and returns findings.

    All sites are served at one address, so that shared files are loaded once; `folder` is for temporary files. The
    pages' own policy is disabled: what it would have blocked counts as harm. No other host can be reached.
    """
    shown = folder / "shown"
    with (
        served(shown) as address,
        browser.new_context(bypass_csp=True, service_workers="block") as context,
    ):
        context.add_init_script(OPEN_SHADOWS + HOOK)

        def scan(site: Path, paths: Iterable[str], searched: Iterable[str] = ()) -> Seen:
            shown.unlink(missing_ok=True)
            shown.symlink_to(site, target_is_directory=True)
            return _scan(context, address, paths, searched)

        yield scan


def _scan(context: BrowserContext, address: str, paths: Iterable[str], searched: Iterable[str]) -> Seen:
    seen = Seen()
    page = context.new_page()
    page.on("request", lambda request: _note_foreign(request.url, address, seen))
    page.on("pageerror", lambda error: seen.errors.append(f"{page.url}: {error}"))
    page.on("dialog", lambda dialog: dialog.dismiss())  # the hook reports what opens a window
    for path in paths:
        _visit(page, f"{address}/{path}", seen)
    for words in searched:
        _search(page, f"{address}/index.html", words, seen)
    page.close()
    return seen


def _note_foreign(url: str, address: str, seen: Seen) -> None:
    if not url.startswith((f"{address}/", "data:", "blob:")):
        seen.foreign.append(url)


def _visit(page: Page, url: str, seen: Seen) -> None:
    answer = page.goto(url, wait_until="load")
    wanted = answer.text().count('<pre class="mermaid"') if answer else 0
    if wanted:
        try:
            page.wait_for_function(DRAWN, arg=wanted, timeout=DRAWN_WITHIN)
        except TookTooLong:
            seen.broken.append(f"{url}: not all of {wanted} diagrams were drawn")
    seen.pages += 1
    seen.diagrams += wanted
    _look(page, url, seen)


def _search(page: Page, url: str, words: str, seen: Seen) -> None:
    """Type words of a text, and look at the search results."""
    if page.url != url:
        page.goto(url, wait_until="load")
    page.evaluate(SEARCH, words)
    try:
        page.wait_for_function(FOUND, arg=words, timeout=FOUND_WITHIN)
    except TookTooLong:
        seen.broken.append(f"{url}: search does not find {words}")
    seen.searches += 1
    _look(page, url, seen)


def _look(page: Page, url: str, seen: Seen) -> None:
    page.evaluate(TOUCH)
    looked: dict[str, Any] = page.evaluate(LOOK)
    for name in ("ran", "handlers", "scripts", "strange", "broken"):
        getattr(seen, name).extend(f"{url}: {one}" for one in looked[name])
    if page.url.partition("#")[0] != url:
        seen.ran.append(f"{url}: left for {page.url}")
    seen.texts.append(looked["text"])
