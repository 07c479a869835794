"""Finds the page of a long list that shows a thing without its own page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cxsite.pages.paging import divide_once

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxsite.model.content import Content
    from cxsite.pages.paging import Paging

ACTIONS: Final = "actions/index"
TOUCHPOINTS: Final = "touchpoints/index"
SPANNING: Final = "actions/spanning"
MOST_ACTIONS: Final = 60
"""The most improvement actions that the page of actions shows itself."""
_SPANNING_EACH: Final = 50
_LINES_OF_A_TOUCHPOINT: Final = 6
_LINES: Final = 400
"""The most lines for library touchpoints on a page, about 100 kB. Each use of a touchpoint takes a line."""


def actions_are_many(content: Content) -> bool:
    """Return whether actions are listed on further pages."""
    return len(content.all_actions) > MOST_ACTIONS


def spanning_pages(content: Content) -> tuple[Paging, ...]:
    """Return the pages of actions that span journeys if the page of actions does not show them; at least one."""
    return divide_once(content, SPANNING, lambda found: [1] * len(found.actions), _SPANNING_EACH)


def library_pages(content: Content) -> tuple[Paging, ...]:
    """Return the pages of library touchpoints; the first is the index."""

    def sizes(found: Content) -> Iterator[int]:
        return (_LINES_OF_A_TOUCHPOINT + uses for uses in found.use_counts.values())

    return divide_once(content, TOUCHPOINTS, sizes, _LINES)
