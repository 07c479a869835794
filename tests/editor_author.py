"""An author at the editor in a browser, by mouse or by keyboard alone."""

from __future__ import annotations

import re
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from browsing import watched

from cxsite.authoring.starters import start_playbook
from cxsite.i18n.catalogue import Translator

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Locator, Page

MOST_TABS: Final = 400
STEPS: Final = """
(target) => {
  const place = target.closest("dialog") ?? document;
  const stops = [...place.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")].filter(
    (one) => one.tabIndex >= 0 && !one.disabled && one.checkVisibility() && (one.type !== "radio" || one.checked));
  if (target === document.activeElement) return 0;
  return stops.includes(target) ? stops.indexOf(target) - stops.indexOf(document.activeElement) : 1;
}
"""
"""How many times the Tab key must be pressed to reach an element, at least; negative if it stands above."""
PATIENCE: Final = 60_000
"""Milliseconds until something on a page must have happened, on a busy machine."""


@contextmanager
def editing(project: Path, language: str) -> Iterator[str]:
    """Run `cxsite edit` in a playbook, and yield the address that its author opens."""
    command = [sys.executable, "-m", "cxsite", "--language", language, "edit", "--no-open", "--port", "0"]
    with subprocess.Popen(
        command, cwd=project, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8"
    ) as process:
        assert process.stdout is not None
        try:
            for line in process.stdout:
                if found := re.search(r"http://\S+?token=[\w-]+", line):
                    yield found[0]
                    return
            message = "cxsite edit ended before it showed its address"
            raise AssertionError(message)
        finally:
            process.terminate()


