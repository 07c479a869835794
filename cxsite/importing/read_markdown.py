"""Journeys in Markdown: diagrams in fences and shortcodes, tables, and a section for each stage."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from cxsite.importing.read_mermaid import is_journey, read_mermaid
from cxsite.importing.source_tables import table_of_texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.token import Token

    from cxsite.importing.source_tables import SourceDiagram, Table

_COLON_FENCE: Final = re.compile(r"^:::\s*mermaid\s*$(.*?)^:::\s*$", re.MULTILINE | re.DOTALL)
_SHORTCODE: Final = re.compile(r"\{\{[<%]\s*mermaid\b[^}]*[>%]\}\}(.*?)\{\{[<%]\s*/\s*mermaid\s*[>%]\}\}", re.DOTALL)
_HTML_BLOCK: Final = re.compile(
    r"<(pre|div|script)\b[^>]*\bclass=[\"']?[^\"'>]*\bmermaid\b[^>]*>(.*?)</\1\s*>", re.DOTALL | re.IGNORECASE
)
_LABEL: Final = re.compile(
    r"^\s*(?:\*\*|__)?([^:*_\n]{2,60}?)\s*(?:(?:\*\*|__)\s*:|:\s*(?:\*\*|__)?)\s*(.*)$", re.DOTALL
)
_FRONT_MATTER: Final = re.compile(r"\A---\n.*?\n---\s*\n", re.DOTALL)


@dataclass(slots=True)
class MarkdownSection:
    """A heading with what stands below it: labelled texts, other texts, in the order of the file."""

    level: int
    heading: str
    labelled: list[tuple[str, str]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)


@dataclass(slots=True)
class MarkdownSource:
    """The diagrams, tables and sections of a Markdown file."""

    diagrams: list[SourceDiagram] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    sections: list[MarkdownSection] = field(default_factory=list)


def read_markdown(text: str) -> MarkdownSource:
    """Read a Markdown file. Only a fence, block or shortcode whose diagram begins with `journey` is a diagram."""
    from markdown_it import MarkdownIt  # noqa: PLC0415 -- only needed for Markdown

    found = MarkdownSource()
    plain = _FRONT_MATTER.sub("", text.replace("\r\n", "\n").lstrip("\ufeff"))
    for pattern, group in ((_COLON_FENCE, 1), (_SHORTCODE, 1), (_HTML_BLOCK, 2)):
        plain = pattern.sub(lambda block, at=group: f"\n```mermaid\n{block[at].strip()}\n```\n", plain)  # type: ignore[misc]
    tokens = MarkdownIt("commonmark").enable("table").parse(plain)
    heading = ""
    position = 0
    while position < len(tokens):
        token = tokens[position]
        if token.type == "heading_open":
            heading = _text(tokens[position + 1])
            found.sections.append(MarkdownSection(int(token.tag[1]), heading))
            position += 3
        elif token.type == "table_open":
            end = _closing(tokens, position)
            found.tables.append(table_of_texts(heading, list(_rows(tokens[position:end]))))
            position = end
        elif token.type == "fence":
            if is_journey(token.content):
                found.diagrams.append(read_mermaid(token.content))
            position += 1
        elif token.type in ("bullet_list_open", "ordered_list_open", "paragraph_open"):
            end = _closing(tokens, position)
            if not found.sections:
                found.sections.append(MarkdownSection(0, ""))
            _add_texts(found.sections[-1], tokens[position:end])
            position = end
        else:
            position += 1
    return found


def _closing(tokens: list[Token], start: int) -> int:
    """The index behind the token that closes the one at `start`."""
    level = tokens[start].level
    return next((n + 1 for n in range(start + 1, len(tokens)) if tokens[n].level == level), len(tokens))


def _rows(tokens: list[Token]) -> Iterator[list[str]]:
    row: list[str] = []
    for position, token in enumerate(tokens):
        if token.type in ("th_open", "td_open"):
            row.append(_text(tokens[position + 1]))
        elif token.type == "tr_close":
            yield row
            row = []


def _text(token: Token) -> str:
    """The text of inline Markdown without its marks; line breaks stay, a link keeps its address in brackets."""
    parts: list[str] = []
    address = ""
    for child in token.children or ():
        if child.type in ("softbreak", "hardbreak"):
            parts.append("\n")
        elif child.type == "html_inline":
            parts.append("\n" if child.content.lower().startswith("<br") else child.content)
        elif child.type == "link_open":
            address = str(child.attrs.get("href", ""))
        elif child.type == "link_close":
            parts.append(f" ({address})" if address and address not in "".join(parts) else "")
        else:
            parts.append(child.content)
    return "".join(parts).strip()


def _add_texts(section: MarkdownSection, tokens: list[Token]) -> None:
    """Labelled items (`- **Thinks**: …`, with nested points below) and other texts of a list or a paragraph."""
    items = list(_items(tokens))
    for number, (depth, text) in enumerate(items):
        label = _LABEL.match(text)
        outer = [one for one in items[:number] if one[0] < depth]
        if depth and outer and section.labelled and _label_of(outer[-1][1]) == section.labelled[-1][0]:
            name, before = section.labelled[-1]
            section.labelled[-1] = (name, f"{before}\n- {text}".strip())
        elif label is not None and "//" not in label[1]:
            section.labelled.append((label[1].strip(), label[2].strip()))
        else:
            section.texts.append(text)


def _label_of(text: str) -> str:
    found = _LABEL.match(text)
    return found[1].strip() if found else text


def _items(tokens: list[Token]) -> Iterator[tuple[int, str]]:
    """Each inline text with the depth of the list that it stands in."""
    depth = -1
    for token in tokens:
        if token.type in ("bullet_list_open", "ordered_list_open"):
            depth += 1
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            depth -= 1
        elif token.type == "inline":
            yield max(depth, 0), _marked_text(token)


def _marked_text(token: Token) -> str:
    """As `_text`, but strong text keeps its `**`, by which a label is known."""
    parts: list[str] = []
    for child in token.children or ():
        if child.type in ("strong_open", "strong_close"):
            parts.append("**")
        elif child.type in ("softbreak", "hardbreak"):
            parts.append("\n")
        else:
            parts.append(child.content)
    text = "".join(parts).strip()
    return text if _LABEL.match(text) else text.replace("**", "")
