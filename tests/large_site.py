"""A site as a large playbook would publish it, with its search index in two files."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from cxsite.site.finish import finish_site, search

if TYPE_CHECKING:
    from pathlib import Path


def build_large_site(site: Path, copy: Path) -> Path:
    """Copy the site, and divide its search index into two files whatever its size."""
    shutil.copytree(site, copy)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search, "_LARGE", 0)
        finish_site(copy)
    return copy
