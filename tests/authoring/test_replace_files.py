"""Several files at once: all of them or none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cxsite.authoring.replace_files import replace_files
from cxsite.problems import CxsiteError

if TYPE_CHECKING:
    from pathlib import Path


def test_writes_removes_and_can_undo(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_bytes(b"a")
    (tmp_path / "b.yml").write_bytes(b"b")
    (tmp_path / "a.yml").chmod(0o600)
    done = replace_files(tmp_path, {"a.yml": b"A", "b.yml": None, "new/c.yml": b"C"})
    assert (tmp_path / "a.yml").read_bytes() == b"A"
    assert (tmp_path / "a.yml").stat().st_mode & 0o777 == 0o600
    assert not (tmp_path / "b.yml").exists()
    done.undo()
    assert {p.name: p.read_bytes() for p in tmp_path.rglob("*.yml")} == {"a.yml": b"a", "b.yml": b"b"}


def test_changes_nothing_where_one_file_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_bytes(b"a")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "kept").write_bytes(b"k")
    with pytest.raises(CxsiteError):
        replace_files(tmp_path, {"a.yml": b"A", "folder": b"F"})
    with pytest.raises(CxsiteError):
        replace_files(tmp_path, {"a.yml": b"A", "missing.yml": None})
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["a.yml", "folder", "kept"]
    assert (tmp_path / "a.yml").read_bytes() == b"a"


def test_a_link_stays_one(tmp_path: Path) -> None:
    (tmp_path / "real.yml").write_bytes(b"a")
    (tmp_path / "link.yml").symlink_to("real.yml")
    replace_files(tmp_path, {"link.yml": b"A"})
    assert (tmp_path / "link.yml").is_symlink()
    assert (tmp_path / "real.yml").read_bytes() == b"A"
