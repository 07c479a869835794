"""Where a site may be published: nowhere that anything of somebody else's could be lost."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from cxsite.problems import CxsiteError
from cxsite.site.manifest import read_manifest

if TYPE_CHECKING:
    from collections.abc import Sequence

_ELSEWHERE = "Name another folder with `--output`, one that is empty or does not exist yet."


def check_target(target: Path, protected: Sequence[Path] = ()) -> None:
    """Refuse a target that is dangerous or not ours.

    Raises:
        CxsiteError: with what is wrong and what to do instead.
    """
    if what := _refusal(target, protected):
        raise CxsiteError(f"{target} {what}.", _ELSEWHERE)
    if os.path.ismount(target):  # Path.is_mount fails on Windows before Python 3.12
        what = f"{target} is a mount point, which cannot be exchanged in one step."
        raise CxsiteError(what, f"Publish into a folder inside it: `--output {target / 'site'}`.")
    if target.is_dir() and any(target.iterdir()) and read_manifest(target) is None:
        what = f"{target} holds files that cxsite did not write; it would delete them."
        raise CxsiteError(what, f"Move them away and remove the folder. {_ELSEWHERE}")


def _refusal(target: Path, protected: Sequence[Path]) -> str:
    real = target.resolve()
    holder = next((path for path in map(Path.resolve, protected) if _overlap(path, real)), None)
    refusals = {
        "is a symbolic link": target.is_symlink(),
        "is not a folder": target.exists() and not target.is_dir(),
        "is a home folder or holds one": real.parent == real or _home().is_relative_to(real),
        "is the root of a git repository": (real / ".git").exists(),
        "is the current folder or holds it": Path.cwd().is_relative_to(real),
        f"is, holds or lies inside {holder}": holder is not None,
    }
    return next((what for what, holds in refusals.items() if holds), "")


def _overlap(one: Path, other: Path) -> bool:
    return one.is_relative_to(other) or other.is_relative_to(one)


def _home() -> Path:
    try:
        return Path.home().resolve()
    except RuntimeError:  # a CI runner may have a user without a home
        return Path.cwd()
