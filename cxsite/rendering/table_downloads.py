"""Offers each table of a page as a CSV file, and a journey as a workbook, if the playbook says `downloads: true`.

The files are made from the finished HTML, so that they hold exactly what the page shows: no drafts, no small groups.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from selectolax.lexbor import LexborHTMLParser

from cxsite.escaping import csv_cell
from cxsite.model.records.journey import Journey
from cxsite.pages.address import file_href
from cxsite.rendering.components.html import Html, attribute, text
from cxsite.rendering.html_text import texts_of_node
from cxsite.rendering.page import DownloadFile

if TYPE_CHECKING:
    from collections.abc import Iterable

    from selectolax.lexbor import LexborNode

    from cxsite.i18n.catalogue import Translator
    from cxsite.pages.page_plan import PagePlan
    from cxsite.rendering.page import Page, Section

DOWNLOADS: Final = "downloads"
"""The folder of the site that has the files."""
_TABLE: Final = re.compile(r'<table class="cx-table[^<>]*>.*?</table>(?:</div>)?', re.DOTALL)
_BOM: Final = "\ufeff"


def workbook_path(journey: str) -> str:
    """Return the path of a journey's workbook on the site."""
    return f"{DOWNLOADS}/{journey}.xlsx"


def offer_downloads(page: Page, plan: PagePlan, words: Translator) -> Page:
    """Return a page with links to its tables as CSV files, which it then has, and to the workbook of its journey."""
    files: list[DownloadFile] = []

    def offer(found: re.Match[str]) -> str:
        rows = read_table(found[0])
        if len(rows) < 2:  # noqa: PLR2004 -- a head and a row
            return found[0]
        name = f"{DOWNLOADS}/{page_name(page.path)}.{len(files) + 1}.csv"
        files.append(DownloadFile(name, table_as_csv(rows)))
        label = words("downloads.csv"), _caption(found[0]) or page.title
        return f"{found[0]}{_link(page.path, name, *label)}"

    sections = [replace(section, html=_TABLE.sub(offer, section.html)) for section in page.sections]
    if plan.kind == "journey" and isinstance(plan.record, Journey) and not plan.draft and sections:
        at = next((n for n, section in enumerate(sections) if section.id == "map"), 0)
        link = _link(page.path, workbook_path(plan.record.id), words("downloads.xlsx"), page.title)
        sections[at] = _append(sections[at], link)
    return replace(page, sections=tuple(sections), files=tuple(files))


def read_table(html: str) -> list[list[str]]:
    """Return the rows of the first table in HTML as texts; cells that span others are repeated, empty columns left out.

    What only screen readers hear and what is only drawn is not read.
    """
    table = LexborHTMLParser(html).css_first("table")
    rows: list[list[str]] = []
    below: dict[tuple[int, int], str] = {}
    for number, row in enumerate(table.css("tr") if table else ()):
        cells: list[str] = []
        for cell in row.css("th, td"):
            while (number, len(cells)) in below:
                cells.append(below[number, len(cells)])
            shown = "; ".join(texts_of_node(cell))
            for _ in range(_span(cell, "colspan")):
                below |= {(number + down, len(cells)): shown for down in range(1, _span(cell, "rowspan"))}
                cells.append(shown)
        rows.append(cells)
    return _without_empty_columns(rows)


def table_as_csv(rows: list[list[str]]) -> bytes:
    """Return rows as CSV: UTF-8 with a byte order mark, no cell runs as a formula."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([csv_cell.encode(one) for one in row] for row in rows)
    return (_BOM + out.getvalue()).encode()


def _span(cell: LexborNode, name: str) -> int:
    value = cell.attributes.get(name) or ""
    return int(value) if value.isdecimal() and value != "0" else 1


def _without_empty_columns(rows: list[list[str]]) -> list[list[str]]:
    """Return rows of equal length, without columns that have nothing below their head."""
    width = max(map(len, rows), default=0)
    padded = [[*row, *[""] * (width - len(row))] for row in rows]
    kept = [at for at in range(width) if any(row[at] for row in padded[1:])]
    return [[row[at] for at in kept] for row in padded]


def _caption(html: str) -> str:
    caption = LexborHTMLParser(html).css_first("caption")
    return " ".join(caption.text().split()) if caption else ""


def _link(path: str, file: str, label: str, name: str) -> Html:
    href = attribute(file_href(path, file))
    return Html(
        f'\n<p class="cx-download cx-screen" data-search-exclude=""><a href="{href}" download>{text(label)}'
        f'<span class="cx-hidden">: {text(name)}</span></a></p>'
    )


def _append(section: Section, link: Html) -> Section:
    """Return a section with a link at its end; its body is one `<div>`."""
    body, end, _ = section.html.rpartition("</div>")
    return replace(section, html=f"{body.rstrip()}{link}</div>") if end else section


def page_name(path: str) -> str:
    """Return the path of a page as it stands in the names of its files: with dots for slashes, which no id has."""
    return path.replace("/", ".")


def files_of_pages(files: Iterable[str]) -> dict[str, list[str]]:
    """Map the name of each page, as `page_name` returns it, to its files among those of a site."""
    found: dict[str, list[str]] = {}
    for file in files:
        folder, _, name = file.rpartition("/")
        if folder.rpartition("/")[2] == DOWNLOADS and (match := re.fullmatch(r"(.+)\.\d+\.csv", name)):
            before = folder.rpartition("/")[0]
            found.setdefault(page_name(f"{before}/{match[1]}" if before else match[1]), []).append(file)
    return found
