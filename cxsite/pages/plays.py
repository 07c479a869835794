"""What do I do now: the index of plays, and a card for each."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from cxsite.drawing import qr_code
from cxsite.pages import address
from cxsite.pages.address import page_url
from cxsite.pages.names import Names
from cxsite.pages.plan import Later, PagePlan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxsite.model.chain import PlacedTouchpoint
    from cxsite.model.content import Content
    from cxsite.model.playbook import Channel
    from cxsite.model.strategy import Play
    from cxsite.pages.basis import Basis


def plays_page(basis: Basis) -> Iterator[PagePlan]:
    """The index: every play by the situation that calls for it, and which channel it is for."""
    yield PagePlan(
        path=address.PLAYS,
        kind="plays",
        title=basis.words("plays.title"),
        description=basis.words("plays.description"),
        context=Later(partial(_told_of_all, basis)),
    )


def _told_of_all(basis: Basis) -> dict[str, object]:
    content = basis.content
    return {
        "plays": tuple((play, _channels(play, content)) for play in content.plays.values()),
        "channels": _channels_with_plays(content),
        "names": Names(content),
    }


def play_pages(basis: Basis) -> Iterator[PagePlan]:
    """`plays/<id>` for each play."""
    for key, play in basis.content.plays.items():
        yield PagePlan(
            path=f"plays/{key}",
            kind="play",
            title=play.title,
            description=play.trigger or "",
            draft=not play.is_published,
            record=play,
            hide=("toc",),
            context=Later(partial(_told, play, basis)),
        )


def _told(play: Play, basis: Basis) -> dict[str, object]:
    content = basis.content
    where = page_url(f"plays/{play.id}", basis.site_url)
    return {
        "play": play,
        "spots": _spots(play, content),
        "names": Names(content),
        "address": where,
        "code": qr_code.draw(where, label=basis.words("play.code", title=play.title)) if where else None,
    }


def _spots(play: Play, content: Content) -> tuple[PlacedTouchpoint, ...]:
    """The touchpoints that the play names itself, in the journeys that pass them."""
    named = play.applies_to.touchpoints if play.applies_to else ()
    found = {one.key: one for name in named for one in content.uses_of.get(name, ())}
    found |= {name: content.touchpoint_by_key[name] for name in named if name in content.touchpoint_by_key}
    return tuple(sorted(found.values(), key=lambda one: (one.journey.id, one.number)))


def _channels(play: Play, content: Content) -> tuple[str, ...]:
    """The channels where a play is used: those it names, or else those of the touchpoints where it applies."""
    if play.applies_to and play.applies_to.channels:
        return play.applies_to.channels
    return content.play_channels.get(play.id, ())


def _channels_with_plays(content: Content) -> tuple[Channel, ...]:
    used = {channel for play in content.plays.values() for channel in _channels(play, content)}
    return tuple(channel for channel in content.playbook.channels if channel.id in used)
