"""YAML as most files have it, read line by line in a third of the time that a parser's events take.

Only what can mean one thing is read: keys, texts on one line, lists and fields in blocks or in brackets on one line,
and texts below `|`. Of anything else nothing is said at all, and the parser reads the file (`cxsite.reading.events`);
a test holds both to the same values and places.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cxsite.model.located import Fields, Items
from cxsite.reading.scalars import ABSENT, TELLING, plain_value

if TYPE_CHECKING:
    from cxsite.model.written import WrittenFile

MAX_LENGTH: Final = 100_000
"""Of a text that is no longer, no limit on fields and depth that the parser minds can be passed, but those below."""
MAX_KEYS: Final = 1_000
MAX_DEPTH: Final = 20

_KEY: Final = "[A-Za-z_][A-Za-z0-9_-]*"
_LINE: Final = re.compile(
    rf"( *)(- )?(?:({_KEY}):(?: +(?=[^ #])|(?= *(?:#|\Z))))?"
    r"(?:((?:-(?=\d))?[^\W_](?:[^:#\n]|:(?=\S)|(?<=\S)#)*)|\"([^\"\\\n]*)\"|'([^'\n]*)'|([\[{].*)|(\|))?(?: +#.*| *)\Z"
)
_COMMON: Final = re.compile(rf"( *)({_KEY}): ([^\W_][^:#\n]*)\Z")
"""The same of most lines: a key and a text without quotes."""
_IN_BRACKETS: Final = re.compile(r"((?:-(?=\d))?[^\W_][^,\[\]{}:#\"'\n]*)|\"([^\"\\\n]*)\"|'([^'\n]*)'|[\[{]")
_NOTHING_BEHIND: Final = re.compile(r"(?: +#.*| *)\Z")
_WORDS: Final = re.compile(r"\[([a-z][a-z0-9-]*(?:, [a-z][a-z0-9-]*)*)\]")
_KEY_IN_BRACKETS: Final = re.compile(rf"({_KEY}): +")


class _Unlike(Exception):  # noqa: N818 -- not an error: the parser reads on
    """Something that lines alone do not tell for sure."""


def read_plain(file: WrittenFile) -> Fields | None:
    """What the file says, with places; None where it is written otherwise than most. Its text has no controls."""
    text = file.text
    if len(text) > MAX_LENGTH or "\t" in text or "\r" in text:
        return None
    try:
        return _Lines(file, text.split("\n")).read()
    except _Unlike:
        return None


class _Lines:
    """Reads the lines of one file. Lines and columns count from 0; `last` is where the last value ends.

    `fields` or `items` is what is open, `column` where its keys or dashes stand, `key` the key whose value is
    awaited; what stands around waits in `around`.
    """

    __slots__ = ("around", "at", "column", "fields", "file", "items", "key", "key_at", "last", "lines")

    def __init__(self, file: WrittenFile, lines: list[str]) -> None:
        self.file = file
        self.lines = lines
        self.at = -1
        self.fields: Fields | None = None
        self.items: Items | None = None
        self.column = -1
        self.key: str | None = None
        self.key_at = (0, 0, 0)
        self.last = (0, 0)
        self.around: list[tuple[Fields | None, Items | None, int, str | None, tuple[int, int, int]]] = []

    def read(self) -> Fields:
        """Take every line; most are taken here, for a call takes as long as a line. Raises _Unlike."""
        lines, count = self.lines, len(self.lines)
        common = _COMMON.match
        while (number := self.at + 1) < count:
            self.at = number
            line = lines[number]
            match = common(line)
            if match is not None and self.key is None and (fields := self.fields) is not None:
                indent, key, plain = match.groups()
                column = self.column
                if len(indent) == column and key not in fields.places and plain[-1] != " ":
                    value = plain_value(plain) if plain[0] in TELLING else plain
                    if value is not ABSENT:
                        behind = column + len(key)
                        end = len(line)
                        fields[key] = value
                        fields.places[key] = (number, column, behind, number, behind + 2, number, end)
                        self.last = (number, end)
                        continue
            told = line.lstrip(" ")
            if told and told[0] != "#":
                self.take(number, line)
        while len(self.around) > 1:
            self.close()
        if self.fields is None or not self.around:
            raise _Unlike
        root = self.fields
        self.close()
        return root

    def take(self, number: int, line: str) -> None:
        """Take a line of any kind but a blank one."""
        match = _LINE.match(line)
        if match is None:
            raise _Unlike
        indent, dash, key, *values = match.groups()
        column = len(indent)
        self.step_to(number, column, is_entry=dash is not None)
        if dash is not None:
            column += 2
            if key is not None:
                self.open(number, column, is_list=False)
        elif key is None:
            raise _Unlike
        if key is not None:
            if self.fields is None or key in self.fields.places:
                raise _Unlike
            self.key = key
            self.key_at = (number, column, column + len(key))
        if not self.take_value(line, match, values):
            if key is None:
                raise _Unlike
            self.last = (number, column + len(key) + 1)

    def take_value(self, line: str, match: re.Match[str], values: list[str | None]) -> bool:
        """Take what stands behind a key or a dash; False where nothing does."""
        plain, double, single, bracket, block = values
        number = self.at
        if plain is not None:
            start, plain = match.start(4), plain.rstrip(" ")
            value = plain_value(plain) if plain[0] in TELLING else plain
            self.put(value, (number, start, number, start + len(plain)))
        elif bracket is not None:
            start = match.start(7)
            inner, end = self.in_brackets(line, start, 0)
            if not _NOTHING_BEHIND.match(line, end):
                raise _Unlike
            self.put(inner, (number, start, number, end))
        elif double is not None:
            self.put(double, (number, match.start(5) - 1, number, match.end(5) + 1))
        elif single is not None:
            self.put(single, (number, match.start(6) - 1, number, match.end(6) + 1))
        elif block is not None:
            self.below(number, match.start(8))
        return values.count(None) < len(values)

    def step_to(self, number: int, column: int, *, is_entry: bool) -> None:
        """Close what ends before this line, or open what begins with it."""
        while column < self.column or (column == self.column and self.items is not None and not is_entry):
            if len(self.around) == 1:
                raise _Unlike
            self.close()
        if self.key is not None and (column > self.column or (is_entry and column == self.column)):
            self.open(number, column, is_list=is_entry)
        elif column > self.column:
            if self.around:
                raise _Unlike
            self.open(number, column, is_list=is_entry)
        elif is_entry != (self.items is not None):
            raise _Unlike
        elif self.key is not None:
            self.leave_empty()

    def open(self, number: int, column: int, *, is_list: bool) -> None:
        self.around.append((self.fields, self.items, self.column, self.key, self.key_at))
        if len(self.around) > MAX_DEPTH or (is_list and len(self.around) == 1):
            raise _Unlike
        span = (number + 1, column + 1, number + 1, column + 1)
        self.fields, self.items = (None, Items(span)) if is_list else (Fields(self.file, span), None)
        self.column, self.key = column, None

    def close(self) -> None:
        """End a list or a group of fields where its last value ends."""
        if self.key is not None:
            self.leave_empty()
        done: Fields | Items | None = self.items if self.fields is None else self.fields
        if done is None or (self.fields is not None and len(self.fields.places) > MAX_KEYS):
            raise _Unlike
        self.fields, self.items, self.column, self.key, self.key_at = self.around.pop()
        line, column, *_ = done.span
        end_line, end_column = self.last
        done.span = (line, column, end_line + 1, end_column + 1)
        if self.around:
            self.put(done, (line - 1, column - 1, end_line, end_column))

    def put(self, value: object, at: tuple[int, int, int, int]) -> None:
        """Give a value its place in what is open."""
        self.last = at[2:]
        if self.items is not None:
            if value is ABSENT:
                raise _Unlike
            self.items.append(value)
            self.items.places.append(at)
        elif self.fields is not None and self.key is not None:
            key, self.key = self.key, None
            if value is ABSENT:
                self.fields.places[key] = self.key_at
            else:
                self.fields[key] = value
                self.fields.places[key] = (*self.key_at, *at)
        else:
            raise _Unlike

    def leave_empty(self) -> None:
        """The key that was awaiting a value has none."""
        if self.fields is not None and self.key is not None:
            self.fields.places[self.key] = self.key_at
            self.key = None

    def below(self, number: int, start: int) -> None:
        """Take the text below a `|`: all lines that stand deeper than the key, in one depth or deeper."""
        if self.fields is None:
            raise _Unlike
        lines, at = self.lines, number + 1
        first = lines[at] if at < len(lines) else ""
        depth = len(first) - len(first.lstrip(" "))
        if depth <= self.column or not first.strip():
            raise _Unlike
        margin = " " * depth
        while at < len(lines) and (not lines[at] or lines[at].startswith(margin)):
            at += 1
        if at < len(lines) and (not lines[at].strip() or lines[at].startswith(" " * (self.column + 1))):
            raise _Unlike
        end = at - 1
        while not lines[end]:
            end -= 1
        text = "\n".join(line[depth:] for line in lines[number + 1 : end + 1])
        if not lines[end].strip() or (end == len(lines) - 1):
            raise _Unlike
        self.at = at - 1
        self.put(f"{text}\n", (number, start, end, len(lines[end].rstrip())))

    def in_brackets(self, line: str, at: int, depth: int) -> tuple[Fields | Items, int]:
        """A list or fields on one line, from the bracket at `at`; and the column behind the closing one."""
        if depth > MAX_DEPTH:
            raise _Unlike
        number, begin = self.at, at
        if words := _WORDS.match(line, at):
            return self.words(words), words.end()
        fields = Fields(self.file, (0, 0, 0, 0)) if line[at] == "{" else None
        items = Items((0, 0, 0, 0))
        closing = "]" if fields is None else "}"
        at = _next(line, at + 1)
        while line[at : at + 1] != closing:
            key_at = (0, 0, 0)
            key = ""
            if fields is not None:
                match = _KEY_IN_BRACKETS.match(line, at)
                if match is None or match[1] in fields.places:
                    raise _Unlike
                key, key_at, at = match[1], (number, at, at + len(match[1])), match.end()
            value, start, end = self.one_in_brackets(line, at, depth)
            place = (number, start, number, end)
            if fields is None:
                items.append(value)
                items.places.append(place)
            else:
                fields[key] = value
                fields.places[key] = (*key_at, *place)
            at = _next(line, end)
            if line[at : at + 1] == ",":
                at = _next(line, at + 1)
                if line[at : at + 1] == closing:
                    raise _Unlike
            elif line[at : at + 1] != closing:
                raise _Unlike
        done: Fields | Items = items if fields is None else fields
        done.span = (number + 1, begin + 1, number + 1, at + 2)
        return done, at + 1

    def words(self, match: re.Match[str]) -> Items:
        """A list of nothing but ids, which most lists in brackets are."""
        number, at = self.at, match.start(1)
        items = Items((number + 1, at, number + 1, match.end() + 1))
        for word in match[1].split(", "):
            value = plain_value(word) if word[0] in TELLING else word
            if value is ABSENT:
                raise _Unlike
            items.append(value)
            items.places.append((number, at, number, at + len(word)))
            at += len(word) + 2
        return items

    def one_in_brackets(self, line: str, at: int, depth: int) -> tuple[object, int, int]:
        """A value between brackets and commas, where it begins, and the column behind it."""
        match = _IN_BRACKETS.match(line, at)
        if match is None:
            raise _Unlike
        plain, double, single = match.groups()
        if plain is not None:
            text = plain.rstrip(" ")
            value = plain_value(text) if text[0] in TELLING else text
            if value is ABSENT:
                raise _Unlike
            return value, at, at + len(text)
        if double is not None or single is not None:
            return (single if double is None else double), at, match.end()
        inner, end = self.in_brackets(line, at, depth + 1)
        return inner, at, end


def _next(line: str, at: int) -> int:
    while line[at : at + 1] == " ":
        at += 1
    return at
