"""Which page of a long list holds a thing that has no page of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cxsite.incremental.dependency_tracking import get_shared
from cxsite.pages.paging import divide_into_pages

if TYPE_CHECKING:
    from cxsite.model.content import Content
    from cxsite.pages.paging import Paging

ACTIONS: Final = "actions/index"
TOUCHPOINTS: Final = "touchpoints/index"
SPANNING: Final = "actions/spanning"
MOST_ACTIONS: Final = 60
"""Up to so many improvement actions the page of actions tells them all itself."""
_SPANNING_EACH: Final = 50
_LINES_OF_A_TOUCHPOINT: Final = 6
_LINES: Final = 400
"""A page's room for touchpoints of the library: about 100 kB. Each use of one takes a line."""


def actions_are_many(content: Content) -> bool:
    """Whether actions are reported on further pages."""
    return content.action_count > MOST_ACTIONS


def spanning_pages(content: Content) -> tuple[Paging, ...]:
    """The pages of actions that span journeys, where they are not on the page of actions itself; at least one."""
    return get_shared(
        content, SPANNING, lambda found: divide_into_pages(SPANNING, (1 for _ in found.action_ids), _SPANNING_EACH)
    )


def library_pages(content: Content) -> tuple[Paging, ...]:
    """The pages of touchpoints of the library, the index being the first."""
    return get_shared(content, TOUCHPOINTS, _library_pages)


def _library_pages(content: Content) -> tuple[Paging, ...]:
    return divide_into_pages(
        TOUCHPOINTS, (_LINES_OF_A_TOUCHPOINT + uses for uses in content.use_counts.values()), _LINES
    )
