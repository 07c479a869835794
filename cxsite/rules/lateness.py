"""CX511–CX513 and CX521–CX523: work, goals and figures that are late."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxsite.rules.rule import has_unreadable, make_finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxsite.model.content import Content
    from cxsite.rules.rule import Finding


def action_overdue(content: Content) -> Iterator[Finding]:
    """An action is still open after its due date.

    Either it is late, and customers are still waiting; or it is done or dropped, and nobody has written it down.

    Bad (content/actions/phong-thu.yml):
        title: Thêm phòng thử
        status: doing
        due: 2026-10-31

    Good (content/actions/phong-thu.yml):
        title: Thêm phòng thử
        status: doing
        due: 2026-12-31
    """
    for placed in content.all_actions.values():
        action = placed.action
        if action.is_overdue(content.today):
            yield make_finding(action.place("due"), title=action.title, due=str(action.due))


def done_without_result(content: Content) -> Iterator[Finding]:
    """An action is done, but its result is missing.

    People repeat what worked and stop what did not, but only if the result is written down, even when nothing
    changed.

    Bad (content/actions/phong-thu.yml):
        title: Thêm phòng thử
        status: done
        done: 2026-10-15

    Good (content/actions/phong-thu.yml):
        title: Thêm phòng thử
        status: done
        done: 2026-10-15
        result: Khách chờ trung bình bốn phút thay vì mười.
    """
    for placed in content.all_actions.values():
        action = placed.action
        if action.status == "done" and action.result is None:
            yield make_finding(action.place("status"), title=action.title)


def goal_past_its_date(content: Content) -> Iterator[Finding]:
    """The date by which a goal should be reached has passed.

    Close the goal with its result, or set it again. A goal that nobody closes shows that goals do not matter.

    Bad (content/goals/khach-quay-lai.yml):
        by: 2026-06-30

    Good (content/goals/khach-quay-lai.yml):
        by: 2027-06-30
    """
    for goal in content.goals.values():
        if goal.by is not None and goal.by < content.today:
            yield make_finding(goal.place("by"), title=goal.title, by=str(goal.by))


def metric_never_observed(content: Content) -> Iterator[Finding]:
    """A metric has no observation.

    A metric that is only defined does not measure anything yet.

    Bad (content/metrics/ces.yml):
        name: CES
        kind: ces
        family: feedback
        variant: mean-1-7

    Good (content/metrics/ces.yml):
        name: CES
        kind: ces
        family: feedback
        variant: mean-1-7
    Good (content/observations/ces.csv):
        metric,period,value
        ces,2026-10,5.2
    """
    if has_unreadable(content, "observations"):
        return
    for metric in content.metrics.values():
        if metric.id not in content.observations_of:
            yield make_finding(metric.place("name"), id=metric.id, name=metric.name)


def figures_late(content: Content) -> Iterator[Finding]:
    """The latest observation of a metric is older than its cadence allows.

    There are two extra weeks to enter new figures. After that the page shows the past, not the present.

    Bad (content/observations/figures.csv):
        metric,period,value
        nps,2026-06,41

    Good (content/observations/figures.csv):
        metric,period,value
        nps,2026-10,41
    """
    if has_unreadable(content, "observations"):
        return
    for metric in content.metrics.values():
        rows = content.observations_of.get(metric.id)
        if metric.cadence is not None and rows and not content.has_fresh_figures(metric):
            latest = max(rows, key=lambda row: row.period.last).period
            yield make_finding(
                metric.place("cadence"), name=metric.name, cadence=metric.cadence.text, latest=str(latest)
            )


def observation_still_to_come(content: Content) -> Iterator[Finding]:
    """An observation is for a period that has not started.

    A forecast is not an observation. Usually the year or month is wrong.

    Bad (content/observations/figures.csv):
        metric,period,value
        nps,2027-10,41

    Good (content/observations/figures.csv):
        metric,period,value
        nps,2026-10,41
    """
    for row in content.observations:
        if row.period.first > content.today:
            yield make_finding(row.place, found=str(row.period))
