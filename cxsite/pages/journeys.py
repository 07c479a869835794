"""The atlas: which journeys exist, and in what shape each is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from cxsite.coverage.records import Share
from cxsite.pages import address
from cxsite.pages.faces import FACES
from cxsite.pages.marks import marks
from cxsite.pages.moods import Mood, mood
from cxsite.pages.names import Names
from cxsite.pages.plan import Later, PagePlan
from cxsite.pages.work import all_work, by_journey

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cxsite.model.journey import Journey
    from cxsite.pages.basis import Basis
    from cxsite.pages.marks import Marks


@dataclass(frozen=True, slots=True, kw_only=True)
class AtlasRow:
    """A journey in the atlas; `depth` is how far below a journey without parent it stands."""

    journey: Journey
    depth: int
    mood: Mood
    marks: Marks
    open_actions: int
    late: int
    coverage: Share

    @property
    def stages(self) -> tuple[str, ...]:
        """Ids of its stages, each once."""
        return tuple(dict.fromkeys(stage.stage for stage in self.journey.stages))


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """One row of choices: what it chooses by, and (value, name) of each choice that some journey fits."""

    by: str
    choices: tuple[tuple[str, str], ...]


def journeys_page(basis: Basis) -> Iterator[PagePlan]:
    """`journeys/index`."""
    yield PagePlan(
        path=address.JOURNEYS,
        kind="journeys",
        title=basis.words("journeys.title"),
        description=basis.words("journeys.description"),
        context=Later(partial(_told, basis)),
    )


def _told(basis: Basis) -> dict[str, object]:
    rows = tuple(_rows(basis))
    return {
        "rows": rows,
        "filters": _filters(rows, basis),
        "faces": FACES,
        "names": Names(basis.content),
        "tags": tag_numbers(basis.content.journeys.values()),
    }


def tag_numbers(journeys: Iterable[Journey]) -> dict[str, str]:
    """Each tag with a short name that CSS can use, since tags are free words."""
    tags = sorted({tag for journey in journeys for tag in journey.tags})
    return {tag: f"t{number}" for number, tag in enumerate(tags, start=1)}


def _rows(basis: Basis) -> Iterator[AtlasRow]:
    content, works = basis.content, all_work(basis)
    covered = {one.journey: one.total for one in basis.coverage.journeys}
    of = by_journey(works)
    for journey, depth in _tree(basis):
        own = of.get(journey.id, [])
        yield AtlasRow(
            journey=journey,
            depth=depth,
            mood=mood(journey, basis),
            marks=marks(journey, journey.title, content, basis.words),
            open_actions=sum(work.action.is_open for work in own),
            late=sum(work.days_late > 0 for work in own),
            coverage=covered.get(journey.id, Share(0, 0)),
        )


def _tree(basis: Basis) -> Iterator[tuple[Journey, int]]:
    """Journeys with their depth: children after their parent, an ideal after its baseline. Circles are cut."""
    content = basis.content
    seen: set[str] = set()

    def below(journey: Journey, depth: int) -> Iterator[tuple[Journey, int]]:
        if journey.id in seen:
            return
        seen.add(journey.id)
        yield journey, depth
        for ideal in content.ideals_of.get(journey.id, ()):
            yield from below(ideal, depth)
        for child in content.children_of.get(journey.id, ()):
            yield from below(child, depth + 1)

    rooted = [one for one in content.journeys.values() if not one.parent and not (one.is_ideal and one.baseline)]
    for journey in (*rooted, *content.journeys.values()):
        yield from below(journey, 0)


def _filters(rows: Iterable[AtlasRow], basis: Basis) -> tuple[Filter, ...]:
    content, rows = basis.content, tuple(rows)
    people = {key for row in rows for key in row.journey.personas}
    stages = {key for row in rows for key in row.stages}
    channels = {key for row in rows for key in row.journey.channels}
    tags = tag_numbers(row.journey for row in rows)
    found = (
        Filter(by="persona", choices=tuple((k, p.name) for k, p in content.personas.items() if k in people)),
        Filter(by="stage", choices=tuple((s.id, s.name) for s in content.playbook.stages if s.id in stages)),
        Filter(by="channel", choices=tuple((c.id, c.name) for c in content.playbook.channels if c.id in channels)),
        Filter(by="tag", choices=tuple((short, tag) for tag, short in tags.items())),
    )
    return tuple(one for one in found if len(one.choices) > 1 or (one.by == "tag" and one.choices))
