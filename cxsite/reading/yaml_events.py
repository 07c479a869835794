"""YAML text as values that know their location, built from the parser's events in one pass.

Only plain YAML is read: YAML 1.2 core scalars, one document, text keys; no anchors, aliases, tags or merge keys. Every
mistake is a problem; reading continues after it if the rest of the text can still be understood.
"""

from __future__ import annotations

import re
from sys import intern
from typing import TYPE_CHECKING, Any, Final

import yaml

from cxsite.model.records.source_location import Fields, Items, SourceFile, Span
from cxsite.problems import Level, Place, Problem
from cxsite.reading.scalars import ABSENT, MEANINGFUL, plain_value

if TYPE_CHECKING:
    from collections.abc import Callable

    from cxsite.problems import Value

MAX_DEPTH: Final = 32
MAX_EVENTS: Final = 100_000
MAX_KEYS: Final = 1_000
MAX_PROBLEMS: Final = 100

_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_UNWANTED: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
_WANTED: Final = bytes([9, 10, *range(0x20, 0x7F), *range(0x80, 0xC0), *range(0xC3, 0xE2), *range(0xE3, 0xED), 0xF0])
"""A byte pattern that is absent from UTF-8 without forbidden characters: bytes are searched ten times as fast as text.
"""
_REFUSED: Final = "\x00refused"
"""Marks a key whose value is read but not kept; compared by identity, so that no key of a file equals it."""


class _EventsStop(Exception):  # noqa: N818 -- not an error: it leaves the loop, its problem is already noted
    """The rest of the file cannot be understood."""


