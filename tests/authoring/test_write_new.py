"""A new file is there whole or not at all, and never in the place of another."""

from __future__ import annotations

from threading import Barrier, Thread
from typing import TYPE_CHECKING

import pytest

from cxsite.authoring.write_new import write_new
from cxsite.problems import CxsiteError

if TYPE_CHECKING:
    from pathlib import Path


def test_writes_bytes_as_given_and_makes_folders(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "đ.yml"
    assert write_new(path, "tên: Đào\n")
    assert path.read_bytes() == "tên: Đào\n".encode()
    assert [child.name for child in path.parent.iterdir()] == ["đ.yml"]


def test_leaves_what_is_there_even_a_broken_link(tmp_path: Path) -> None:
    there = tmp_path / "there.yml"
    there.write_text("old", encoding="utf-8")
    broken = tmp_path / "broken.yml"
    broken.symlink_to("nowhere")
    assert not write_new(there, "new")
    assert not write_new(broken, "new")
    assert there.read_text(encoding="utf-8") == "old"
    assert not (tmp_path / "nowhere").exists()


def test_of_many_at_once_one_wins(tmp_path: Path) -> None:
    path, won, start = tmp_path / "x.yml", [], Barrier(8)

    def attempt(number: int) -> None:
        start.wait()
        if write_new(path, f"{number}" * 10_000):
            won.append(number)

    threads = [Thread(target=attempt, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(won) == 1
    assert path.read_text(encoding="utf-8") == f"{won[0]}" * 10_000
    assert list(tmp_path.iterdir()) == [path]


def test_a_disk_that_refuses_is_a_plain_message(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(CxsiteError, match="cannot be written"):
        write_new(tmp_path / "file" / "below.yml", "x")
