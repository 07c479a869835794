"""The cache of a user is used where it can be, and nowhere else."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest

from cxsite.incremental.state_files import find_user_cache

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="where a user's cache is, follows from XDG on Linux")


def test_a_folder_of_the_cache_is_created(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    folder = find_user_cache("themes")
    assert folder == tmp_path / "cxsite" / "themes"
    assert folder.is_dir()


def test_a_file_in_its_place_is_no_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    (tmp_path / "cxsite").write_text("", "utf-8")
    assert find_user_cache("themes") is None


@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_cache_that_is_not_writable_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    tmp_path.chmod(0o500)
    assert find_user_cache("themes") is None
