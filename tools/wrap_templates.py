"""Break the long lines of templates at tags, without changing a byte of their output.

After each break, the template must parse to the same tree in Jinja. `make format` runs this; it prints the lines that
cannot be broken and need manual work.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from jinja2 import Environment, TemplateSyntaxError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jinja2.nodes import Template

LIMIT: Final = 200
"""The longest allowed line; a longer one is broken into pieces of at most `AIM` characters, if possible."""
AIM: Final = 150
MARGIN: Final = 30
"""The shortest allowed piece."""
PARSER: Final = Environment(trim_blocks=True, lstrip_blocks=True, extensions=["jinja2.ext.do"], autoescape=True)
TAG: Final = re.compile(r"(\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\})")
OPENING: Final = re.compile(r"\{%-? *(?:(?:if|for|macro|call|block|filter|with)\b|set [\w, ]+%\})")
CLOSING: Final = re.compile(r"\{%-? *end")
DIVIDING: Final = re.compile(r"\{%-? *(?:else|elif)\b")


def wrap(text: str) -> str:
    """Break the long lines of a template where possible."""
    lines = text.split("\n")
    for number in reversed(range(len(lines))):
        if len(lines[number]) > LIMIT:
            lines[number : number + 1] = _pieces(lines[:number], lines[number], lines[number + 1 :])
    return "\n".join(lines)


def _pieces(before: Sequence[str], line: str, after: Sequence[str]) -> list[str]:
    whole = _parsed([*before, line, *after])
    indent = line[: len(line) - len(line.lstrip())] + "  "
    pieces, at = [line], 0
    while at < len(pieces):
        ways = _ways(pieces[at], indent) if len(pieces[at]) > AIM else iter(())
        rest = [*before, *pieces[:at]], [*pieces[at + 1 :], *after]
        two = next((two for two in ways if _parsed([*rest[0], *two, *rest[1]]) == whole), None)
        if two is None:
            at += 1
        else:
            pieces[at : at + 1] = two
    return pieces


def _parsed(lines: Sequence[str]) -> Template | None:
    try:
        return PARSER.parse("\n".join(lines))
    except TemplateSyntaxError:
        return None


def _ways(line: str, indent: str) -> Iterator[tuple[str, str]]:
    """Yield ways to break a line in two, the best first: between outer rather than inner tags, near the middle."""
    parts = [part for part in TAG.split(line) if part]
    places, depth, html = [], 0, ""
    for number, part in enumerate(parts):
        depth -= bool(CLOSING.match(part))
        at = sum(map(len, parts[:number]))
        is_inside_a_tag = html.rfind("<") > html.rfind(">")
        if MARGIN < at < len(line) - MARGIN and not is_inside_a_tag:
            places.append((depth - bool(DIVIDING.match(part)), abs(at - len(line) / 2), number))
        depth += bool(OPENING.match(part))
        html += "" if TAG.fullmatch(part) else part
    for _, _, number in sorted(places):
        yield from _in_two(parts[:number], parts[number:], indent)


def _in_two(left: Sequence[str], right: Sequence[str], indent: str) -> Iterator[tuple[str, str]]:
    """Yield the forms in which Jinja removes the line end and the indentation again, the simplest first."""
    first, second = "".join(left), "".join(right)
    if left[-1].startswith("{%"):
        yield first, indent + second
    if right[0].startswith(("{%", "{{")):
        yield first, f"{indent}{second[:2]}-{second[2:].removeprefix('-')}"
    if left[-1].startswith(("{%", "{{")):
        yield f"{first[:-2].removesuffix('-')}-{first[-2:]}", indent + second


def main(folders: Sequence[str]) -> None:
    """Wrap all templates below these folders, and print the lines that are still too long."""
    for template in sorted(path for folder in folders for path in Path(folder).rglob("*.html")):
        text = template.read_text("utf-8")
        wrapped = wrap(text)
        if wrapped != text:
            template.write_text(wrapped, "utf-8")
        for number, line in enumerate(wrapped.split("\n"), start=1):
            if len(line) > LIMIT:
                sys.stdout.write(f"{template}:{number}: {len(line)} characters\n")


if __name__ == "__main__":
    main(sys.argv[1:])
