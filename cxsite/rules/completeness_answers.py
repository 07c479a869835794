"""CX306–CX308: pain points and opportunities without an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxsite.rules.rule import has_unreadable, make_finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxsite.model.content import Content
    from cxsite.rules.rule import Finding


def severe_pain_unanswered(content: Content) -> Iterator[Finding]:
    """No opportunity or action addresses a pain point of severity 4 or 5.

    To write down that customers suffer and then do nothing is worse than not knowing. An action that was dropped
    does not count.

    Bad (content/journeys/mua.yml):
        stages:
          - stage: mua-hang
            touchpoints: [{id: thu-do, name: Thử đồ, pain_points: [{id: cho-lau, text: Chờ lâu, severity: 4}]}]

    Good (content/journeys/mua.yml):
        stages:
          - stage: mua-hang
            touchpoints:
              - id: thu-do
                name: Thử đồ
                pain_points: [{id: cho-lau, text: Chờ lâu, severity: 4}]
                opportunities: [{id: giu-cho, text: Cho khách giữ chỗ, addresses: [cho-lau]}]
    """
    if has_unreadable(content, "journey", "action"):
        return
    for placed in content.pain_points.values():
        pain_point = placed.pain_point
        if pain_point.is_severe and not content.is_answered(placed):
            severity = pain_point.severity or 0
            yield make_finding(pain_point.place("text"), id=pain_point.id, text=pain_point.text, severity=severity)


def opportunity_without_pain(content: Content) -> Iterator[Finding]:
    """An opportunity addresses no pain point.

    An opportunity states where the experience could be better for someone; the pain point states for whom and why.

    Bad (content/journeys/mua.yml):
        stages:
          - stage: mua-hang
            touchpoints: [{id: thu-do, name: Thử đồ, opportunities: [{id: giu-cho, text: Giữ chỗ}]}]

    Good (content/journeys/mua.yml):
        stages:
          - stage: mua-hang
            touchpoints:
              - id: thu-do
                name: Thử đồ
                pain_points: [{id: cho-lau, text: Chờ lâu}]
                opportunities: [{id: giu-cho, text: Giữ chỗ, addresses: [cho-lau]}]
    """
    for placed in content.opportunities.values():
        if not placed.addresses:
            opportunity = placed.opportunity
            yield make_finding(opportunity.place("text"), id=opportunity.id, text=opportunity.text)


def opportunity_without_action(content: Content) -> Iterator[Finding]:
    """No action addresses an opportunity.

    This is a note, not an error: opportunities are collected before anyone decides. If the list only grows, nobody
    is deciding.

    Bad (content/journeys/mua.yml):
        stages:
          - stage: mua-hang
            touchpoints: [{id: thu-do, name: Thử đồ, opportunities: [{id: giu-cho, text: Giữ chỗ}]}]

    Good (content/journeys/mua.yml):
        stages:
          - stage: mua-hang
            touchpoints: [{id: thu-do, name: Thử đồ, opportunities: [{id: giu-cho, text: Giữ chỗ}]}]
        actions: [{id: ma-qr, title: Giữ chỗ bằng mã QR, addresses: [giu-cho]}]
    """
    if has_unreadable(content, "journey", "action"):
        return
    for placed in content.opportunities.values():
        if not any(action.action.counts_as_answer for action in content.actions_on.get(placed.key, ())):
            opportunity = placed.opportunity
            yield make_finding(opportunity.place("text"), id=opportunity.id, text=opportunity.text)
