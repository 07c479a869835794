"""A Markdown file with a section for each stage or touchpoint as a table, a row a section."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from cxsite.importing.headers import match_header
from cxsite.importing.source_tables import table_of_texts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxsite.importing.read_markdown import MarkdownSection
    from cxsite.importing.source_tables import Table

_NO_LANES: Final = ("stage", "journey", "number", "id")
_FEWEST_CARDS: Final = 2
_NOTES: Final = "Notes"


@dataclass(slots=True)
class _Card:
    """A section with its lanes: texts by label."""

    level: int
    heading: str
    lanes: dict[str, str] = field(default_factory=dict)


def table_of_sections(sections: Sequence[MarkdownSection], title: str = "") -> Table | None:
    """The table of sections that hold labelled texts; None where fewer than two of them name a field.

    A heading that names a field (`### Pain points`) is a lane of the section above it. Where cards stand below
    headings without lanes of their own, these are the stages and the cards are touchpoints.
    """
    cards = list(_cards(sections))
    with_lanes = [card for card in cards if any(_is_lane(label) for label in card.lanes)]
    if len(with_lanes) < _FEWEST_CARDS:
        return None
    level = max(card.level for card in with_lanes)
    labels = list(dict.fromkeys(label for card in with_lanes for label in card.lanes))
    has_parents = any(card.level == level - 1 and card not in with_lanes for card in cards) and _has_several(
        cards, level
    )
    header = ["stage", *(["touchpoint"] if has_parents else []), *labels]
    rows, parent = [header], ""
    for card in cards:
        if card in with_lanes:
            places = [parent, card.heading] if has_parents else [card.heading]
            rows.append([*places, *(card.lanes.get(label, "") for label in labels)])
        elif card.level < level:
            parent = card.heading
    return table_of_texts(title or _title(cards, with_lanes), rows)


def _has_several(cards: Sequence[_Card], level: int) -> bool:
    """Whether the level above the cards is not just the file's own title."""
    return sum(card.level == level - 1 for card in cards) > 1 or any(card.level < level - 1 for card in cards)


def _title(cards: Sequence[_Card], with_lanes: Sequence[_Card]) -> str:
    return next((card.heading for card in cards if card not in with_lanes and card.level == 1), "")


def _is_lane(label: str) -> bool:
    match = match_header(label)
    return match.is_sure and match.field not in _NO_LANES


def _cards(sections: Sequence[MarkdownSection]) -> list[_Card]:
    cards: list[_Card] = []
    for section in sections:
        texts = "\n".join(section.texts)
        if cards and section.level > cards[-1].level and _is_lane(section.heading):
            lines = [*([texts] if texts else []), *(f"{label}: {text}" for label, text in section.labelled)]
            _add(cards[-1], section.heading, "\n".join(lines))
            continue
        card = _Card(section.level, section.heading)
        for label, text in section.labelled:
            _add(card, label, text)
        if texts and section.labelled:
            _add(card, _NOTES, texts)
        cards.append(card)
    return cards


def _add(card: _Card, label: str, text: str) -> None:
    card.lanes[label] = f"{card.lanes[label]}\n{text}" if label in card.lanes else text
