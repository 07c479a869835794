"""Pages opened in a browser that lets scripts run, and what comes of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from browsing import OPEN_SHADOWS
from playwright.sync_api import TimeoutError as TookTooLong

if TYPE_CHECKING:
    from collections.abc import Iterable

    from playwright.sync_api import Browser, BrowserContext, Page, Route

DRAWN_WITHIN = 30_000
HOOK = """
window.__ran = [];
window.hit = () => window.__ran.push("hit");
for (const name of ["alert", "confirm", "prompt", "print", "open"])
  window[name] = (...given) => { window.__ran.push(name + ":" + String(given[0]).slice(0, 40)); return null; };
window.xssAttack = window.hit;
"""
TOUCH = """() => {
  for (const node of document.querySelectorAll("article *")) {
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


@dataclass(slots=True)
class Seen:
    """What opening pages brought to light; all but the figures and `texts` should stay empty."""

    pages: int = 0
    diagrams: int = 0
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
        """All that went wrong."""
        return [*self.ran, *self.handlers, *self.scripts, *self.strange, *self.broken, *self.foreign, *self.errors]


def scan(browser: Browser, address: str, paths: Iterable[str]) -> Seen:
    """Open each page below `address`, touch all that is in it, and tell what happened.

    The pages' own policy is switched off: what it would have stopped counts as harm.
    """
    seen = Seen()
    with browser.new_context(bypass_csp=True, service_workers="block") as context:
        context.add_init_script(OPEN_SHADOWS + HOOK)
        _fence(context, address, seen)
        page = context.new_page()
        page.on("pageerror", lambda error: seen.errors.append(f"{page.url}: {error}"))
        page.on("dialog", lambda dialog: dialog.dismiss())  # what opens one is told by the hook
        for path in paths:
            _visit(page, f"{address}/{path}", seen)
    return seen


def _fence(context: BrowserContext, address: str, seen: Seen) -> None:
    host = urlsplit(address).netloc

    def let_through(route: Route) -> None:
        url = route.request.url
        if urlsplit(url).netloc == host or url.startswith(("data:", "blob:")):
            route.continue_()
        else:
            seen.foreign.append(url)
            route.abort()

    context.route("**/*", let_through)


def _visit(page: Page, url: str, seen: Seen) -> None:
    answer = page.goto(url, wait_until="load")
    wanted = answer.text().count('<pre class="mermaid"') if answer else 0
    if wanted:
        try:
            page.wait_for_function(DRAWN, arg=wanted, timeout=DRAWN_WITHIN)
        except TookTooLong:
            seen.broken.append(f"{url}: not all of {wanted} diagrams were drawn")
    page.evaluate(TOUCH)
    looked: dict[str, Any] = page.evaluate(LOOK)
    seen.pages += 1
    seen.diagrams += wanted
    for name in ("ran", "handlers", "scripts", "strange", "broken"):
        getattr(seen, name).extend(f"{url}: {one}" for one in looked[name])
    if page.url.partition("#")[0] != url:
        seen.ran.append(f"{url}: left for {page.url}")
    seen.texts.append(looked["text"])