class _EventBuilder:
    """Builds the values of one file from the parser's events.

    `fields` or `items` is the open collection, `key` the key whose value comes next and `key_at` its position; the
    collections around it are in `around`. Inside this class lines and columns count from 0, as the parser's do.
    """

    __slots__ = (
        *("documents", "file", "problems", "root", "root_at"),
        *("around", "fields", "items", "key", "key_at", "last"),
    )

    def __init__(self, file: SourceFile) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.root: object = ABSENT
        self.root_at = (0, 0, 0, 0)
        self.fields: Fields | None = None
        self.items: Items | None = None
        self.key: str | None = None
        self.key_at: tuple[int, int, int] = (0, 0, 0)
        self.around: list[tuple[Any, ...]] = []
        self.last: tuple[int, int] = (0, 0)
        self.documents = 0

    def problem(self, code: str, span: Span, /, **values: Value) -> None:
        """Add a problem. Raises _EventsStop after the hundredth."""
        self.problems.append(_problem(self.file, code, span, **values))
        if len(self.problems) >= MAX_PROBLEMS:
            raise _EventsStop

    def read(self) -> None:
        """Process every event. Scalars, which most events are, are processed here to save a call for each."""
        scalar: Any = yaml.ScalarEvent
        extras = "&" in self.file.text or "!" in self.file.text
        backslashes = "\\" in self.file.text
        others = self.others()
        following: Callable[[], Any] = _LOADER(self.file.text).get_event
        for _ in range(MAX_EVENTS):
            event = following()
            if event.__class__ is not scalar:
                others[event.__class__](event)
                if event.__class__ is yaml.StreamEndEvent:
                    return
                continue
            value, start, end = event.value, event.start_mark, event.end_mark
            if extras and (event.anchor or event.tag):
                self.note_extras(event)
            if backslashes and event.style == '"':
                self.note_backslash(start, end)
            key, fields = self.key, self.fields
            if key is None and fields is not None:
                self.key_at = (start.line, start.column, end.column)
                self.key = intern(value) if value not in fields.places and value != "<<" else self.refuse(fields, value)
                continue
            line, column = self.last = (end.line, end.column) if end.column else self.end_of_block(event)
            if (not value or value[0] in MEANINGFUL) and not event.style:
                value = plain_value(value)
            if fields is None or key is None or key is _REFUSED or value is ABSENT:
                self.put(value, (start.line, start.column, line, column))
            else:
                self.key = None
                fields[key] = value
                fields.places[key] = (*self.key_at, start.line, start.column, line, column)
        self.problem("CX012", _span(following()), limit=MAX_EVENTS)
        raise _EventsStop

    def others(self) -> dict[type, Callable[[Any], None]]:
        """The method for each event that is not a scalar."""
        return {
            yaml.StreamStartEvent: self.ignore,
            yaml.StreamEndEvent: self.ignore,
            yaml.DocumentStartEvent: self.document,
            yaml.DocumentEndEvent: self.ignore,
            yaml.MappingStartEvent: self.open_fields,
            yaml.SequenceStartEvent: self.open_items,
            yaml.MappingEndEvent: self.close,
            yaml.SequenceEndEvent: self.close,
            yaml.AliasEvent: self.alias,
        }

    def ignore(self, event: Any) -> None:  # noqa: ANN401 -- PyYAML's events are untyped, here and below
        """Ignore the begin and end of the text."""

    def document(self, event: Any) -> None:  # noqa: ANN401
        self.documents += 1
        if self.documents > 1:
            self.problem("CX003", _span(event))
            raise _EventsStop

    def refuse(self, fields: Fields, key: str) -> str:
        """Report a key that is not allowed here; its value is read and dropped."""
        line, column, end = self.key_at
        span = (line + 1, column + 1, line + 1, end + 1)
        if key == "<<":
            self.problem("CX013", span)
        else:
            self.problem("CX002", span, key=key, first_line=fields.key_span(key)[0])
        return _REFUSED

    def put(self, value: object, at: tuple[int, int, int, int]) -> None:
        """Add a value to the open collection."""
        if self.fields is not None:
            key = self.key
            self.key = None
            if key is _REFUSED or key is None:
                return
            if value is ABSENT:
                is_empty = at[:2] == at[2:]
                self.fields.places[key] = self.key_at if is_empty else self.key_at + at
            else:
                self.fields[key] = value
                self.fields.places[key] = self.key_at + at
        elif self.items is not None:
            self.items.add(None if value is ABSENT else value, at)
        else:
            self.root, self.root_at = value, at

    def open_fields(self, event: Any) -> None:  # noqa: ANN401
        self.open(event)
        self.fields, self.items = Fields(self.file, _span(event)), None

    def open_items(self, event: Any) -> None:  # noqa: ANN401
        self.open(event)
        self.fields, self.items = None, Items(_span(event))

    def open(self, event: Any) -> None:  # noqa: ANN401
        if event.anchor or event.tag:
            self.note_extras(event)
        if self.fields is not None and self.key is None:
            self.problem("CX007", _span(event))
            raise _EventsStop
        self.around.append((self.fields, self.items, self.key, self.key_at, event.flow_style))
        self.key = None
        if len(self.around) > MAX_DEPTH:
            self.problem("CX006", _span(event), limit=MAX_DEPTH)
            raise _EventsStop

    def close(self, event: Any) -> None:  # noqa: ANN401
        """Close a list or a mapping; a block ends with its last value, not at the parser's next token."""
        if self.fields is not None and len(self.fields.places) > MAX_KEYS:
            self.problem("CX012", self.fields.span, limit=MAX_KEYS)
            raise _EventsStop
        done: Any = self.items if self.fields is None else self.fields
        self.fields, self.items, self.key, self.key_at, in_brackets = self.around.pop()
        if in_brackets:
            self.last = (event.end_mark.line, event.end_mark.column)
        line, column, *_ = done.span
        end_line, end_column = self.last
        done.span = (line, column, end_line + 1, end_column + 1)
        self.put(done, (line - 1, column - 1, end_line, end_column))

    def alias(self, event: Any) -> None:  # noqa: ANN401
        span = _span(event)
        self.last = (event.end_mark.line, event.end_mark.column)
        self.problem("CX004", span, found=f"*{event.anchor}", paste=self.whole_value(event))
        if self.fields is not None and self.key is None:
            self.key = _REFUSED
        else:
            start = self.last if self.items is None else (event.start_mark.line, event.start_mark.column)
            self.put(ABSENT, (*start, *self.last))

    def note_extras(self, event: Any) -> None:  # noqa: ANN401
        """Report an anchor and a tag, each at its position."""
        line = self.file.lines[event.start_mark.line]
        if event.anchor:
            self.mark_problem("CX004", event, line.find("&", event.start_mark.column))
        if event.tag:
            self.mark_problem("CX005", event, line.find("!", event.start_mark.column))

    def note_backslash(self, start: Any, end: Any) -> None:  # noqa: ANN401
        """Report a double-quoted text whose backslashes seem to be part of it."""
        from cxsite.reading.backslashes import changed_by_backslash  # noqa: PLC0415 -- few texts have any

        problem = changed_by_backslash(self.file, (start.line, start.column, end.line, end.column))
        if problem is not None:
            self.problems.append(problem)

    def mark_problem(self, code: str, event: Any, column: int) -> None:  # noqa: ANN401
        number, start = event.start_mark.line, max(column, event.start_mark.column)
        found = re.split(r"[\s,\[\]{}]", self.file.lines[number][start:], maxsplit=1)[0]
        span = (number + 1, start + 1, number + 1, start + 1 + max(1, len(found)))
        self.problem(code, span, found=found[:80], paste=self.whole_value(event))

    def whole_value(self, event: Any) -> str:  # noqa: ANN401
        """Return the value that an event begins, in quotes; empty if it does not end its line."""
        from cxsite.reading.unquoted import start_of_value, value_in_quotes  # noqa: PLC0415 -- only for mistakes

        line = self.file.lines[event.start_mark.line]
        return value_in_quotes(line) if start_of_value(line) == event.start_mark.column else ""

    def end_of_block(self, event: Any) -> tuple[int, int]:  # noqa: ANN401
        """Return the position of the last character of a `|` or `>` block, which the parser ends at the next token."""
        if event.style not in ("|", ">"):
            return (event.end_mark.line, event.end_mark.column)
        lines = self.file.lines
        first, last = event.start_mark.line, min(event.end_mark.line, len(lines)) - 1
        while last > first and not lines[last].strip():
            last -= 1
        return max(first, last), len(lines[max(first, last)].rstrip())


