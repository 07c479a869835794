"""Tables that each describe one stage, joined to one table with a row for each stage."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cxsite.importing.headers import match_header
from cxsite.importing.source_tables import Cell, table_of_cells

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cxsite.importing.source_tables import Table

_LABEL_AND_TEXT: Final = 2
_FEWEST_LANES: Final = 2
_PLACES: Final = ("stage", "journey", "number", "id")


def merge_stage_tables(tables: Iterable[Table]) -> list[Table]:
    """Return the tables, with neighbours of two columns (label and text) below a stage's heading joined to one.

    The heading above such a table is its stage. All other tables stay as they are.
    """
    merged: list[Table] = []
    cards: list[Table] = []
    for table in tables:
        if table.name and _is_card(table):
            cards.append(table)
            continue
        merged += _joined(cards)
        cards = []
        merged.append(table)
    return [*merged, *_joined(cards)]


def _is_card(table: Table) -> bool:
    if table.is_empty or len(table.rows[0]) != _LABEL_AND_TEXT:
        return False
    fields = [match.field for row in table.rows if (match := match_header(row[0].text)).is_sure]
    header = match_header(table.rows[0][1].text)
    if header.is_sure or any(field in _PLACES for field in fields):
        return False
    return len({field for field in fields if field}) >= _FEWEST_LANES


def _joined(cards: list[Table]) -> list[Table]:
    if not cards:
        return []
    texts = [
        {row[0].text: row[1] for row in card.rows if row[0].text and match_header(row[0].text).field} for card in cards
    ]
    others = [{row[0].text: row[1] for row in card.rows[1:] if row[0].text} for card in cards]
    rows = [{**other, **text} for other, text in zip(others, texts, strict=True)]
    labels = list(dict.fromkeys(label for row in rows for label in row))
    header = [Cell("stage"), *(Cell(label) for label in labels)]
    made = [
        [Cell(card.name), *(row.get(label, Cell()) for label in labels)] for card, row in zip(cards, rows, strict=True)
    ]
    return [table_of_cells("", [header, *made])]
