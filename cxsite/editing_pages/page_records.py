"""The records that a page of the site shows, with the anchors at which a script finds them on the page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from cxsite.i18n.catalogue import LANGUAGES
from cxsite.pages.address import HOME, STRATEGY, Addresses

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cxsite.i18n.catalogue import Translator
    from cxsite.model.content import Content
    from cxsite.model.records.journey import Journey
    from cxsite.model.records.rating import Rating
    from cxsite.model.records.touchpoint import Touchpoint

_FOLDERS: Final = {
    "persona": "personas",
    "play": "plays",
    "research": "research",
    "goal": "goals",
    "metric": "metrics",
    "action": "actions",
    "touchpoint": "touchpoints",
}
"""The folder of the files of each kind that the pages show one by one, or in lists with anchors."""
_JOURNEYS: Final = "journeys/"


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRecord:
    """A record on a page: its address for editing, its kind, its name, and its anchor (empty: the page itself).

    Of a touchpoint or a stage, `items` is the address of the list that it is in, and `number` its place there from 0.
    Of a touchpoint, `emotion` has the number for everybody under an empty key, and those of single personas. `missing`
    is the next step of the chain that is not there yet: `action` or `play`. `label` names record and kind.
    """

    address: str
    kind: str
    name: str
    anchor: str = ""
    items: str = ""
    number: int = 0
    emotion: Mapping[str, int] | None = None
    missing: str = ""
    label: str = ""


def collect_page_records(page: str, content: Content, words: Translator) -> dict[str, Any]:
    """Return the records of a page for the script; of a journey also its personas, for whom emotions can be set."""
    journey = _find_journey(page, content)
    names = content.names["persona"]
    return {
        "journey": f"{_JOURNEYS}{journey.id}" if journey else "",
        "personas": [{"id": each, "name": names.get(each, each)} for each in journey.personas] if journey else [],
        "records": [
            {
                "address": one.address,
                "kind": one.kind,
                "name": one.name,
                "label": one.label,
                "anchor": one.anchor,
                "items": one.items,
                "number": one.number,
                "emotion": one.emotion,
                "missing": one.missing,
            }
            for one in list_page_records(page, content, words)
        ],
    }


def list_page_records(page: str, content: Content, words: Translator) -> list[PageRecord]:
    """Return the records of a page, its own first. `page` is its file on the site: `en/journeys/mua-hang.html`."""
    journey = _find_journey(page, content)
    found = _in_journey(journey, content) if journey else _on_page(_path_of(page), content)
    return [replace(one, label=words(f"record.{one.kind}", name=one.name)) for one in found]


def _path_of(page: str) -> str:
    """Return the path of a page without the folder of its language and without suffix."""
    path = page.removesuffix(".html")
    folder, _, rest = path.partition("/")
    return (rest if folder in LANGUAGES else path) or HOME


def _find_journey(page: str, content: Content) -> Journey | None:
    """Return the journey that a page is about, on whichever of its pages (`journeys/mua-hang_map`)."""
    path = _path_of(page)
    name = path.removeprefix(_JOURNEYS).partition("_")[0]
    return content.journeys.get(name) if path.startswith(_JOURNEYS) else None


def _in_journey(journey: Journey, content: Content) -> Iterator[PageRecord]:
    top = f"{_JOURNEYS}{journey.id}"
    yield PageRecord(address=top, kind="journey", name=journey.title)
    names = content.names["stage"]
    placed = {one.touchpoint.key: one for one in content.placed_touchpoints if one.journey.id == journey.id}
    for number, stage in enumerate(journey.stages):
        address, anchor = f"{top}/stages/{number}", f"stage-{number + 1}"
        name = names.get(stage.stage, stage.stage)
        yield PageRecord(address=address, kind="stage", name=name, anchor=anchor, items=f"{top}/stages", number=number)
        for index, touchpoint in enumerate(stage.touchpoints):
            here = placed.get(touchpoint.key)
            yield PageRecord(
                address=f"{top}/touchpoints/{touchpoint.key}",
                kind="touchpoint",
                name=touchpoint.title,
                anchor=f"touchpoint-{touchpoint.key}",
                items=f"{address}/touchpoints",
                number=index,
                emotion=_numbers_of(touchpoint.emotion),
                missing="" if here is None or content.plays_for(here) else "play",
            )
            yield from _below_touchpoint(f"{top}/touchpoints/{touchpoint.key}", touchpoint, journey, content)
    for action in journey.actions:
        yield PageRecord(
            address=f"{top}/actions/{action.id}", kind="action", name=action.title, anchor=f"action-{action.id}"
        )


def _below_touchpoint(top: str, touchpoint: Touchpoint, journey: Journey, content: Content) -> Iterator[PageRecord]:
    for pain_point in touchpoint.pain_points:
        placed = content.pain_points.get(f"{journey.id}/{pain_point.id}")
        yield PageRecord(
            address=f"{top}/pain_points/{pain_point.id}",
            kind="pain-point",
            name=pain_point.text,
            anchor=f"pain-{pain_point.id}",
            missing="action" if placed is not None and not content.actions_for(placed) else "",
        )
    for opportunity in touchpoint.opportunities:
        yield PageRecord(
            address=f"{top}/opportunities/{opportunity.id}",
            kind="opportunity",
            name=opportunity.text,
            anchor=f"opportunity-{opportunity.id}",
        )


def _numbers_of(emotion: Rating | None) -> dict[str, int]:
    if emotion is None:
        return {}
    everyone = {} if emotion.everyone is None else {"": emotion.everyone}
    return {**everyone, **emotion.by_persona}


def _on_page(path: str, content: Content) -> Iterator[PageRecord]:
    """Yield the records that other pages show: those of files of their own, and entries of the playbook."""
    if path in (HOME, STRATEGY):
        yield PageRecord(address="playbook", kind="playbook", name=content.playbook.title)
    addresses = Addresses(content)
    files = {
        "persona": content.personas,
        "play": content.plays,
        "research": content.research,
        "goal": content.goals,
        "metric": content.metrics,
        "action": content.actions,
        "touchpoint": content.touchpoints,
    }
    for kind, records in files.items():
        for key, record in records.items():
            yield from _if_here(path, addresses.of(kind, key), f"{_FOLDERS[kind]}/{key}", kind, _name_of(record))
    for kind, entries in (("channel", content.playbook.channels), ("team", content.playbook.teams)):
        for entry in entries:
            yield from _if_here(path, addresses.of(kind, entry.id), f"playbook/{kind}s/{entry.id}", kind, entry.name)


def _if_here(path: str, shown_at: str | None, address: str, kind: str, name: str) -> Iterator[PageRecord]:
    here, _, anchor = (shown_at or "").partition("#")
    if here == path or (not anchor and here == path.partition("_")[0]):
        yield PageRecord(address=address, kind=kind, name=name, anchor=anchor)


def _name_of(record: object) -> str:
    """Return the name or the title of a record of a file."""
    return str(getattr(record, "name", None) or getattr(record, "title", ""))
