"""The manual page of each code: of a rule from the docstring of its function, of reading from `cxsite.reading.codes`.

The first line says what the rule finds, the next paragraphs why; then come examples, each under a line
`Bad (content/journeys/mua.yml):` or `Good (…):` and indented by four. An example of a YAML file stands for the
whole file or for the top-level keys that it shows; several of one kind belong together.

In other languages the first line and the paragraphs come from the catalogue `manual`; the examples are the same ones.
"""

from __future__ import annotations

import inspect
import re
from dataclasses import dataclass, replace
from textwrap import dedent
from typing import TYPE_CHECKING, Final

from cxsite.i18n.catalogue import Translator
from cxsite.reading.codes import CODES
from cxsite.rules import RULES

if TYPE_CHECKING:
    from cxsite.problems import Level
    from cxsite.rules.rule import Rule

ENGLISH: Final = "en"
"""The language of docstrings."""
_EXAMPLE: Final = re.compile(r"^(Bad|Good) \((\S+)\):\n((?:(?:    .*)?\n)+)", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A file that breaks the rule or (`is_good`) follows it; `path` is relative to the project folder."""

    is_good: bool
    path: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ManualText:
    """What a rule finds in one line, the reasons in paragraphs, and examples."""

    summary: str
    why: str
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ManualPage:
    """The manual page of one code, of reading (`is_rule` false) or of a rule.

    `is_fixed` means that nobody can lower its level or waive it.
    """

    code: str
    name: str
    level: Level
    is_rule: bool
    is_fixed: bool
    manual: ManualText


def manual(rule: Rule) -> ManualText:
    """Return the manual page of a rule, in English."""
    return _parse_manual(inspect.getdoc(rule.check) or "")


def manual_pages(language: str = ENGLISH) -> tuple[ManualPage, ...]:
    """Return the pages of all codes in a language, sorted by code."""
    mistakes = (
        ManualPage(code=s.code, name=s.name, level=s.level, is_rule=False, is_fixed=True, manual=_parse_manual(s.page))
        for s in CODES
    )
    rules = (
        ManualPage(code=r.code, name=r.name, level=r.level, is_rule=True, is_fixed=r.is_fixed, manual=manual(r))
        for r in RULES
    )
    pages = sorted((*mistakes, *rules), key=lambda page: page.code)
    return tuple(page if language == ENGLISH else _translate(page, language) for page in pages)


def _translate(page: ManualPage, language: str) -> ManualPage:
    words = Translator(language, "manual")
    reported = replace(page.manual, summary=words(f"{page.code}.summary"), why=words(f"{page.code}.why").strip())
    return replace(page, manual=reported)


def _parse_manual(text: str) -> ManualText:
    summary, _, rest = text.partition("\n\n")
    why = re.split(r"^(?:Bad|Good) \(", rest, maxsplit=1, flags=re.MULTILINE)[0]
    examples = tuple(
        Example(is_good=kind == "Good", path=path, text=dedent(lines).strip("\n") + "\n")
        for kind, path, lines in _EXAMPLE.findall(rest + "\n")
    )
    return ManualText(summary=summary, why=why.strip(), examples=examples)
