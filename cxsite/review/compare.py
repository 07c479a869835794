"""Two Contents compared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from cxsite.review.curves import curve_changes, gap_changes
from cxsite.review.fields import fact_changes, field_changes
from cxsite.review.journeys import JourneyPair
from cxsite.review.others import figure_changes, page_changes, picture_changes
from cxsite.review.pairing import out_of_order, pairs, renamed
from cxsite.review.records import Change, FieldChange, How, Move, Review
from cxsite.review.translations import with_translation

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
    "source": ("metric",),
}
"""What is told of a file that is new or gone."""
_FILES: Final = {
    "persona": "personas",
    "library-touchpoint": "touchpoints",
    "action": "actions",
    "metric": "metrics",
    "goal": "goals",
    "play": "plays",
    "source": "sources",
}
"""Kinds of file but journeys, each with its field of Content."""
_VOCABULARIES: Final = {
    "stages": "vocabulary-stage",
    "channels": "channel",
    "teams": "team",
    "stores": "store",
    "principles": "principle",
    "reading": "reading",
}
"""Lists of the playbook whose entries are compared one by one, each with the kind of its entries."""


def compare(before: Content, after: Content) -> Review:
    """What changed for the customer from one Content to the other.

    A thing is the same where its id is; or where the new one names the old id, which is gone, in `formerly` or (a
    touchpoint) in `replaces`. Nothing is guessed from likeness. What is new with a whole new journey is told with it.
    A file that could not be read is neither new nor gone. What changed in a text of a further language alone stands
    behind the field's key and that language (`title.en`).
    """
    names = {kind: {**before.names[kind], **named} for kind, named in after.names.items()}
    review = _Comparison(before, after, names).review()
    for language, now in after.translations.items():
        was = before.translations.get(language)
        if was is not None:
            review = with_translation(review, _Comparison(was, now, names).review(), language, after)
    return review


@dataclass(frozen=True, slots=True)
class _Comparison:
    before: Content
    after: Content
    names: Mapping[str, Mapping[str, str]]

    def review(self) -> Review:
        old_of = self._renamed("journeys")
        journeys = pairs(self.before.journeys, self.after.journeys, old_of)
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

    def _renamed(self, field: str) -> dict[str, str]:
        claims = {key: record.formerly for key, record in getattr(self.after, field).items()}
        return renamed(getattr(self.before, field), claims)

    def _playbook(self) -> Iterator[Change]:
        old, new = self.before.playbook, self.after.playbook
        if ("playbook", "playbook") in self.before.unreadable | self.after.unreadable:
            return
        fields = tuple(field_changes(old, new, self.names, leave_out=_VOCABULARIES))
        if fields:
            yield Change(kind="playbook", key="playbook", title=new.title, how=How.CHANGED, fields=fields)
        for name, kind in _VOCABULARIES.items():
            yield from self._entries(kind, getattr(old, name), getattr(new, name))

    def _entries(self, kind: str, old: tuple[Any, ...], new: tuple[Any, ...]) -> Iterator[Change]:
        before, after = ({_key(entry): entry for entry in entries} for entries in (old, new))
        moved = out_of_order([*before], [*after]) if kind == "vocabulary-stage" else frozenset()
        for key, was, now in pairs(before, after, {}):
            fields = tuple(field_changes(was, now, self.names)) if was and now else ()
            title = _title(now or was)
            if not (was and now):
                yield Change(kind=kind, key=key, title=title, how=_how(was, now))
            elif fields or key in moved:
                move = Move(title, title) if key in moved else None
                yield Change(kind=kind, key=key, title=title, how=How.CHANGED, fields=fields, moved=move)

    def _journeys(self, old_of: Mapping[str, str]) -> Iterator[Change]:
        for key, old, new in pairs(self.before.journeys, self.after.journeys, old_of):
            yield from self._file("journey", (key, old_of.get(key, "")), old, new)
            if old is not None and new is not None:
                pair = JourneyPair(old=old, new=new, library=self.after.touchpoints, names=self.names)
                yield from pair.changes()

    def _files(self, kind: str, field: str) -> Iterator[Change]:
        old_of = self._renamed(field)
        for key, old, new in pairs(getattr(self.before, field), getattr(self.after, field), old_of):
            yield from self._file(kind, (key, old_of.get(key, "")), old, new)

    def _file(self, kind: str, ids: tuple[str, str], old: Any, new: Any) -> Iterator[Change]:  # noqa: ANN401 -- any kind
        """`ids` are the id and, where it is another now, the old one."""
        thing = new if new is not None else old
        if old is not None and new is not None:
            fields = tuple(field_changes(old, new, self.names))
            if not (fields or ids[1]):
                return
        else:
            added = new is not None
            if (kind.replace("-", " "), ids[0]) in (self.before if added else self.after).unreadable:
                return
            fields = (*fact_changes(thing, _FACTS[kind], self.names, added=added), *_holds(thing, added=added))
        yield Change(
            kind=kind,
            key=ids[0],
            title=_title(thing),
            how=_how(old, new),
            journey=ids[0] if kind == "journey" else "",
            old_key=ids[1],
            fields=fields,
        )


def _how(old: object, new: object) -> How:
    return How.REMOVED if new is None else How.ADDED if old is None else How.CHANGED


def _key(entry: Any) -> str:  # noqa: ANN401 -- an entry of any vocabulary
    return str(getattr(entry, "id", None) or entry.title)


def _title(thing: Any) -> str:  # noqa: ANN401 -- a record of any kind
    return str(getattr(thing, "name", None) or getattr(thing, "title", None) or thing.id)


def _holds(thing: Any, *, added: bool) -> Iterator[FieldChange]:  # noqa: ANN401 -- a record of any kind
    """How much comes or goes with a whole journey."""
    touchpoints = getattr(thing, "touchpoints", ())
    pains = sum(len(touchpoint.pain_points) for touchpoint in touchpoints)
    counts = {"touchpoints": len(touchpoints), "pain_points": pains, "actions": len(getattr(thing, "actions", ()))}
    for name, count in counts.items():
        if count:
            old, new = (None, count) if added else (count, None)
            yield FieldChange(field=name, old=old, new=new)
