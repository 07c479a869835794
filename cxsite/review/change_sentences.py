"""Changes as one line each, in Vietnamese or English: authors' texts as they wrote them, not escaped."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from cxsite.i18n.catalogue import LANGUAGES, Translator
from cxsite.model.records.field_info import label_path
from cxsite.review.records import ChangeKind
from cxsite.review.shortening import shorten, shorten_pair

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxsite.review.records import ContentChange, CurveChange, Distance, FieldChange, GapChange, Review, Value

SIGNS: Final = {ChangeKind.ADDED: "+", ChangeKind.REMOVED: "−", ChangeKind.CHANGED: "~"}

_BARE: Final = frozenset({"emotion", "importance", "kind", "period", "duration", "review_every", "cadence", "family"})
"""Fields whose values are no sentences, and are shown without quotation marks."""


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One line of a report: a marker (+ − ~, or empty) and its text."""

    sign: str
    text: str


@dataclass(frozen=True, slots=True)
class ReportGroup:
    """Lines that belong together, under a heading."""

    title: str
    lines: tuple[ReportLine, ...]


@dataclass(frozen=True, slots=True)
class ChangeSentences:
    """Writes the changes of a review as sentences in one language."""

    review: Review
    language: str

    def groups(self) -> Iterator[ReportGroup]:
        """Return a group for each changed journey, with its curve and gap first; then one for each kind of file."""
        found: dict[str, list[ReportLine]] = {}
        for change in self.review.changes:
            found.setdefault(self._group(change), []).append(ReportLine(SIGNS[change.how], self.change(change)))
        for journey, line in self._curve_lines():
            found.setdefault(f"journey {journey}", []).insert(0, line)
        for key, lines in sorted(found.items(), key=lambda one: not one[0].startswith("journey ")):
            kind, _, journey = key.partition(" ")
            yield ReportGroup(self._translator(f"group.{kind}", title=self._journey(journey)), tuple(lines))

    def change(self, change: ContentChange) -> str:
        """Return what happened to one thing in one line, with all details."""
        head, details = self.head(change), self.details(change)
        if not details:
            return head
        key = "sentence.with" if change.how is ChangeKind.CHANGED else "sentence.facts"
        return self._translator(key, head=head, parts="; ".join(details))

    def head(self, change: ContentChange) -> str:
        """Return which thing it is, and whether it is new or removed."""
        title = shorten(change.title)
        if change.kind in ("pain-point", "opportunity"):
            title = self._translator("sentence.quoted", text=title)
        if change.at and (change.how is not ChangeKind.CHANGED or not change.journey):
            title = self._translator("sentence.at", title=title, at=shorten(change.at))
        kind = self._translator(f"kind.{change.kind}")
        head = kind if change.kind == "playbook" else self._translator(f"sentence.{change.how}", kind=kind, title=title)
        return head[:1].upper() + head[1:]

    def details(self, change: ContentChange) -> tuple[str, ...]:
        """Return a new id, a move and every changed field; for a new or removed thing, its main facts."""
        if change.how is ChangeKind.CHANGED:
            return (*self._moves(change), *map(self.field, change.fields))
        return tuple(map(self._fact, change.fields))

    def field(self, change: FieldChange) -> str:
        """Return `cảm xúc 2 → 4`; for a list, the items added and removed."""
        if self._translator.has(f"count.{change.field}"):
            return self._fact(change)
        label = self._label(change, change.field)
        values = [value for value in (change.old, change.new) if value is not None]
        if all(isinstance(value, tuple) for value in values):
            return self._translator("sentence.list", field=label, parts="; ".join(self._items(change)))
        if len(values) == 1:
            key = "sentence.set" if change.old is None else "sentence.unset"
            return self._translator(
                key,
                field=label,
                value=self._quote_if_text(change, values[0], shorten(self._format_value(change, values[0]))),
            )
        old, new = shorten_pair(self._format_value(change, change.old), self._format_value(change, change.new))
        old, new = self._quote_if_text(change, change.old, old), self._quote_if_text(change, change.new, new)
        return self._translator("sentence.change", field=label, old=old, new=new)

    def curve(self, curve: CurveChange) -> str:
        """Return `Đường cảm xúc: ▁▂· → ▁▃·`."""
        old, new = (line or self._translator("sentence.no-curve") for line in (curve.old, curve.new))
        key = "sentence.curve-of" if curve.who else "sentence.curve"
        return self._translator(key, who=shorten(curve.who), old=old, new=new)

    def gap(self, gap: GapChange) -> str:
        """Return `Khoảng cách tới lý tưởng: 16 bậc ở 11 điểm chạm → 12 bậc ở 9 điểm chạm`."""
        return self._translator("sentence.gap", old=self._distance(gap.old), new=self._distance(gap.new))

    @property
    def _translator(self) -> Translator:
        return Translator(self.language, "review")

    def _group(self, change: ContentChange) -> str:
        if change.journey:
            return f"journey {change.journey}"
        if change.kind == "pain-point":
            return "library-touchpoint"
        return change.kind if self._translator.has(f"group.{change.kind}") else "playbook"

    def _journey(self, key: str) -> str:
        return shorten(self.review.names.get("journey", {}).get(key, key))

    def _curve_lines(self) -> Iterator[tuple[str, ReportLine]]:
        """Yield the gap, then the curves; the caller inserts each of them first in its group."""
        for gap in self.review.gaps:
            if gap.old != gap.new:
                yield gap.current, ReportLine("", self.gap(gap))
        for curve in reversed(self.review.curves):
            yield curve.journey, ReportLine("", self.curve(curve))

    def _moves(self, change: ContentChange) -> Iterator[str]:
        if change.old_key:
            old, new = (key.rpartition("/")[2] for key in (change.old_key, change.key))
            yield self._translator("sentence.renamed", old=old, new=new)
        if change.moved and change.moved.old != change.moved.new:
            yield self._translator("sentence.moved", old=shorten(change.moved.old), new=shorten(change.moved.new))
        elif change.moved:
            yield self._translator("sentence.order")

    def _fact(self, field: FieldChange) -> str:
        value = field.new if field.new is not None else field.old
        if value is True:
            return self._label(field, field.field)
        if self._translator.has(key := f"count.{field.field}"):
            return self._translator(key, n=value)
        shown = self._quote_if_text(field, value, shorten(self._format_value(field, value)))
        return self._translator("sentence.fact", field=self._label(field, field.field), value=shown)

    def _items(self, change: FieldChange) -> Iterator[str]:
        old, new = (value if isinstance(value, tuple) else () for value in (change.old, change.new))
        added, removed = [one for one in new if one not in old], [one for one in old if one not in new]
        if not added and not removed:
            yield self._translator("sentence.list-order")
        for key, items in (("sentence.list-added", added), ("sentence.list-removed", removed)):
            if items:
                wording = [shorten(self._name(one, change.kinds)) for one in items]
                yield self._translator(key, items=", ".join(wording if change.kinds else map(self._quote, wording)))

    def _label(self, change: FieldChange, field: str) -> str:
        """Return a field's label; keys that authors choose (`demographics.age`) are shown unchanged."""
        name, _, language = field.rpartition(".")
        if language in LANGUAGES:
            return self._translator(f"translated.{language}", field=self._label(change, name))
        if change.model is None:
            return self._translator("sentence.page-text")
        steps = field.split(".")
        labels = label_path(change.model, steps, self.language)
        return " – ".join(label or shorten(step) for step, label in zip(steps, labels, strict=True))

    def _format_value(self, change: FieldChange, value: Value) -> str:
        words = self._translator
        if isinstance(value, bool):
            return words("sentence.yes" if value else "sentence.no")
        if isinstance(value, (int, float)):
            return words.number(value, 6)
        if isinstance(value, date):
            return words.day(value)
        if isinstance(value, str):
            key = f"value.{change.field}.{value}"
            return words(key) if words.has(key) else self._name(value, change.kinds)
        return ", ".join(self._name(one, change.kinds) for one in value or ())

    def _quote_if_text(self, change: FieldChange, value: Value, shown: str) -> str:
        """Return a value in quotation marks, if it is a text of the author's."""
        bare = change.kinds or change.field in _BARE or self._translator.has(f"value.{change.field}.{value}")
        return shown if bare or not isinstance(value, str) else self._quote(shown)

    def _name(self, key: str, kinds: tuple[str, ...]) -> str:
        return next((names[key] for kind in kinds if key in (names := self.review.names.get(kind, {}))), key)

    def _quote(self, text: str) -> str:
        return self._translator("sentence.quoted", text=text)

    def _distance(self, distance: Distance | None) -> str:
        if distance is None:
            return self._translator("sentence.no-distance")
        if not distance.touchpoints:
            return self._translator("sentence.reached")
        words = self._translator
        steps, places = words("sentence.steps", n=distance.steps), words("count.touchpoints", n=distance.touchpoints)
        return words("sentence.distance", steps=steps, places=places)
