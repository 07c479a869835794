"""CX403–CX406: ideal journeys and the current journeys that they are compared with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxsite.rules.references import find_meant
from cxsite.rules.rule import make_finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxsite.model.content import Content
    from cxsite.rules.rule import Finding


def ideal_without_baseline(content: Content) -> Iterator[Finding]:
    """An ideal journey does not name the current journey that it is compared with.

    The difference between the two is the way from how it is to how it should be. Without a baseline there is no gap
    to close.

    Bad (content/journeys/mua-ly-tuong.yml):
        title: Mua váy, như ta muốn
        personas: [lan]
        state: ideal
        stages: [{stage: mua-hang}]

    Good (content/journeys/mua-ly-tuong.yml):
        title: Mua váy, như ta muốn
        personas: [lan]
        state: ideal
        baseline: mua
        stages: [{stage: mua-hang}]
    """
    for journey in content.journeys.values():
        if journey.is_ideal and journey.baseline is None:
            yield make_finding(journey.place("state"), title=journey.title)


def baseline_of_current(content: Content) -> Iterator[Finding]:
    """A current journey names a baseline.

    Only an ideal journey has a baseline. Usually `state: ideal` was forgotten, so a wish is shown as if it were
    true today.

    Bad (content/journeys/mua-ly-tuong.yml):
        title: Mua váy, như ta muốn
        personas: [lan]
        baseline: mua
        stages: [{stage: mua-hang}]

    Good (content/journeys/mua-ly-tuong.yml):
        title: Mua váy, như ta muốn
        personas: [lan]
        state: ideal
        baseline: mua
        stages: [{stage: mua-hang}]
    """
    for journey in content.journeys.values():
        if journey.baseline is not None and not journey.is_ideal:
            yield make_finding(journey.place("baseline"), title=journey.title, baseline=journey.baseline)


def baseline_not_current(content: Content) -> Iterator[Finding]:
    """The baseline of an ideal journey is itself ideal.

    Comparing one wish with another shows nothing about what customers experience today.

    Bad (content/journeys/mua-ly-tuong.yml):
        title: Mua váy, như ta muốn
        personas: [lan]
        state: ideal
        baseline: mua-ly-tuong
        stages: [{stage: mua-hang}]

    Good (content/journeys/mua-ly-tuong.yml):
        title: Mua váy, như ta muốn
        personas: [lan]
        state: ideal
        baseline: mua
        stages: [{stage: mua-hang}]
    """
    for journey in content.journeys.values():
        baseline = content.journeys.get(journey.baseline or "")
        if journey.is_ideal and baseline is not None and baseline.is_ideal:
            yield make_finding(journey.place("baseline"), found=baseline.id)


def replaces_outside_baseline(content: Content) -> Iterator[Finding]:
    """A touchpoint replaces a touchpoint that the baseline does not have.

    The two journeys are compared touchpoint by touchpoint. Without the right match, this touchpoint looks new and
    the old one looks dropped.

    Bad (content/journeys/mua-ly-tuong.yml):
        title: Mua váy, như ta muốn
        personas: [lan]
        state: ideal
        baseline: mua
        stages: [{stage: mua-hang, touchpoints: [{id: thu-do-hen-gio, name: Thử đồ hẹn giờ, replaces: [thu-doo]}]}]

    Good (content/journeys/mua-ly-tuong.yml):
        title: Mua váy, như ta muốn
        personas: [lan]
        state: ideal
        baseline: mua
        stages: [{stage: mua-hang, touchpoints: [{id: thu-do-hen-gio, name: Thử đồ hẹn giờ, replaces: [thu-do]}]}]
    """
    for placed in content.placed_touchpoints:
        if not placed.touchpoint.replaces:
            continue
        name = placed.journey.baseline or ""
        baseline = content.journeys.get(name)
        if name and baseline is None:
            continue
        known = {one.key: one.title for one in baseline.touchpoints} if baseline else {}
        for number, old in enumerate(placed.touchpoint.replaces):
            if old.removeprefix(f"{name}/") not in known:
                place = placed.touchpoint.place("replaces", number)
                yield make_finding(place, found=old, baseline=name, suggestion=find_meant(old, known))
