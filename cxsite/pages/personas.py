"""The index of personas, with the stage where each feels worst."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from cxsite.incremental.dependency_tracking import list_ids
from cxsite.pages import address
from cxsite.pages.links import touchpoint_address
from cxsite.pages.page_marks import make_marks
from cxsite.pages.page_plan import LazyContext, PagePlan
from cxsite.pages.paging import divide_once

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxsite.model.content import Content
    from cxsite.model.facts.in_journey import PlacedTouchpoint
    from cxsite.model.records.persona import Persona
    from cxsite.pages.basis import Basis
    from cxsite.pages.paging import Paging


class PersonaStageCell(NamedTuple):
    """A persona in a stage: the number of touchpoints, the lowest emotion (None: unknown), and where it is felt."""

    touchpoints: int
    emotion: int | None
    lowest: str | None


MOST: Final = 40
"""The most personas on one page."""


def personas_page(basis: Basis) -> Iterator[PagePlan]:
    """Plan `personas/index`; if there are many personas, also `personas/index_2` and so on."""
    words = basis.words
    for paging in _pages(basis.content):
        number, title = paging.here.number, words("personas.title")
        yield PagePlan(
            path=paging.here.path,
            kind="personas",
            title=title if number == 1 else words("paging.title", title=title, number=str(number)),
            description=words("personas.description"),
            context=LazyContext(partial(_personas_context, number, basis)),
        )


def _pages(content: Content) -> tuple[Paging, ...]:
    return divide_once(content, address.PERSONAS, lambda found: [1] * len(found.personas), MOST)


def _personas_context(number: int, basis: Basis) -> dict[str, object]:
    content = basis.content
    paging = _pages(content)[number - 1]
    people = tuple(content.personas[key] for key in list_ids(content.personas)[paging.here.part])
    links = [basis.links.to("persona", one.id, one.name) for one in people]
    marks = [make_marks(one, one.name, content, basis.words) for one in people]
    return {
        "paging": paging,
        "people": tuple(zip(people, links, marks, strict=True)),
        "stages": content.playbook.stages,
        "matrix": tuple((link, _row(one, basis)) for one, link in zip(people, links, strict=True)),
    }


def _row(persona: Persona, basis: Basis) -> tuple[PersonaStageCell, ...]:
    content = basis.content
    here: dict[str, list[PlacedTouchpoint]] = {}
    for journey in content.journeys_of.get(persona.id, ()):
        for placed in () if journey.is_ideal else content.touchpoints_of.get(journey.id, ()):
            if placed.touchpoint.is_passed_by(persona.id):
                here.setdefault(placed.stage.stage, []).append(placed)
    return tuple(_cell(here.get(stage.id, []), persona.id) for stage in content.playbook.stages)


def _cell(here: list[PlacedTouchpoint], persona: str) -> PersonaStageCell:
    known = [(emotion, placed) for placed in here if (emotion := placed.touchpoint.emotion_of(persona)) is not None]
    emotion, lowest = min(known, key=lambda pair: pair[0], default=(None, None))
    return PersonaStageCell(len(here), emotion, touchpoint_address(lowest) if lowest else None)
