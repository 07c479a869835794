"""What holds for every page, whatever the content."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hostile_texts import HOSTILE
from planned_pages import RICH, lost_links, plan_small_playbook

from cxsite.i18n.catalogue import entries

if TYPE_CHECKING:
    from planned_pages import PlannedPages

INDEXES = {
    "personas/index": "new persona",
    "journeys/index": "new journey",
    "touchpoints/index": "new touchpoint",
    "plays/index": "new play",
    "actions/index": "new action",
    "strategy": "new goal",
    "measurement/index": "new metric",
}
TEMPLATES = Path(__file__).parents[2] / "templates"
SPOILT = ("Thử đồ", "Chờ phòng thử", "Lấy số", "Tư vấn", "Phòng thử đông", "Báo giờ đợi", "Không mất lượt")
FOREIGN = {"script", "img", "iframe", "object", "style", "link", "form", "base", "meta"}
OWN_FORMS = {"cx-map-switches", "cx-filter-form"}


class Tags(HTMLParser):
    """Collects the tags and event attributes of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.events: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag != "form" or dict(attrs).get("class") not in OWN_FORMS:
            self.tags.add(tag)
        self.events |= {name for name, _ in attrs if name.startswith("on")}


@pytest.mark.slow
def test_every_link_between_pages_leads_somewhere(rich: PlannedPages) -> None:
    assert lost_links(rich) == []


def test_a_playbook_alone_has_every_index_and_each_says_how_to_begin(tmp_path: Path) -> None:
    kept = ("personas/lan", "journeys/mua", "metrics/nps", "goals/khach-quay-lai")
    nothing = {f"content/{name}.yml": "status: draft\n" for name in kept}
    site = plan_small_playbook(tmp_path, nothing)
    assert {path for path in INDEXES if "cxsite new" in site.text(path) or "cx-empty" not in site[path]} == set()
    assert lost_links(site) == []


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_word_that_a_template_asks_for_is_there(language: str) -> None:
    known = entries(language, "interface")
    asked = {
        key
        for template in TEMPLATES.rglob("*.html")
        for key in re.findall(r"""\bt\(["']([a-z0-9.-]+)["'][,)]""", template.read_text(encoding="utf-8"))
    }
    assert asked
    assert asked - set(known) == set()


@pytest.mark.slow
@pytest.mark.parametrize("first", range(0, len(HOSTILE), len(SPOILT)))
def test_hostile_texts_stay_texts_on_every_page(tmp_path: Path, first: int) -> None:
    texts = [HOSTILE[(first + number) % len(HOSTILE)] for number in range(len(SPOILT))]

    def spoilt(source: str) -> str:
        for word, text in zip(SPOILT, texts, strict=True):
            source = source.replace(f": {word}", f": {_quoted(text)}").replace(f"[{word}]", f"[{_quoted(text)}]")
        return source

    changes = {path: spoilt(source) if path.endswith(".yml") else source for path, source in RICH.items()}
    site = plan_small_playbook(tmp_path, changes, expected=frozenset({"CX125"}))  # invisible characters are warned of
    for path in site.pages:
        found = Tags()
        found.feed(site[path])
        assert (found.tags & FOREIGN, found.events) == (set(), set()), path


def _quoted(text: str) -> str:
    """The text as a double-quoted YAML scalar."""
    return '"' + "".join(f"\\U{ord(character):08X}" for character in text) + '"'
