from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from project_files import read_files
from pydantic import ValidationError

from cxsite.model.records.dates import Duration
from cxsite.model.records.persona import Persona
from cxsite.model.records.record import Freshness
from cxsite.problems import Place

if TYPE_CHECKING:
    from pathlib import Path

TODAY = date(2026, 11, 20)


def test_a_record_knows_its_file_and_the_place_of_each_field(tmp_path: Path) -> None:
    text = "# Lan\nname: Lan\ngoals: [đẹp, nhanh]\nevidence: partial\n"
    lan = read_files(tmp_path, {"personas/lan.yml": text})[0].personas["lan"]
    path = "content/personas/lan.yml"
    assert (lan.id, lan.path) == ("lan", path)
    assert lan.place() == Place(path, 2, 1, 4, 18)
    assert lan.key_place() == Place(path, 2, 1, 2, 5)
    assert lan.place("goals", 1) == Place(path, 3, 14, 3, 19)
    assert lan.key_place("goals") == Place(path, 3, 1, 3, 6)
    assert lan.place("evidence", "level") == Place(path, 4, 11, 4, 18)
    assert lan.place("quote") == lan.place()


def test_a_record_from_nowhere_has_no_place() -> None:
    lan = Persona(name="Lan")
    assert (lan.source, lan.path, lan.id, str(lan.place("name")), str(lan.key_place())) == (
        None,
        "",
        "",
        ":1:1",
        ":1:1",
    )


def test_records_are_frozen_and_alike_wherever_they_stand(tmp_path: Path) -> None:
    files = {"personas/a.yml": "name: Lan\n", "personas/b.yml": "\n\nname:   Lan\n"}
    personas = read_files(tmp_path, files)[0].personas
    assert personas["a"].model_dump() == personas["b"].model_dump()
    with pytest.raises(ValidationError):
        personas["a"].name = "Hoa"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("reviewed", "every", "freshness"),
    [
        (None, "3mo", Freshness.NEVER),
        ("2026-10-01", None, Freshness.FRESH),
        ("2026-10-01", "3mo", Freshness.FRESH),
        ("2026-09-05", "3mo", Freshness.FRESH),
        ("2026-09-04", "3mo", Freshness.DUE),
        ("2026-08-20", "3mo", Freshness.DUE),
        ("2026-08-19", "3mo", Freshness.STALE),
        ("1900-01-01", "0d", Freshness.STALE),
    ],
)
def test_how_a_file_stands_against_its_review_date(reviewed: str, every: str, freshness: Freshness) -> None:
    day = date.fromisoformat(reviewed) if reviewed else None
    persona = Persona(name="Lan", reviewed=day, review_every=Duration(every) if every else None)
    assert persona.freshness(TODAY, None) is freshness
    rhythm = Persona(name="Lan", reviewed=day)
    assert rhythm.freshness(TODAY, Duration(every) if every else None) is freshness


@pytest.mark.parametrize(("status", "published"), [("draft", False), ("published", True), ("retired", False)])
def test_drafts_and_retired_files_are_not_published(status: str, published: bool) -> None:  # noqa: FBT001
    assert Persona.model_validate({"name": "Lan", "status": status}).is_published is published
