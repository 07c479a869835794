"""Reads what was posted from a form: the new values of the record's fields, as the file will have them.

A field of which nothing was posted keeps its value, and so does one whose box still shows what it showed: the spelling
of the file is not touched.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from cxsite.authoring.key_order import key_order
from cxsite.editing.describe import long_form
from cxsite.editing.edit import EditProblem, SetValues
from cxsite.editing.field_shapes import FieldShape, has_own_form, shapes_of
from cxsite.editing.posted_items import item_numbers
from cxsite.editing.shown_values import read_box, show_value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cxsite.editing.edit import Steps
    from cxsite.editing.form import Posted
    from cxsite.editing.form_words import FormWords
    from cxsite.model.records.record import Record

_LONGEST_KEY: Final = 200
"""A key of YAML has at most 1,024 characters on its line, escapes included."""


def read_posted(
    address: str, model: type[Record], raw: Mapping[str, Any], posted: Posted, words: FormWords
) -> tuple[SetValues, tuple[EditProblem, ...]]:
    """Return the edit that a posted form asks for, and the problems of boxes that cannot be read at all.

    The edit's `names` lead from the list items of the new values back to their boxes.
    """
    reader = _PostedReader(posted, words)
    made = reader.record(model, raw, "", ())
    keys = [key for key in {**raw, **made} if not is_same(raw.get(key), made.get(key)) or _was_moved(reader, key)]
    values: dict[Steps, Any] = {(key,): made.get(key) for key in keys}
    return SetValues(address, values, reader.moves, reader.names), tuple(reader.problems)


def _was_moved(reader: _PostedReader, key: str) -> bool:
    return any(path[0] == key for path in reader.moves)


def is_same(one: Any, other: Any) -> bool:  # noqa: ANN401 -- any YAML value
    """Return whether two values are equal; a boolean or a decimal number differs from a whole number."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(is_same(value, other[key]) for key, value in one.items())
    if isinstance(one, (list, tuple)) and isinstance(other, (list, tuple)):
        return len(one) == len(other) and all(map(is_same, one, other))
    return type(one) is type(other) and one == other


