"""CX401, CX402, CX407 and CX408: journeys that contradict the playbook's stages, their parents or their personas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxsite.rules.rule import make_finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxsite.model.content import Content
    from cxsite.model.records.journey import Journey, Stage
    from cxsite.rules.rule import Finding


def stage_out_of_order(content: Content) -> Iterator[Finding]:
    """A journey has a stage before another one that the playbook puts after it.

    Journeys are compared side by side, by stage. A journey with another order cannot be compared with the rest.

    Bad (content/journeys/mua.yml):
        stages: [{stage: hau-mai}, {stage: mua-hang}]

    Good (content/journeys/mua.yml):
        stages: [{stage: mua-hang}, {stage: hau-mai}]
    """
    order = {stage.id: number for number, stage in enumerate(content.playbook.stages)}
    names = content.names["stage"]
    for journey in content.journeys.values():
        last = ""
        for stage in (stage for stage in journey.stages if stage.stage in order):
            if last and order[stage.stage] < order[last]:
                yield make_finding(stage.place("stage"), stage=names[stage.stage], after=names[last])
            else:
                last = stage.stage


def stage_twice(content: Content) -> Iterator[Finding]:
    """A journey has the same stage twice.

    Links and figures are distinguished by stage, which is not possible for two stages with the same name. If the
    customer goes back, use `next`.

    Bad (content/journeys/mua.yml):
        stages: [{stage: mua-hang}, {stage: mua-hang}]

    Good (content/journeys/mua.yml):
        stages: [{stage: mua-hang}, {stage: hau-mai}]
    """
    for journey in content.journeys.values():
        first: dict[str, Stage] = {}
        for stage in journey.stages:
            other = first.setdefault(stage.stage, stage)
            if other is not stage:
                yield make_finding(stage.place("stage"), stage=stage.stage, first_line=other.place("stage").line)


def parent_in_circle(content: Content) -> Iterator[Finding]:
    """A journey is its own parent, directly or through other journeys.

    Journeys form levels: the journey of a year contains the journey of one purchase. A circle has no top level to
    start from.

    Bad (content/journeys/mua.yml):
        parent: mua-ca-nam
    Bad (content/journeys/mua-ca-nam.yml):
        title: Một năm mua sắm
        personas: [lan]
        parent: mua
        stages: [{stage: mua-hang}]

    Good (content/journeys/mua.yml):
        parent: mua-ca-nam
    Good (content/journeys/mua-ca-nam.yml):
        title: Một năm mua sắm
        personas: [lan]
        stages: [{stage: mua-hang}]
    """
    done: set[str] = set()
    for start in content.journeys:
        way: dict[str, Journey] = {}
        name: str | None = start
        while name and name in content.journeys and name not in done and name not in way:
            way[name] = content.journeys[name]
            name = way[name].parent
        if name in way:
            circle = list(way)[list(way).index(name) :]
            for member in circle:
                yield make_finding(way[member].place("parent"), circle=(*circle, circle[0]))
        done |= way.keys()


def rating_of_stranger(content: Content) -> Iterator[Finding]:
    """An emotion or importance is given for a persona that does not take this journey, or does not pass here.

    It is not shown anywhere. Either the persona is missing from the `personas` of the journey or of the touchpoint, or
    another persona is meant.

    Bad (content/journeys/mua.yml):
        stages: [{stage: mua-hang, touchpoints: [{id: thu-do, name: Thử đồ, emotion: {lan: 4, chi: 2}}]}]
    Bad (content/personas/chi.yml):
        name: Chi

    Good (content/journeys/mua.yml):
        personas: [lan, chi]
        stages: [{stage: mua-hang, touchpoints: [{id: thu-do, name: Thử đồ, emotion: {lan: 4, chi: 2}}]}]
    Good (content/personas/chi.yml):
        name: Chi
    """
    for placed in content.placed_touchpoints:
        touchpoint = placed.touchpoint
        here = placed.journey.personas_at(touchpoint)
        for key, rating in (("emotion", touchpoint.emotion), ("importance", touchpoint.importance)):
            for persona in rating.by_persona if rating else ():
                if persona not in here and persona in content.personas:
                    yield make_finding(touchpoint.key_place(key, persona), found=persona, allowed=here)
