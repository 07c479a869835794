"""The map of a journey as plain texts, as its page shows it: for posters and slides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxsite.drawing.poster import PosterColumn, PosterLane, PosterMap, PosterStage
from cxsite.pages.basis import Basis
from cxsite.pages.emotion_lines import make_curve
from cxsite.pages.journey_map import columns_of, stage_heads
from cxsite.pages.metric_figures import FigureFormatter
from cxsite.rendering.components.html import Labels
from cxsite.rendering.components.journey_map import LANES
from cxsite.rendering.components.page_tools import PageTools
from cxsite.rendering.html_text import texts_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxsite.i18n.catalogue import Translator
    from cxsite.model.content import Content
    from cxsite.model.records.journey import Journey
    from cxsite.pages.journey_map import MapColumn

_DRAWN: str = "numbers"
"""The lane that says in words what the curve draws."""


def make_poster_map(journey: Journey, content: Content, words: Translator) -> PosterMap | None:
    """Return the map of a published journey; None if it has no touchpoint. `words` is the catalogue of pages."""
    basis = Basis(content.published, words)
    figures = FigureFormatter(basis)
    columns = columns_of(journey, basis, figures)
    if not columns:
        return None
    series = make_curve(journey, basis)
    is_known = any(point.emotion is not None for line in series for point in line.points)
    page = PageTools(
        path=f"journeys/{journey.id}",
        labels=Labels(words),
        folder="journeys",
        addresses=basis.addresses,
        figures=figures,
    )
    playbook = content.playbook
    return PosterMap(
        title=journey.title,
        facts=tuple(_facts(journey, basis)),
        note=" · ".join(filter(None, (playbook.organisation, playbook.title, words.day(content.today)))),
        stage_label=words("map.stage"),
        name_label=words("map.lane"),
        curve_label=words("map.emotion"),
        signs=(words("map.assumed"), words("map.unknown"), words("map.moment-of-truth")),
        stages=tuple(PosterStage(head.name, head.columns) for head in stage_heads(columns, basis)),
        columns=tuple(
            PosterColumn(one.placed.number, one.placed.touchpoint.title, one.placed.touchpoint.moment_of_truth)
            for one in columns
        ),
        series=series if is_known else (),
        lanes=tuple(_lanes(page, columns, is_drawn=is_known)),
    )


def _facts(journey: Journey, basis: Basis) -> Iterator[str]:
    """Yield who takes the journey, whether it is today's, and what starts and ends it."""
    words = basis.words
    names = words.join_list([basis.links.name("persona", key) for key in journey.personas])
    yield f"{words('state.' + journey.state)} · {names}"
    scenario = journey.scenario
    if scenario and scenario.trigger:
        yield f"{words('journey.trigger')}: {scenario.trigger}"
    if scenario and scenario.outcome:
        yield f"{words('journey.outcome')}: {scenario.outcome}"


def _lanes(page: PageTools, columns: Sequence[MapColumn], *, is_drawn: bool) -> Iterator[PosterLane]:
    for name, cell in LANES.items():
        cells = tuple(texts_of(cell(page, column)) for column in columns)
        if any(cells) and not (is_drawn and name == _DRAWN):
            yield PosterLane(name, str(page.words(f"map.{name}")), cells)
