"""Folders for what all playbooks of a user share: frames of the theme and compiled templates.

What is in them carries this user's seal, and its names are hashes of all that it depends on.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from platformdirs import user_cache_path

if TYPE_CHECKING:
    from pathlib import Path


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
