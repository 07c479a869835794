"""Replaces several authors' files, all or none."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from cxsite.authoring.write_new import write_beside
from cxsite.problems import CxsiteError

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(slots=True)
class ReplacedFiles:
    """The previous contents of the files, so that they can be restored."""

    before: dict[Path, bytes | None] = field(default_factory=dict)

    def undo(self) -> None:
        """Restore every file; new files are removed. Raises OSError if that fails."""
        for path, data in reversed(self.before.items()):
            if data is None:
                path.unlink(missing_ok=True)
            else:
                _put(path, data, _mode(path))


def replace_files(project: Path, changes: Mapping[str, bytes | None]) -> ReplacedFiles:
    """Write new bytes to files of the project, or remove them (None); missing folders are created.

    Every file is first written to a temporary file, so that a full disk or missing rights stop everything before any
    file changes. A link stays a link. Raises CxsiteError, with all files unchanged, if writing fails.
    """
    aside: dict[Path, Path] = {}
    done = ReplacedFiles()
    try:
        targets = {Path(os.path.realpath(project / path)): data for path, data in changes.items()}
        for target, data in targets.items():
            if target.exists() and not target.is_file():  # replacing a device or a pipe would destroy it
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target))
            if data is not None:
                target.parent.mkdir(parents=True, exist_ok=True)
                aside[target] = write_beside(target, data, _mode(target))
        for target in targets:
            done.before[target] = target.read_bytes() if target.exists() else None
            if target in aside:
                aside[target].replace(target)
            else:
                target.unlink()
    except OSError as error:
        done.undo()
        raise CxsiteError(
            "{file} cannot be written: {error}.",
            "Nothing was changed. Check the disk and your permission to write there.",
            file=error.filename or project,
            error=error,
        ) from error
    finally:
        for path in aside.values():
            with suppress(OSError):
                path.unlink()
    return done


def _put(path: Path, data: bytes, mode: int | None) -> None:
    write_beside(path, data, mode).replace(path)


def _mode(path: Path) -> int | None:
    return path.stat().st_mode & 0o777 if path.exists() else None
