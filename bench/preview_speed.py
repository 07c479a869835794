"""Measures how soon a saved file is on screen, with `cxsite serve` and Chromium on one journey's page.

    python bench/preview_speed.py PROJECT [--saves 12] [--edit]

Figures are seconds from saving a new title to seeing it, including the reload: median and maximum of saves while the
preview is idle, and of saves while it still builds an earlier change. With `--edit`, the title is saved by the form of
`cxsite serve --edit`, and the time begins when that form is asked for.

Beside each figure stands the processor time that the serving process took meanwhile (Linux only), which other work on
the machine hardly lengthens: the rest of the elapsed time is the browser, the notification of the change, and waiting.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import tempfile
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Final
from urllib.request import urlopen

from playwright.sync_api import sync_playwright
from projects import CHECKOUT, CXSITE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from playwright.sync_api import Page

PATIENCE: Final = 300
SEEN: Final = """
(() => {
  let known;
  new MutationObserver(() => {
    const title = document.querySelector("h1")?.firstChild?.textContent;
    if (!title || title === known) return;
    known = title;
    requestAnimationFrame(() => requestAnimationFrame(() => window.seen(title, Date.now() / 1000)));
  }).observe(document, { childList: true, subtree: true });
})();
"""
"""Reports each new title once it is drawn, because Playwright's waiting polls only every half second after a while."""
POST_TITLE: Final = """
async ([record, title]) => {
  const headers = { "X-Requested-With": "panel" };
  const shown = await fetch(`/.edit/form?record=${record}`, { headers });
  const form = new DOMParser().parseFromString(await shown.text(), "text/html").querySelector("form");
  const values = new FormData(form);
  const name = values.has("title") ? "title" : "title@vi";
  values.set(name, title);
  values.set("do", "save");
  const answer = await fetch("/.edit/form", { method: "POST", headers, body: new URLSearchParams(values) });
  if (answer.status !== 204) throw new Error(`${answer.status}: ${await answer.text()}`);
}
"""
"""Opens the form of a record, changes its title and saves it, as the editor's own script does."""
BETWEEN: Final = 0.7
"""Seconds between two saves while the preview is busy, like a user who saves often."""


@dataclass(slots=True)
class Seconds:
    """Seconds from saving to seeing, of saves while the preview was idle and while it was busy.

    Beside the elapsed time, `processor` has that of the serving process, by `idle` and `busy`.
    """

    idle: list[float] = field(default_factory=list)
    busy: list[float] = field(default_factory=list)
    processor: dict[str, list[float]] = field(default_factory=lambda: {"idle": [], "busy": []})


@dataclass(frozen=True, slots=True)
class Serving:
    """A preview that runs: its address, and the number of its process."""

    address: str
    pid: int

    @property
    def processor_seconds(self) -> float:
        """The processor time of the process so far, without the one that builds; 0 where the system does not say."""
        try:
            fields = Path(f"/proc/{self.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        except OSError:
            return 0.0
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class News:
    """Listens to the events that the preview sends to browsers."""

    def __init__(self, address: str) -> None:
        self._state: dict[str, int] = {}
        self._address = address
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        with urlopen(f"{self._address}.preview/events", timeout=PATIENCE) as stream:  # noqa: S310 -- our own
            for line in stream:
                if line.startswith(b"data:"):
                    self._state = json.loads(line.removeprefix(b"data:"))

    @property
    def is_idle(self) -> bool:
        """Return whether everything that was saved is built."""
        return bool(self._state) and self._state["build"] >= self._state["next"]

    def wait(self) -> None:
        """Wait until everything is built, and a little longer."""
        while not self.is_idle:
            time.sleep(0.05)
        time.sleep(1)


@contextmanager
def serving(project: Path, environment: Mapping[str, str] = CHECKOUT, *, is_editing: bool = False) -> Iterator[Serving]:
    """Run the preview, and yield it; the address of an editor has its token."""
    command = [*CXSITE, "serve", "--port", "0", *(["--edit"] if is_editing else [])]
    whole = {**os.environ, **environment, "PYTHONUTF8": "1"}
    with subprocess.Popen(command, cwd=project, env=whole, stdout=subprocess.PIPE, text=True) as running:  # noqa: S603
        try:
            reported = running.stdout.readline() if running.stdout else ""
            address = next(word.rstrip(".") for word in reported.split() if word.startswith("http://"))
            yield Serving(address, running.pid)
        finally:
            running.kill()


def save(file: Path, title: str) -> None:
    """Change the title of a journey, writing the file as an editor does."""
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    number = next(n for n, line in enumerate(lines) if line.startswith("title:"))
    lines[number] = f"title: {title}\n"
    file.write_text("".join(lines), encoding="utf-8")


def wait_for(page: Page, title: str, seen: Mapping[str, float]) -> None:
    """Wait until the page has reported the title."""
    end = time.monotonic() + PATIENCE
    while title not in seen:
        if time.monotonic() > end:
            raise TimeoutError(title)
        page.wait_for_timeout(20)


def measure(project: Path, saves: int = 12, *, is_editing: bool = False) -> Seconds:
    """Save `saves` new titles, half of them while the preview is busy; `project` itself is not changed."""
    found = Seconds()
    with tempfile.TemporaryDirectory() as top, sync_playwright() as playwright:
        copy = Path(top) / "playbook"
        shutil.copytree(project, copy, ignore=shutil.ignore_patterns("site", "build"))
        file = min((copy / "content" / "journeys").glob("*.yml"))
        chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        with serving(copy, is_editing=is_editing) as served:
            address = served.address.partition("?")[0]
            page, news, seen = browser.new_page(), News(address), dict[str, float]()
            page.expose_function("seen", lambda title, at: seen.update({title: at}))
            page.add_init_script(SEEN)
            page.goto(served.address)
            page.goto(f"{address}journeys/{file.stem}.html")
            for number in range(saves):
                if is_idle := number % 2 == 0:
                    news.wait()
                else:
                    time.sleep(BETWEEN)
                title = f"Hành trình sửa lần {number + 1}"
                start, before = time.time(), served.processor_seconds
                if is_editing:
                    page.evaluate(POST_TITLE, [f"journeys/{file.stem}", title])
                else:
                    save(file, title)
                wait_for(page, title, seen)
                (found.idle if is_idle else found.busy).append(seen[title] - start)
                found.processor["idle" if is_idle else "busy"].append(served.processor_seconds - before)
        browser.close()
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("project", type=Path)
    parser.add_argument("--saves", type=int, default=12)
    parser.add_argument("--edit", action="store_true")
    options = parser.parse_args()
    found = measure(options.project, options.saves, is_editing=options.edit)
    for name, seconds in (("idle", found.idle), ("busy", found.busy)):
        processor = found.processor[name]
        each = " ".join(f"{one:.2f}" for one in seconds)
        print(f"{name}: median {median(seconds):.2f} s, worst {max(seconds):.2f} s ({each})")
        print(f"      processor time of the preview: median {median(processor):.2f} s, worst {max(processor):.2f} s")


if __name__ == "__main__":
    main()
