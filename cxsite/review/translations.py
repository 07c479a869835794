"""Changes of texts in a further language, reported next to those of the main one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cxsite.escaping.fallback import Fallback
from cxsite.review.records import ChangeKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxsite.model.content import Content
    from cxsite.review.records import ContentChange, FieldChange, Review, Value


def add_translation(review: Review, other: Review, language: str, after: Content) -> Review:
    """Return the review of the main language with the additional changes of `other`, that of a further language."""
    known = {_identity(change): change for change in review.changes}
    for change in other.changes:
        mine = known.get(_identity(change))
        if change.how is not ChangeKind.CHANGED or (mine is not None and mine.how is not ChangeKind.CHANGED):
            continue
        fields = tuple(_further_changes(change, mine, language))
        if not fields:
            continue
        reported = mine or replace(change, title=_title(change, after), moved=None, old_key="", fields=())
        known[_identity(change)] = replace(reported, fields=(*reported.fields, *fields))
    return replace(review, changes=tuple(known.values()))


def _identity(change: ContentChange) -> tuple[str, str, str]:
    """Return what tells a change from others: a shared touchpoint and a journey may have the same id."""
    return change.kind, change.journey, change.key


def _further_changes(change: ContentChange, mine: ContentChange | None, language: str) -> Iterator[FieldChange]:
    """Return the texts that differ in that language itself, not only because it falls back on the main one."""
    reported = {field.field: (field.old, field.new) for field in mine.fields} if mine else {}
    for field in change.fields:
        old, new = _plain_value(field.old), _plain_value(field.new)
        if old == new or field.kinds or not any(isinstance(one, (str, tuple)) for one in (old, new)):
            continue
        if reported.get(field.field) != (field.old, field.new):
            yield replace(field, field=f"{field.field}.{language}", old=old, new=new)


def _plain_value(value: Value) -> Value:
    return None if isinstance(value, Fallback) else value


def _title(change: ContentChange, after: Content) -> str:
    """Return the name of a thing in the main language."""
    key = change.key
    if change.kind == "pain-point" and not change.journey:
        touchpoint, _, own = key.partition("/")
        pains = after.touchpoints[touchpoint].pain_points
        return next((str(pain.text) for pain in pains if pain.id == own), change.title)
    if placed := after.touchpoint_by_key.get(key) if change.kind == "touchpoint" else None:
        return placed.touchpoint.title
    if pain := after.pain_points.get(key) if change.kind == "pain-point" else None:
        return pain.pain_point.text
    if chance := after.opportunities.get(key) if change.kind == "opportunity" else None:
        return chance.opportunity.text
    if work := after.all_actions.get(key) if change.kind == "action" else None:
        return work.action.title
    kind = change.kind.removeprefix("vocabulary-").replace("-", " ")
    bare = key.rpartition("/")[2] if kind == "stage" else key
    return after.names.get(kind, {}).get(bare, change.title)
