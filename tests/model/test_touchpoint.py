from __future__ import annotations

import pytest
from pydantic import ValidationError

from cxsite.model.records.pain_points import Opportunity, PainPoint
from cxsite.model.records.touchpoint import LibraryTouchpoint, Touchpoint


def touchpoint(**fields: object) -> Touchpoint:
    return Touchpoint.model_validate(fields)


def test_one_emotion_is_everybody_s() -> None:
    rating = touchpoint(emotion=4).emotion
    assert rating is not None
    assert (rating.of("lan"), rating.numbers, rating.mean) == (4, (4,), 4.0)


def test_emotions_differ_by_persona() -> None:
    point = touchpoint(emotion={"lan": 5, "minh": 2})
    assert [point.emotion_of(persona) for persona in ("lan", "minh", "chi")] == [5, 2, None]
    assert point.emotion is not None
    assert (point.emotion.numbers, point.emotion.mean) == ((2, 5), 3.5)


def test_an_emotion_that_is_not_reported_stays_unknown() -> None:
    assert touchpoint().emotion is None
    assert touchpoint(emotion=None).emotion_of("lan") is None


def test_emotions_of_nobody_are_refused() -> None:
    with pytest.raises(ValidationError):
        touchpoint(emotion={})


@pytest.mark.parametrize(
    ("fields", "key", "title"),
    [
        ({"id": "a", "use": "b", "name": "C"}, "a", "C"),
        ({"use": "b"}, "b", "b"),
        ({}, "", ""),
    ],
)
def test_its_key_and_title(fields: dict[str, object], key: str, title: str) -> None:
    assert (touchpoint(**fields).key, touchpoint(**fields).title) == (key, title)


@pytest.mark.parametrize(("evidence", "assumed"), [(None, True), ("assumption", True), ("partial", False)])
def test_what_nothing_stands_behind_is_assumed(evidence: str | None, assumed: bool) -> None:  # noqa: FBT001
    assert touchpoint(evidence=evidence).is_assumed is assumed


def test_evidence_is_a_level_or_the_level_with_its_research() -> None:
    research = [{"kind": "survey", "title": "Hỏi 40 khách", "sample": 40}]
    full = touchpoint(evidence={"level": "researched", "research": research}).evidence
    assert full is not None
    assert (full.level, full.research[0].sample) == ("researched", 40)


def test_the_library_speaks_only_where_the_journey_is_silent() -> None:
    library = LibraryTouchpoint.model_validate({"name": "Tư vấn", "channels": ["cua-hang"], "signature": True})
    own = touchpoint(use="tu-van", channels=["zalo"], moment_of_truth=True)
    filled = own.with_library(library)
    assert (filled.name, filled.channels, filled.signature, filled.moment_of_truth) == ("Tư vấn", ("zalo",), True, True)
    assert filled.as_written is own
    assert filled.with_library(library).as_written is own


@pytest.mark.parametrize(("severity", "severe"), [(None, False), (3, False), (4, True), (5, True)])
def test_severe_pain_points(severity: int | None, severe: bool) -> None:  # noqa: FBT001
    assert PainPoint.model_validate({"id": "a", "text": "b", "severity": severity}).is_severe is severe


@pytest.mark.parametrize(
    ("customer", "business", "value"), [(80, 50, 65.0), (80, None, None), (None, 1, None), (0, 0, 0)]
)
def test_the_value_of_an_opportunity(customer: float | None, business: float | None, value: float | None) -> None:
    fields = {"id": "a", "text": "b", "customer_value": customer, "business_value": business}
    assert Opportunity.model_validate(fields).value == value
