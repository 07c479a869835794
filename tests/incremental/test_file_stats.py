"""Whether a published site is still the one that was published."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from cxsite.incremental.build_inputs import hash_file_stats

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def a_site(folder: Path) -> Path:
    (folder / "personas").mkdir(parents=True)
    (folder / "index.html").write_text("Home", encoding="utf-8")
    (folder / "personas/lan.html").write_text("Lan", encoding="utf-8")
    return folder


def test_looking_changes_nothing(tmp_path: Path) -> None:
    site = a_site(tmp_path)
    assert hash_file_stats(site) == hash_file_stats(site)


@pytest.mark.parametrize(
    "change",
    [
        lambda site: (site / "index.html").write_text("Other home", encoding="utf-8"),
        lambda site: os.utime(site / "personas/lan.html", ns=(1, 1)),
        lambda site: (site / "personas/lan.html").unlink(),
        lambda site: (site / "new.html").write_text("", encoding="utf-8"),
        lambda site: (site / "index.html").rename(site / "start.html"),
    ],
    ids=["other bytes", "other time", "gone", "new", "renamed"],
)
def test_any_change_of_a_file_is_seen(tmp_path: Path, change: Callable[[Path], object]) -> None:
    site = a_site(tmp_path)
    before = hash_file_stats(site)
    change(site)
    assert hash_file_stats(site) != before


def test_there_has_to_be_a_site(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="nothing"):
        hash_file_stats(tmp_path / "nothing")
