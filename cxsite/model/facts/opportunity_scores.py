"""The score of an opportunity by the playbook's formula.

`value` is the weighted mean of customer value and business value (TheyDo's opportunity value has equal weights).
`rice` is Reach x Impact x Confidence / Effort (Sean McBride, "RICE: Simple prioritization for product managers",
Intercom, 2016). `ice` is Impact x Confidence x Ease, each from 0 to 10 (Sean Ellis and Morgan Brown, "Hacking Growth",
2017). Impact is the weighted mean of both values, ease is what effort leaves of 100.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cxsite.model.records.opportunity_score import OpportunityScore

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cxsite.model.facts.in_journey import PlacedOpportunity
    from cxsite.model.records.pain_points import Opportunity

DEFAULT: Final = OpportunityScore()
LEAST_EFFORT: Final = 1
"""The effort by which RICE divides at least, because no work at all would make every score infinite."""
NEEDED: Final[Mapping[str, tuple[str, ...]]] = {
    "value": ("customer_value", "business_value"),
    "rice": ("reach", "customer_value", "business_value", "confidence", "effort"),
    "ice": ("customer_value", "business_value", "confidence", "effort"),
}
"""By a formula: the fields without which an opportunity has no score."""


def score_opportunity(opportunity: Opportunity, how: OpportunityScore | None) -> float | None:
    """Return the score: 0–100 for `value`, 0–1,000 for `ice`, customers for `rice`; None if a field is missing."""
    how = how or DEFAULT
    if missing_fields(opportunity, how):
        return None
    impact = weigh_values(opportunity, how)
    if impact is None or how.method == "value":
        return impact
    confidence, effort = opportunity.confidence or 0, opportunity.effort or 0
    if how.method == "ice":
        return impact / 10 * confidence / 10 * (100 - effort) / 10
    return (opportunity.reach or 0) * (impact / 100) * (confidence / 100) / (max(effort, LEAST_EFFORT) / 100)


def missing_fields(opportunity: Opportunity, how: OpportunityScore | None) -> tuple[str, ...]:
    """Return the fields that the formula needs and the opportunity does not state."""
    how = how or DEFAULT
    weights = how.weights
    return tuple(
        name
        for name in NEEDED[how.method]
        if getattr(opportunity, name) is None and getattr(weights, name, 1.0) > 0  # a value that does not count
    )


def weigh_values(opportunity: Opportunity, how: OpportunityScore) -> float | None:
    """Return the weighted mean of both values, 0 to 100; None if one that counts is unknown, or none counts."""
    weights = how.weights
    pairs = ((opportunity.customer_value, weights.customer_value), (opportunity.business_value, weights.business_value))
    counted = [(value, weight) for value, weight in pairs if weight > 0]
    if not counted or any(value is None for value, _ in counted):
        return None
    return sum((value or 0) * weight for value, weight in counted) / sum(weight for _, weight in counted)


def rank_opportunities(opportunities: Iterable[PlacedOpportunity], how: OpportunityScore | None) -> tuple[str, ...]:
    """Return the keys of opportunities by score, the highest first; those without a score come last, by their keys."""

    def order(placed: PlacedOpportunity) -> tuple[bool, float, str]:
        score = score_opportunity(placed.opportunity, how)
        return (score is None, -(score or 0), placed.key)

    return tuple(placed.key for placed in sorted(opportunities, key=order))
