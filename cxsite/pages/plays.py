"""The pages of plays: the index, and a card for each play."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from cxsite.drawing import qr_code
from cxsite.pages import address
from cxsite.pages.address import page_url
from cxsite.pages.links import to_touchpoint
from cxsite.pages.page_plan import LazyContext, PagePlan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxsite.model.content import Content
    from cxsite.model.facts.in_journey import PlacedTouchpoint
    from cxsite.model.records.playbook_parts import Channel
    from cxsite.model.records.strategy import AppliesTo, Play
    from cxsite.pages.basis import Basis
    from cxsite.pages.links import Link

_MOST_SPOTS: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceOfPlay:
    """One entry of `applies_to`: its conditions by kind, all of which must match, and the touchpoints it names.

    An entry that names only touchpoints has them in `spots` alone; an entry without touchpoints has no `spots`.
    `more` is the number of touchpoints that are left out.
    """

    named: tuple[tuple[str, tuple[Link, ...]], ...]
    spots: tuple[tuple[Link, str], ...]
    more: int


class PlayRow(NamedTuple):
    """A play in the index: its link, and its channels by id and by name."""

    play: Play
    link: Link
    channels: tuple[str, ...]
    channel_names: tuple[str, ...]


def plays_page(basis: Basis) -> Iterator[PagePlan]:
    """Plan the index: every play by the situation that it is for, and by channel."""
    yield PagePlan(
        path=address.PLAYS,
        kind="plays",
        title=basis.words("plays.title"),
        description=basis.words("plays.description"),
        context=LazyContext(partial(_index_context, basis)),
    )


def _index_context(basis: Basis) -> dict[str, object]:
    content = basis.content
    return {
        "plays": tuple(_play_row(play, basis) for play in content.plays.values()),
        "channels": _channels_with_plays(content),
    }


def _play_row(play: Play, basis: Basis) -> PlayRow:
    channels, links = _channels(play, basis.content), basis.links
    names = tuple(links.name("channel", key) for key in channels)
    return PlayRow(play, links.to("play", play.id, play.title), channels, names)


def play_pages(basis: Basis) -> Iterator[PagePlan]:
    """Plan `plays/<id>` for each play."""
    for key, play in basis.content.plays.items():
        yield PagePlan(
            path=f"plays/{key}",
            kind="play",
            title=play.title,
            description=play.trigger or "",
            draft=not play.is_published,
            record=play,
            hide=("toc",),
            context=LazyContext(partial(_play_context, play, basis)),
        )


def _play_context(play: Play, basis: Basis) -> dict[str, object]:
    where = page_url(f"plays/{play.id}", basis.site_url)
    return {
        "play": play,
        "places": tuple(_places(play, basis)),
        "address": where,
        "code": qr_code.draw(where, label=basis.words("play.code", title=play.title)) if where else None,
    }


def _places(play: Play, basis: Basis) -> Iterator[PlaceOfPlay]:
    """Yield the places where the play applies, in the order of its file; empty entries are left out."""
    content, links = basis.content, basis.links
    fitting = content.play_places.get(play.id, ())
    for number, entry in enumerate(play.applies_to):
        if len(entry.places) > 1:
            spots = tuple(content.touchpoint_by_key[key] for key in fitting[number])
        else:
            spots = _spots(entry, content)
        if entry.places:
            named = {} if entry.places.keys() == {"touchpoint"} else entry.places
            yield PlaceOfPlay(
                named=tuple((kind, links.to_each(kind, keys)) for kind, keys in named.items()),
                spots=tuple((to_touchpoint(one), one.journey.title) for one in spots[:_MOST_SPOTS]),
                more=len(spots[_MOST_SPOTS:]),
            )


def _spots(entry: AppliesTo, content: Content) -> tuple[PlacedTouchpoint, ...]:
    """Return the named touchpoints in each journey that uses them."""
    found = {one.key: one for name in entry.touchpoints for one in content.uses_of.get(name, ())}
    found |= {name: content.touchpoint_by_key[name] for name in entry.touchpoints if name in content.touchpoint_by_key}
    return tuple(sorted(found.values(), key=lambda one: (one.journey.id, one.number)))


def _channels(play: Play, content: Content) -> tuple[str, ...]:
    """Return the channels of a play: those it names, or if it names none, those of the touchpoints where it applies."""
    named = dict.fromkeys(channel for entry in play.applies_to for channel in entry.channels)
    return tuple(named) or content.play_channels.get(play.id, ())


def _channels_with_plays(content: Content) -> tuple[Channel, ...]:
    used = {channel for play in content.plays.values() for channel in _channels(play, content)}
    return tuple(channel for channel in content.playbook.channels if channel.id in used)
