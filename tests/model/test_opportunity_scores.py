"""The score of an opportunity by the playbook's formula."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_playbook import playbook

from cxsite.model.facts.opportunity_scores import missing_fields, score_opportunity
from cxsite.model.records.opportunity_score import OpportunityScore
from cxsite.model.records.pain_points import Opportunity

if TYPE_CHECKING:
    from pathlib import Path

WHOLE = {"customer_value": 80, "business_value": 60, "effort": 50, "confidence": 50, "reach": 1000}
SHARE = st.floats(0, 100)


def opportunity(**fields: float | None) -> Opportunity:
    return Opportunity.model_validate({"id": "a", "text": "b", **fields})


def how(method: str, **weights: float) -> OpportunityScore:
    return OpportunityScore.model_validate({"method": method, "weights": weights})


@pytest.mark.parametrize(
    ("formula", "score"),
    [
        (None, 70),
        (how("value"), 70),
        (how("value", customer_value=3), 75),
        (how("value", business_value=0), 80),
        (how("rice"), 1000 * 0.7 * 0.5 / 0.5),
        (how("ice"), 7 * 5 * 5),
    ],
)
def test_each_formula_gives_the_score_that_its_source_defines(formula: OpportunityScore | None, score: float) -> None:
    assert score_opportunity(opportunity(**WHOLE), formula) == pytest.approx(score)


def test_no_effort_counts_as_the_least_one_in_rice() -> None:
    free = score_opportunity(opportunity(**{**WHOLE, "effort": 0}), how("rice"))
    assert free == score_opportunity(opportunity(**{**WHOLE, "effort": 1}), how("rice"))


@pytest.mark.parametrize(
    ("method", "needed"),
    [
        ("value", ("customer_value", "business_value")),
        ("rice", ("reach", "customer_value", "business_value", "confidence", "effort")),
        ("ice", ("customer_value", "business_value", "confidence", "effort")),
    ],
)
def test_without_a_field_that_the_formula_needs_there_is_no_score(method: str, needed: tuple[str, ...]) -> None:
    assert missing_fields(opportunity(), how(method)) == needed
    for name in needed:
        one = opportunity(**{**WHOLE, name: None})
        assert (missing_fields(one, how(method)), score_opportunity(one, how(method))) == ((name,), None)


def test_a_value_without_weight_may_be_unknown() -> None:
    assert score_opportunity(opportunity(customer_value=40), how("value", business_value=0)) == 40


def test_weights_of_zero_give_no_score() -> None:
    assert score_opportunity(opportunity(**WHOLE), how("value", customer_value=0, business_value=0)) is None


@given(
    customer=SHARE, business=SHARE, effort=SHARE, confidence=SHARE, reach=st.integers(0, 10**9), more=st.floats(0, 50)
)
def test_a_score_never_falls_where_value_rises_or_effort_falls(  # noqa: PLR0913, PLR0917 -- the fields of an opportunity
    customer: float, business: float, effort: float, confidence: float, reach: int, more: float
) -> None:
    base: dict[str, Any] = {
        "customer_value": customer, "business_value": business, "effort": effort, "confidence": confidence,
        "reach": reach,
    }  # fmt: skip
    better = {**base, "customer_value": min(100, customer + more), "effort": max(0, effort - more)}
    for method in ("value", "rice", "ice"):
        first, then = (score_opportunity(opportunity(**one), how(method)) for one in (base, better))
        assert first is not None
        assert then is not None
        assert then >= first or then == pytest.approx(first)


def test_opportunities_stand_by_score_and_those_without_one_last(tmp_path: Path) -> None:
    content, problems = playbook(
        tmp_path,
        {
            "content/playbook.yml": "opportunity_score: {method: value, weights: {business_value: 0}}\n",
            "content/journeys/mua.yml": """\
personas: [lan]
stages:
  - stage: mua-hang
    touchpoints:
      - id: thu-do
        name: Thử đồ
        channels: [cua-hang]
        emotion: 2
        pain_points: [{id: cho, text: Chờ}]
        opportunities:
          - {id: a, text: A, addresses: [cho]}
          - {id: b, text: B, addresses: [cho], customer_value: 20, business_value: 99}
          - {id: c, text: C, addresses: [cho], customer_value: 30}
""",
        },
    )
    assert problems == []
    assert content.opportunity_ranking == ("mua/c", "mua/b", "mua/a")
