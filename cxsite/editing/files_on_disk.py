"""The content files of a project on disk, each read when it is first asked for, and what tells that one has changed."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from cxsite.reading.file_kinds import CONTENT
from cxsite.reading.files import MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxsite.reading.files import ContentFile


class FilesOnDisk(Mapping[str, bytes]):
    """The content files that are not links, by path; each is read once, when it is first asked for."""

    def __init__(self, project: Path, found: list[ContentFile]) -> None:
        self._project = project
        self._paths = {one.path: one.file for one in found if one.suffix in {".yml", ".yaml"}}
        self._read: dict[str, bytes] = {}

    def __getitem__(self, path: str) -> bytes:
        if path not in self._read:
            file = Path(self._paths[path])
            if not is_plain_file(self._project, file):
                raise KeyError(path)
            with file.open("rb") as opened:
                self._read[path] = opened.read(MAX_BYTES + 1)
        return self._read[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)

    def __contains__(self, path: object) -> bool:
        return path in self._paths


def is_plain_file(project: Path, file: Path) -> bool:
    """Return whether a path is a regular file of the content folder, reached without any link."""
    inside = file.relative_to(project)
    steps = [project.joinpath(*inside.parts[:length]) for length in range(1, len(inside.parts) + 1)]
    return inside.parts[0] == CONTENT and not any(step.is_symlink() for step in steps) and file.is_file()


def stamp_of(found: ContentFile) -> tuple[object, ...]:
    """Return what differs once a file was changed, even if nothing else of it is known."""
    try:
        state = os.stat(found.file)  # noqa: PTH116 -- a Path for each of thousands takes longer
    except OSError:
        return (found.path, time.monotonic())
    return (found.path, state.st_mtime_ns, state.st_size, state.st_ino)
