"""The repeated pieces of pages: plain functions that return escaped HTML, called from templates by name."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from cxsite.rendering.components import (
    actions,
    badges,
    channels,
    comparisons,
    coverage,
    figures,
    journey_list,
    journey_map,
    journey_overview,
    journeys,
    links,
    marks,
    opportunities,
    pain_point_chain,
    personas,
    research,
    touchpoint_library,
    touchpoints,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cxsite.rendering.components.html import Html
    from cxsite.rendering.components.page_tools import PageTools

COMPONENTS: Final[Mapping[str, Callable[..., Html]]] = {
    component.__name__: component
    for component in (
        actions.action_addresses,
        actions.action_card,
        actions.action_due,
        actions.action_effect,
        actions.action_link,
        actions.action_list,
        actions.action_status,
        actions.action_table,
        actions.folded_action,
        actions.outcome_table,
        badges.assumption_badge,
        badges.emotion_badge,
        badges.evidence_badge,
        badges.few_badge,
        badges.freshness_badge,
        badges.moment_badge,
        badges.severity_badge,
        badges.signature_badge,
        badges.state_badge,
        badges.status_badge,
        badges.target_badge,
        badges.touchpoint_badges,
        channels.backstage_details,
        channels.channel_touchpoint,
        channels.measured_list,
        channels.standard_of,
        channels.touchpoint_jumps,
        comparisons.comparison_table,
        coverage.coverage_table,
        coverage.coverage_verdict,
        coverage.gap_lists,
        coverage.heat_map,
        coverage.journey_coverage_table,
        coverage.share_bar,
        figures.bar,
        figures.figure_change,
        figures.figure_interval,
        figures.figure_year_change,
        figures.latest_figure,
        figures.planned_figure,
        figures.short_figure,
        figures.target_figure,
        journey_list.journey_filters,
        journey_list.journey_rows,
        journey_map.journey_map_section,
        journey_map.journey_map_table,
        journey_overview.journey_overview,
        journeys.diagram_section,
        journeys.diagram,
        journeys.figure_table,
        journeys.folded,
        journeys.nested_journeys,
        links.button,
        links.button_list,
        links.channel_link,
        links.chip,
        links.journey_link,
        links.link,
        links.links_as_phrase,
        links.links_in_a_row,
        links.owner_chip,
        links.pain_point_link,
        marks.empty_note,
        marks.page_marks,
        marks.research_list,
        opportunities.axis_choices,
        opportunities.opportunity_formula,
        opportunities.opportunity_table,
        pain_point_chain.pain_point_table,
        personas.persona_channels,
        personas.persona_journey,
        personas.persona_matrix,
        personas.persona_pain_points,
        research.claim_list,
        research.finding_list,
        research.study_age,
        research.study_links,
        research.study_sample,
        research.study_table,
        research.supported_list,
        touchpoint_library.library_pain_points,
        touchpoint_library.library_uses,
        touchpoints.folded_touchpoints,
        touchpoints.picture_row,
        touchpoints.touchpoint_card,
    )
}
"""The components that templates can call, by name; each is called without its first argument, the page."""


def bind_components(page: PageTools) -> dict[str, Callable[..., Markup]]:
    """Return the components as templates of one page call them."""
    return {name: partial(_call, component, page) for name, component in COMPONENTS.items()}


def _call(component: Callable[..., Html], page: PageTools, *values: object, **named: object) -> Markup:
    return Markup(component(page, *values, **named))  # noqa: S704 -- components return HTML
