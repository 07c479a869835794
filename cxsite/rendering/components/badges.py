"""Badges: small coloured labels for states."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxsite.rendering.components.html import NOTHING, Html, attribute, number
from cxsite.rendering.components.icons import face, icon

if TYPE_CHECKING:
    from cxsite.model.records.touchpoint import LibraryTouchpoint, Touchpoint
    from cxsite.rendering.components.page_tools import PageTools


def evidence_badge(page: PageTools, level: str | None) -> Html:
    """Return how well something is supported by evidence; None means that it is unknown."""
    known = level or "unknown"
    return Html(f'<span class="cx-tag cx-evidence-{attribute(known)}">{page.labels["evidence." + known]}</span>')


def freshness_badge(page: PageTools, state: str) -> Html:
    """Return whether a review is still valid."""
    return Html(f'<span class="cx-tag cx-fresh-{attribute(state)}">{page.labels["freshness." + state]}</span>')


def state_badge(page: PageTools, state: str) -> Html:
    """Return whether a journey is current or ideal."""
    return Html(f'<span class="cx-tag cx-tag-{attribute(state)}">{page.labels["state." + state]}</span>')


def status_badge(page: PageTools, status: str, *, late: bool = False) -> Html:
    """Return the status of an action, and whether it is overdue."""
    badge = Html(f'<span class="cx-tag cx-tag-{attribute(status)}">{page.labels["status." + status]}</span>')
    overdue = Html(f' <span class="cx-tag cx-tag-late">{page.labels["status.overdue"]}</span>')
    return Html(f"{badge}{overdue}") if late else badge


def severity_badge(page: PageTools, severity: int | None) -> Html:
    """Return the severity of a pain point, 1 to 5; nothing if it is not stated."""
    if not severity:
        return NOTHING
    return Html(f'<span class="cx-tag cx-severity-{number(severity)}">{page.say("severity.label", n=severity)}</span>')


def assumption_badge(page: PageTools) -> Html:
    """Return the badge of what is only assumed."""
    return Html(f'<span class="cx-tag cx-evidence-assumption">{page.labels["evidence.assumption"]}</span>')


def few_badge(page: PageTools) -> Html:
    """Return the badge of a figure with few answers."""
    return Html(f'<span class="cx-tag cx-tag-few">{page.labels["figure.few"]}</span>')


def target_badge(page: PageTools, *, met: bool, words: str = "figure") -> Html:
    """Return whether a target is met; `words` is the table of the catalogue with `met` and `unmet`."""
    state = "met" if met else "unmet"
    return Html(f'<span class="cx-tag cx-tag-{attribute(state)}">{page.labels[f"{words}.{state}"]}</span>')


def moment_badge(page: PageTools, words: str = "terms.moment-of-truth.word") -> Html:
    """Return the badge of a moment of truth; `words` is a key of the catalogue."""
    return Html(f'<span class="cx-tag cx-tag-moment">{icon("moment")}{page.labels[words]}</span>')


def signature_badge(page: PageTools, words: str = "terms.signature.word") -> Html:
    """Return the badge of a signature touchpoint; `words` is a key of the catalogue."""
    return Html(f'<span class="cx-tag cx-tag-signature">{icon("signature")}{page.labels[words]}</span>')


def touchpoint_badges(page: PageTools, touchpoint: Touchpoint | LibraryTouchpoint) -> Html:
    """Return what is special about a touchpoint: moment of truth, signature."""
    moment = moment_badge(page) if touchpoint.moment_of_truth else NOTHING
    signature = Html(f" {signature_badge(page)}") if touchpoint.signature else NOTHING
    return Html(f"{moment}{signature}")


def emotion_badge(page: PageTools, emotion: int | None) -> Html:
    """Return an emotion with its face, or that it is unknown."""
    if not emotion:
        return Html(f'<span class="cx-feeling cx-missing">{page.labels["emotion.unknown"]}</span>')
    shown, word = number(emotion), page.labels[f"emotion.{emotion}"]
    return Html(f'<span class="cx-feeling cx-feeling-{shown}">{face(emotion)}<span>{shown} · {word}</span></span>')
