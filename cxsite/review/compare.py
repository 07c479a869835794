"""Compares two Contents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from cxsite.review.curves import curve_changes, gap_changes
from cxsite.review.fields import fact_changes, field_changes
from cxsite.review.journeys import JourneyPair, compare_shared_pain_points
from cxsite.review.other_changes import figure_changes, page_changes, picture_changes
from cxsite.review.pairing import find_moved, find_renamed, pair_up
from cxsite.review.records import ChangeKind, ContentChange, FieldChange, Move, Review
from cxsite.review.translations import add_translation

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cxsite.model.content import Content

_FACTS: Final = {
    "journey": ("personas", "state", "owner"),
    "persona": ("tagline", "share"),
    "library-touchpoint": ("channels",),
    "action": ("owner", "status", "due"),
    "metric": ("kind", "target"),
    "goal": ("metric", "target", "by"),
    "play": ("trigger",),
    "research": ("kind", "date", "sample"),
    "source": ("metric",),
}
"""The facts reported of a new or removed file."""
_FILES: Final = {
    "persona": "personas",
    "library-touchpoint": "touchpoints",
    "action": "actions",
    "metric": "metrics",
    "goal": "goals",
    "play": "plays",
    "research": "research",
    "source": "sources",
}
"""Kinds of file except journeys, each with its field of Content."""
_VOCABULARIES: Final = {
    "stages": "vocabulary-stage",
    "channels": "channel",
    "teams": "team",
    "stores": "store",
    "principles": "principle",
    "reading": "reading",
}
"""Lists of the playbook whose entries are compared one by one, each with the kind of its entries."""


def compare_content(before: Content, after: Content) -> Review:
    """Return what changed for the customer from one Content to the other.

    Two things are the same if their ids are equal, or if the new one names the old id, which no longer exists, in
    `formerly` or (a touchpoint) in `replaces`. Similarity is never used. The parts of a new journey are reported with
    it. A file that could not be read is neither new nor removed. A change in the text of a further language only has
    the field's key with that language (`title.en`).
    """
    names = {kind: {**before.names[kind], **named} for kind, named in after.names.items()}
    review = _Comparison(before, after, names).review()
    for language, now in after.translations.items():
        was = before.translations.get(language)
        if was is not None:
            review = add_translation(review, _Comparison(was, now, names).review(), language, after)
    return review


@dataclass(frozen=True, slots=True)
class _Comparison:
    before: Content
    after: Content
    names: Mapping[str, Mapping[str, str]]

    def review(self) -> Review:
        old_of = self._find_renamed("journeys")
        journeys = pair_up(self.before.journeys, self.after.journeys, old_of)
        return Review(
            changes=(
                *self._playbook(),
                *self._journeys(old_of),
                *(change for kind, field in _FILES.items() for change in self._files(kind, field)),
                *page_changes(self.before, self.after),
                *picture_changes(self.before, self.after),
                *figure_changes(self.before, self.after, self.names),
            ),
            curves=tuple(curve for _, old, new in journeys for curve in curve_changes(old, new, self.names)),
            gaps=tuple(gap_changes(self.before, self.after, old_of)),
            names=self.names,
        )

    def _find_renamed(self, field: str) -> dict[str, str]:
        claims = {key: record.formerly for key, record in getattr(self.after, field).items()}
        return find_renamed(getattr(self.before, field), claims)

    def _playbook(self) -> Iterator[ContentChange]:
        old, new = self.before.playbook, self.after.playbook
        if ("playbook", "playbook") in self.before.unreadable | self.after.unreadable:
            return
        fields = tuple(field_changes(old, new, self.names, leave_out=_VOCABULARIES))
        if fields:
            yield ContentChange(kind="playbook", key="playbook", title=new.title, how=ChangeKind.CHANGED, fields=fields)
        for name, kind in _VOCABULARIES.items():
            yield from self._entries(kind, getattr(old, name), getattr(new, name))

    def _entries(self, kind: str, old: tuple[Any, ...], new: tuple[Any, ...]) -> Iterator[ContentChange]:
        before, after = ({_key(entry): entry for entry in entries} for entries in (old, new))
        moved = find_moved([*before], [*after]) if kind == "vocabulary-stage" else frozenset()
        for key, was, now in pair_up(before, after, {}):
            fields = tuple(field_changes(was, now, self.names)) if was and now else ()
            title = _title(now or was)
            if not (was and now):
                yield ContentChange(kind=kind, key=key, title=title, how=_find_change_kind(was, now))
            elif fields or key in moved:
                move = Move(title, title) if key in moved else None
                yield ContentChange(kind=kind, key=key, title=title, how=ChangeKind.CHANGED, fields=fields, moved=move)

    def _journeys(self, old_of: Mapping[str, str]) -> Iterator[ContentChange]:
        for key, old, new in pair_up(self.before.journeys, self.after.journeys, old_of):
            yield from self._file("journey", (key, old_of.get(key, "")), old, new)
            if old is not None and new is not None:
                pair = JourneyPair(old=old, new=new, library=self.after.touchpoints, names=self.names)
                yield from pair.changes()

    def _files(self, kind: str, field: str) -> Iterator[ContentChange]:
        old_of = self._find_renamed(field)
        for key, old, new in pair_up(getattr(self.before, field), getattr(self.after, field), old_of):
            yield from self._file(kind, (key, old_of.get(key, "")), old, new)
            if kind == "library-touchpoint" and old is not None and new is not None:
                yield from compare_shared_pain_points(old, new, self.names)

    def _file(self, kind: str, ids: tuple[str, str], old: Any, new: Any) -> Iterator[ContentChange]:  # noqa: ANN401 -- any kind
        """Return the change of one file. `ids` are the id and, if it changed, the old one."""
        thing = new if new is not None else old
        if old is not None and new is not None:
            fields = tuple(field_changes(old, new, self.names))
            if not (fields or ids[1]):
                return
        else:
            added = new is not None
            if (kind.replace("-", " "), ids[0]) in (self.before if added else self.after).unreadable:
                return
            fields = (*fact_changes(thing, _FACTS[kind], self.names, added=added), *_count_parts(thing, added=added))
        yield ContentChange(
            kind=kind,
            key=ids[0],
            title=_title(thing),
            how=_find_change_kind(old, new),
            journey=ids[0] if kind == "journey" else "",
            old_key=ids[1],
            fields=fields,
        )


def _find_change_kind(old: object, new: object) -> ChangeKind:
    return ChangeKind.REMOVED if new is None else ChangeKind.ADDED if old is None else ChangeKind.CHANGED


def _key(entry: Any) -> str:  # noqa: ANN401 -- an entry of any vocabulary
    return str(getattr(entry, "id", None) or entry.title)


def _title(thing: Any) -> str:  # noqa: ANN401 -- a record of any kind
    return str(getattr(thing, "name", None) or getattr(thing, "title", None) or thing.id)


def _count_parts(thing: Any, *, added: bool) -> Iterator[FieldChange]:  # noqa: ANN401 -- a record of any kind
    """Return how many things are added or removed with a whole journey or shared touchpoint."""
    touchpoints = getattr(thing, "touchpoints", ())
    pains = sum(len(one.pain_points) for one in (*touchpoints, thing) if hasattr(one, "pain_points"))
    counts = {"touchpoints": len(touchpoints), "pain_points": pains, "actions": len(getattr(thing, "actions", ()))}
    for name, count in counts.items():
        if count:
            old, new = (None, count) if added else (count, None)
            yield FieldChange(field=name, old=old, new=new)
