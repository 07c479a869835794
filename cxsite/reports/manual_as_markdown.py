"""Formats the manual as one Markdown page: docs/rules.md."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cxsite.i18n.catalogue import Translator
from cxsite.reports.manual_as_text import level_of
from cxsite.reports.sentences import describe_code

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cxsite.rules.manual import ManualPage

_FAMILIES: Final = {
    "CX0": "files",
    "CX1": "values",
    "CX2": "references",
    "CX3": "completeness",
    "CX4": "consistency",
    "CX5": "freshness",
    "CX6": "measurement",
    "CX7": "privacy",
}
_FENCES: Final = {"yml": "yaml", "csv": "text"}


def pages_as_markdown(pages: Sequence[ManualPage], language: str) -> str:
    """Return an introduction, a table of all codes by family, and a section for each code."""
    words = Translator(language, "commands")
    lines = [f"# {words('rules.title')}", "", words("rules.introduction"), "", *_families(pages, language, words)]
    return "\n".join(lines).rstrip() + "\n"


def _families(pages: Sequence[ManualPage], language: str, words: Translator) -> Iterator[str]:
    for start, family in _FAMILIES.items():
        members = [page for page in pages if page.code.startswith(start)]
        if members:
            yield from (f"## {words(f'rules.family.{family}')}", "", *_table(members, words), "")
            for page in members:
                yield from _section(page, language, words)


def _table(pages: Iterable[ManualPage], words: Translator) -> Iterator[str]:
    yield f"| {words('rules.code')} | {words('rules.name')} | {words('rules.level')} |"
    yield "|---|---|---|"
    for page in pages:
        yield f"| [{page.code}](#{page.code.lower()}-{page.name}) | {page.name} | {level_of(page, words)} |"


def _section(page: ManualPage, language: str, words: Translator) -> Iterator[str]:
    wording = describe_code(page.code, language)
    yield from (f"### {page.code} {page.name}", "", page.manual.summary, "", page.manual.why, "")
    yield from (f"> {_quote_html(wording.what)}", ">", f"> → {_quote_html(wording.remedy)}")
    yield from (">", f"> {_quote_html(wording.meaning)}") if wording.meaning else ()
    yield ""
    for example in page.manual.examples:
        fence = _FENCES.get(example.path.rpartition(".")[2], "text")
        yield from (f"{words('rules.good' if example.is_good else 'rules.bad')}, `{example.path}`:", "")
        yield from (f"```{fence}", example.text.rstrip("\n"), "```", "")


def _quote_html(text: str) -> str:
    """Escape HTML in a sentence, except in its code spans."""
    return "`".join(part if number % 2 else part.replace("<", "&lt;") for number, part in enumerate(text.split("`")))
