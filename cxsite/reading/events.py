"""YAML text as values that know their place, built from the parser's events in one pass.

Only plain YAML is read: YAML 1.2 core scalars, one document, text keys; no anchors, aliases, tags or merge keys.
Every slip is a problem; reading goes on behind it wherever the text still makes sense.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import yaml

from cxsite.model.located import Fields, Items, Span
from cxsite.problems import Level, Place, Problem
from cxsite.reading.syntax import syntax_reason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxsite.problems import Value

MAX_DEPTH: Final = 32
MAX_EVENTS: Final = 200_000

_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INTEGER: Final = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})\Z")
_FLOAT: Final = re.compile(r"[-+]?(\.[0-9]+|(0|[1-9][0-9]*)(\.[0-9]*)?)([eE][-+]?[0-9]+)?\Z")
_NUMBER_START: Final = frozenset("-+.0123456789")
_MAX_NUMBER: Final = 40
_EMPTY: Final = frozenset(["", "~", "null", "Null", "NULL"])
_SWITCHES: Final = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_UNWANTED: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
_ABSENT: Final = object()


class _Stop(Exception):  # noqa: N818 -- not an error: it leaves the loop, its problem is already noted
    """The rest of the file cannot be told apart."""


def plain_value(text: str) -> object:
    """What an unquoted word stands for: a number, true or false, nothing, or the text itself."""
    if text in _EMPTY:
        return _ABSENT
    if text in _SWITCHES:
        return _SWITCHES[text]
    if text[0] in _NUMBER_START and len(text) <= _MAX_NUMBER:
        if _INTEGER.match(text):
            return int(text)
        if _FLOAT.match(text):
            return float(text)
    return text


@dataclass(slots=True)
class _Builder:
    path: str
    problems: list[Problem] = field(default_factory=list)
    root: object = _ABSENT
    stack: list[Fields | Items] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)
    seen: int = 0

    def problem(self, code: str, span: Span, /, **values: Value) -> None:
        place = Place(self.path, *span)
        self.problems.append(Problem(code=code, level=Level.ERROR, place=place, values=values))

    def put(self, value: object, span: Span) -> None:
        """Give a value its place in what is open."""
        if not self.stack:
            self.root = value
            return
        top = self.stack[-1]
        if isinstance(top, Items):
            top.append(None if value is _ABSENT else value)
            top.items_at.append(span)
            return
        key = self.keys[-1]
        self.keys[-1] = None
        if key is not None and value is not _ABSENT and not key.startswith(_DROPPED):
            top[key] = value
            top.values_at[key] = span

    def expects_key(self) -> bool:
        return bool(self.stack) and isinstance(self.stack[-1], Fields) and self.keys[-1] is None

    def key(self, text: str, span: Span) -> None:
        """Begin a `key: value`; a key that may not stand here is noted and its value dropped."""
        top = self.stack[-1]
        assert isinstance(top, Fields)  # noqa: S101 -- expects_key was asked
        self.keys[-1] = text
        if text == "<<":
            self.problem("CX013", span)
        elif text in top.keys_at:
            self.problem("CX002", span, key=text, first_line=top.keys_at[text][0])
        else:
            top.keys_at[text] = span
            return
        self.keys[-1] = _DROPPED + text

    def open(self, node: Fields | Items, span: Span) -> None:
        if self.expects_key():
            self.problem("CX007", span)
            raise _Stop
        self.put(node, span)
        self.stack.append(node)
        self.keys.append(None)
        if len(self.stack) > MAX_DEPTH:
            self.problem("CX006", span, limit=MAX_DEPTH)
            raise _Stop

    def close(self) -> None:
        self.stack.pop()
        self.keys.pop()


_DROPPED: Final = "\x00"
"""Put before a key whose value is read but not kept; no key of a file can hold this character."""


def read_yaml(path: str, text: str) -> tuple[Fields | None, list[Problem]]:
    """The file's fields, or None where there is nothing to go on with, and its problems.

    Lines of `text` end with a line feed. The path only names the file in places.
    """
    builder = _Builder(path)
    if unwanted := _UNWANTED.search(text):
        builder.problem("CX008", _span_at(text, unwanted.start()), code=f"U+{ord(unwanted[0]):04X}")
        return None, builder.problems
    try:
        for event in _events(text, builder):
            _take(builder, event)
    except _Stop:
        return None, builder.problems
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        span = (1, 1, 1, 2) if mark is None else (mark.line + 1, mark.column + 1, mark.line + 1, mark.column + 2)
        reason, span = syntax_reason(error, text, span)
        builder.problem("CX001", span, reason=reason)
        return None, builder.problems
    return _top(builder), builder.problems


def _events(text: str, builder: _Builder) -> Iterator[Any]:
    documents = 0
    for event in yaml.parse(text, Loader=_LOADER):
        builder.seen += 1
        if builder.seen > MAX_EVENTS:
            builder.problem("CX012", _span(event), limit=MAX_EVENTS)
            raise _Stop
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                builder.problem("CX003", _span(event))
                raise _Stop
        yield event


def _take(builder: _Builder, event: Any) -> None:  # noqa: ANN401 -- PyYAML's events are untyped
    cls = event.__class__
    if cls is yaml.ScalarEvent:
        span = _span(event)
        if event.anchor or event.tag:
            _note_extras(builder, event, span)
        if builder.expects_key():
            builder.key(event.value, span)
        else:
            builder.put(event.value if event.style or event.tag else plain_value(event.value), span)
    elif cls is yaml.MappingStartEvent or cls is yaml.SequenceStartEvent:
        span = _span(event)
        _note_extras(builder, event, span)
        builder.open(Fields(builder.path, span) if cls is yaml.MappingStartEvent else Items(span), span)
    elif cls is yaml.MappingEndEvent or cls is yaml.SequenceEndEvent:
        builder.close()
    elif cls is yaml.AliasEvent:
        span = _span(event)
        builder.problem("CX004", span, found=f"*{event.anchor}")
        if builder.expects_key():
            builder.key(f"*{event.anchor}", span)
        else:
            builder.put(_ABSENT, span)


def _note_extras(builder: _Builder, event: Any, span: Span) -> None:  # noqa: ANN401
    if event.anchor:
        builder.problem("CX004", span, found=f"&{event.anchor}")
    if event.tag:
        builder.problem("CX005", span, found=str(event.tag))


def _span(event: Any) -> Span:  # noqa: ANN401
    start, end = event.start_mark, event.end_mark
    return (start.line + 1, start.column + 1, end.line + 1, end.column + 1)


def _span_at(text: str, index: int) -> Span:
    line = text.count("\n", 0, index) + 1
    column = index - text.rfind("\n", 0, index)
    return (line, column, line, column + 1)


def _top(builder: _Builder) -> Fields | None:
    root = builder.root
    if isinstance(root, Fields):
        return root
    if root is _ABSENT:
        builder.problem("CX010", (1, 1, 1, 1))
    else:
        found = "list" if isinstance(root, Items) else "text" if isinstance(root, str) else "number"
        builder.problem("CX021", (1, 1, 1, 2), found=found)
    return None
