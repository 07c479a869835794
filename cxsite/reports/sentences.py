"""Makes the sentences of problems: the only place where codes become sentences."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from cxsite.escaping import terminal
from cxsite.i18n.catalogue import Translator, entries

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxsite.problems import Problem, Value

CATALOGUE_OF: Final = {"CX0": "problems", "CX1": "problems"}
"""The catalogues of codes of reading by prefix; all other codes belong to rules."""
LONGEST: Final = 80
_PASTED: Final = "paste"
"""The value that authors copy from the sentence into a file, so it is never shortened."""
MOST: Final = 24
_AS_IN_FILES: Final = frozenset({"first_line", "found", "min", "max"})
"""Numbers that authors write or search for, so they have no thousands separators."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemSentences:
    """The sentences of a problem: what is wrong, what to do, and (or empty) what it means on the site."""

    what: str
    remedy: str = ""
    meaning: str = ""


def describe_problem(problem: Problem, language: str) -> ProblemSentences:
    """Describe a problem in a language. Authors' texts in it are shortened, and invisible characters are escaped.

    Raises KeyError for a code without an entry, which is a bug in cxsite.
    """
    name = CATALOGUE_OF.get(problem.code[:3], "rules")
    words = Translator(language, name)
    values = {key: _format_value(problem, key, value, words) for key, value in problem.values.items()}

    def sentence(part: str) -> str:
        key = next(_keys(problem, part, language, name), f"{problem.code}.{part}")
        if part != "what" and not words.has(key):
            return ""
        return words(key, **{"code": problem.code, **values})

    return ProblemSentences(what=sentence("what"), remedy=sentence("remedy"), meaning=sentence("meaning"))


class _UnknownValues(dict[str, str]):
    """Placeholder values for all names."""

    def __missing__(self, key: str) -> str:
        return "…"


def describe_code(code: str, language: str) -> ProblemSentences:
    """Describe a code in general: each value is shown as `…`."""
    known = entries(language, CATALOGUE_OF.get(code[:3], "rules"))
    parts = {part: str(known.get(f"{code}.{part}", "")) for part in ("what", "remedy", "meaning")}
    return ProblemSentences(**{part: text.format_map(_UnknownValues()) for part, text in parts.items()})


def _keys(problem: Problem, part: str, language: str, name: str) -> Iterator[str]:
    """Yield the keys of entries for a state of one of the values: `CX001.reason.tab.what`."""
    for value, state in _variants(problem.code, part, language, name):
        if state == _state(problem.values.get(value)):
            yield f"{problem.code}.{value}.{state}.{part}"


@cache
def _variants(code: str, part: str, language: str, name: str) -> tuple[tuple[str, str], ...]:
    split = (key.split(".") for key in entries(language, name) if key.startswith(f"{code}."))
    return tuple((steps[1], steps[2]) for steps in split if len(steps) == 4 and steps[3] == part)  # noqa: PLR2004


def _state(value: Value | None) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "none" if value in (None, "", ()) else str(value)


def _format_value(problem: Problem, key: str, value: Value, words: Translator) -> str:
    if key == _PASTED:
        return "\n".join(terminal.encode(line) for line in str(value).split("\n"))
    called = f"{problem.code}.{key}.{_state(value)}.called"
    if words.has(called):
        return words(called)
    if isinstance(value, tuple):
        more = ("…",) if len(value) > MOST else ()
        return ", ".join((*(_short(item) for item in value[:MOST]), *more))
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return f"{value:g}" if key in _AS_IN_FILES else words.number(value, digits=6)
    return _short(str(value))


def _short(text: str) -> str:
    seen = terminal.encode(" ".join(text.split()) or text)
    return seen if len(seen) <= LONGEST else f"{seen[: LONGEST - 1]}…"
