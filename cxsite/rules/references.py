"""CX201–CX209: unknown ids of files and of the playbook's own lists."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cxsite.escaping.fold import fold, slug
from cxsite.model.facts.names import VOCABULARIES
from cxsite.model.facts.suggestions import suggest
from cxsite.rules.rule import locate_cell, make_finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cxsite.model.content import Content
    from cxsite.problems import Place
    from cxsite.rules.rule import Finding

PLAYBOOK: Final = ("playbook", "playbook")
_OBSERVED: Final = ("persona", "journey", "stage", "channel", "store", "metric")


def unknown_persona(content: Content) -> Iterator[Finding]:
    """The content names a persona that has no file in content/personas/.

    A journey belongs to a persona. If the persona does not exist, nobody can tell whose feelings the map shows.

    Bad (content/journeys/mua.yml):
        personas: [lann]

    Good (content/journeys/mua.yml):
        personas: [lan]
    """
    yield from find_unknown_ids(content, "persona")


def unknown_journey(content: Content) -> Iterator[Finding]:
    """The content names a journey that has no file in content/journeys/.

    An ideal journey is compared with its baseline, and a play is shown on the journeys that it applies to. Without
    the journey there is nothing to compare with and no place to show the play.

    Bad (content/journeys/mua.yml):
        parent: mua-sam

    Good (content/journeys/mua.yml):
        parent: mua-ca-nam
    Good (content/journeys/mua-ca-nam.yml):
        title: Một năm mua sắm
        personas: [lan]
        stages: [{stage: mua-hang}]
    """
    yield from find_unknown_ids(content, "journey")


def unknown_stage(content: Content) -> Iterator[Finding]:
    """The content names a stage that is not in the playbook's list of stages.

    All journeys share one list of stages, in one order, so that they can be compared side by side.

    Bad (content/journeys/mua.yml):
        stages: [{stage: mua-hàng}]

    Good (content/journeys/mua.yml):
        stages: [{stage: mua-hang}]
    """
    yield from find_unknown_ids(content, "stage")


def unknown_channel(content: Content) -> Iterator[Finding]:
    """The content names a channel that is not in the playbook's list of channels.

    Touchpoints are grouped by channel for the staff who work there. A misspelled channel hides a touchpoint from
    them.

    Bad (content/personas/lan.yml):
        channels: [zaloo]

    Good (content/personas/lan.yml):
        channels: [zalo]
    """
    yield from find_unknown_ids(content, "channel")


def unknown_team(content: Content) -> Iterator[Finding]:
    """The content names an owner that is not in the playbook's list of teams.

    Work without an owner that people can find is not done.

    Bad (content/journeys/mua.yml):
        owner: bán hàng

    Good (content/journeys/mua.yml):
        owner: ban-hang
    """
    yield from find_unknown_ids(content, "team")


def unknown_store(content: Content) -> Iterator[Finding]:
    """The content names a store that is not in the playbook's list of stores.

    Figures are broken down by store; a figure of an unknown store is shown on no page.

    Bad (content/observations/figures.csv):
        metric,period,value,store
        nps,2026-10,41,pho-huee

    Good (content/observations/figures.csv):
        metric,period,value,store
        nps,2026-10,41,pho-hue
    """
    yield from find_unknown_ids(content, "store")


def unknown_metric(content: Content) -> Iterator[Finding]:
    """The content names a metric that has no file in content/metrics/.

    A metric is a definition: question, scale, direction. Without it, nobody can judge a figure.

    Bad (content/observations/figures.csv):
        metric,period,value
        npss,2026-10,41

    Good (content/observations/figures.csv):
        metric,period,value
        nps,2026-10,41
    """
    yield from find_unknown_ids(content, "metric")


def unknown_goal(content: Content) -> Iterator[Finding]:
    """The content names a goal that has no file in content/goals/.

    A journey serves the goals of the CX strategy. It cannot serve a goal that is not written down.

    Bad (content/journeys/mua.yml):
        serves: [khach-quay-laii]

    Good (content/journeys/mua.yml):
        serves: [khach-quay-lai]
    """
    yield from find_unknown_ids(content, "goal")


def unknown_library_touchpoint(content: Content) -> Iterator[Finding]:
    """A journey uses a touchpoint that has no file in content/touchpoints/.

    A touchpoint that several journeys share is written once. If the original is missing, the touchpoint has no
    name.

    Bad (content/journeys/mua.yml):
        stages: [{stage: mua-hang, touchpoints: [{use: thanh-toann, emotion: 3}]}]

    Good (content/journeys/mua.yml):
        stages: [{stage: mua-hang, touchpoints: [{use: thanh-toan, emotion: 3}]}]
    Good (content/touchpoints/thanh-toan.yml):
        name: Thanh toán
        channels: [cua-hang]
    """
    yield from find_unknown_ids(content, "library touchpoint")


def find_unknown_ids(content: Content, kind: str) -> Iterator[Finding]:
    """Yield a finding for each reference to an id of this kind that does not exist."""
    in_playbook = kind in VOCABULARIES
    if in_playbook and PLAYBOOK in content.unreadable:
        return
    known = content.names[kind]
    suggestions: dict[str, str] = {}
    for value, place in _find_unknown(content, kind, known):
        if value not in suggestions:
            suggestions[value] = find_meant(value, known)
        suggestion = suggestions[value]
        if in_playbook:
            several = _split_ids(value, known)
            values = {"form": "several" if several else "", "several": several, "new_id": slug(value)}
            yield make_finding(place, found=value, suggestion=suggestion, allowed=tuple(known), **values)
        else:
            yield make_finding(place, found=value, suggestion=suggestion)


def _split_ids(value: str, known: Mapping[str, str]) -> str:
    """Return `zalo, facebook` for several ids in one value; empty for a value that names fewer than two."""
    parts = [part for part in re.split(r"[\s,;/+&]+", value) if part]
    return ", ".join(parts) if len(parts) > 1 and all(part in known for part in parts) else ""


def _find_unknown(content: Content, kind: str, known: Mapping[str, str]) -> Iterator[tuple[str, Place]]:
    """Return what is referred to but unknown. Places are computed only for these, because that is slow."""

    def is_strange(value: str) -> bool:
        return value not in known and (kind, value) not in content.unreadable

    for reference in content.doubtful_references.get((kind,), ()):
        if not reference.in_text and is_strange(reference.value):
            yield reference.value, reference.place
    if kind in _OBSERVED:
        for row in content.observations:
            if (value := getattr(row, kind)) and is_strange(value):
                yield value, locate_cell(content, row.place, value)


def find_meant(value: str, known: Mapping[str, str]) -> str:
    """Return the id whose name was written instead, or the most similar id; empty if there is none."""
    wanted = fold(value)
    return next((key for key, name in known.items() if fold(name) == wanted), "") or suggest(value, known)
