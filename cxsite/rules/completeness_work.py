"""CX321–CX324: what an improvement action should have. Dropped actions are not checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxsite.rules.rule import make_finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxsite.model.content import Content
    from cxsite.model.records.action import Action, JourneyAction
    from cxsite.rules.rule import Finding


def action_without_owner(content: Content) -> Iterator[Finding]:
    """An action has no owner.

    Work that belongs to everybody is done by nobody.

    Bad (content/actions/phong-thu.yml):
        title: Thêm phòng thử

    Good (content/actions/phong-thu.yml):
        title: Thêm phòng thử
        owner: ban-hang
    """
    for action in _live_actions(content):
        if action.owner is None:
            yield make_finding(action.place("title"), title=action.title)


def action_without_due_date(content: Content) -> Iterator[Finding]:
    """An open action has no due date.

    Without a date nobody can tell whether it is late, and the roadmap cannot show it.

    Bad (content/actions/phong-thu.yml):
        title: Thêm phòng thử
        status: planned

    Good (content/actions/phong-thu.yml):
        title: Thêm phòng thử
        status: planned
        due: 2027-01-31
    """
    for action in _live_actions(content):
        if action.is_open and action.due is None:
            yield make_finding(action.place("title"), title=action.title)


def action_without_purpose(content: Content) -> Iterator[Finding]:
    """An action addresses no pain point and no opportunity.

    Work that does not address anything a customer feels competes with work that does.

    Bad (content/journeys/mua.yml):
        actions: [{id: phong-thu, title: Thêm phòng thử}]

    Good (content/journeys/mua.yml):
        stages:
          - stage: mua-hang
            touchpoints: [{id: thu-do, name: Thử đồ, pain_points: [{id: cho-lau, text: Chờ lâu}]}]
        actions: [{id: phong-thu, title: Thêm phòng thử, addresses: [cho-lau]}]
    """
    for action in _live_actions(content):
        if not action.addresses:
            yield make_finding(action.place("title"), title=action.title)


def action_without_metric(content: Content) -> Iterator[Finding]:
    """An action does not name the metric that it should change.

    Agree on the metric before the work begins; if it is chosen afterwards, every result looks like a success.

    Bad (content/actions/phong-thu.yml):
        title: Thêm phòng thử

    Good (content/actions/phong-thu.yml):
        title: Thêm phòng thử
        metric: nps
    """
    for action in _live_actions(content):
        if action.metric is None:
            yield make_finding(action.place("title"), title=action.title)


def _live_actions(content: Content) -> Iterator[Action | JourneyAction]:
    return (placed.action for placed in content.all_actions.values() if placed.action.counts_as_answer)
