"""The page of improvement actions: what is being done, and what is late."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from cxsite.drawing import mermaid_gantt, mermaid_text, quadrant, roadmap
from cxsite.pages.action_lists import list_names
from cxsite.pages.action_views import STATUSES, list_actions, select_overdue
from cxsite.pages.figure_comparisons import find_outcomes
from cxsite.pages.list_locations import ACTIONS, actions_are_many
from cxsite.pages.page_plan import LazyContext, PagePlan

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxsite.i18n.catalogue import Translator
    from cxsite.pages.action_views import ActionView
    from cxsite.pages.basis import Basis
    from cxsite.pages.links import Link


MOST_DRAWN: Final = 30
"""The most actions that drawings show, and the most overdue ones that the first page lists."""
MOST_IN_A_LANE: Final = 8


def actions_page(basis: Basis) -> Iterator[PagePlan]:
    """Plan the page `actions`; the actions of a journey are also on the journey's page."""
    yield PagePlan(
        path=ACTIONS,
        kind="actions",
        title=basis.words("actions.title"),
        description=basis.words("actions.description"),
        context=LazyContext(partial(_actions_context, basis)),
    )


def _actions_context(basis: Basis) -> dict[str, object]:
    actions = list_actions(basis)
    many = actions_are_many(basis.content)
    live = _select_drawn(tuple(one for one in actions if one.action.status != "dropped"), many=many)
    by_number, late = _number_dots(live), select_overdue(actions)
    board = tuple((status, tuple(w for w in actions if w.action.status == status)) for status in STATUSES)
    return {
        "actions": actions,
        "many": many,
        "overdue": late[:MOST_DRAWN] if many else late,
        "late": len(late),
        "board": tuple((status, group[:MOST_IN_A_LANE] if many else group, len(group)) for status, group in board),
        "owners": _by_owner(actions, basis),
        "spanning": () if many else tuple(one for one in actions if one.placed.journey is None),
        "drawn": live,
        "pages": tuple(list_names(basis.content)) if many else (),
        "quadrant": _quadrant(by_number, basis.words),
        "by_dot": by_number,
        "roadmap": _roadmap(live, basis),
        "gantt": _gantt(live, basis),
        "outcomes": tuple(find_outcomes(actions, basis))[: MOST_DRAWN if many else None],
        "paging": None,
    }


def _select_drawn(live: tuple[ActionView, ...], *, many: bool) -> tuple[ActionView, ...]:
    """Return the actions that the drawings show: if there are many, only open ones, late and soonest due first."""
    return tuple(one for one in live if one.action.is_open)[:MOST_DRAWN] if many else live


def _by_owner(actions: Sequence[ActionView], basis: Basis) -> tuple[tuple[Link | None, tuple[ActionView, ...]], ...]:
    """Group actions by owner in the playbook's order of teams; actions without an owner are under None."""
    groups: dict[str | None, list[ActionView]] = {team.id: [] for team in basis.content.playbook.teams}
    for one in actions:
        groups.setdefault(one.action.owner or None, []).append(one)
    without = groups.pop(None, [])
    named = tuple((basis.links.to_owner(owner), tuple(group)) for owner, group in groups.items() if group)
    return (*named, (None, tuple(without))) if without else named


def _number_dots(actions: Sequence[ActionView]) -> dict[quadrant.Dot, ActionView]:
    """Map a dot of the quadrant to each open action: impact on the vertical axis, effort on the horizontal."""
    return {
        quadrant.Dot(name=one.placed.key, x=one.action.effort, y=one.action.impact): one
        for one in actions
        if one.action.is_open
    }


def _quadrant(dots: dict[quadrant.Dot, ActionView], words: Translator) -> quadrant.Quadrant:
    def axis(name: str) -> quadrant.Axis:
        return quadrant.Axis(
            name=words(f"actions.{name}"),
            low=1,
            high=5,
            low_word=words(f"actions.{name}-low"),
            high_word=words(f"actions.{name}-high"),
        )

    return quadrant.draw(
        tuple(dots),
        x=axis("effort"),
        y=axis("impact"),
        corners=quadrant.Corners(
            top_left=words("actions.quick-wins"),
            top_right=words("actions.big-projects"),
            bottom_left=words("actions.small-things"),
            bottom_right=words("actions.think-twice"),
        ),
        uid="quadrant",
        title=words("actions.quadrant"),
        description=words("actions.quadrant-description"),
    )


def _roadmap(actions: Sequence[ActionView], basis: Basis) -> roadmap.Roadmap:
    words = basis.words
    bars = [
        roadmap.Bar(
            name=one.action.title,
            start=one.action.start,
            due=one.action.due,
            status=one.action.status,
            overdue=bool(one.days_late),
            note=words("actions.late", n=one.days_late) if one.days_late else words(f"status.{one.action.status}"),
        )
        for one in sorted(
            actions, key=lambda one: (one.action.start or one.action.due or basis.content.today, one.order)
        )
    ]
    return roadmap.draw(
        bars,
        today=basis.content.today,
        today_word=words("actions.today"),
        say_month=words.month,
        uid="roadmap",
        title=words("actions.roadmap"),
        description=words("actions.roadmap-description"),
    )


def _gantt(actions: Sequence[ActionView], basis: Basis) -> mermaid_text.Diagram | None:
    """Return the roadmap by owner as a Mermaid diagram; None if no action has a due date."""
    owners = [
        mermaid_gantt.GanttSection(
            name=owner.text if owner else basis.words("actions.no-owner"),
            tasks=tuple(
                mermaid_gantt.GanttTask(
                    name=one.action.title,
                    start=one.action.start,
                    due=one.action.due,
                    status=one.action.status,
                    overdue=bool(one.days_late),
                )
                for one in group
            ),
        )
        for owner, group in _by_owner(actions, basis)
    ]
    title, description = basis.words("actions.gantt"), basis.words("actions.roadmap-description")
    diagram = mermaid_gantt.draw(owners, title=title, description=description).diagram
    if diagram is None:
        return None
    head = tuple(basis.words(f"actions.{name}") for name in ("owner", "action", "start", "due", "status"))
    rows = tuple(
        (
            owner.name,
            work.name,
            *(basis.words.day(day) if day else "–" for day in (work.start, work.due)),
            basis.words(f"status.{'overdue' if work.overdue else work.status}"),
        )
        for owner in owners
        for work in owner.tasks
        if work.due and work.status != "dropped"
    )
    return mermaid_text.Diagram(drawings=(mermaid_text.block(diagram),), head=head, rows=rows)
