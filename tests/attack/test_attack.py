"""Hostile texts in every field of every kind of file, seen in a browser: they are shown, and do nothing.

`make test` opens one small batch; `make test-attack` (CXSITE_ATTACK=all) every string in every field.
"""

from __future__ import annotations

import os
import shutil
from datetime import date
from typing import TYPE_CHECKING

import pytest
from attack_playbook import Attack, allowed, write_attack
from attack_scan import Scan, Seen, scanning
from attack_strings import HARMLESS, OWN, every_string
from hostile_texts import HOSTILE
from large_site import build_large_site
from small_site import CONFIG

from cxsite.cli.assemble_site import SiteOptions, assemble_site
from cxsite.problems import Level
from cxsite.reading import read
from cxsite.reading.file_kinds import KINDS
from cxsite.rules import check_content
from cxsite.site.build import build_into
from cxsite.site.finish.search import FULL_INDEX

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from playwright.sync_api import Browser

    from cxsite.reading.file_kinds import FileKind

pytestmark = pytest.mark.browser

WHOLE = os.environ.get("CXSITE_ATTACK") == "all"
TODAY = date(2026, 11, 20)
SHOWN_AT_LEAST = 0.995
BATCH = 43 if WHOLE else 1
SEARCHES = 5 if WHOLE else 2


def strings() -> list[str]:
    """The strings that are put into fields, the harmless one first."""
    return [HARMLESS, *allowed(every_string() if WHOLE else (*OWN, *HOSTILE))]


def built(folder: Path, first: int, count: int, kinds: Sequence[FileKind] = KINDS) -> tuple[Attack, Path]:
    attack = write_attack(folder, strings(), first, count, kinds=kinds)
    shutil.copy(CONFIG, folder / "mkdocs.yml")
    content, problems = read(folder, today=TODAY)
    assert [one for one in (*problems, *check_content(content)) if one.level is Level.ERROR] == []
    (folder / "build").mkdir()
    site = assemble_site(folder, content, SiteOptions())
    return attack, build_into(site, folder / "build").folder


def bare(text: str) -> str:
    return "".join(text.split())


def unlike(attack: Attack, seen: Seen, *, partly: bool = False) -> tuple[int, list[str]]:
    """How many texts should be shown, since the harmless record's are, and which of them are not as they were.

    Where only some of the pages were opened, what is on none of them is not counted.
    """
    texts = [bare(text) for text in seen.texts]
    fields = {where for mark, (where, _) in attack.shown.items() if any(mark in text for text in texts)}
    due = [(mark, where, bare(text)) for mark, (where, text) in attack.shown.items() if where in fields]
    if partly:
        due = [one for one in due if any(one[0] in text for text in texts)]
    wrong = [f"{where}: {text}" for mark, where, text in due if not any(text in page for page in texts)]
    return len(due), wrong


def marks_to_search(attack: Attack, site: Path, first: int) -> list[str]:
    """Marks that the search knows, of other fields in each batch."""
    index = (site / FULL_INDEX).read_text(encoding="utf-8")
    known = [mark for mark in attack.shown if mark in index]
    return known[first % 7 :: len(known) // SEARCHES][:SEARCHES]


@pytest.fixture(scope="module")
def scan(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scan]:
    with scanning(browser, tmp_path_factory.mktemp("scan")) as opened:
        yield opened


def attacked(folder: Path, scan: Scan, first: int, count: int) -> None:
    attack, site = built(folder, first, count)
    paths = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    large = build_large_site(site, folder / "large")
    marks = marks_to_search(attack, large, first)
    seen, in_full = scan(site, paths, marks), scan(large, (), marks)
    assert seen.harm == in_full.harm == in_full.broken == []
    assert seen.searches == in_full.searches == SEARCHES
    assert seen.pages == len(paths) > 20
    assert seen.diagrams > count
    due, wrong = unlike(attack, seen)
    assert due > 60 * count
    assert len(wrong) <= due * (1 - SHOWN_AT_LEAST), wrong


@pytest.mark.skipif(WHOLE, reason="the whole attack does this and more")
def test_a_batch_of_hostile_texts_does_nothing(tmp_path: Path, scan: Scan) -> None:
    attacked(tmp_path, scan, 1, BATCH)


@pytest.mark.parametrize("first", range(1, 700, BATCH) if WHOLE else ())
def test_every_hostile_text_does_nothing_in_any_field(tmp_path: Path, scan: Scan, first: int) -> None:
    left = len(strings()) - first
    if left <= 0:
        pytest.skip("there are no more strings")
    attacked(tmp_path, scan, first, min(BATCH, left))


@pytest.mark.parametrize("number", range(1, 700) if WHOLE else (1,))
def test_every_hostile_text_does_nothing_in_what_a_playbook_says_once(tmp_path: Path, scan: Scan, number: int) -> None:
    if number >= len(strings()):
        pytest.skip("there are no more strings")
    attack, site = built(tmp_path, number, 1, kinds=())
    seen = scan(site, ["index.html", "strategy.html"])
    assert seen.harm == []
    due, wrong = unlike(attack, seen, partly=True)
    assert due >= 3
    assert wrong == []


EVIL = {
    "ran": "<script>alert(1)</script>",
    "handlers": "<p onmouseover='1'>x</p>",
    "scripts": "<a href=' JavaScript:1'>x</a>",
    "strange": "<iframe></iframe>",
    "foreign": "<img src='http://ke-gian.example/x.png'>",
    "errors": "<script>throw Error()</script>",
    "broken": '<div class="mermaid"></div><script>document.querySelector(".mermaid").attachShadow({mode: "closed"})'
    '.innerHTML = "<svg class=error-icon></svg>"</script>',
}


def test_what_does_harm_is_seen(tmp_path: Path, scan: Scan) -> None:
    page = f"<!doctype html><title>a</title><article>{''.join(EVIL.values())}</article>"
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    seen = scan(tmp_path, ["a.html"])
    assert [kind for kind in EVIL if not getattr(seen, kind)] == []


def test_a_text_that_is_changed_is_seen() -> None:
    attack = Attack(
        ["a"], shown={"m1": ("persona.name", "<b> m1"), "m2": ("persona.quote", "x  y m2"), "m3": ("x", "m3")}
    )
    assert unlike(attack, Seen(texts=["b m1", "x y m2"])) == (2, ["persona.name: <b>m1"])


def test_there_are_enough_strings() -> None:
    assert len(OWN) >= 90
    if WHOLE:
        assert len(strings()) > 500


def test_strings_that_are_refused_hold_controls() -> None:
    taken = set(strings())
    for text in (*OWN, *HOSTILE):
        assert text in taken or not text.isprintable()
