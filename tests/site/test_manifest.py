"""The manifest names every file and notices every difference."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cxsite.site.manifest import MARKER, Entry, differences, manifest, read_manifest, write_manifest

if TYPE_CHECKING:
    from pathlib import Path

SHA256_OF_A = "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "c.html").write_text("")
    (tmp_path / "a.html").write_text("a")
    return tmp_path


def test_files_have_size_and_hash(site: Path) -> None:
    first, second = manifest(site)
    assert first == Entry("a.html", 1, SHA256_OF_A)
    assert (second.path, second.size) == ("b/c.html", 0)


def test_a_written_manifest_is_read_and_is_not_part_of_itself(site: Path) -> None:
    entries = manifest(site)
    write_manifest(site, entries)
    assert read_manifest(site) == entries
    assert manifest(site) == entries


@pytest.mark.parametrize("text", [None, "", "{}", "[]", '{"files": [1]}', "\xff"])
def test_a_folder_without_our_manifest_is_not_ours(site: Path, text: str | None) -> None:
    if text is not None:
        (site / MARKER).write_bytes(text.encode("latin-1"))
    assert read_manifest(site) is None


def test_each_kind_of_difference_is_noticed(site: Path) -> None:
    entries = manifest(site)
    assert differences(site, entries) == ()
    (site / "a.html").write_text("b")
    (site / "b" / "c.html").unlink()
    (site / "d.html").write_text("new")
    assert differences(site, entries) == ("a.html", "b/c.html", "d.html")
