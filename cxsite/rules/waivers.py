"""Rules about rules: levels that a team sets, and waivers (CX217–CX219, CX531, CX532)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from cxsite.model.content import cached_on_content
from cxsite.rules.ignore_comments import find_ignore_comments
from cxsite.rules.rule import make_finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from cxsite.model.content import Content
    from cxsite.model.records.record import FileMetadata
    from cxsite.model.records.touchpoint import Touchpoint
    from cxsite.problems import Place
    from cxsite.rules.rule import Finding, Rule

_READING: Final = re.compile(r"CX[01]\d\d", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldWaiver:
    """A rule's code and where it is waived: in a whole file (`within` None), in one touchpoint, or on one line."""

    rule: str
    place: Place
    path: str
    within: Place | None = None
    until: date | None = None
    until_place: Place | None = None

    def covers(self, place: Place) -> bool:
        """Return whether a problem at this place is within the waiver's file, touchpoint or line."""
        around = self.within
        if place.path != self.path or around is None:
            return place.path == self.path
        begins_within = (around.line, around.column) <= (place.line, place.column)
        return begins_within and (place.line, place.column) < (around.end_line, around.end_column)

    def holds(self, content: Content) -> bool:
        """Return whether its last day has not passed."""
        return self.until is None or content.today <= self.until


@cached_on_content
def collect_waivers(content: Content) -> tuple[HeldWaiver, ...]:
    """Return all waivers: of files, of touchpoints, and of comments at the end of a line."""
    files = (held for record in content.files for held in _collect_from(record, record.path, None))
    touchpoints = (
        held
        for placed in content.placed_touchpoints
        if placed.touchpoint.waivers
        for held in _collect_from(placed.touchpoint, placed.journey.path, placed.touchpoint.place())
    )
    lines = (
        HeldWaiver(rule=code, place=place, path=place.path, within=remark.line)
        for remark in find_ignore_comments(content)
        for code, place in remark.codes
    )
    return (*files, *touchpoints, *lines)


def _collect_from(record: FileMetadata | Touchpoint, path: str, within: Place | None) -> Iterator[HeldWaiver]:
    for waiver in record.waivers:
        place, until_place = waiver.place("rule"), waiver.place("until")
        yield HeldWaiver(
            rule=waiver.rule, place=place, path=path, within=within, until=waiver.until, until_place=until_place
        )


def unknown_rule(content: Content) -> Iterator[Finding]:
    """A level or a waiver names a rule that does not exist.

    It has no effect, but whoever wrote it believes that it has.

    Bad (content/playbook.yml):
        rules: {CX999: off}

    Good (content/playbook.yml):
        rules: {CX302: off}
    """
    for code, place in _named_rules(content):
        if code not in _rules() and not _READING.fullmatch(code):
            yield make_finding(place, found=code, suggestion=_find_meant_rule(code))


def fixed_rule(content: Content) -> Iterator[Finding]:
    """A level or a waiver is for a rule that cannot be changed.

    Content that cannot be read or that contradicts itself cannot be shown correctly, so it is always an error.
    Every other rule can be set to error, warning, note or off.

    Bad (content/playbook.yml):
        rules: {CX204: warning}

    Good (content/playbook.yml):
        rules: {CX302: error}
    """
    kept = {code for code, level in content.playbook.rules.items() if level == "error"}
    for code, place in _named_rules(content):
        rule = _rules().get(code)
        is_fixed = rule.is_fixed if rule else bool(_READING.fullmatch(code))
        if rule and rule.needs_reason and content.playbook.rules.get(code) == "off":
            if place == content.playbook.key_place("rules", code):
                yield make_finding(place, found=code, way="off")
        elif is_fixed and not (code in kept and place == content.playbook.key_place("rules", code)):
            yield make_finding(place, found=code, way="")


def remark_without_reason(content: Content) -> Iterator[Finding]:
    """A `# cxsite:` comment has no code or no reason, so it does not waive anything.

    Whoever reads the line next year must be able to see the reason.

    Bad (content/journeys/mua.yml):
        title: Mua váy  # cxsite: ignore[CX312]
        owner:

    Good (content/journeys/mua.yml):
        title: Mua váy  # cxsite: ignore[CX312] Chưa chia lại đội
        owner:
    """
    for remark in find_ignore_comments(content):
        if not remark.codes:
            yield make_finding(remark.place)


def expired_waiver(content: Content) -> Iterator[Finding]:
    """The last day of a waiver has passed.

    It no longer waives anything. Fix the problem that it was for, or give it a new date.

    Bad (content/journeys/mua.yml):
        waivers: [{rule: CX312, reason: Chưa chia lại đội, until: 2026-10-31}]
        owner:

    Good (content/journeys/mua.yml):
        waivers: [{rule: CX312, reason: Chưa chia lại đội, until: 2026-12-31}]
        owner:
    """
    for held in collect_waivers(content):
        if not held.holds(content):
            yield make_finding(held.until_place or held.place, rule=held.rule, until=str(held.until))


def unused_waiver(content: Content) -> Iterator[Finding]:
    """A waiver has no effect.

    The problem that it was for has been fixed. If the waiver stays, it hides the same mistake the next time.

    Bad (content/journeys/mua.yml):
        waivers: [{rule: CX312, reason: Chưa chia lại đội}]

    Good (content/journeys/mua.yml):
        waivers: [{rule: CX312, reason: Chưa chia lại đội}]
        owner:
    """
    if content.unreadable:
        return
    raised: dict[str, tuple[Place, ...]] = {}
    for held in collect_waivers(content):
        rule = _rules().get(held.rule)
        off = content.playbook.rules.get(held.rule) == "off" and not (rule and rule.needs_reason)
        if rule is None or rule.is_fixed or off or rule.check is unused_waiver or not held.holds(content):
            continue
        if rule.code not in raised:
            raised[rule.code] = tuple(finding.place for finding in rule.check(content))
        if not any(held.covers(place) for place in raised[rule.code]):
            yield make_finding(held.place, rule=rule.code)


@cache
def _rules() -> Mapping[str, Rule]:
    from cxsite.rules import RULES  # noqa: PLC0415 -- the list of rules names these rules too

    return {rule.code: rule for rule in RULES}


def _named_rules(content: Content) -> Iterator[tuple[str, Place]]:
    """Yield every code that a level or a waiver names."""
    playbook = content.playbook
    yield from ((code, playbook.key_place("rules", code)) for code in playbook.rules)
    yield from ((held.rule, held.place) for held in collect_waivers(content))


def _find_meant_rule(code: str) -> str:
    """Return the code of a rule whose code differs by case only, or whose name was written instead."""
    wanted = code.casefold()
    return next((rule.code for rule in _rules().values() if wanted in (rule.code.casefold(), rule.name)), "")
