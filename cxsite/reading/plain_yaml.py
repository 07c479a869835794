"""YAML as most files have it, read line by line in a third of the time that a parser's events take.

Only what can mean one thing is read: keys, texts on one line, lists and fields in blocks or in brackets on one line,
and texts below `|`. Of anything else nothing is said at all, and the parser reads the file (`cxsite.reading.events`);
a test holds both to the same values and places.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cxsite.model.located import Fields, Items
from cxsite.reading.brackets import KEY, MAX_DEPTH, Unlike, in_brackets, words_in_brackets
from cxsite.reading.scalars import ABSENT, TELLING, plain_value

if TYPE_CHECKING:
    from cxsite.model.written import WrittenFile

MAX_LENGTH: Final = 100_000
"""Of a text that is no longer, no limit on fields and depth that the parser minds can be passed, but those below."""
MAX_KEYS: Final = 1_000

_LINE: Final = re.compile(
    rf"( *)(- )?(?:({KEY}):(?: +(?=[^ #])|(?= *(?:#|\Z))))?"
    r"(?:((?:-(?=\d))?[^\W_](?:[^:#\n]|:(?=\S)|(?<=\S)#)*)|\"([^\"\\\n]*)\"|'([^'\n]*)'|([\[{].*)|(\|))?(?: +#.*| *)\Z"
)
_HEAD: Final = re.compile(rf"( *)(- )?({KEY})\Z")
"""What stands before the value of most lines: in a file a few dozen that come again and again."""
_MAX_HEADS: Final = 10_000
_MAX_HEAD: Final = 80
_NOTHING_BEHIND: Final = re.compile(r"(?: +#.*| *)\Z")


def read_plain(file: WrittenFile) -> Fields | None:
    """What the file says, with places; None where it is written otherwise than most. Its text has no controls."""
    text = file.text
    if len(text) > MAX_LENGTH or "\t" in text or "\r" in text:
        return None
    try:
        return _Lines(file, text.split("\n")).read()
    except Unlike:
        return None


class _Heads(dict[str, "tuple[int, bool, str] | None"]):
    """How lines begin, up to their colon, each read once: the column of the dash or key, whether it is a dash, the key.

    None for what is not remembered: it is read otherwise.
    """

    def __missing__(self, head: str) -> tuple[int, bool, str] | None:
        """Read what has not been met yet, and remember it."""
        match = _HEAD.match(head)
        if match is None or len(head) > _MAX_HEAD or len(self) >= _MAX_HEADS:
            return None
        told = self[head] = (len(match[1]), match[2] is not None, match[3])
        return told


_HEADS: Final = _Heads()


class _Lines:
    """Reads the lines of one file. Lines and columns count from 0.

    `fields` or `items` is what is open, `column` where its keys or dashes stand, `key` the key whose value is
    awaited; what stands around waits in `around`. `last` is where the last value ends: at a line and a column, or at
    the end of a line.
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
        self.last: int | tuple[int, int] = 0
        self.around: list[tuple[Fields | None, Items | None, int]] = []

    def read(self) -> Fields:
        """Take every line; most are taken here, for a call takes as long as a line. Raises Unlike."""
        lines, count, heads = self.lines, len(self.lines), _HEADS
        while (number := self.at + 1) < count:
            self.at = number
            line = lines[number]
            head, colon, text = line.partition(": ")
            value: object = ABSENT
            if not colon:
                head, value = (line[:-1], None) if line[-1:] == ":" else ("", ABSENT)
            elif text[:1].isalnum() and text[-1] != " " and ":" not in text and "#" not in text:
                value = plain_value(text) if text[0] in TELLING else text
            elif text[:1] == "[":
                value = words_in_brackets(number, text, len(head) + 2)
            told = None if value is ABSENT else heads[head]
            if told is None:
                self.take(number, line)
                continue
            column, is_entry, key = told
            if is_entry or column != self.column or self.key is not None:
                column = self.step_to(number, column, is_entry=is_entry, is_field=True)
            self.take_common(number, column, key, value)
        while len(self.around) > 1:
            self.close()
        if self.fields is None or not self.around:
            raise Unlike
        root = self.fields
        self.close()
        return root

    def take_common(self, number: int, column: int, key: str, value: object) -> None:
        """Take a value that ends its line; None where it is still to come."""
        fields = self.fields
        if fields is None or key in fields.at:
            raise Unlike
        self.last = number
        if value is None:
            self.key = key
            self.key_at = (number, column, column + len(key))
        else:
            fields[key] = value
            fields.at[key] = number

    def take(self, number: int, line: str) -> None:
        """Take a line of any kind. Raises Unlike."""
        if not line.strip(" ") or line.lstrip(" ")[0] == "#":
            return
        match = _LINE.match(line)
        if match is None:
            raise Unlike
        indent, dash, key, *values = match.groups()
        column = len(indent)
        if key is None and dash is None:
            raise Unlike
        column = self.step_to(number, column, is_entry=dash is not None, is_field=key is not None)
        if key is not None:
            if self.fields is None or key in self.fields.at:
                raise Unlike
            self.key = key
            self.key_at = (number, column, column + len(key))
        if not self.take_value(line, match, values):
            if key is None:
                raise Unlike
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
            inner, end = in_brackets(self.file, number, line, start)
            if not _NOTHING_BEHIND.match(line, end):
                raise Unlike
            self.put(inner, (number, start, number, end))
        elif double is not None:
            self.put(double, (number, match.start(5) - 1, number, match.end(5) + 1))
        elif single is not None:
            self.put(single, (number, match.start(6) - 1, number, match.end(6) + 1))
        elif block is not None:
            self.below(number, match.start(8))
        return values.count(None) < len(values)

    def step_to(self, number: int, column: int, *, is_entry: bool, is_field: bool) -> int:
        """Close what ends before this line, and open what begins with it; give the column of its key or value."""
        while column < self.column or (column == self.column and self.items is not None and not is_entry):
            if len(self.around) == 1:
                raise Unlike
            self.close()
        if column > self.column or (is_entry and self.items is None):
            self.open_below(number, column, is_list=is_entry)
        elif is_entry != (self.items is not None):
            raise Unlike
        elif self.key is not None:
            self.leave_empty()
        if not is_entry:
            return column
        if is_field:
            self.open(number, column + 2, is_list=False)
        return column + 2

    def open_below(self, number: int, column: int, *, is_list: bool) -> None:
        """Begin what is the value of the key above, or the whole."""
        if self.around and self.key is None:
            raise Unlike
        self.open(number, column, is_list=is_list)

    def open(self, number: int, column: int, *, is_list: bool) -> None:
        """Begin a list or a group of fields, and give it to what is open."""
        self.around.append((self.fields, self.items, self.column))
        if len(self.around) > MAX_DEPTH or (is_list and len(self.around) == 1):
            raise Unlike
        span = (number + 1, column + 1, number + 1, column + 1)
        made = Items(span) if is_list else Fields(self.file, span)
        if self.fields is not None and self.key is not None:
            self.fields[self.key] = made
            self.fields.at[self.key] = self.key_at[0]
        elif self.items is not None:
            self.items.add(made, None)
        self.fields, self.items = (None, made) if isinstance(made, Items) else (made, None)
        self.column, self.key = column, None

    def close(self) -> None:
        """End a list or a group of fields where its last value ends."""
        if self.key is not None:
            self.leave_empty()
        done: Fields | Items | None = self.items if self.fields is None else self.fields
        if done is None or (self.fields is not None and len(self.fields.at) > MAX_KEYS):
            raise Unlike
        self.fields, self.items, self.column = self.around.pop()
        last = self.last
        line, column = (last, len(self.lines[last])) if isinstance(last, int) else last
        done.span = (*done.span[:2], line + 1, column + 1)

    def put(self, value: object, at: tuple[int, int, int, int]) -> None:
        """Give a value its place in what is open."""
        self.last = at[2:]
        if self.items is not None:
            if value is ABSENT:
                raise Unlike
            self.items.add(value, at)
        elif self.fields is not None and self.key is not None:
            key, self.key = self.key, None
            if value is ABSENT:
                self.fields.at[key] = self.key_at
            else:
                self.fields[key] = value
                self.fields.at[key] = (*self.key_at, *at)
        else:
            raise Unlike

    def leave_empty(self) -> None:
        """The key that was awaiting a value has none."""
        if self.fields is not None and self.key is not None:
            self.fields.at[self.key] = self.key_at
            self.key = None

    def below(self, number: int, start: int) -> None:
        """Take the text below a `|`: all lines that stand deeper than the key, in one depth or deeper."""
        if self.fields is None:
            raise Unlike
        lines, at = self.lines, number + 1
        first = lines[at] if at < len(lines) else ""
        depth = len(first) - len(first.lstrip(" "))
        if depth <= self.column or not first.strip():
            raise Unlike
        margin = " " * depth
        while at < len(lines) and (not lines[at] or lines[at].startswith(margin)):
            at += 1
        if at < len(lines) and (not lines[at].strip() or lines[at].startswith(" " * (self.column + 1))):
            raise Unlike
        end = at - 1
        while not lines[end]:
            end -= 1
        text = "\n".join(line[depth:] for line in lines[number + 1 : end + 1])
        if not lines[end].strip() or (end == len(lines) - 1):
            raise Unlike
        self.at = at - 1
        self.put(f"{text}\n", (number, start, end, len(lines[end].rstrip())))
