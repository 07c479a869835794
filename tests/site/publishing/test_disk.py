"""Swaps, locks and flushes on the real file system."""

from __future__ import annotations

import errno
import os
import sys
import threading
import time
from typing import TYPE_CHECKING

import pytest

from cxsite.site.publishing import disk

if TYPE_CHECKING:
    from pathlib import Path

ON_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="looks into Linux's list of open files")


@pytest.fixture
def flushed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths that are flushed one by one, as it happens."""
    paths: list[str] = []
    fsync = os.fsync

    def noting(handle: int) -> None:
        paths.append(os.readlink(f"/proc/self/fd/{handle}"))  # noqa: PTH115 -- as Linux writes it
        fsync(handle)

    monkeypatch.setattr(os, "fsync", noting)
    return paths


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


def test_where_folders_cannot_be_exchanged_the_old_one_steps_aside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    new, site = folder(tmp_path / "new", "new"), folder(tmp_path / "site", "old")
    assert not disk.exchange(new, site)
    assert (shown(site), shown(new)) == ("old", "new")
    aside = tmp_path / "aside"
    assert disk.swap(new, site, aside) == aside
    assert (shown(site), shown(aside)) == ("new", "old")
    assert not new.exists()


def test_of_a_swap_that_cannot_be_done_the_reason_is_reported(tmp_path: Path) -> None:
    site = folder(tmp_path / "site", "old")
    with pytest.raises(FileNotFoundError, match="gone"):
        disk.swap(tmp_path / "gone", site, tmp_path / "aside")
    assert shown(site) == "old"


def test_an_exchange_that_cannot_be_done_changes_nothing(tmp_path: Path) -> None:
    one = folder(tmp_path / "one", "1")
    assert not disk.exchange(one, tmp_path / "gone")
    assert shown(one) == "1"


def test_a_swap_tells_where_the_old_folder_stands(tmp_path: Path) -> None:
    new, site = folder(tmp_path / "new", "new"), folder(tmp_path / "site", "old")
    old = disk.swap(new, site, tmp_path / "aside")
    assert (shown(site), shown(old)) == ("new", "old")


def test_stepping_aside_without_a_new_one_puts_the_old_one_back(tmp_path: Path) -> None:
    site = folder(tmp_path / "site", "old")
    with pytest.raises(OSError, match="gone"):
        disk.step_aside(tmp_path / "gone", site, tmp_path / "aside")
    assert shown(site) == "old"


def test_a_lock_lets_one_in_at_a_time(tmp_path: Path) -> None:
    inside: list[str] = []

    def enter(name: str) -> None:
        with disk.hold_lock(tmp_path / "lock"):
            inside.append(f"{name} in")
            time.sleep(0.05)
            inside.append(f"{name} out")

    threads = [threading.Thread(target=enter, args=(name,)) for name in "abc"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [pair[0][0] == pair[1][0] for pair in zip(inside[::2], inside[1::2], strict=True)] == [True] * 3


@ON_LINUX
def test_the_whole_file_system_is_flushed_at_once(tmp_path: Path, flushed: list[str]) -> None:
    disk.flush(folder(tmp_path / "site", "1"))
    assert flushed == []


@ON_LINUX
def test_elsewhere_file_after_file_is_flushed(
    tmp_path: Path, flushed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    site = folder(tmp_path / "site", "1")
    page = folder(site / "personas", "2") / "index.html"
    disk.flush(site)
    assert flushed == [str(site / "index.html"), str(page)]
    assert (shown(site), shown(site / "personas")) == ("1", "2")


@ON_LINUX
def test_what_the_system_says_against_a_flush_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "O_RDONLY", os.O_PATH)  # a handle that knows a name alone cannot be flushed
    with pytest.raises(OSError, match="Bad file descriptor") as caught:
        disk.flush(tmp_path)
    assert (caught.value.errno, caught.value.filename) == (errno.EBADF, str(tmp_path))


@ON_LINUX
def test_nothing_stays_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = len(os.listdir("/proc/self/fd"))  # noqa: PTH208 -- only their number
    disk.flush(tmp_path)
    disk.flush_folder(tmp_path)
    monkeypatch.setattr(sys, "platform", "win32")  # where folders cannot be flushed
    disk.flush_folder(tmp_path / "gone")
    assert len(os.listdir("/proc/self/fd")) == before  # noqa: PTH208


def test_a_folder_can_be_flushed(tmp_path: Path) -> None:
    disk.flush(folder(tmp_path / "site", "1"))
    with pytest.raises(OSError, match="gone"):
        disk.flush(tmp_path / "gone")
