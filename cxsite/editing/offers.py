"""Offers the next step where the chain from pain point to action is broken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxsite.editing.form import Offer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxsite.editing.located import EditableFiles, LocatedRecord


def offers_for(files: EditableFiles, found: LocatedRecord) -> tuple[Offer, ...]:
    """Return what is missing for a touchpoint: answers to its pain points, and a play for staff.

    The address of an offer is that of a new record: the list it goes to, and after `?for=` what it is for.
    """
    is_touchpoint = found.journey and found.is_item and found.place[-2] == "touchpoints"
    return tuple(_for_touchpoint(files, found)) if is_touchpoint and isinstance(found.raw, dict) else ()


def _for_touchpoint(files: EditableFiles, found: LocatedRecord) -> Iterator[Offer]:
    content, words = files.content, files.words.words
    journey, key = found.journey, found.raw.get("id") or found.raw.get("use") or ""
    for pain in found.raw.get("pain_points") or ():
        name = pain.get("id") if isinstance(pain, dict) else None
        placed = content.pain_points.get(f"{journey}/{name}")
        if placed is not None and not content.is_answered(placed):
            sentence = words("offer.action.sentence", text=placed.pain_point.text)
            address = f"action?in={found.file.top}/actions&for={found.file.top}/pain_points/{name}"
            yield Offer(sentence, words("offer.action.label"), address)
    placed_here = content.touchpoint_by_key.get(f"{journey}/{key}")
    if placed_here is not None and not content.plays_for(placed_here):
        address = f"play?for={found.file.top}/touchpoints/{key}"
        yield Offer(words("offer.play.sentence"), words("offer.play.label"), address)
