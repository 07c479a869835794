"""One row of the list of opportunities: its score and parts, its pain points with their evidence, its actions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cxsite.model.facts.opportunity_scores import missing_fields, score_opportunity
from cxsite.pages.action_views import get_actions
from cxsite.pages.links import to_journey, to_opportunity, to_pain_point, to_touchpoint

if TYPE_CHECKING:
    from cxsite.model.facts.in_journey import PlacedOpportunity
    from cxsite.model.records.pain_points import Opportunity
    from cxsite.model.records.record import Evidence
    from cxsite.pages.action_views import ActionView
    from cxsite.pages.basis import Basis
    from cxsite.pages.links import Link

PROGRESS: Final = ("untouched", "planned", "doing", "done")
"""How far an opportunity is, from its actions; the order is that of the filter."""
FIELDS: Final = ("customer_value", "business_value", "effort", "confidence", "reach")


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressedPain:
    """A pain point that an opportunity addresses; `evidence` is that of its touchpoint if it has none of its own."""

    link: Link
    severity: int | None
    evidence: Evidence | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpportunityRow:
    """An opportunity in the list. `number` is its rank from 1, `share` its score in percent of the highest.

    `missing` are the fields that its score lacks, `parts` those that it states with their values. `teams` are ids of
    those that are responsible, `style` the classes by which filters find its dot.
    """

    number: int
    placed: PlacedOpportunity
    link: Link
    journey: Link
    touchpoint: Link
    stage: str
    score: float | None
    share: float
    parts: tuple[tuple[str, float], ...]
    missing: tuple[str, ...]
    pains: tuple[AddressedPain, ...]
    evidence: Evidence | None
    actions: tuple[ActionView, ...]
    personas: tuple[str, ...]
    teams: tuple[str, ...]
    owner: Link | None
    progress: str
    style: str

    @property
    def opportunity(self) -> Opportunity:
        """The opportunity as it was read."""
        return self.placed.opportunity

    @property
    def anchor(self) -> str:
        """The id of the row on its page."""
        return f"row-{self.number}"

    @property
    def is_open(self) -> bool:
        """Return whether no action addresses it."""
        return self.progress == PROGRESS[0]


def make_row(number: int, key: str, best: float | None, basis: Basis) -> OpportunityRow:
    """Return the row of an opportunity; `best` is the highest score of all."""
    content, links = basis.content, basis.links
    placed = content.opportunities[key]
    one, at, how = placed.opportunity, placed.at, content.playbook.opportunity_score
    score = score_opportunity(one, how)
    actions = get_actions(dict.fromkeys(found.key for found in content.actions_on.get(key, ())), basis)
    owner = at.touchpoint.owner or at.journey.owner
    progress, personas, teams = _progress(actions), at.journey.personas_at(at.touchpoint), (owner,) if owner else ()
    return OpportunityRow(
        number=number,
        placed=placed,
        link=to_opportunity(placed),
        journey=to_journey(at.journey),
        touchpoint=to_touchpoint(at),
        stage=links.name("stage", at.stage.stage),
        score=score,
        share=100 * score / best if score and best else 0,
        parts=tuple((name, value) for name in FIELDS if (value := getattr(one, name)) is not None),
        missing=missing_fields(one, how),
        pains=tuple(_pains(placed, basis)),
        evidence=at.touchpoint.evidence,
        actions=actions,
        personas=personas,
        teams=teams,
        owner=links.to_owner(owner),
        progress=progress,
        style=_style(placed, personas, teams, progress),
    )


def _pains(placed: PlacedOpportunity, basis: Basis) -> list[AddressedPain]:
    content = basis.content
    found = [content.pain_points[key] for key in placed.addresses if key in content.pain_points]
    found.sort(key=lambda pain: -(pain.pain_point.severity or 0))
    return [
        AddressedPain(
            link=to_pain_point(pain),
            severity=pain.pain_point.severity,
            evidence=pain.pain_point.evidence or pain.at.touchpoint.evidence,
        )
        for pain in found
    ]


def _progress(actions: tuple[ActionView, ...]) -> str:
    """Return how far the actions are: the work that goes on counts most, what was dropped does not count."""
    statuses = {one.action.status for one in actions}
    if "doing" in statuses:
        return "doing"
    if statuses & {"planned", "proposed"}:
        return "planned"
    return "done" if "done" in statuses else "untouched"


def _style(placed: PlacedOpportunity, personas: tuple[str, ...], teams: tuple[str, ...], progress: str) -> str:
    """Return a class for the stage, each persona and team, the journey's state, and the progress."""
    names = [f"s-{placed.at.stage.stage}", *(f"p-{key}" for key in personas), *(f"t-{key}" for key in teams)]
    return " ".join((*names, f"j-{placed.at.journey.state}", f"g-{progress}"))
