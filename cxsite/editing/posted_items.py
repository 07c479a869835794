"""The numbers of the items of a list in what was posted: `pain_points.0.text`, `pain_points.2.text`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cxsite.editing.form import Posted


def item_numbers(posted: Posted, name: str) -> list[tuple[int, str]] | None:
    """Return the number of each posted item in order, and which item of the file it was (empty: a new one).

    None if nothing was posted about the list at all.
    """
    if not posted.has_part(name):
        return None
    steps = (one[len(name) + 1 :].partition("@")[0].partition(".")[0] for one in posted.values if _is_below(one, name))
    numbers = sorted({int(step) for step in steps if step.isascii() and step.isdigit()})
    return [(number, posted.get(f"{name}.{number}.was")) for number in numbers]


def _is_below(one: str, name: str) -> bool:
    return one.startswith(f"{name}.")
