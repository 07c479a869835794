"""The index of journeys: which exist, and the state of each."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from cxsite.coverage import count_journey
from cxsite.coverage.records import Share
from cxsite.pages import address
from cxsite.pages.action_views import find_actions
from cxsite.pages.emotion_summary import EmotionSummary, lowest_link, summarize_emotions
from cxsite.pages.page_marks import make_marks
from cxsite.pages.page_plan import LazyContext, PagePlan
from cxsite.pages.paging import divide_once

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cxsite.model.content import Content
    from cxsite.model.records.journey import Journey
    from cxsite.pages.basis import Basis
    from cxsite.pages.links import Link
    from cxsite.pages.page_marks import PageMarks
    from cxsite.pages.paging import Paging

MOST: Final = 60
"""The most journeys on one page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AtlasRow:
    """A journey in the index; `depth` is the number of its ancestors, `lowest` leads to its lowest touchpoint."""

    journey: Journey
    personas: tuple[Link, ...]
    lowest: Link | None
    depth: int
    emotion_summary: EmotionSummary
    marks: PageMarks
    open_actions: int
    late: int
    coverage: Share

    @property
    def stages(self) -> tuple[str, ...]:
        """The ids of its stages without duplicates."""
        return tuple(dict.fromkeys(stage.stage for stage in self.journey.stages))


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """One filter: the field it filters by, and (value, name) of each choice that matches a journey."""

    by: str
    choices: tuple[tuple[str, str], ...]


def journeys_page(basis: Basis) -> Iterator[PagePlan]:
    """Plan `journeys/index`; if there are many journeys, also `journeys/index_2` and so on."""
    words, drafts = basis.words, any(not record.is_published for record in basis.content.files)
    for paging in _pages(basis.content):
        number, title = paging.here.number, words("journeys.title")
        yield PagePlan(
            path=paging.here.path,
            kind="journeys",
            title=title if number == 1 else words("paging.title", title=title, number=str(number)),
            description=words("journeys.description"),
            context=LazyContext(partial(_journeys_context, number, drafts, basis)),
        )


def _pages(content: Content) -> tuple[Paging, ...]:
    return divide_once(content, address.JOURNEYS, lambda found: [1] * len(found.journey_tree), MOST)


def _journeys_context(number: int, drafts: bool, basis: Basis) -> dict[str, object]:  # noqa: FBT001 -- bound before it is called
    content = basis.content
    paging = _pages(content)[number - 1]
    counts = content.published if drafts else content
    rows = tuple(_row(key, depth, counts, basis) for key, depth in content.journey_tree[paging.here.part])
    return {
        "paging": paging,
        "rows": rows,
        "filters": _filters(rows, basis),
        "tags": tag_numbers(content.journey_tags),
    }


def tag_numbers(tags: Iterable[str]) -> dict[str, str]:
    """Map each tag to a short name that is valid in CSS, because tags are free text."""
    return {tag: f"t{number}" for number, tag in enumerate(tags, start=1)}


def _row(key: str, depth: int, counts: Content, basis: Basis) -> AtlasRow:
    """Return the row of a journey; `counts` is the content that coverage is computed from, which has no drafts."""
    content = basis.content
    journey = content.journeys[key]
    own = find_actions(journey, basis)
    summary = summarize_emotions(journey, basis)
    return AtlasRow(
        journey=journey,
        personas=basis.links.to_each("persona", journey.personas),
        lowest=lowest_link(summary),
        depth=depth,
        emotion_summary=summary,
        marks=make_marks(journey, journey.title, content, basis.words),
        open_actions=sum(work.action.is_open for work in own),
        late=sum(work.days_late > 0 for work in own),
        coverage=count_journey(journey, counts).total if journey.is_published else Share(0, 0),
    )


def _filters(rows: Iterable[AtlasRow], basis: Basis) -> tuple[Filter, ...]:
    content, rows = basis.content, tuple(rows)
    people = {key for row in rows for key in row.journey.personas}
    stages = {key for row in rows for key in row.stages}
    channels = {key for row in rows for key in row.journey.channels}
    tags = tag_numbers(content.journey_tags)
    used = {tag for row in rows for tag in row.journey.tags}
    found = (
        Filter(by="persona", choices=tuple((k, p.name) for k, p in content.personas.items() if k in people)),
        Filter(by="stage", choices=tuple((s.id, s.name) for s in content.playbook.stages if s.id in stages)),
        Filter(by="channel", choices=tuple((c.id, c.name) for c in content.playbook.channels if c.id in channels)),
        Filter(by="tag", choices=tuple((short, tag) for tag, short in tags.items() if tag in used)),
    )
    return tuple(one for one in found if len(one.choices) > 1 or (one.by == "tag" and one.choices))
