"""CX136, CX138 and CX139: the version of the format, and the places of plays since version 2."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxsite.model.records.playbook import FORMAT_VERSION
from cxsite.model.records.source_location import Fields
from cxsite.rules.rule import make_finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxsite.model.content import Content
    from cxsite.model.records.strategy import AppliesTo, Play
    from cxsite.problems import Place
    from cxsite.rules.rule import Finding


def old_format(content: Content) -> Iterator[Finding]:
    """The playbook uses an older version of the format.

    It can still be built. `cxsite migrate` converts it to the current version, keeps comments and layout, and lists
    each line whose meaning differs between the two versions.

    Bad (content/playbook.yml):
        version: 1

    Good (content/playbook.yml):
        version: 2
    """
    playbook = content.playbook
    if playbook.version < FORMAT_VERSION:
        written = "version" in playbook.model_fields_set
        place = playbook.place("version") if written else playbook.key_place()
        yield make_finding(place, version=playbook.version, current=FORMAT_VERSION, written=written)


def play_of_several_kinds(content: Content) -> Iterator[Finding]:
    """A playbook of version 1 has a play whose `applies_to` names several kinds of place.

    In version 1 the play applied where any of them fit; since version 2 all kinds that are named together must fit,
    so the play is shown at fewer touchpoints. If each kind is enough by itself, write a list with one entry for
    each.

    Bad (content/playbook.yml):
        version: 1

    Bad (content/plays/khach-buc.yml):
        title: Khách bực mình vì chờ lâu
        applies_to: {stages: [mua-hang], channels: [zalo]}
        steps: [Ra gặp khách và xin lỗi vì đã để khách chờ.]

    Good (content/playbook.yml):
        version: 2

    Good (content/plays/khach-buc.yml):
        title: Khách bực mình vì chờ lâu
        applies_to:
          - stages: [mua-hang]
          - channels: [zalo]
        steps: [Ra gặp khách và xin lỗi vì đã để khách chờ.]
    """
    if content.playbook.version >= FORMAT_VERSION:
        return
    for play, entry, place in _of_several_kinds(content):
        if play.source is not None and isinstance(play.source.get("applies_to"), Fields):  # version 1 had no lists
            yield make_finding(place, title=play.title, kinds=_filled_fields(entry))


def play_fits_nowhere(content: Content) -> Iterator[Finding]:
    """A play names several kinds of place, and no touchpoint fits all of them.

    Nobody sees such a play where it is needed. Either an id is wrong, or each kind was meant to be enough by
    itself: then write a list with one entry for each.

    Bad (content/plays/khach-buc.yml):
        title: Khách bực mình vì chờ lâu
        applies_to: {journeys: [mua], channels: [zalo]}
        steps: [Ra gặp khách và xin lỗi vì đã để khách chờ.]

    Good (content/plays/khach-buc.yml):
        title: Khách bực mình vì chờ lâu
        applies_to: {journeys: [mua], channels: [cua-hang]}
        steps: [Ra gặp khách và xin lỗi vì đã để khách chờ.]
    """
    if content.unreadable:
        return
    for play, entry, place in _of_several_kinds(content):
        number = play.applies_to.index(entry)
        if not content.play_places[play.id][number] and _are_known(entry, content):
            yield make_finding(place, title=play.title, kinds=_filled_fields(entry))


def _of_several_kinds(content: Content) -> Iterator[tuple[Play, AppliesTo, Place]]:
    """Yield each play with an entry of `applies_to` that names several kinds, and the place of that entry."""
    for play in content.plays.values():
        for entry in play.applies_to:
            if len(entry.places) > 1:
                alone = len(play.applies_to) == 1
                yield play, entry, play.key_place("applies_to") if alone else entry.key_place()


def _filled_fields(entry: AppliesTo) -> tuple[str, ...]:
    """Return the fields that an entry has, as they are written."""
    return tuple(field for field in type(entry).model_fields if getattr(entry, field))


def _are_known(entry: AppliesTo, content: Content) -> bool:
    """Return whether all ids of an entry exist: rules of references report the others."""
    known = {**content.names, "touchpoint": {**content.touchpoint_by_key, **content.touchpoints}}
    return all(key in known[kind] for kind, ids in entry.places.items() for key in ids)
