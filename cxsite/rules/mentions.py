"""CX213–CX216: links in texts, pictures, things that the site leaves out, and figures with targets."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any, Final

from cxsite.model.content import cached_on_content
from cxsite.model.facts.coverage_figures import TARGETS
from cxsite.model.facts.suggestions import suggest
from cxsite.model.records.journey import Journey
from cxsite.problems import Place
from cxsite.rules.references import find_meant
from cxsite.rules.references_inside import is_touchpoint, nearest_touchpoint
from cxsite.rules.rule import make_finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cxsite.model.content import Content
    from cxsite.model.facts.references import Reference
    from cxsite.model.records.record import Picture
    from cxsite.rules.rule import Finding

_FOLDERS: Final = (
    ("persona", "personas"),
    ("journey", "journeys"),
    ("library touchpoint", "touchpoints"),
    ("goal", "goals"),
    ("metric", "metrics"),
    ("play", "plays"),
    ("research", "research"),
)


def broken_link(content: Content) -> Iterator[Finding]:
    """A link in a text leads to a persona, journey, touchpoint, play, metric or goal that does not exist.

    Readers follow links to see what a sentence is based on. A broken link makes them doubt the rest.

    Bad (content/personas/lan.yml):
        about: Xem [hành trình của Lan](journey:mua-vay).

    Good (content/personas/lan.yml):
        about: Xem [hành trình của Lan](journey:mua).
    """
    for kinds, references in content.doubtful_references.items():
        for reference in references:
            if reference.in_text and not is_known_target(content, kinds[0], reference.value):
                near = find_near_link(content, kinds[0], reference.value)
                link = f"{kinds[0]}:{reference.value}"
                suggestion = f"{kinds[0]}:{near}" if near else ""
                yield make_finding(_place_in_text(content, reference, link), found=link, suggestion=suggestion)


def missing_picture(content: Content) -> Iterator[Finding]:
    """The content names a picture that is not in content/pictures/.

    The page would show an empty frame where staff expect to see what good service looks like.

    Bad (content/personas/lan.yml):
        picture: {file: lan.jpg, alt: Lan trước gương trong phòng thử}

    Good (content/personas/lan.yml):
        picture: {file: lan.jpg, alt: Lan trước gương trong phòng thử}
    Good (content/pictures/lan.jpg):
        (a picture)
    """
    for name, place in picture_places(content):
        if name not in content.pictures:
            yield make_finding(place, found=name, suggestion=_meant_picture(name, content.pictures))


def _meant_picture(name: str, pictures: frozenset[str]) -> str:
    """The picture that a path ends with, or whose name is most like it; empty if none is."""
    last = re.split(r"[/\\]", name)[-1]
    return last if last in pictures else suggest(last, sorted(pictures))


def not_on_site(content: Content) -> Iterator[Finding]:
    """Published content names a draft or something retired.

    Drafts and retired files are not on the site, so a reader who follows this finds nothing there.

    Bad (content/personas/lan.yml):
        status: draft

    Good (content/personas/lan.yml):
        status: published
    """
    hidden = _statuses_of_hidden(content)
    if not hidden:
        return
    for references in content.doubtful_references.values():
        for reference in references:
            status = _status(hidden, reference)
            if status and getattr(reference.record, "is_published", True):
                yield make_finding(reference.place, found=reference.value, status=status)


def unknown_figure(content: Content) -> Iterator[Finding]:
    """A target is set for a coverage figure that does not exist.

    A misspelled target is never missed, and everybody believes that it is met.

    Bad (content/playbook.yml):
        coverage: {targets: {touchpoints-with-emotions: 90}}

    Good (content/playbook.yml):
        coverage: {targets: {touchpoints-with-emotion: 90}}
    """
    goals = content.playbook.coverage
    for name in goals.targets if goals else ():
        if goals and name not in TARGETS:
            place = goals.key_place("targets", name)
            yield make_finding(place, found=name, suggestion=suggest(name, TARGETS), allowed=TARGETS)


@cached_on_content
def collect_pictures(content: Content) -> tuple[Picture, ...]:
    """Return every picture that a file shows, as its author wrote it."""
    of_personas = (persona.picture for persona in content.personas.values() if persona.picture)
    holders: list[Any] = [*content.touchpoints.values(), *content.plays.values()]
    holders += [placed.touchpoint.as_written for placed in content.placed_touchpoints if placed.touchpoint.pictures]
    return (*of_personas, *(picture for holder in holders for picture in holder.pictures))


def picture_places(content: Content) -> Iterator[tuple[str, Place]]:
    """By name, in NFC as pages refer to it: the places where records and the brand show a picture."""
    for picture in collect_pictures(content):
        yield unicodedata.normalize("NFC", picture.file), picture.place("file")
    brand = content.playbook.brand
    if brand and brand.logo:
        yield unicodedata.normalize("NFC", brand.logo), brand.place("logo")


def is_known_target(content: Content, kind: str, value: str) -> bool:
    """Return whether such a thing exists, or a file of that name which could not be read."""
    if kind == "touchpoint":
        return is_touchpoint(content, value)
    return value in content.names[kind] or (kind, value) in content.unreadable


def find_near_link(content: Content, kind: str, value: str) -> str:
    """Return the id that was probably meant, or ""."""
    return nearest_touchpoint(content, value) if kind == "touchpoint" else find_meant(value, content.names[kind])


def status_of_link(content: Content, kind: str, key: str) -> str:
    """Return `draft` or `retired` if a link such as `persona:lan` leads to what the site leaves out, else ""."""
    hidden = _statuses_of_hidden(content)
    journey, slash, _ = key.partition("/")
    if slash:
        return hidden.get(("journey", journey), "")
    return hidden.get(("library touchpoint" if kind == "touchpoint" else kind, key), "")


def _place_in_text(content: Content, reference: Reference, link: str) -> Place:
    """Return the place of the link itself in the lines of its text."""
    place = reference.place
    lines = content.texts.get(place.path, "").split("\n")
    for number in range(place.line, min(place.end_line, len(lines)) + 1):
        start = place.column - 1 if number == place.line else 0
        column = lines[number - 1].find(f"({link})", start) + 2
        if column > 1:
            return Place(place.path, number, column, number, column + len(link))
    return place


def _statuses_of_hidden(content: Content) -> Mapping[tuple[str, str], str]:
    return {
        (kind, key): record.status
        for kind, folder in _FOLDERS
        for key, record in getattr(content, folder).items()
        if not record.is_published
    }


def _status(hidden: Mapping[tuple[str, str], str], reference: Reference) -> str:
    kind, value = reference.kinds[0], reference.value
    journey, slash, _ = value.partition("/")
    if slash:
        return hidden.get(("journey", journey), "")
    if kind == "touchpoint" and not isinstance(reference.record, Journey):
        kind = "library touchpoint"
    return hidden.get((kind, value), "")
