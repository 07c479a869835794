"""Checks that a built site contains the engine's internals that we rely on."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path


class Internal(NamedTuple):
    """A text that one of the files `files`, a glob pattern below the site's folder, must contain."""

    files: str
    text: str


def find_missing(site: Path, internals: Iterable[Internal]) -> Iterator[Internal]:
    """Yield what the built site in `site` does not contain: a new version of the engine writes it differently."""
    for internal in internals:
        files = sorted(site.glob(internal.files))
        if not any(internal.text in file.read_bytes().decode(errors="replace") for file in files):
            yield internal
