"""CX331–CX339: what metrics, goals and the playbook's request for feedback should have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cxsite.model.records.strategy import VARIANTS
from cxsite.rules.rule import has_unreadable, make_finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxsite.model.content import Content
    from cxsite.rules.rule import Finding

_ASKED: Final = ("nps", "csat", "ces")


def metric_without_target(content: Content) -> Iterator[Finding]:
    """A metric has no target.

    Without a target nobody can tell whether its value is good enough, and it is reported for ever.

    Bad (content/metrics/nps.yml):
        target:

    Good (content/metrics/nps.yml):
        target: 45
    """
    for metric in content.metrics.values():
        if metric.target is None:
            yield make_finding(metric.place("name"), name=metric.name)


def metric_without_definition(content: Content) -> Iterator[Finding]:
    """A metric does not state what exactly it counts.

    Two teams that count differently under the same name argue about figures, not about customers.

    Bad (content/metrics/nps.yml):
        definition:

    Good (content/metrics/nps.yml):
        definition: Phần trăm người chấm 9–10 trừ phần trăm người chấm 0–6.
    """
    for metric in content.metrics.values():
        if metric.definition is None:
            yield make_finding(metric.place("name"), name=metric.name)


def survey_without_question(content: Content) -> Iterator[Finding]:
    """An NPS, CSAT or CES metric does not state the question that customers are asked.

    The wording influences the answers. Only figures from the same question can be compared.

    Bad (content/metrics/nps.yml):
        question:

    Good (content/metrics/nps.yml):
        question: Bạn có giới thiệu chúng tôi cho bạn bè không, từ 0 đến 10?
    """
    for metric in content.metrics.values():
        if metric.kind in _ASKED and metric.question is None:
            yield make_finding(metric.place("kind"), name=metric.name, kind=metric.kind.upper())


def metric_without_variant(content: Content) -> Iterator[Finding]:
    """A CSAT or CES metric does not state how it is calculated.

    CES and CSAT are calculated in several ways that give very different numbers for the same answers. Without the
    variant a figure cannot be shown correctly.

    Bad (content/metrics/ces.yml):
        name: CES
        kind: ces
        family: feedback

    Good (content/metrics/ces.yml):
        name: CES
        kind: ces
        family: feedback
        variant: mean-1-7
    """
    for metric in content.metrics.values():
        if metric.variant is None and (allowed := VARIANTS.get(metric.kind)):
            yield make_finding(metric.place("kind"), name=metric.name, kind=metric.kind.upper(), allowed=allowed)


def goal_without_metric(content: Content) -> Iterator[Finding]:
    """A goal has no metric that shows the progress.

    A goal that cannot be expressed by a figure is only a wish.

    Bad (content/goals/khach-quay-lai.yml):
        metric:

    Good (content/goals/khach-quay-lai.yml):
        metric: nps
    """
    for goal in content.goals.values():
        if goal.metric is None:
            yield make_finding(goal.place("title"), title=goal.title)


def goal_without_target(content: Content) -> Iterator[Finding]:
    """A goal has no target.

    Without it, nobody can tell whether the goal is reached, near or far.

    Bad (content/goals/khach-quay-lai.yml):
        target:

    Good (content/goals/khach-quay-lai.yml):
        target: 45
    """
    for goal in content.goals.values():
        if goal.target is None:
            yield make_finding(goal.place("title"), title=goal.title)


def goal_without_date(content: Content) -> Iterator[Finding]:
    """A goal does not state by when it should be reached.

    Without a date nobody can judge the progress: half of the way is a lot in one month and little in three years.

    Bad (content/goals/khach-quay-lai.yml):
        by:

    Good (content/goals/khach-quay-lai.yml):
        by: 2027-06-30
    """
    for goal in content.goals.values():
        if goal.by is None:
            yield make_finding(goal.place("title"), title=goal.title)


def goal_not_served(content: Content) -> Iterator[Finding]:
    """No journey serves a goal.

    A goal is reached where customers go. If no journey serves it, nothing that is done for customers leads to it.

    Bad (content/journeys/mua.yml):
        serves:

    Good (content/journeys/mua.yml):
        serves: [khach-quay-lai]
    """
    if has_unreadable(content, "journey"):
        return
    for goal in content.goals.values():
        if goal.id not in content.journeys_serving:
            yield make_finding(goal.place("title"), id=goal.id, title=goal.title)


def feedback_without_address(content: Content) -> Iterator[Finding]:
    """The playbook asks for feedback but has neither an e-mail address nor a form.

    Staff who see a mistake on a page then cannot report it, and the feedback link is left out.

    Bad (content/playbook.yml):
        feedback: {}

    Good (content/playbook.yml):
        feedback: {mailto: cx@vaymay.example}
    """
    feedback = content.playbook.feedback
    if feedback is not None and feedback.mailto is None and feedback.url is None:
        yield make_finding(content.playbook.key_place("feedback"))
