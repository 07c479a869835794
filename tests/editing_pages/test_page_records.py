"""The records of each page: all that it shows, each with an address that leads to it in its file."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from cxsite.editing.address import find_place, parse_address
from cxsite.editing_pages.page_records import list_page_records
from cxsite.editing_pages.pages import EditorPages
from cxsite.i18n.catalogue import LANGUAGES, Translator
from cxsite.reading import read

if TYPE_CHECKING:
    from cxsite.model.content import Content

PROJECT = Path(__file__).parents[2]
JOURNEY = "journeys/mua-tai-cua-hang"
WORDS = Translator("vi", "editing_pages")


@pytest.fixture(scope="module")
def content() -> Content:
    return read(PROJECT)[0]


@cache
def values_of(stem: str) -> Any:
    return yaml.load((PROJECT / f"{stem}.yml").read_text(encoding="utf-8"), yaml.CSafeLoader)


def value_at_address(address: str) -> Any:
    found = parse_address(address)
    assert found is not None, address
    values = values_of(found.stem)
    place = find_place(values, found.steps)
    assert place is not None, address
    for step in place:
        values = values[step]
    return values


@pytest.mark.parametrize(
    "page",
    [
        "index.html",
        "strategy.html",
        "actions/index.html",
        "personas/lan.html",
        f"{JOURNEY}.html",
        "touchpoints/index.html",
    ],
)
def test_every_address_leads_to_the_record_with_that_name(content: Content, page: str) -> None:
    records = list_page_records(page, content, WORDS)
    assert records
    for one in records:
        value = value_at_address(one.address)
        assert isinstance(value, dict), one
        if one.kind != "stage":
            assert one.name in json.dumps(value, ensure_ascii=False, default=str) or "use" in value, one
        assert one.name in one.label


def test_a_journey_has_its_records_on_each_of_its_pages(content: Content) -> None:
    on_page = list_page_records(f"{JOURNEY}.html", content, WORDS)
    assert list_page_records(f"{JOURNEY}_map.html", content, WORDS) == on_page
    assert list_page_records(f"en/{JOURNEY}.html", content, WORDS) == on_page
    journey = content.journeys["mua-tai-cua-hang"]
    points = [one for one in on_page if one.kind == "touchpoint"]
    assert [one.anchor for one in points] == [f"touchpoint-{each.key}" for each in journey.touchpoints]
    assert [one.name for one in on_page if one.kind == "action"] == [each.title for each in journey.actions]
    assert on_page[0].address == JOURNEY


def test_a_touchpoint_says_where_it_is_and_how_it_feels(content: Content) -> None:
    journey = content.journeys["mua-tai-cua-hang"]
    records = list_page_records(f"{JOURNEY}.html", content, WORDS)
    by_anchor = {one.anchor: one for one in records}
    for number, stage in enumerate(journey.stages):
        for index, touchpoint in enumerate(stage.touchpoints):
            one = by_anchor[f"touchpoint-{touchpoint.key}"]
            assert (one.items, one.number) == (f"{JOURNEY}/stages/{number}/touchpoints", index)
            for persona in journey.personas:
                shown = (one.emotion or {}).get(persona, (one.emotion or {}).get(""))
                assert shown == touchpoint.emotion_of(persona)


def test_the_next_step_of_the_chain_is_offered_where_it_is_missing(content: Content) -> None:
    for journey in content.journeys.values():
        for one in list_page_records(f"journeys/{journey.id}.html", content, WORDS):
            if one.kind == "pain-point":
                placed = content.pain_points[f"{journey.id}/{one.anchor.removeprefix('pain-')}"]
                assert (one.missing == "action") == (not content.actions_for(placed))
            elif one.kind == "touchpoint":
                placed_touchpoint = content.touchpoint_by_key[f"{journey.id}/{one.anchor.removeprefix('touchpoint-')}"]
                assert (one.missing == "play") == (not content.plays_for(placed_touchpoint))


@pytest.mark.parametrize("page", ["reading.html", "personas/nobody.html", "", "../../etc/passwd", "journeys/none.html"])
def test_a_page_without_records_has_none(content: Content, page: str) -> None:
    assert [one for one in list_page_records(page, content, WORDS) if page] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_script_gets_records_and_words(content: Content, language: str) -> None:
    sent = json.loads(EditorPages(language, "1234").records(f"{JOURNEY}.html", content, fragment=True))
    assert sent["token"].isdigit()
    assert sent["journey"] == JOURNEY
    assert sent["words"]["edit"] == {"vi": "Sửa", "en": "Edit"}[language]
    assert [each["id"] for each in sent["personas"]] == list(content.journeys["mua-tai-cua-hang"].personas)
    listed = EditorPages(language, "1234").records("personas/lan.html", content)
    assert "/.edit/form?record=personas%2Flan" in listed or "/.edit/form?record=personas/lan" in listed
