"""Changes outside of records: hand-written pages, pictures, figures."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from cxsite.review.pairing import pair_up
from cxsite.review.records import ChangeKind, ContentChange, FieldChange

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cxsite.model.content import Content
    from cxsite.model.records.observation import Observation


def page_changes(before: Content, after: Content) -> Iterator[ContentChange]:
    """Return pages that are new, removed, or changed."""
    for key, old, new in pair_up(before.pages, after.pages, {}):
        if old is None and new is not None:
            yield ContentChange(kind="page", key=key, title=new.title, how=ChangeKind.ADDED)
        elif old is not None and new is None:
            yield ContentChange(kind="page", key=key, title=old.title, how=ChangeKind.REMOVED)
        elif old is not None and new is not None and old.markdown != new.markdown:
            text = FieldChange(field="text", old=old.markdown, new=new.markdown)
            yield ContentChange(kind="page", key=key, title=new.title, how=ChangeKind.CHANGED, fields=(text,))


def picture_changes(before: Content, after: Content) -> Iterator[ContentChange]:
    """Return pictures that were added or removed, by name; their data are not compared."""
    for name in sorted(before.pictures ^ after.pictures):
        how = ChangeKind.ADDED if name in after.pictures else ChangeKind.REMOVED
        yield ContentChange(kind="picture", key=name, title=name, how=how)


def figure_changes(before: Content, after: Content, names: Mapping[str, Mapping[str, str]]) -> Iterator[ContentChange]:
    """Return for each metric how many figures were added, removed and corrected."""
    old, new = ({_row(one): _figure_values(one) for one in content.observations} for content in (before, after))
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for row in {**new, **old}:
        if old.get(row) != new.get(row):
            field = "added" if row not in old else "removed" if row not in new else "corrected"
            counts[row[0]][f"figures-{field}"] += 1
    for metric, found in sorted(counts.items()):
        fields = tuple(FieldChange(field=field, old=None, new=count) for field, count in sorted(found.items()))
        title = names.get("metric", {}).get(metric, metric)
        yield ContentChange(kind="figures", key=metric, title=title, how=ChangeKind.CHANGED, fields=fields)


def _row(one: Observation) -> tuple[str, object, object, str]:
    return (one.metric, one.period, one.where, one.source)


def _figure_values(one: Observation) -> tuple[object, ...]:
    return (one.value, one.n, one.low, one.high, one.numerator, one.denominator, one.median, one.p90, one.note)
