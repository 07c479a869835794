"""CX210–CX212 and CX227: touchpoints, pain points, opportunities and personas that a journey does not have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cxsite.model.records.journey import Journey
from cxsite.rules.references import find_meant
from cxsite.rules.rule import locate_cell, make_finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxsite.model.content import Content
    from cxsite.model.facts.references import Reference
    from cxsite.model.records.observation import Observation
    from cxsite.model.records.pain_points import PainPoint
    from cxsite.model.records.touchpoint import Touchpoint
    from cxsite.problems import Place
    from cxsite.rules.rule import Finding

_TOUCHPOINT: Final = ("touchpoint",)
_LIBRARY: Final = "library touchpoint"


def unknown_touchpoint(content: Content) -> Iterator[Finding]:
    """The content names a touchpoint that its journey, or the library, does not have.

    `next` names a touchpoint of the same journey. Elsewhere write `journey/touchpoint`, or the id of a library
    touchpoint, which then means every journey that uses it.

    Bad (content/journeys/mua.yml):
        stages:
          - stage: mua-hang
            touchpoints: [{id: thu-do, name: Thử đồ, channels: [cua-hang], emotion: 4, next: [tra-tien]}]

    Good (content/journeys/mua.yml):
        stages:
          - stage: mua-hang
            touchpoints:
              - {id: thu-do, name: Thử đồ, channels: [cua-hang], emotion: 4, next: [tra-tien]}
              - {id: tra-tien, name: Trả tiền, channels: [cua-hang], emotion: 3}
    """
    for reference in content.doubtful_references.get(_TOUCHPOINT, ()):
        if reference.in_text or "replaces" in reference.path:
            continue
        journey = reference.record
        if isinstance(journey, Journey):
            yield from _unknown_next(journey, reference)
        elif not is_touchpoint(content, reference.value):
            suggestion = nearest_touchpoint(content, reference.value)
            yield make_finding(reference.place, found=reference.value, suggestion=suggestion)
    for row in content.observations:
        if row.touchpoint and not is_touchpoint(content, key := _observed(row)):
            place = locate_cell(content, row.place, row.touchpoint)
            yield make_finding(place, found=row.touchpoint, suggestion=nearest_touchpoint(content, key))


def unknown_pain_point(content: Content) -> Iterator[Finding]:
    """An opportunity addresses a pain point that its journey does not have.

    An opportunity is worth as much as the pain that it reduces. Inside its own journey a pain point is named by its
    id; write `journey/pain-point` for one of another journey.

    Bad (content/journeys/mua.yml):
        stages:
          - stage: mua-hang
            touchpoints:
              - id: thu-do
                name: Thử đồ
                pain_points: [{id: cho-lau, text: Chờ phòng thử lâu}]
                opportunities: [{id: giu-cho, text: Giữ chỗ, addresses: [cho-lauu]}]

    Good (content/journeys/mua.yml):
        stages:
          - stage: mua-hang
            touchpoints:
              - id: thu-do
                name: Thử đồ
                pain_points: [{id: cho-lau, text: Chờ phòng thử lâu}]
                opportunities: [{id: giu-cho, text: Giữ chỗ, addresses: [cho-lau]}]
    """
    for placed in content.opportunities.values():
        for number, key in enumerate(placed.addresses):
            if key not in content.pain_points and not is_in_unreadable_journey(content, key):
                place = placed.opportunity.place("addresses", number)
                yield _not_addressed(content, place, key, ("pain point",), placed.at.journey)


def unknown_addressed(content: Content) -> Iterator[Finding]:
    """An improvement action addresses a pain point or opportunity that does not exist.

    It is hard to justify work that does not address anything a customer feels. An action in a separate file names
    what it addresses as `journey/pain-point`.

    Bad (content/actions/phong-thu.yml):
        title: Thêm phòng thử
        addresses: [mua/cho-lau]

    Good (content/actions/phong-thu.yml):
        title: Thêm phòng thử
        addresses: [mua/cho-lau]
    Good (content/journeys/mua.yml):
        stages:
          - stage: mua-hang
            touchpoints: [{id: thu-do, name: Thử đồ, pain_points: [{id: cho-lau, text: Chờ phòng thử lâu}]}]
    """
    for placed in content.all_actions.values():
        for number, key in enumerate(placed.addresses):
            if key in content.pain_points or key in content.opportunities or is_in_unreadable_journey(content, key):
                continue
            place = placed.action.place("addresses", number)
            yield _not_addressed(content, place, key, ("pain point", "opportunity"), placed.journey)


def persona_outside_journey(content: Content) -> Iterator[Finding]:
    """A touchpoint or a pain point names a persona that the journey does not have, or that does not pass there.

    `personas` of a touchpoint chooses among the personas of its journey, and `personas` of a pain point among those
    that pass the touchpoint. The map, the curves and the persona's own page leave the others out.

    Bad (content/personas/chi.yml):
        name: Chi
    Bad (content/journeys/mua.yml):
        stages:
          - stage: mua-hang
            touchpoints: [{id: thu-do, name: Thử đồ, channels: [cua-hang], emotion: 4, personas: [chi]}]

    Good (content/personas/chi.yml):
        name: Chi
    Good (content/journeys/mua.yml):
        personas: [lan, chi]
        stages:
          - stage: mua-hang
            touchpoints: [{id: thu-do, name: Thử đồ, channels: [cua-hang], emotion: 4, personas: [chi]}]
    """
    for placed in content.placed_touchpoints:
        touchpoint, journey = placed.touchpoint, placed.journey
        yield from _strangers(touchpoint, journey.personas, content)
        for pain in touchpoint.pain_points:
            yield from _strangers(pain, journey.personas_at(touchpoint), content)


def _strangers(of: Touchpoint | PainPoint, allowed: tuple[str, ...], content: Content) -> Iterator[Finding]:
    for number, persona in enumerate(of.personas):
        if persona not in allowed and persona in content.personas:
            yield make_finding(of.place("personas", number), found=persona, allowed=allowed)


def _unknown_next(journey: Journey, reference: Reference) -> Iterator[Finding]:
    own = _ids_in(journey, _TOUCHPOINT)
    if reference.value.removeprefix(f"{journey.id}/") not in own:
        yield make_finding(reference.place, found=reference.value, suggestion=find_meant(reference.value, own))


def _not_addressed(
    content: Content, place: Place, key: str, kinds: tuple[str, ...], journey: Journey | None
) -> Finding:
    own = f"{journey.id}/" if journey else ""
    near = _nearest(content, key, kinds)
    return make_finding(place, found=key.removeprefix(own), suggestion=near.removeprefix(own))


def _ids_in(journey: Journey, kinds: tuple[str, ...]) -> dict[str, str]:
    """Return ids of a journey's touchpoints, pain points or opportunities, with their names."""
    every = journey.touchpoints
    ids = {touchpoint.key: touchpoint.title for touchpoint in every if "touchpoint" in kinds}
    if "pain point" in kinds:
        ids |= {pain.id: pain.text for touchpoint in every for pain in touchpoint.pain_points}
    if "opportunity" in kinds:
        ids |= {chance.id: chance.text for touchpoint in every for chance in touchpoint.opportunities}
    return ids


