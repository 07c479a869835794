"""Where data about a published site is kept between builds."""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def state_path(state: Path, target: Path, what: str = "site") -> Path:
    """Return the path in the folder `state` for data named `what` about the site at `target`."""
    return state / f"{what}-{hashlib.sha256(os.fsencode(os.path.realpath(target))).hexdigest()[:16]}.json"
