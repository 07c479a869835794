"""Texts that YAML reads differently than they look (CX442, CX443)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cxsite.problems import Place
from cxsite.rules.rule import make_finding
from cxsite.rules.spans import spans_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxsite.model.content import Content
    from cxsite.rules.rule import Finding

_HASH: Final = re.compile(r"(?<=[^\S\n])#[^\s#]\S*")
_DASH: Final = re.compile(r" *([-+•·▪◦–—−\u2010\u2011] +\S.*)")
_DASH_IN_TEXT: Final = re.compile(r"\n( *)- [^\n]*[^\s:|>]\n(?:\1 +- | *[+•·▪◦–—−\u2010\u2011] )")
"""An entry, or the dash of a word processor, below an entry with a text: a fast check, because most files have none and
checking every value takes much longer."""
_QUOTED_OR_BLOCK: Final = ("|", ">", '"', "'")


def text_behind_hash(content: Content) -> Iterator[Finding]:
    """A value contains a `#`, so the rest of the line is a comment and is not read.

    `name: Ca #2` is read as “Ca”, and `colour: #8a3358` as an empty value. A comment for colleagues has a space
    after its `#` and is not reported.

    Bad (content/playbook.yml):
        stores: [{id: pho-hue, name: Phố Huế}]
        vision: Khách nào cũng là khách #1 của mình

    Good (content/playbook.yml):
        stores: [{id: pho-hue, name: Phố Huế}]
        vision: "Khách nào cũng là khách #1 của mình"
    """
    for record in content.files:
        text = content.texts.get(record.path, "")
        if record.source is None or (" #" not in text and "\t#" not in text):
            continue
        ends = {(line, column) for *_, line, column in spans_in(record.source)}
        for hit in _HASH.finditer(text):
            line = text.count("\n", 0, hit.start())
            start = text.rfind("\n", 0, hit.start()) + 1
            if (line, len(text[start : hit.start()].rstrip())) in ends:
                at = hit.start() - start + 1
                place = Place(record.path, line + 1, at, line + 1, at + len(hit[0]))
                yield make_finding(place, found=hit[0], paste=_with_hash(text[start:].partition("\n")[0]))


def _with_hash(line: str) -> str:
    """Return the line's value in quotes with the words after its `#`; a placeholder if the value has quotes itself."""
    from cxsite.reading.unquoted import start_of_value, value_in_quotes  # noqa: PLC0415 -- only for mistakes

    begins_with_mark = line[start_of_value(line) :].startswith((*_QUOTED_OR_BLOCK, "[", "{"))
    return '"…#…"' if begins_with_mark else value_in_quotes(line, with_comment=True)


def entry_in_text(content: Content) -> Iterator[Finding]:
    """A line that looks like a list entry is read as part of the text above it.

    An entry whose `- ` is further to the right than the others only continues the entry before it. So does a line
    that begins with a dash or dot from a word processor (`– `, `• `) instead of `- `.

    Bad (content/personas/lan.yml):
        goals:
          - Tìm được váy vừa người
            - Không phải đổi trả

    Good (content/personas/lan.yml):
        goals:
          - Tìm được váy vừa người
          - Không phải đổi trả
    """
    for record in content.files:
        text = content.texts.get(record.path, "")
        if record.source is None or not _DASH_IN_TEXT.search(text):
            continue
        lines = text.split("\n")
        for first, column, last, _ in spans_in(record.source):
            if last == first or lines[first].startswith(_QUOTED_OR_BLOCK, column):
                continue
            for number in range(first + 1, last + 1):
                if hit := _DASH.match(lines[number]):
                    place = Place(record.path, number + 1, hit.start(1) + 1, number + 1, hit.end(1) + 1)
                    yield make_finding(place, found=hit[1])
