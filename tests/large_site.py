"""A site as it is published of a large playbook, with its search index in two files."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from cxsite.site.finish import finish_site, search_parts

if TYPE_CHECKING:
    from pathlib import Path


def build_large_site(site: Path, copy: Path) -> Path:
    """A copy of the site in which no index is too small for that."""
    shutil.copytree(site, copy)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search_parts, "_LARGE", 0)
        finish_site(copy)
    return copy