def read_yaml(path: str, text: str) -> tuple[Fields | None, list[Problem]]:
    """Return the file's fields, or None if there are none that can be used, and its problems.

    Lines of `text` end with a line feed. The path is only used in places. For a file with more than 100 mistakes the
    first 100 are reported.
    """
    if unwanted := control_character(path, text):
        return None, [unwanted]
    builder = _EventBuilder(SourceFile(path, text))
    try:
        builder.read()
    except _EventsStop:
        if builder.around or not isinstance(builder.root, Fields):
            return None, builder.problems
    except yaml.MarkedYAMLError as error:
        return None, _with_syntax(builder, error)
    return _top(builder)


def control_character(path: str, text: str) -> Problem | None:
    """Return the problem of the first control character that no text may hold, if there is one."""
    unwanted = _UNWANTED.search(text) if text.encode("utf-8", "surrogatepass").translate(None, _WANTED) else None
    if unwanted is None:
        return None
    line = text.count("\n", 0, unwanted.start()) + 1
    column = unwanted.start() - text.rfind("\n", 0, unwanted.start())
    file = SourceFile(path, text)
    return _problem(file, "CX008", (line, column, line, column + 1), code=f"U+{ord(unwanted[0]):04X}")


def _problem(file: SourceFile, code: str, span: Span, /, **values: Value) -> Problem:
    return Problem(code=code, level=Level.ERROR, place=Place(file.path, *span), values=values)


def _with_syntax(builder: _EventBuilder, error: yaml.MarkedYAMLError) -> list[Problem]:
    """Return the problems and the parser's syntax error, unless a problem reported in the same line is its cause."""
    from cxsite.reading.syntax_problems import odd_indentation, syntax_problem  # noqa: PLC0415 -- only for mistakes

    problem = syntax_problem(builder.file, error)
    if indented := odd_indentation(builder.file, problem.place.line):
        return [*builder.problems, indented]
    causes = (p for p in builder.problems if p.code in ("CX004", "CX005") and p.place.line == problem.place.line)
    return builder.problems if any(causes) else [*builder.problems, problem]


def _span(event: Any) -> Span:  # noqa: ANN401
    start, end = event.start_mark, event.end_mark
    return (start.line + 1, start.column + 1, end.line + 1, end.column + 1)


def _top(builder: _EventBuilder) -> tuple[Fields | None, list[Problem]]:
    root, problems = builder.root, builder.problems
    if isinstance(root, Fields):
        return root, problems
    if root is ABSENT:
        return None, [*problems, _problem(builder.file, "CX010", (1, 1, 1, 1))]
    kinds = ((Items, "list"), (bool, "yes-no"), ((int, float), "number"))
    found = next((name for kind, name in kinds if isinstance(root, kind)), "text")
    line, column, *_ = builder.root_at
    span = (line + 1, column + 1, line + 1, column + 2)
    return None, [*problems, _problem(builder.file, "CX021", span, found=found)]
