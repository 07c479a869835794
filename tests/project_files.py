"""Writes project folders with exactly the files that a test names."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from caret_markers import MarkedText, find_marked, parse_marked

from cxsite.reading import read

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from cxsite.model.content import Content
    from cxsite.problems import Problem

TODAY = date(2026, 11, 20)


def read_files(
    folder: Path, files: Mapping[str, str | bytes], *, language: str | None = None
) -> tuple[Content, list[Problem]]:
    """Write files below content/, by their path in it, and read them; a missing playbook.yml is added."""
    for path, text in {"playbook.yml": "title: Sổ tay\n", **files}.items():
        target = folder / "content" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read(folder, today=TODAY, language=language)


def assert_reported(folder: Path, path: str, text: str) -> None:
    """Check that reading one file, without its markers, reports exactly the marked problems."""
    example: MarkedText = parse_marked(text)
    _, problems = read_files(folder, {path: example.text})
    assert find_marked(problems) == example.reported
