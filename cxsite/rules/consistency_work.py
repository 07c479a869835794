"""CX193 and CX411–CX415: tickets without an address; dates, states and expectations that contradict each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxsite.model.records.ticket import is_address
from cxsite.rules.rule import make_finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxsite.model.content import Content
    from cxsite.rules.rule import Finding


def action_ends_before_start(content: Content) -> Iterator[Finding]:
    """An action starts after its due date or after the date on which it was done.

    One of the dates is wrong, usually the year; the roadmap cannot draw it.

    Bad (content/actions/phong-thu.yml):
        title: Thêm phòng thử
        start: 2027-03-01
        due: 2027-01-31

    Good (content/actions/phong-thu.yml):
        title: Thêm phòng thử
        start: 2026-12-01
        due: 2027-01-31
    """
    for placed in content.all_actions.values():
        action = placed.action
        end = action.done or action.due
        if action.start and end and action.start > end:
            yield make_finding(action.place("start"), title=action.title, start=str(action.start), end=str(end))


def done_without_date(content: Content) -> Iterator[Finding]:
    """An action is done, but the date is missing.

    Only the date on which it was done can show whether a figure changed because of it.

    Bad (content/actions/phong-thu.yml):
        title: Thêm phòng thử
        status: done

    Good (content/actions/phong-thu.yml):
        title: Thêm phòng thử
        status: done
        done: 2026-10-15
    """
    for placed in content.all_actions.values():
        action = placed.action
        if action.status == "done" and action.done is None:
            yield make_finding(action.place("status"), title=action.title)


def done_date_but_not_done(content: Content) -> Iterator[Finding]:
    """An action has a date on which it was done, but another status.

    Readers see it as open work. Either the status was not updated, or the date belongs to `due`.

    Bad (content/actions/phong-thu.yml):
        title: Thêm phòng thử
        status: doing
        done: 2026-10-15

    Good (content/actions/phong-thu.yml):
        title: Thêm phòng thử
        status: done
        done: 2026-10-15
    """
    for placed in content.all_actions.values():
        action = placed.action
        if action.done is not None and action.is_open:
            yield make_finding(action.place("done"), title=action.title, done=str(action.done), status=action.status)


def done_in_future(content: Content) -> Iterator[Finding]:
    """The date on which an action was done is in the future.

    Only what has happened is done; a wrong year turns a plan into a result.

    Bad (content/actions/phong-thu.yml):
        title: Thêm phòng thử
        status: done
        done: 2027-10-15

    Good (content/actions/phong-thu.yml):
        title: Thêm phòng thử
        status: done
        done: 2026-10-15
    """
    for placed in content.all_actions.values():
        action = placed.action
        if action.done is not None and action.done > content.today:
            yield make_finding(action.place("done"), title=action.title, done=str(action.done))


def change_for_the_worse(content: Content) -> Iterator[Finding]:
    """The expected change of an action would make its metric worse.

    If lower is better, the expected change must be negative. A missing minus sign turns success into failure.

    Bad (content/actions/phong-thu.yml):
        title: Thêm phòng thử
        metric: nps
        expected_change: -5

    Good (content/actions/phong-thu.yml):
        title: Thêm phòng thử
        metric: nps
        expected_change: 5
    """
    for placed in content.all_actions.values():
        action = placed.action
        metric = content.metrics.get(action.metric or "")
        if metric is None or not action.expected_change:
            continue
        if (action.expected_change > 0) != (metric.direction == "higher"):
            place = action.place("expected_change")
            yield make_finding(place, change=action.expected_change, name=metric.name, direction=metric.direction)


def ticket_without_tracker(content: Content) -> Iterator[Finding]:
    """An action names the key of its ticket, but the playbook does not say where tickets are.

    Pages then show the key without a link. It is reported once for the playbook.

    Bad (content/actions/phong-thu.yml):
        title: Thêm phòng thử
        ticket: CX-12

    Good (content/actions/phong-thu.yml):
        title: Thêm phòng thử
        ticket: https://jira.example/browse/CX-12
    """
    if content.playbook.tickets is not None:
        return
    keys = [
        one.action for one in content.all_actions.values() if one.action.ticket and not is_address(one.action.ticket)
    ]
    if keys:
        yield make_finding(keys[0].place("ticket"), ticket=str(keys[0].ticket), n=len(keys))
