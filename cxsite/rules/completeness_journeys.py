"""CX311–CX315: what personas, journeys, their stages and plays should have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxsite.rules.rule import has_unreadable, make_finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxsite.model.content import Content
    from cxsite.rules.rule import Finding


def persona_without_journey(content: Content) -> Iterator[Finding]:
    """A persona has no journey.

    A persona is made to follow the customer's journey. As long as no journey names it, nobody acts on what it says.

    Bad (content/personas/chi.yml):
        name: Chi

    Good (content/personas/chi.yml):
        name: Chi
    Good (content/journeys/mua.yml):
        personas: [lan, chi]
    """
    if has_unreadable(content, "journey"):
        return
    for persona in content.personas.values():
        if persona.id not in content.journeys_of:
            yield make_finding(persona.place("name"), id=persona.id, name=persona.name)


def journey_without_owner(content: Content) -> Iterator[Finding]:
    """A journey has no owner.

    A journey crosses departments. Without one team that is responsible for the whole, each team looks after its own
    part only.

    Bad (content/journeys/mua.yml):
        owner:

    Good (content/journeys/mua.yml):
        owner: ban-hang
    """
    for journey in content.journeys.values():
        if journey.owner is None:
            yield make_finding(journey.place("title"), title=journey.title)


def stage_without_touchpoint(content: Content) -> Iterator[Finding]:
    """A stage of a journey has no touchpoint.

    Either customers do not meet us anywhere in this stage, and the journey does not need it; or nobody has looked
    yet.

    Bad (content/journeys/mua.yml):
        stages: [{stage: mua-hang}]

    Good (content/journeys/mua.yml):
        stages: [{stage: mua-hang, touchpoints: [{id: thu-do, name: Thử đồ}]}]
    """
    names = content.names["stage"]
    for journey in content.journeys.values():
        for stage in journey.stages:
            if not stage.touchpoints:
                yield make_finding(stage.place("stage"), stage=names.get(stage.stage, stage.stage))


def play_without_steps(content: Content) -> Iterator[Finding]:
    """A play has no steps.

    Staff open a play while a customer is waiting. It has to say what to do first.

    Bad (content/plays/khach-buc.yml):
        title: Khách bực mình vì chờ lâu
        applies_to: {stages: [mua-hang]}

    Good (content/plays/khach-buc.yml):
        title: Khách bực mình vì chờ lâu
        applies_to: {stages: [mua-hang]}
        steps: [Ra gặp khách và xin lỗi vì đã để khách chờ.]
    """
    for play in content.plays.values():
        if not play.steps:
            yield make_finding(play.place("title"), title=play.title)


def play_without_place(content: Content) -> Iterator[Finding]:
    """A play does not state where it applies.

    A play is shown where all kinds of place that it names fit; if it names none, it is only in the list of plays.

    Bad (content/plays/khach-buc.yml):
        title: Khách bực mình vì chờ lâu
        steps: [Ra gặp khách và xin lỗi vì đã để khách chờ.]

    Good (content/plays/khach-buc.yml):
        title: Khách bực mình vì chờ lâu
        applies_to: {channels: [cua-hang]}
        steps: [Ra gặp khách và xin lỗi vì đã để khách chờ.]
    """
    for play in content.plays.values():
        if not any(entry.places for entry in play.applies_to):
            yield make_finding(play.place("title"), title=play.title)
