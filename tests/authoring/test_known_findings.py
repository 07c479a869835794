"""The file of known findings: written so that changes read well, read without trusting it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from cxsite.authoring.known_findings import KnownFinding, read_known, write_known
from cxsite.problems import CxsiteError

if TYPE_CHECKING:
    from pathlib import Path

ONE = KnownFinding(path="content/a.yml", code="CX301", what="Điểm chạm “Thử đồ” chưa có kênh.", fingerprint="a" * 32)
OTHER = KnownFinding(path="content/b.yml", code="CX302", what="…", fingerprint="b" * 32)


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    file = tmp_path / ".cxsite" / "known.json"
    assert write_known(file, [OTHER, ONE]) == 2
    assert read_known(file) == {"a" * 32, "b" * 32}
    first, *lines, last = file.read_text("utf-8").splitlines()
    assert (first, last) == ('{"version": 1, "known": [', "]}")
    assert [line.split('"')[3] for line in lines] == ["content/a.yml", "content/b.yml"]
    assert "Điểm chạm" in lines[0]
    assert [path.name for path in file.parent.iterdir()] == ["known.json"]


def test_nothing_known_is_a_file_too(tmp_path: Path) -> None:
    write_known(tmp_path / "known.json", [ONE])
    assert write_known(tmp_path / "known.json", []) == 0
    assert read_known(tmp_path / "known.json") == frozenset()


@pytest.mark.parametrize(
    "text",
    [
        "", "{", "[]", "null", '"x"', '{"version": 2, "known": []}', '{"version": 1}', '{"version": 1, "known": {}}',
        '{"version": 1, "known": ["x"]}', '{"version": 1, "known": [{"fingerprint": 3}]}',
        '{"version": 1, "known": [{"fingerprint": "short"}]}', '<<<<<<< HEAD\n{"version": 1, "known": []}',
    ],
)  # fmt: skip
def test_a_corrupt_file_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "known.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(CxsiteError, match="is not a list of known findings"):
        read_known(file)


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "known.json"
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CxsiteError, match="is not a list of known findings"):
        read_known(file)


def test_no_file_and_no_room_for_one_are_reported(tmp_path: Path) -> None:
    with pytest.raises(CxsiteError, match="cannot be read"):
        read_known(tmp_path / "known.json")
    (tmp_path / "a").write_text("", encoding="utf-8")
    with pytest.raises(CxsiteError, match="cannot be written"):
        write_known(tmp_path / "a" / "known.json", [ONE])


@pytest.mark.parametrize("text", ["site_name: A\n", '{"version": 1}', "\x00\xff"])
def test_a_file_that_is_something_else_is_kept(tmp_path: Path, text: str) -> None:
    file = tmp_path / "mkdocs.yml"
    file.write_text(text, encoding="latin-1")
    with pytest.raises(CxsiteError, match="would be overwritten"):
        write_known(file, [ONE])
    assert file.read_text(encoding="latin-1") == text


def test_what_is_no_file_is_kept(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    for name in ("pipe", "folder"):
        with pytest.raises(CxsiteError, match="would be overwritten"):
            write_known(tmp_path / name, [ONE])
    assert (tmp_path / "pipe").is_fifo()


def test_a_list_into_which_a_merge_put_its_marks_is_written_anew(tmp_path: Path) -> None:
    file = tmp_path / "known.json"
    write_known(file, [ONE])
    file.write_text(f"<<<<<<< ours\n{file.read_text('utf-8')}", encoding="utf-8")
    assert write_known(file, [ONE]) == 1
    assert len(read_known(file)) == 1