def _nearest(content: Content, key: str, kinds: tuple[str, ...]) -> str:
    """Return the most similar key: in the same journey, in one of similar name, or the only one with the same end."""
    name, slash, thing = key.rpartition("/")
    if name in content.journeys:
        near = find_meant(thing, _ids_in(content.journeys[name], kinds))
        return f"{name}/{near}" if near else ""
    if slash:
        other = find_meant(name, content.names["journey"])
        return f"{other}/{thing}" if other and thing in _ids_in(content.journeys[other], kinds) else ""
    same = [journey.id for journey in content.journeys.values() if thing in _ids_in(journey, kinds)]
    return f"{same[0]}/{thing}" if len(same) == 1 else ""


def is_in_unreadable_journey(content: Content, key: str) -> bool:
    """Return whether the key belongs to a journey whose file exists but could not be read."""
    return ("journey", key.partition("/")[0]) in content.unreadable


def is_touchpoint(content: Content, value: str) -> bool:
    """Return whether this is a touchpoint's key from outside its journey, or may be one in an unreadable file."""
    if "/" in value:
        return value in content.touchpoint_by_key or is_in_unreadable_journey(content, value)
    return value in content.touchpoints or (_LIBRARY, value) in content.unreadable


def nearest_touchpoint(content: Content, value: str) -> str:
    """Return the most similar key of a touchpoint, as other files write it."""
    return _nearest(content, value, _TOUCHPOINT) or find_meant(value, content.names[_LIBRARY])


def _observed(row: Observation) -> str:
    return row.touchpoint if "/" in row.touchpoint or not row.journey else f"{row.journey}/{row.touchpoint}"
