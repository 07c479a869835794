"""CX301–CX305 and CX309: what a touchpoint and its pictures should have."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from cxsite.escaping.fold import slug
from cxsite.rules.mentions import collect_pictures
from cxsite.rules.rule import make_finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxsite.model.content import Content
    from cxsite.rules.rule import Finding


def touchpoint_without_channel(content: Content) -> Iterator[Finding]:
    """A touchpoint has no channel.

    Staff look for the touchpoints of the channel that they work in. A touchpoint without a channel is in nobody's
    list.

    Bad (content/journeys/mua.yml):
        stages: [{stage: mua-hang, touchpoints: [{id: thu-do, name: Thử đồ, emotion: 4}]}]

    Good (content/journeys/mua.yml):
        stages: [{stage: mua-hang, touchpoints: [{id: thu-do, name: Thử đồ, channels: [cua-hang], emotion: 4}]}]
    """
    for placed in content.placed_touchpoints:
        touchpoint = placed.touchpoint
        if not touchpoint.channels and not _is_open(content, touchpoint.use):
            yield make_finding(touchpoint.key_place(), title=touchpoint.title)


def touchpoint_without_emotion(content: Content) -> Iterator[Finding]:
    """A touchpoint does not state how the customer feels.

    The purpose of a journey map is the emotion curve. A touchpoint without an emotion is a gap in it; cxsite does
    not guess.

    Bad (content/journeys/mua.yml):
        stages: [{stage: mua-hang, touchpoints: [{id: thu-do, name: Thử đồ, channels: [cua-hang]}]}]

    Good (content/journeys/mua.yml):
        stages: [{stage: mua-hang, touchpoints: [{id: thu-do, name: Thử đồ, channels: [cua-hang], emotion: 4}]}]
    """
    for placed in content.placed_touchpoints:
        touchpoint = placed.touchpoint
        if touchpoint.emotion is None:
            yield make_finding(touchpoint.key_place(), title=touchpoint.title)


def touchpoint_without_name(content: Content) -> Iterator[Finding]:
    """A touchpoint has no name.

    Pages then show its id, which is written for files, not for people.

    Bad (content/journeys/mua.yml):
        stages: [{stage: mua-hang, touchpoints: [{id: thu-do, channels: [cua-hang], emotion: 4}]}]

    Good (content/journeys/mua.yml):
        stages: [{stage: mua-hang, touchpoints: [{id: thu-do, name: Thử đồ, channels: [cua-hang], emotion: 4}]}]
    """
    for placed in content.placed_touchpoints:
        touchpoint = placed.touchpoint
        if touchpoint.name is None and not touchpoint.use:
            yield make_finding(touchpoint.key_place(), title=touchpoint.title)


def moment_of_truth_assumed(content: Content) -> Iterator[Finding]:
    """The emotion at a moment of truth is an assumption.

    A moment of truth decides the relationship, so money and people are assigned because of it. How customers feel
    there should be asked or observed, not invented in a meeting. An ideal journey states a wish and needs no
    evidence.

    Bad (content/journeys/mua.yml):
        stages:
          - stage: mua-hang
            touchpoints: [{id: thu-do, name: Thử đồ, emotion: 2, moment_of_truth: true, metrics: [nps]}]

    Good (content/journeys/mua.yml):
        stages:
          - stage: mua-hang
            touchpoints:
              - {id: thu-do, name: Thử đồ, emotion: 2, moment_of_truth: true, metrics: [nps], evidence: researched}
    """
    for placed in content.placed_touchpoints:
        touchpoint = placed.touchpoint
        is_asserted = touchpoint.moment_of_truth and touchpoint.emotion is not None
        if is_asserted and touchpoint.is_assumed and not placed.journey.is_ideal:
            yield make_finding(touchpoint.place("emotion"), title=touchpoint.title)


def moment_of_truth_unmeasured(content: Content) -> Iterator[Finding]:
    """A moment of truth has no metric.

    What decides the relationship is worth measuring: only a figure shows whether it gets better.

    Bad (content/journeys/mua.yml):
        stages:
          - stage: mua-hang
            touchpoints: [{id: thu-do, name: Thử đồ, emotion: 2, moment_of_truth: true, evidence: partial}]

    Good (content/journeys/mua.yml):
        stages:
          - stage: mua-hang
            touchpoints:
              - {id: thu-do, name: Thử đồ, emotion: 2, moment_of_truth: true, evidence: partial, metrics: [nps]}
    """
    for placed in content.placed_touchpoints:
        touchpoint = placed.touchpoint
        if touchpoint.moment_of_truth and not touchpoint.metrics and not placed.journey.is_ideal:
            yield make_finding(touchpoint.key_place(), title=touchpoint.title)


def picture_without_words(content: Content) -> Iterator[Finding]:
    """The description of a picture is only the name of its file.

    People who cannot see the picture hear its description. A file name does not help them.

    Bad (content/personas/lan.yml):
        picture: {file: lan-thu-do.jpg, alt: lan thu do}

    Good (content/personas/lan.yml):
        picture: {file: lan-thu-do.jpg, alt: Lan xoay người trước gương trong phòng thử}
    """
    for picture in collect_pictures(content):
        if slug(picture.alt) in (slug(picture.file), slug(PurePosixPath(picture.file).stem)):
            yield make_finding(picture.place("alt"), found=picture.alt)


def _is_open(content: Content, use: str | None) -> bool:
    """Return whether it uses a library touchpoint that is missing or not readable, which another rule reports."""
    return use is not None and use not in content.touchpoints
