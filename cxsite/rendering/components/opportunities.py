"""The list of opportunities, the choice of axes of their matrix, and the formula of their score."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cxsite.rendering.components.actions import action_list
from cxsite.rendering.components.badges import evidence_badge, state_badge
from cxsite.rendering.components.figures import bar
from cxsite.rendering.components.html import NOTHING, Html, attribute, join, number, text
from cxsite.rendering.components.links import owner_chip, pain_point_link
from cxsite.rendering.components.marks import research_list

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxsite.model.records.opportunity_score import OpportunityScore
    from cxsite.pages.opportunity_rows import AddressedPain, OpportunityRow
    from cxsite.rendering.components.page_tools import PageTools

_HEADS: Final = (
    "opportunities.number", "opportunities.opportunity", "opportunities.score", "opportunities.pains",
    "opportunities.actions",
)  # fmt: skip
_WITHOUT_DECIMALS: Final = 100
_FIRST_AXES: Final = {"x": "business_value", "y": "customer_value"}


def opportunity_formula(page: PageTools, how: OpportunityScore) -> Html:
    """Return how the score is computed, with the source of the formula."""
    weights = how.weights
    impact = NOTHING
    if weights.customer_value != weights.business_value:
        impact = page.say("opportunities.weights", customer=weights.customer_value, business=weights.business_value)
        impact = Html(f" {impact}")
    return Html(f"{page.labels['opportunities.formula-' + how.method]}{impact}")


def axis_choices(page: PageTools, axes: Sequence[str]) -> Html:
    """Return a row of choices for each axis of the matrix; customer value over business value is chosen first."""
    return join([_axis_choice(page, side, axes) for side in ("y", "x")])


def _axis_choice(page: PageTools, side: str, axes: Sequence[str]) -> Html:
    first = _FIRST_AXES[side] if _FIRST_AXES[side] in axes else axes[0 if side == "y" else 1]
    name = page.labels[f"opportunities.axis-{side}"]
    choices = []
    for axis in axes:
        chosen = Html(" checked") if axis == first else NOTHING
        choices.append(
            Html(
                f'<label class="cx-choice"><input type="radio" name="axis-{attribute(side)}" '
                f'value="{attribute(axis)}" class="cx-axis-{attribute(side + "-" + axis.replace("_", "-"))}"{chosen}>'
                f"<span>{page.labels['opportunities.' + axis]}</span></label>\n"
            )
        )
    return Html(
        f'<fieldset class="cx-filter"><legend class="cx-hidden">{name}</legend>\n'
        f'<div class="cx-filter-row"><span class="cx-filter-name" aria-hidden="true">{name}</span>'
        f'<div class="cx-choices">{join(choices)}</div>\n</div>\n</fieldset>\n'
    )


def opportunity_table(page: PageTools, rows: Sequence[OpportunityRow], caption: str) -> Html:
    """Return a table of opportunities with everything that matters about each; the caption is for screen readers."""
    return Html(
        f'<div class="cx-scroll" tabindex="0" role="region" aria-label="{attribute(caption)}">'
        f'<table class="cx-table cx-opportunity-table"><caption class="cx-hidden">{text(caption)}</caption>\n'
        f"<thead><tr>{page.column_heads(_HEADS)}</tr></thead>\n"
        f"<tbody>\n{join([_row(page, row) for row in rows])}</tbody></table>\n"
        f'<p class="cx-none-match" aria-hidden="true">{page.labels["opportunities.none-match"]}</p></div>'
    )


def _row(page: PageTools, row: OpportunityRow) -> Html:
    at = row.placed.at
    return Html(
        f'<tr id="{attribute(row.anchor)}" data-stage="{attribute(at.stage.stage)}" '
        f'data-persona="{_ids(row.personas)}" data-team="{_ids(row.teams)}" '
        f'data-state="{attribute(at.journey.state)}" data-progress="{attribute(row.progress)}">\n'
        f"<td>{number(row.number)}</td>\n"
        f'<th scope="row">{page.link(row.link)}\n<span class="cx-atlas-under">{page.link(row.touchpoint)} · '
        f"{text(row.stage)}<br>{page.link(row.journey)} {state_badge(page, at.journey.state)}"
        f"{_owner(page, row)}</span></th>\n"
        f"<td>{_score(page, row)}{_parts(page, row)}</td>\n<td>{_pains(page, row)}</td>\n"
        f"<td>{_actions(page, row)}</td>\n</tr>\n"
    )


def _ids(ids: Sequence[str]) -> Html:
    return attribute(" ".join(ids))


def _owner(page: PageTools, row: OpportunityRow) -> Html:
    return Html(f" {owner_chip(page, row.owner)}") if row.owner else NOTHING


def _score(page: PageTools, row: OpportunityRow) -> Html:
    if row.score is not None:
        return bar(page, row.share, page.words.number(row.score, digits=0 if row.score >= _WITHOUT_DECIMALS else 1))
    names = page.words.join_list([_lower_first(page.words(f"opportunities.{name}")) for name in row.missing])
    return Html(f'<span class="cx-missing">{page.say("opportunities.unscored", fields=names)}</span>')


def _lower_first(name: str) -> str:
    """Return a label as it is written in the middle of a sentence."""
    return name[:1].lower() + name[1:]


def _parts(page: PageTools, row: OpportunityRow) -> Html:
    shown = [
        Html(
            f"<div><dt>{page.labels['opportunities.' + name]}</dt>\n<dd>{text(page.words.number(value))}</dd>\n</div>\n"
        )
        for name, value in row.parts
    ]
    return Html(f'<dl class="cx-score-parts">{join(shown)}</dl>\n') if shown else NOTHING


def _pains(page: PageTools, row: OpportunityRow) -> Html:
    narrow = _narrow(page, "opportunities.pains")
    if not row.pains:
        none = page.labels["opportunities.no-pain"]
        level = row.evidence.level if row.evidence else None
        research = research_list(page, row.evidence, nested=True)
        return Html(f'{narrow}<span class="cx-missing">{none}</span> {evidence_badge(page, level)}{research}')
    return Html(f'{narrow}<ul class="cx-plain cx-apart">{join([_pain(page, one) for one in row.pains])}</ul>')


def _pain(page: PageTools, pain: AddressedPain) -> Html:
    level = pain.evidence.level if pain.evidence else None
    return Html(
        f"<li>{pain_point_link(page, pain.link, pain.severity)} {evidence_badge(page, level)}"
        f"{research_list(page, pain.evidence, nested=True)}</li>\n"
    )


def _actions(page: PageTools, row: OpportunityRow) -> Html:
    narrow = _narrow(page, "opportunities.actions")
    if not row.actions:
        return Html(f'{narrow}<span class="cx-missing">{page.labels["journey.no-action"]}</span>')
    return Html(f'{narrow}<ul class="cx-plain cx-apart">{action_list(page, row.actions)}</ul>')


def _narrow(page: PageTools, key: str) -> Html:
    """Return the name of a column, which a phone shows before the cell because it has no heads."""
    return Html(f'<span class="cx-narrow">{page.labels[key]}</span>')
