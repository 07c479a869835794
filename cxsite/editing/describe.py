"""Describes the fields of a form, with values, labels and help, from the model and the values of the file."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from cxsite.editing.address import name_of
from cxsite.editing.field_groups import group_of, order_in_group
from cxsite.editing.field_shapes import FieldShape, has_own_form, shapes_of
from cxsite.editing.form import GROUPS, Choice, FormField, FormItem, Posted
from cxsite.editing.form_words import capitalize
from cxsite.editing.posted_items import item_numbers
from cxsite.editing.shown_values import show_value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cxsite.editing.form_words import FormWords
    from cxsite.model.records.record import Record

NEW_NUMBER = "__new__"
"""The place of the number in the names of a blank item."""
_TITLES = ("title", "name", "text", "stage", "use", "does", "reason", "column", "file", "id")


@dataclass(frozen=True)
class FieldDescriber:
    """Describes fields. `journey` is the id of the journey that the record is in, empty outside journeys.

    `posted` values are shown instead of those of the file. `problems` and `warnings` have sentences by the name of a
    field. `inherited` are texts that hold for fields which are left empty. `address` is that of the record.
    """

    words: FormWords
    journey: str = ""
    address: str = ""
    posted: Posted = field(default_factory=Posted)
    problems: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    warnings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    inherited: Mapping[str, str] = field(default_factory=dict)

    def form_fields(self, model: type[Record], raw: Mapping[str, Any]) -> tuple[FormField, ...]:
        """Return the fields of a whole form by groups."""
        shapes = sorted(
            shapes_of(model),
            key=lambda shape: (GROUPS.index(group_of(model, shape)), order_in_group(model, shape)),
        )
        return tuple(self._of(model, shape, raw.get(shape.name), shape.name) for shape in shapes)

    def inner_fields(self, model: type[Record], raw: Mapping[str, Any], prefix: str) -> tuple[FormField, ...]:
        """Return the fields of a nested record, in the model's order."""
        return tuple(
            self._of(model, shape, raw.get(shape.name), f"{prefix}.{shape.name}") for shape in shapes_of(model)
        )

    def _of(self, model: type[Record], shape: FieldShape, raw: Any, name: str) -> FormField:  # noqa: ANN401
        doc = shape.doc
        language = self.words.language
        common: dict[str, Any] = {
            "label": capitalize(doc.label_in(language)) if doc else shape.name,
            "help": doc.help_in(language) if doc else "",
            "required": shape.required,
            "group": group_of(model, shape),
            "inherited": self.inherited.get(name, "") or self._default(shape),
        }
        if shape.widget == "records" and shape.record is not None and has_own_form(model, shape.record):
            return self._children(shape, raw, name, common)
        return self.field(shape, raw, name, common)

    def field(self, shape: FieldShape, raw: Any, name: str, common: dict[str, Any]) -> FormField:  # noqa: ANN401
        """Return a field with its value, that of `posted` if it has one."""
        common = {
            **common,
            "name": name,
            "widget": shape.widget,
            "max_length": shape.max_length,
            "minimum": shape.minimum,
            "maximum": shape.maximum,
            "problems": self.problems.get(name, ()),
            "warnings": self.warnings.get(name, ()),
        }
        match shape.widget:
            case "record":
                return self._record(shape, raw, name, common)
            case "records" | "texts":
                return self._list(shape, raw, name, common)
            case "mapping":
                return self._mapping(shape, raw, name, common)
            case "references" | "choices":
                return self._several(shape, raw, name, common)
            case "rating":
                return self._rating(shape, raw, name, common)
            case _:
                return self._single(shape, raw, name, common)

    def _single(self, shape: FieldShape, raw: Any, name: str, common: dict[str, Any]) -> FormField:  # noqa: ANN401
        written = raw if shape.is_translated and isinstance(raw, dict) else {}
        languages = self.words.languages(written) if shape.is_translated else ()
        if languages:
            main = self.words.content.playbook.language
            texts = written or ({} if raw is None else {main: raw})
            shown = {one.value: self._box(shape, texts.get(one.value), f"{name}@{one.value}") for one in languages}
            return FormField(**common, languages=languages, texts=shown)
        value = self._box(shape, raw, name)
        choices: tuple[Choice, ...] = ()
        if shape.widget == "choice":
            choices = self.words.options(shape)
        elif shape.widget == "reference":
            choices = self.words.references(shape.kinds, self.journey, [value] if value else [])
        return FormField(**common, value=value, choices=choices, new_kind=_new_kind(shape))

    def _box(self, shape: FieldShape, raw: Any, name: str) -> str:  # noqa: ANN401
        return self.posted.get(name) if name in self.posted else show_value(shape, raw)

    def _several(self, shape: FieldShape, raw: Any, name: str, common: dict[str, Any]) -> FormField:  # noqa: ANN401
        listed = raw if isinstance(raw, list) else [] if raw is None else [raw]
        values = self.posted.all(name) if name in self.posted else tuple(str(one) for one in listed)
        if shape.widget == "choices":
            return FormField(**common, values=values, choices=self.words.options(shape))
        choices = self.words.references(shape.kinds, self.journey, values)
        return FormField(**common, values=values, choices=choices, new_kind=_new_kind(shape))

    def _rating(self, shape: FieldShape, raw: Any, name: str, common: dict[str, Any]) -> FormField:  # noqa: ANN401
        single = raw if isinstance(raw, dict) else {}
        people = list(dict.fromkeys((*self._personas(), *single)))
        names = self.words.content.names["persona"]
        boxes = [
            (Choice(one, names.get(one, one)), self._box(shape, single.get(one), f"{name}@{one}")) for one in people
        ]
        choices = tuple(Choice(str(n), self.words.emotion(n)) for n in range(1, 6))
        value = self._box(shape, None if single else raw, name)
        return FormField(**common, value=value, by_persona=tuple(boxes), choices=choices)

    def _personas(self) -> tuple[str, ...]:
        journey = self.words.content.journeys.get(self.journey)
        return journey.personas if journey is not None else ()

    def _record(self, shape: FieldShape, raw: Any, name: str, common: dict[str, Any]) -> FormField:  # noqa: ANN401
        model = shape.record
        assert model is not None  # noqa: S101 -- the shape of a record has one
        item = FormItem(fields=self.inner_fields(model, long_form(shape, raw) or {}, name))
        is_there = raw is not None or self.posted.has_part(name)
        return FormField(**common, items=(item,) if is_there else (), blank=item)

    def _list(self, shape: FieldShape, raw: Any, name: str, common: dict[str, Any]) -> FormField:  # noqa: ANN401
        listed = raw if isinstance(raw, list) else [] if raw is None else [raw]
        numbers = item_numbers(self.posted, name)
        if numbers is None:
            rows = [(number, str(number), value) for number, value in enumerate(listed)]
        else:
            rows = [(number, was, _item(listed, was)) for number, was in numbers]
        items = tuple(self._list_item(shape, value, f"{name}.{number}", was) for number, was, value in rows)
        return FormField(**common, items=items, blank=self._list_item(shape, None, f"{name}.{NEW_NUMBER}", ""))

    def _list_item(self, shape: FieldShape, raw: Any, name: str, was: str) -> FormItem:  # noqa: ANN401
        inner = shape.inner
        assert inner is not None  # noqa: S101 -- the shape of a list has one
        if inner.record is None:
            one = self.field(inner, raw, name, {"label": "", "group": "main"})
            return FormItem(fields=(one,), was=was)
        values = long_form(inner, raw) or {}
        return FormItem(
            fields=self.inner_fields(inner.record, values, name), title=self.title(inner.record, values), was=was
        )

    def _mapping(self, shape: FieldShape, raw: Any, name: str, common: dict[str, Any]) -> FormField:  # noqa: ANN401
        written = raw if isinstance(raw, dict) else {}
        numbers = item_numbers(self.posted, name)
        if numbers is None:
            rows = [(number, key, value) for number, (key, value) in enumerate(written.items())]
        else:
            rows = [(number, was, written.get(was)) for number, was in numbers]
        items = tuple(self._row(shape, key, value, f"{name}.{number}") for number, key, value in rows)
        return FormField(**common, items=items, blank=self._row(shape, "", None, f"{name}.{NEW_NUMBER}"))

    def _row(self, shape: FieldShape, key: str, raw: Any, name: str) -> FormItem:  # noqa: ANN401
        of_key, of_value = shape.key, shape.inner
        assert of_key is not None  # noqa: S101 -- the shape of a mapping has both
        assert of_value is not None  # noqa: S101
        words = self.words.words
        boxes = (
            self.field(of_key, key or None, f"{name}.key", {"label": words("mapping.key"), "required": True}),
            self.field(of_value, raw, f"{name}.value", {"label": words("mapping.value"), "required": True}),
        )
        return FormItem(fields=boxes, title=key, was=key)

    def _children(self, shape: FieldShape, raw: Any, name: str, common: dict[str, Any]) -> FormField:  # noqa: ANN401
        listed = raw if isinstance(raw, list) else []
        names = [(name_of(one) if isinstance(one, dict) else "") or str(number) for number, one in enumerate(listed)]
        model = shape.record
        assert model is not None  # noqa: S101 -- as for a record
        items = tuple(
            FormItem(
                title=self.title(model, one if isinstance(one, dict) else {}),
                was=str(number),
                address=f"{self.address}/{name}/{names[number] if names.count(names[number]) == 1 else number}",
            )
            for number, one in enumerate(listed)
        )
        return FormField(
            **common, name=name, widget="children", items=items, problems=self.problems.get(name, ()),
            warnings=self.warnings.get(name, ()),
        )  # fmt: skip

    def title(self, model: type[Record], values: Mapping[str, Any]) -> str:
        """Return what a record is called: its title or name in the author's language, or the name it refers to."""
        shapes = {shape.name: shape for shape in shapes_of(model)}
        for key in _TITLES:
            value = values.get(key)
            if isinstance(value, dict):
                value = value.get(self.words.language) or next(iter(value.values()), "")
            if value and key in shapes:
                names = {one: name for kind in shapes[key].kinds for one, name in self._names(kind)}
                return " ".join(names.get(str(value), str(value)).split())
        return ""

    def _names(self, kind: str) -> tuple[tuple[str, str], ...]:
        return tuple(self.words.content.names.get(kind, {}).items())

    def _default(self, shape: FieldShape) -> str:
        """Return the words for the value that holds if nothing is written."""
        if shape.widget == "choice" and shape.default is not None:
            return next((one.label for one in self.words.options(shape) if one.value == str(shape.default)), "")
        is_plain = isinstance(shape.default, (int, float, str)) and not isinstance(shape.default, bool)
        return str(shape.default) if is_plain else ""


def long_form(shape: FieldShape, raw: Any) -> dict[str, Any] | None:  # noqa: ANN401
    """Return a nested record as a mapping, also if it is written as its first field alone; None for none."""
    if raw is None or isinstance(raw, dict):
        return raw
    return {next(iter(shape.record.model_fields)): raw} if shape.record is not None else None


def _item(listed: list[Any], was: str) -> Any:  # noqa: ANN401
    return listed[int(was)] if was.isdecimal() and int(was) < len(listed) else None


def _new_kind(shape: FieldShape) -> str:
    """Return the kind of file of which a new one can be made as the value of a reference."""
    return next((kind for kind in shape.kinds if kind in {"persona", "journey", "metric", "goal"}), "")
