"""Where builds keep data for later ones: that of one playbook in its folder, what all share in the user's cache.

All of it carries the user's seal (`cxsite.seal`); names in the cache are hashes of all that their content depends on.
"""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING

from platformdirs import user_cache_path

if TYPE_CHECKING:
    from pathlib import Path


def state_path(project: Path, name: str) -> Path:
    """Return the path of data with that name about a project."""
    return project / "build" / ".state" / name


def site_state_path(project: Path, target: Path, what: str = "site") -> Path:
    """Return the path of data named `what` about the project's site at `target`."""
    return state_path(project, f"{what}-{hashlib.sha256(os.fsencode(os.path.realpath(target))).hexdigest()[:16]}.json")


def find_user_cache(name: str) -> Path | None:
    """Return the folder of that name in this user's cache, and create it; None if that is not possible."""
    try:
        folder = user_cache_path("cxsite", appauthor=False) / name
        if not folder.is_absolute():
            return None
        folder.mkdir(parents=True, exist_ok=True)
    except (OSError, RuntimeError):  # the user has no permission to write there, or no home folder at all
        return None
    return folder if os.access(folder, os.W_OK | os.X_OK) else None
