"""Makes folders once for all tests that only read them, also if several processes run the tests."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING, Protocol

from filelock import FileLock

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


class MakeOnce(Protocol):
    """Returns a folder of this name, filled by the first process of the test run that needs it."""

    def __call__(self, name: str, fill: Callable[[Path], object]) -> Path:
        """Return the folder `name`; call `fill` with it first, unless a process has filled it already."""


class Begin(Protocol):
    """Writes a new playbook into a folder, as `cxsite init` does, and returns the folder."""

    def __call__(self, folder: Path, language: str) -> Path:
        """Copy what `cxsite init` wrote once for all tests."""


def shared_base(base: Path) -> Path:
    """Return the folder that all processes of a test run share, from one process's temporary folder."""
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


def make_once(base: Path, name: str, fill: Callable[[Path], object]) -> Path:
    """Implement `MakeOnce`; if `fill` fails, the next process tries again and fails, too."""
    folder, complete = base / name, base / f"{name}.complete"
    with FileLock(base / f"{name}.lock"):
        if not complete.exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            fill(folder)
            complete.touch()
    return folder
