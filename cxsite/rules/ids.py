"""CX221–CX226: ids that two things share, things without an id, and repeated names."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

from cxsite.escaping.fold import slug
from cxsite.rules.rule import make_finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from cxsite.model.content import Content
    from cxsite.model.records.journey import Journey
    from cxsite.model.records.record import FileMetadata, Record
    from cxsite.rules.rule import Finding


def duplicate_in_playbook(content: Content) -> Iterator[Finding]:
    """Two stages, channels, teams or stores of the playbook have the same id.

    Journeys refer to them by id, so nobody could tell which of the two is meant.

    Bad (content/playbook.yml):
        stores: [{id: pho-hue, name: Phố Huế}, {id: pho-hue, name: Phố Huế 2}]

    Good (content/playbook.yml):
        stores: [{id: pho-hue, name: Phố Huế}, {id: pho-hue-2, name: Phố Huế 2}]
    """
    playbook = content.playbook
    for entries in (playbook.stages, playbook.channels, playbook.teams, playbook.stores):
        yield from _find_repeated(entries)


def duplicate_in_journey(content: Content) -> Iterator[Finding]:
    """Two touchpoints, pain points, opportunities or actions of one journey have the same id.

    Links, comparisons and figures find them by id. If two have the same id, one of them is never found.

    Bad (content/journeys/mua.yml):
        actions: [{id: thu-do, title: Thêm phòng thử}]

    Good (content/journeys/mua.yml):
        actions: [{id: them-phong-thu, title: Thêm phòng thử}]
    """
    for journey in content.journeys.values():
        if not _are_single(_ids(journey)):
            yield from _find_repeated(record for record in _things(journey) if getattr(record, "id", None))


def repeated_use(content: Content) -> Iterator[Finding]:
    """A journey uses one library touchpoint twice, and the second one has no id of its own.

    Customers may go through the same touchpoint twice and feel differently each time; a separate id distinguishes
    the two.

    Bad (content/journeys/mua.yml):
        stages:
          - stage: mua-hang
            touchpoints: [{use: thanh-toan, emotion: 3}, {use: thanh-toan, emotion: 2}]
    Bad (content/touchpoints/thanh-toan.yml):
        name: Thanh toán

    Good (content/journeys/mua.yml):
        stages:
          - stage: mua-hang
            touchpoints: [{use: thanh-toan, emotion: 3}, {id: thanh-toan-coc, use: thanh-toan, emotion: 2}]
    Good (content/touchpoints/thanh-toan.yml):
        name: Thanh toán
    """
    for journey in content.journeys.values():
        uses = [touchpoint.use for touchpoint in journey.touchpoints if touchpoint.id is None and touchpoint.use]
        if not uses or _are_single([*uses, *_ids(journey)]):
            continue
        taken: dict[str, Record] = {thing.id: thing for thing in _things(journey) if getattr(thing, "id", None)}
        for touchpoint in journey.touchpoints:
            if touchpoint.id is None and touchpoint.use:
                other = taken.setdefault(touchpoint.use, touchpoint)
                if other is not touchpoint:
                    yield make_finding(touchpoint.place("use"), id=touchpoint.use, first_line=other.key_place().line)


def touchpoint_without_id(content: Content) -> Iterator[Finding]:
    """A touchpoint has no id and does not come from the library.

    Its place on the page, links to it and its history are all found by its id.

    Bad (content/journeys/mua.yml):
        stages: [{stage: mua-hang, touchpoints: [{name: Thử đồ, channels: [cua-hang], emotion: 4}]}]

    Good (content/journeys/mua.yml):
        stages: [{stage: mua-hang, touchpoints: [{id: thu-do, name: Thử đồ, channels: [cua-hang], emotion: 4}]}]
    """
    for placed in content.placed_touchpoints:
        touchpoint = placed.touchpoint
        if not touchpoint.key:
            yield make_finding(touchpoint.key_place(), title=touchpoint.title, suggestion=slug(touchpoint.title))


def former_id_taken(content: Content) -> Iterator[Finding]:
    """A former id is the id of something that exists, or a former id of two things.

    Old links lead from a former id to its new page. They cannot lead to two pages, nor away from a page that
    exists.

    Bad (content/personas/lan.yml):
        formerly: [chi]
    Bad (content/personas/chi.yml):
        name: Chi

    Good (content/personas/lan.yml):
        formerly: [lan-anh]
    """
    kinds: tuple[Mapping[str, FileMetadata], ...] = (
        content.personas, content.journeys, content.touchpoints, content.actions,
        content.goals, content.metrics, content.plays, content.research,
    )  # fmt: skip
    for records in kinds:
        taken = {key: record.path for key, record in records.items()}
        for record in records.values():
            for number, old in enumerate(record.formerly):
                other = taken.setdefault(old, record.path)
                if other != record.path or old == record.id:
                    yield make_finding(record.place("formerly", number), id=old, other=other)


def named_twice(content: Content) -> Iterator[Finding]:
    """A list names the same thing twice.

    It counts only once. The second mention is usually a mistake for something else.

    Bad (content/personas/lan.yml):
        channels: [cua-hang, cua-hang]

    Good (content/personas/lan.yml):
        channels: [cua-hang, zalo]
    """
    for reference in chain.from_iterable(content.doubtful_references.values()):
        if reference.is_repeated:
            yield make_finding(reference.place, found=reference.value)


def _are_single(ids: list[str]) -> bool:
    """Return whether each id occurs once. This is the normal case, which needs no further search."""
    return len(ids) == len(set(ids))


def _ids(journey: Journey) -> list[str]:
    ids = [touchpoint.id for touchpoint in journey.touchpoints if touchpoint.id]
    for touchpoint in journey.touchpoints:
        ids += [pain_point.id for pain_point in touchpoint.pain_points]
        ids += [opportunity.id for opportunity in touchpoint.opportunities]
    return ids + [action.id for action in journey.actions]


def _things(journey: Journey) -> Iterator[Any]:
    for touchpoint in journey.touchpoints:
        yield touchpoint
        yield from touchpoint.pain_points
        yield from touchpoint.opportunities
    yield from journey.actions


def _find_repeated(records: Iterable[Any]) -> Iterator[Finding]:
    first: dict[str, Record] = {}
    for record in records:
        other = first.setdefault(record.id, record)
        if other is not record:
            yield make_finding(record.place("id"), id=record.id, first_line=other.place("id").line)
