"""A rule's manual page, read from the docstring of its function.

The first line says what the rule finds, the next paragraphs why; then come examples, each under a line
`Bad (content/journeys/mua.yml):` or `Good (…):` and indented by four. An example of a YAML file stands for the
whole file or for the top-level keys that it shows; several of one kind belong together.
"""

from __future__ import annotations

import inspect
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from cxsite.rules.rule import Rule

_EXAMPLE: Final = re.compile(r"^(Bad|Good) \((\S+)\):\n((?:(?:    .*)?\n)+)", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A file as it breaks the rule, or (`is_good`) as it keeps it; `path` is relative to the project folder."""

    is_good: bool
    path: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manual:
    """What a rule finds in one line, why that matters in paragraphs, and examples."""

    summary: str
    why: str
    examples: tuple[Example, ...]


def manual(rule: Rule) -> Manual:
    """The manual page of a rule, in English."""
    text = inspect.getdoc(rule.check) or ""
    summary, _, rest = text.partition("\n\n")
    why = re.split(r"^(?:Bad|Good) \(", rest, maxsplit=1, flags=re.MULTILINE)[0]
    examples = tuple(
        Example(is_good=kind == "Good", path=path, text=inspect.cleandoc(lines) + "\n")
        for kind, path, lines in _EXAMPLE.findall(rest + "\n")
    )
    return Manual(summary=summary, why=why.strip(), examples=examples)
