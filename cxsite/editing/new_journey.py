"""A new journey from a touchpoint inventory or a Mermaid diagram."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cxsite.editing.brought_journey import journey_of
from cxsite.editing.inventory import read_inventory
from cxsite.editing.mermaid_journey import read_mermaid
from cxsite.editing.skeletons import refuse_unready, write_text
from cxsite.problems import CxsiteError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from cxsite.model.content import Content

_TABLES: Final = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm")
_DIAGRAMS: Final = (".mmd", ".mermaid", ".md")


def journey_from(  # noqa: PLR0913 -- one for each word of the command
    project: Path, file: Path, title: str, content: Content, columns: Mapping[str, str], *, language: str
) -> tuple[str, int, tuple[str, ...]]:
    """Write a draft journey; gives its path, the number of its touchpoints and what its author should know.

    `columns` has fields by header where the headers are unclear; `language` is that of what is told. Raises
    CxsiteError where the file cannot be read, is of another kind, names no touchpoint, or the playbook has no persona
    or no stages yet.
    """
    refuse_unready(content)
    suffix = file.suffix.lower()
    if suffix in _DIAGRAMS:
        brought = read_mermaid(_text(file), language)
    elif suffix in _TABLES:
        brought = read_inventory(file, columns)
    else:
        kinds = ", ".join((*_TABLES, *_DIAGRAMS))
        raise CxsiteError(
            "{file} is no kind of file that a journey can come from.", "These are: {kinds}.", file=file, kinds=kinds
        )
    if not brought.touchpoints:
        raise CxsiteError(
            "{file} names no touchpoint.", "Each row, or each task below `journey`, becomes one.", file=file
        )
    new = journey_of(brought, title, content, file.name, language)
    return write_text(project, "journey", title, new.text, content), new.touchpoints, new.told


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise CxsiteError(
            "{file} cannot be read as UTF-8 text.", "Correct what stands behind --from.", file=file
        ) from error
