"""What is made once for all tests that only look at it, also where several processes run them."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING, Protocol

from filelock import FileLock

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


class MakeOnce(Protocol):
    """Gives a folder of this name, filled by the first process of the test run that asks for it."""

    def __call__(self, name: str, fill: Callable[[Path], object]) -> Path:
        """The folder `name`; `fill` is called with it, empty, unless a process has filled it already."""


def shared_base(base: Path) -> Path:
    """The folder that all processes of one test run share, from the base of one process's temporary folders."""
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


def make_once(base: Path, name: str, fill: Callable[[Path], object]) -> Path:
    """See `MakeOnce`; where `fill` fails, the next process that asks tries again, and fails by itself."""
    folder, complete = base / name, base / f"{name}.complete"
    with FileLock(base / f"{name}.lock"):
        if not complete.exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            fill(folder)
            complete.touch()
    return folder
