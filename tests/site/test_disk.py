"""Swaps, locks and flushes on the real file system."""

from __future__ import annotations

import sys
import threading
import time
from typing import TYPE_CHECKING

import pytest

from cxsite.site import disk

if TYPE_CHECKING:
    from pathlib import Path


def folder(path: Path, text: str) -> Path:
    path.mkdir()
    (path / "index.html").write_text(text)
    return path


def shown(path: Path) -> str:
    return (path / "index.html").read_text()


def test_a_new_folder_takes_the_place_of_none(tmp_path: Path) -> None:
    disk.swap(folder(tmp_path / "new", "new"), tmp_path / "site", tmp_path / "old")
    assert shown(tmp_path / "site") == "new"
    assert not (tmp_path / "new").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux exchanges folders")
def test_two_folders_are_exchanged(tmp_path: Path) -> None:
    one, other = folder(tmp_path / "one", "1"), folder(tmp_path / "other", "2")
    assert disk.exchange(one, other)
    assert (shown(one), shown(other)) == ("2", "1")


def test_an_exchange_that_cannot_be_done_changes_nothing(tmp_path: Path) -> None:
    one = folder(tmp_path / "one", "1")
    assert not disk.exchange(one, tmp_path / "gone")
    assert shown(one) == "1"


def test_stepping_aside_leaves_the_old_one_at_the_new_one_s_place(tmp_path: Path) -> None:
    new, site = folder(tmp_path / "new", "new"), folder(tmp_path / "site", "old")
    disk.step_aside(new, site, tmp_path / "aside")
    assert (shown(site), shown(new)) == ("new", "old")
    assert not (tmp_path / "aside").exists()


def test_stepping_aside_without_a_new_one_puts_the_old_one_back(tmp_path: Path) -> None:
    site = folder(tmp_path / "site", "old")
    with pytest.raises(OSError, match="gone"):
        disk.step_aside(tmp_path / "gone", site, tmp_path / "aside")
    assert shown(site) == "old"


def test_a_lock_lets_one_in_at_a_time(tmp_path: Path) -> None:
    inside: list[str] = []

    def enter(name: str) -> None:
        with disk.locked(tmp_path / "lock"):
            inside.append(f"{name} in")
            time.sleep(0.05)
            inside.append(f"{name} out")

    threads = [threading.Thread(target=enter, args=(name,)) for name in "abc"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [pair[0][0] == pair[1][0] for pair in zip(inside[::2], inside[1::2], strict=True)] == [True] * 3


def test_a_folder_can_be_flushed(tmp_path: Path) -> None:
    disk.flush(folder(tmp_path / "site", "1"))
    with pytest.raises(OSError, match="gone"):
        disk.flush(tmp_path / "gone")