@dataclass(frozen=True)
class Author:
    """Works in the panel over the preview's pages. `by_keyboard` never touches the mouse."""

    page: Page
    language: str
    by_keyboard: bool = False

    def word(self, key: str, **values: object) -> str:
        """Return a sentence of the editor."""
        return Translator(self.language, "editing_pages")(key, **values)

    @property
    def place(self) -> Locator:
        """The panel that is open."""
        return self.page.locator("dialog[open]").last

    def reach(self, target: Locator) -> None:
        """Give the focus to an element by the Tab key, backwards if it stands above."""
        target.wait_for(timeout=PATIENCE)
        pressed = 0
        while pressed < MOST_TABS:
            steps = target.evaluate(STEPS)
            if not steps:
                return
            for _ in range(abs(steps)):
                self.page.keyboard.press("Tab" if steps > 0 else "Shift+Tab")
            pressed += abs(steps)
        message = f"the Tab key does not reach {target}"
        raise AssertionError(message)

    def press(self, target: Locator) -> None:
        """Press a button or follow a link."""
        if self.by_keyboard:
            self.reach(target)
            self.page.keyboard.press("Enter")
        else:
            target.click(timeout=PATIENCE)

    def unfold(self, box: Locator) -> Locator:
        """Unfold the groups and entries that a box is in."""
        box.wait_for(state="attached", timeout=PATIENCE)
        folded = box.locator("xpath=ancestor::details[not(@open)]/summary")
        for _ in range(folded.count()):
            self.press(folded.first)
        return box

    def write(self, name: str, text: str) -> None:
        """Write a text into the box of a name; of the language, if there is one for each."""
        box = self.place.locator(f'[name="{name}"]:not([type=hidden]), [name="{name}@{self.language}"]').last
        self.unfold(box)
        if self.by_keyboard:
            self.reach(box)
            self.page.keyboard.press("ControlOrMeta+a")
            self.page.keyboard.type(text)
        else:
            box.fill(text, timeout=PATIENCE)

    def choose(self, name: str, value: str) -> None:
        """Choose one of a list, or one of several steps."""
        box = self.place.locator(f'select[name="{name}"], input[type=radio][name="{name}"]')
        self.unfold(box.first)
        if box.first.evaluate("(one) => one.tagName") == "SELECT":
            self._choose_from_list(box.first, value)
        elif not self.by_keyboard:
            self.place.locator(f'label:has(input[name="{name}"][value="{value}"])').click(timeout=PATIENCE)
        else:
            self.reach(self.place.locator(f'input[name="{name}"]:checked'))
            for _ in range(int(value)):  # from the last one, "unknown", on to the first
                self.page.keyboard.press("ArrowRight")
            assert self.place.locator(f'input[name="{name}"][value="{value}"]').is_checked()

    def _choose_from_list(self, box: Locator, value: str) -> None:
        if not self.by_keyboard:
            box.select_option(value, timeout=PATIENCE)
            return
        self.reach(box)
        for _ in range(MOST_TABS):
            if box.input_value() == value:
                return
            self.page.keyboard.press("ArrowDown")

    def pick_day(self, name: str, day: str) -> None:
        """Enter a day (`2026-12-24`) in a date picker; by keyboard as a browser set to American English takes it."""
        box = self.unfold(self.place.locator(f'input[type=date][name="{name}"]'))
        if self.by_keyboard:
            year, month, day_of_month = day.split("-")
            self.reach(box)
            self.page.keyboard.type(f"{month}{day_of_month}{year}")
            assert box.input_value() == day
        else:
            box.fill(day, timeout=PATIENCE)

    def press_in_form(self, pressed: str) -> None:
        """Press the button of a form that does this (`save`, `add:pain_points`), and wait for the answer."""
        with self.page.expect_response(lambda answer: "/.edit/" in answer.url and answer.request.method == "POST"):
            self.press(self.place.locator(f'button[value="{pressed}"]:not([aria-hidden])'))

    def save(self) -> None:
        """Save the form, after which the panel is closed."""
        panels = self.page.locator("dialog[open]").count()
        with self.page.expect_response(
            lambda answer: "/.edit/" in answer.url and answer.request.method == "POST"
        ) as got:
            self.press(self.place.locator('button.cx-edit-main[value="save"]'))
        assert got.value.status == 204, self.place.inner_text()
        if panels == 1:
            self.page.locator("dialog[open]").wait_for(state="detached", timeout=PATIENCE)

    def new(self, kind: str) -> None:
        """Open the form of something new by the menu."""
        self.press(self.page.locator(".cx-edit-menu a[href='/.edit/new']"))
        self.press(self.place.locator(f"a[href$='kind={kind}']"))
        self.place.locator("form").first.wait_for(timeout=PATIENCE)

    def edit_button(self, kind: str, name: str) -> Locator:
        """Return the visible button that edits a record of this name."""
        return self.page.locator(f'button[aria-label="{self.word(f"record.{kind}", name=name)}"]:visible').first

    def edit(self, kind: str, name: str) -> None:
        """Open the form of a record of the page."""
        self.press(self.edit_button(kind, name))
        self.place.locator("form").first.wait_for(timeout=PATIENCE)

    def wait_for(self, kind: str, name: str) -> None:
        """Wait until the page shows a record of this name."""
        self.edit_button(kind, name).wait_for(timeout=PATIENCE)


@contextmanager
def edit_in_browser(folder: Path, browser: Browser, journey: str) -> Iterator[tuple[Path, Author, str]]:
    """Yield a new playbook with one persona and one journey, its author in a browser, and the address of the editor."""
    project = folder / "playbook"
    start_playbook(project, "vi", "Bánh", date(2026, 11, 28), "empty")
    for name, text in (("personas/hanh.yml", "name: Hạnh\n"), ("journeys/mua-banh.yml", journey)):
        (project / "content" / name).parent.mkdir(exist_ok=True)
        (project / "content" / name).write_text(text, encoding="utf-8")
    with (
        editing(project, "vi") as address,
        watched(browser, address, viewport={"width": 1440, "height": 900}) as visit,
    ):
        yield project, Author(visit.page, "vi"), address
