"""The docs tree on disk holds exactly the given files, and nobody else's files are lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cxsite.problems import CxsiteError
from cxsite.site.tree_folder import MARKER, write_tree

if TYPE_CHECKING:
    from pathlib import Path


def files(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found if path.name != MARKER}


def test_a_tree_is_written_and_written_again_without_touching_what_is_the_same(tmp_path: Path) -> None:
    docs = tmp_path / "build" / "docs"
    assert write_tree({"a.md": b"1", "b/c.md": b"2"}, docs) == 2
    before = (docs / "a.md").stat().st_mtime_ns
    assert write_tree({"a.md": b"1", "b/c.md": b"3"}, docs) == 1
    assert files(docs) == {"a.md": b"1", "b/c.md": b"3"}
    assert (docs / "a.md").stat().st_mtime_ns == before


def test_what_is_no_longer_there_goes_with_its_folder(tmp_path: Path) -> None:
    write_tree({"a.md": b"1", "b/c/d.md": b"2"}, tmp_path)
    (tmp_path / "stray.md").write_text("left by hand")
    assert write_tree({"a.md": b"1"}, tmp_path) == 2
    assert files(tmp_path) == {"a.md": b"1"}
    assert not (tmp_path / "b").exists()


def test_a_file_becomes_a_folder_and_a_folder_a_file(tmp_path: Path) -> None:
    write_tree({"a": b"1", "b/c": b"2"}, tmp_path)
    write_tree({"a/x": b"3", "b": b"4"}, tmp_path)
    assert files(tmp_path) == {"a/x": b"3", "b": b"4"}


def test_a_link_is_replaced_and_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.write_text("precious")
    docs = tmp_path / "docs"
    write_tree({"a.md": b"1"}, docs)
    (docs / "a.md").unlink()
    (docs / "a.md").symlink_to(outside)
    write_tree({"a.md": b"1"}, docs)
    assert outside.read_text() == "precious"
    assert not (docs / "a.md").is_symlink()


def test_an_asset_is_copied_from_its_source(tmp_path: Path) -> None:
    source = tmp_path / "lan.png"
    source.write_bytes(b"picture")
    write_tree({"pictures/lan.png": source}, tmp_path / "docs")
    assert files(tmp_path / "docs") == {"pictures/lan.png": b"picture"}


def test_a_folder_with_other_files_is_refused_and_kept(tmp_path: Path) -> None:
    (tmp_path / "thesis.md").write_text("precious")
    with pytest.raises(CxsiteError, match="did not write"):
        write_tree({"a.md": b"1"}, tmp_path)
    assert files(tmp_path) == {"thesis.md": b"precious"}


def test_a_linked_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "docs").symlink_to(tmp_path / "real")
    with pytest.raises(CxsiteError, match="ordinary folder"):
        write_tree({"a.md": b"1"}, tmp_path / "docs")


def test_a_missing_source_is_reported(tmp_path: Path) -> None:
    with pytest.raises(CxsiteError, match=r"gone\.png"):
        write_tree({"a.png": tmp_path / "gone.png"}, tmp_path / "docs")
