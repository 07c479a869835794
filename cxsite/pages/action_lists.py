"""Pages of playbooks with many improvement actions: by status, overdue, and spanning several journeys."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from cxsite.incremental.dependency_tracking import list_ids
from cxsite.model.facts.action_lists import OVERDUE
from cxsite.pages.action_views import STATUSES, get_actions
from cxsite.pages.list_locations import SPANNING, actions_are_many, spanning_pages
from cxsite.pages.page_plan import LazyContext, PagePlan
from cxsite.pages.paging import divide_once

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxsite.model.content import Content
    from cxsite.pages.basis import Basis
    from cxsite.pages.paging import Paging

_EACH: Final = 60


def list_names(content: Content) -> Iterator[tuple[str, str, int]]:
    """Yield each list: its name (a status, `overdue` or `spanning`), the path of its first page, and its length."""
    for name in (OVERDUE, *STATUSES):
        if found := content.action_lists.get(name):
            yield name, f"actions/{name}", len(found)
    if content.actions:
        yield "spanning", SPANNING, len(content.actions)


def action_list_pages(basis: Basis) -> Iterator[PagePlan]:
    """Plan `actions/overdue`, `actions/doing` and so on, each with its further pages; none if there are few actions."""
    content = basis.content
    if not actions_are_many(content):
        return
    for name, path, _ in list_names(content):
        for paging in spanning_pages(content) if path == SPANNING else _pages(name, content):
            yield _plan(name, paging, basis)


def _pages(name: str, content: Content) -> tuple[Paging, ...]:
    return divide_once(content, f"actions/{name}", lambda found: [1] * len(found.action_lists[name]), _EACH)


def _plan(name: str, paging: Paging, basis: Basis) -> PagePlan:
    words, number = basis.words, paging.here.number
    title = words("actions.list-title", name=words(_word(name)))
    return PagePlan(
        path=paging.here.path,
        kind="action-list",
        title=title if number == 1 else words("paging.title", title=title, number=str(number)),
        description=words("actions.description"),
        context=LazyContext(partial(_list_context, name, number, basis)),
    )


def _word(name: str) -> str:
    return {OVERDUE: "actions.overdue", "spanning": "actions.spanning-short"}.get(name, f"status.{name}")


def _list_context(name: str, number: int, basis: Basis) -> dict[str, object]:
    """Compute the context of one page. It reads only the page's own actions, so other actions do not outdate it."""
    content = basis.content
    spans = name == "spanning"
    paging = (spanning_pages(content) if spans else _pages(name, content))[number - 1]
    actions = get_actions((list_ids(content.actions) if spans else content.action_lists[name])[paging.here.part], basis)
    return {
        "paging": paging,
        "actions": () if spans else actions,
        "spanning": actions if spans else (),
    }