@dataclass
class _PostedReader:
    posted: Posted
    words: FormWords
    problems: list[EditProblem] = field(default_factory=list)
    moves: dict[Steps, tuple[int | None, ...]] = field(default_factory=dict)
    names: dict[Steps, str] = field(default_factory=dict)

    def record(self, model: type[Record], raw: Mapping[str, Any], prefix: str, path: Steps) -> dict[str, Any]:
        """Return the new values of a record; keys that the model does not have are kept."""
        made = dict(raw)
        for shape in shapes_of(model):
            name = f"{prefix}.{shape.name}" if prefix else shape.name
            if shape.widget == "records" and shape.record is not None and has_own_form(model, shape.record):
                continue
            if self.posted.has_part(name):
                made[shape.name] = self.value(shape, raw.get(shape.name), name, (*path, shape.name))
        order = [key for key in (*raw, *key_order(model)) if made.get(key) is not None]
        return {key: made[key] for key in dict.fromkeys(order)}

    def value(self, shape: FieldShape, raw: Any, name: str, path: Steps) -> Any:  # noqa: ANN401, PLR0911 -- one for each widget
        """Return the new value of a field; None if nothing is left of it."""
        match shape.widget:
            case "record":
                return self._nested(shape, raw, name, path)
            case "records" | "texts":
                return self._list(shape, raw, name, path)
            case "mapping":
                return self._mapping(shape, raw, name, path)
            case "references" | "choices":
                return self._several(raw, name, path)
            case "rating":
                return self._rating(shape, raw, name)
            case _ if shape.is_translated and any(one.startswith(f"{name}@") for one in self.posted.values):
                return self._translated(shape, raw, name)
            case _:
                return self._box(shape, raw, name)

    def _box(self, shape: FieldShape, raw: Any, name: str) -> Any:  # noqa: ANN401
        """Return the value of one box; the old one if the box still shows it."""
        if name not in self.posted:
            return raw
        text = self.posted.get(name)
        if _squeeze(text) == _squeeze(show_value(shape, raw)):
            return raw
        try:
            value = read_box(shape, text)
        except ValueError:
            self.problems.append(EditProblem(sentence=self.words.words("message.not-yaml"), name=name))
            return raw
        if isinstance(raw, str) and isinstance(value, str):
            value += raw[len(raw.rstrip("\n")) :]  # a literal block ends with a line feed that no box shows
        is_default = raw is None and shape.widget in {"choice", "flag"} and value == shape.default
        return None if is_default or (shape.widget == "flag" and value is None) else value

    def _translated(self, shape: FieldShape, raw: Any, name: str) -> Any:  # noqa: ANN401
        main = self.words.content.playbook.language
        texts = raw if isinstance(raw, dict) else {} if raw is None else {main: raw}
        languages = [one.value for one in self.words.languages(texts)] or [main]
        boxes = {one: self._box(shape, texts.get(one), f"{name}@{one}") for one in (*texts, *languages)}
        new = {language: text for language, text in boxes.items() if text is not None}
        if not isinstance(raw, dict) and new.keys() <= {main}:
            return new.get(main)
        return new or None

    def _rating(self, shape: FieldShape, raw: Any, name: str) -> Any:  # noqa: ANN401
        single = raw if isinstance(raw, dict) else {}
        names = [one[len(name) + 1 :] for one in self.posted.values if one.startswith(f"{name}@")]
        people = {one: self._box(shape, single.get(one), f"{name}@{one}") for one in dict.fromkeys((*single, *names))}
        by_persona = {one: value for one, value in people.items() if value is not None}
        everyone = self._box(shape, None if single else raw, name)
        mode = self.posted.get(f"{name}.mode") or ("everyone" if everyone is not None else "persona")
        if mode == "everyone" and (everyone is not None or not by_persona or f"{name}.mode" in self.posted):
            return everyone
        return by_persona or everyone

    def _several(self, raw: Any, name: str, path: Steps) -> Any:  # noqa: ANN401
        listed = _as_list(raw)
        if name not in self.posted:
            return raw
        shown = [str(one) for one in listed]
        chosen = list(dict.fromkeys(self.posted.all(name)))
        if chosen == shown:
            return raw
        self._note_order(path, len(listed), [shown.index(one) if one in shown else None for one in chosen])
        return [listed[shown.index(one)] if one in shown else one for one in chosen] or None

    def _nested(self, shape: FieldShape, raw: Any, name: str, path: Steps) -> Any:  # noqa: ANN401
        assert shape.record is not None  # noqa: S101 -- the shape of a record has one
        before = long_form(shape, raw) or {}
        made = self.record(shape.record, before, name, path)
        if raw is not None and is_same(made, before):
            return raw
        first = next(iter(shape.record.model_fields))
        if shape.accepts_short and not isinstance(raw, dict) and made.keys() == {first}:
            return made[first]
        return made or None

    def _list(self, shape: FieldShape, raw: Any, name: str, path: Steps) -> Any:  # noqa: ANN401
        assert shape.inner is not None  # noqa: S101 -- the shape of a list has one
        listed, order, made = _as_list(raw), list[int | None](), list[Any]()
        for number, was in item_numbers(self.posted, name) or ():
            old = int(was) if was.isascii() and was.isdigit() and int(was) < len(listed) else None
            before = listed[old] if old is not None and old not in order else None
            value = self.value(shape.inner, before, f"{name}.{number}", (*path, len(made)))
            if value is not None:
                order.append(None if before is None else old)
                self.names[*path, len(made)] = f"{name}.{number}"
                made.append(value)
        if is_same(made, listed):
            return raw
        self._note_order(path, len(listed), order)
        if isinstance(raw, dict) and len(made) == 1:  # one record that is not in a list
            return made[0]
        return made or None

    def _mapping(self, shape: FieldShape, raw: Any, name: str, path: Steps) -> Any:  # noqa: ANN401
        assert shape.inner is not None  # noqa: S101 -- the shape of a mapping has one
        written = raw if isinstance(raw, dict) else {}
        made: dict[str, Any] = {}
        for number, was in item_numbers(self.posted, name) or ():
            key = " ".join(self.posted.get(f"{name}.{number}.key", was).split())
            value = self.value(shape.inner, written.get(was), f"{name}.{number}.value", (*path, key))
            sentence = ""
            if not key and value is not None:
                sentence = self.words.words("message.key-missing")
            elif key and key in made:
                sentence = self.words.words("message.key-twice", key=key)
            elif len(key) > _LONGEST_KEY:
                sentence = self.words.words("message.key-too-long", length=len(key), limit=_LONGEST_KEY)
            elif key and value is not None:
                made[key] = value
                self.names[*path, key] = f"{name}.{number}.value"
            if sentence:
                self.problems.append(EditProblem(sentence=sentence, name=f"{name}.{number}.key"))
        ordered = {key: made[key] for key in (*written, *made) if key in made}
        return ordered or None

    def _note_order(self, path: Steps, before: int, order: list[int | None]) -> None:
        """Remember where the items of a list were, unless they are all in their places."""
        if order != list(range(before)) and before:
            self.moves[path] = tuple(order)


def _as_list(raw: Any) -> list[Any]:  # noqa: ANN401
    return raw if isinstance(raw, list) else [] if raw is None else [raw]


def _squeeze(text: str) -> str:
    """Return a text as boxes of one line or several cannot change it: without white space at ends of lines."""
    return "\n".join(line.rstrip() for line in text.replace("\r\n", "\n").replace("\r", "\n").strip().split("\n"))
