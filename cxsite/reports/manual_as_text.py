"""Formats the manual for the terminal: one page, or the list of all codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxsite.i18n.catalogue import Translator
from cxsite.reports.sentences import describe_code

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cxsite.rules.manual import ManualPage


def page_as_text(page: ManualPage, language: str) -> str:
    """Return the meaning of a code, what to do, why it matters, and examples; `language` is that of the page."""
    return "\n".join(_page(page, language)).rstrip() + "\n"


def pages_as_text(pages: Iterable[ManualPage], language: str) -> str:
    """Return a line for each code: its level, its name and its meaning."""
    words = Translator(language, "commands")
    lines = [(page.code, level_of(page, words), page.name, describe_code(page.code, language).what) for page in pages]
    widths = [max(len(line[column]) for line in lines) for column in range(3)]
    wording = ("  ".join((*map(str.ljust, line[:3], widths), line[3])) for line in lines)
    return "\n".join((*wording, "", words("rules.more"))) + "\n"


def level_of(page: ManualPage, words: Translator) -> str:
    """Return the level in the reader's language."""
    return words(f"level.{page.level}")


def _page(page: ManualPage, language: str) -> Iterator[str]:
    words, wording = Translator(language, "commands"), describe_code(page.code, language)
    yield f"{page.code} {page.name} ({level_of(page, words)})"
    yield ""
    yield f"  {wording.what}"
    yield from (f"  {mark}{text}" for mark, text in (("→ ", wording.remedy), ("", wording.meaning)) if text)
    yield ""
    yield from (f"  {line}".rstrip() for line in (page.manual.summary, "", *page.manual.why.split("\n")))
    yield ""
    for example in page.manual.examples:
        yield f"  {words('rules.good' if example.is_good else 'rules.bad')} ({example.path}):"
        yield from (f"      {line}".rstrip() for line in example.text.split("\n"))
    yield f"  {words(_settable(page))}"


def _settable(page: ManualPage) -> str:
    return "rules.of-reading" if not page.is_rule else "rules.fixed" if page.is_fixed else "rules.free"
