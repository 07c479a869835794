"""The rows of the index of journeys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cxsite.pages.links import to_journey
from cxsite.rendering.components.badges import freshness_badge, state_badge
from cxsite.rendering.components.figures import bar
from cxsite.rendering.components.html import NOTHING, Html, attribute, join, number, text, trusted
from cxsite.rendering.components.icons import face
from cxsite.rendering.components.links import link, links_as_phrase

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cxsite.pages.journeys import AtlasRow, Filter
    from cxsite.rendering.components.page_tools import PageTools

_DASH: Final = Html("–")
_DEEPEST: Final = 3


def journey_rows(page: PageTools, rows: Sequence[AtlasRow], tags: Mapping[str, str]) -> Html:
    """Return a row for each journey; `tags` are the short names of tags, by which the style sheet filters."""
    return join([_row(page, row, tags) for row in rows])


def _row(page: PageTools, row: AtlasRow, tags: Mapping[str, str]) -> Html:
    journey, marks, label = row.journey, row.marks, page.labels
    tagged = join([Html(f"{attribute(tags[tag])} ") for tag in journey.tags])
    owner = Html(f'<span class="cx-missing">{label["marks.no-owner"]}</span>')
    if marks.owner:
        owner = text(marks.owner.name)
    late = NOTHING
    if row.late:
        late = Html(f' <span class="cx-tag cx-tag-late">{page.say("journeys.late", n=row.late)}</span>')
    return Html(
        f'<tr data-persona="{_ids(journey.personas)}" data-stage="{_ids(row.stages)}" '
        f'data-channel="{_ids(journey.channels)}" data-tag="{tagged}">\n'
        f'<th scope="row" class="cx-atlas-name cx-depth-{number(min(row.depth, _DEEPEST))}">'
        f"{page.link(to_journey(journey))}\n"
        f'<span class="cx-atlas-under">{state_badge(page, journey.state)} '
        f"{links_as_phrase(page, row.personas)}</span></th>\n"
        f"<td>{_curve(page, row)}</td>\n<td>{_lowest(page, row)}</td>\n"
        f'<td><span class="cx-narrow">{label["journeys.coverage"]}</span>{_coverage(page, row)}</td>\n'
        f'<td class="cx-count"><span class="cx-narrow">{label["journeys.open-actions"]}</span>'
        f"{number(row.open_actions)}{late}</td>\n"
        f"<td>{owner}<br>{freshness_badge(page, str(marks.freshness))}</td>\n</tr>\n"
    )


def _ids(ids: Sequence[str]) -> Html:
    return attribute(" ".join(ids))


def _curve(page: PageTools, row: AtlasRow) -> Html:
    spark = row.emotion_summary.spark
    return trusted(spark) if spark else Html(f'<span class="cx-aside">{page.labels["emotion.unknown"]}</span>')


def _lowest(page: PageTools, row: AtlasRow) -> Html:
    emotion = row.emotion_summary.emotion
    if row.lowest is None or emotion is None:
        return _DASH
    return Html(
        f'<span class="cx-lowest-point">{face(emotion)} <span>{link(page, row.lowest, "cx-quiet")} '
        f'<span class="cx-aside">{number(emotion)}/5</span></span></span>'
    )


def _coverage(page: PageTools, row: AtlasRow) -> Html:
    share, words = row.coverage, page.words
    if share.share is None or share.whole_percent is None:
        return _DASH
    counts = Html(f"{text(words.number(share.have))}/{text(words.number(share.total))}")
    return Html(f'{bar(page, share.share, words.percent(share.whole_percent))}<span class="cx-aside">{counts}</span>')


def journey_filters(page: PageTools, filters: Sequence[Filter]) -> Html:
    """Return a row of choices for each filter of the list."""
    return join([_filter(page, one) for one in filters])


def _filter(page: PageTools, one: Filter) -> Html:
    by, name = attribute(one.by), page.labels["journeys.by-" + one.by]
    choices = [
        Html(
            f'<label class="cx-choice"><input type="radio" name="{by}" value="{attribute(value)}" '
            f'class="cx-by-{by}-{attribute(value)}"><span>{text(shown)}</span></label>\n'
        )
        for value, shown in one.choices
    ]
    return Html(
        f'<fieldset class="cx-filter"><legend class="cx-hidden">{name}</legend>\n'
        f'<div class="cx-filter-row"><span class="cx-filter-name" aria-hidden="true">{name}</span>'
        f'<div class="cx-choices"><label class="cx-choice"><input type="radio" name="{by}" value="" checked>'
        f"<span>{page.labels['journeys.all']}</span></label>\n{join(choices)}</div>\n</div>\n</fieldset>\n"
    )
