"""The manifest names every file and notices every difference."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cxsite.site.publishing.manifest import (
    MARKER,
    ManifestEntry,
    find_differences,
    find_strangers,
    make_manifest,
    read_manifest,
    write_manifest,
)

if TYPE_CHECKING:
    from pathlib import Path

SHA256_OF_A = "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"
SHA256_OF_NOTHING = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "c.html").write_text("")
    (tmp_path / "a.html").write_text("a")
    return tmp_path


def test_files_have_size_and_hash(site: Path) -> None:
    first, second = make_manifest(site)
    assert first == ManifestEntry("a.html", 1, SHA256_OF_A)
    assert second == ManifestEntry("b/c.html", 0, SHA256_OF_NOTHING)


def test_a_written_manifest_is_read_and_is_not_part_of_itself(site: Path) -> None:
    entries = make_manifest(site)
    write_manifest(site, entries)
    assert read_manifest(site) == entries
    assert make_manifest(site) == entries


def test_a_manifest_is_written_alike_everywhere(site: Path) -> None:
    (site / "b" / "c.html").rename(site / "b" / "đỏ.html")
    write_manifest(site, make_manifest(site)[1:])
    written = f'{{\n"cxsite": 1,\n"files": [\n[\n"b/đỏ.html",\n0,\n"{SHA256_OF_NOTHING}"\n]\n]\n}}\n'
    assert (site / MARKER).read_bytes() == written.encode()


def test_numbers_and_hashes_are_read_as_such(site: Path) -> None:
    (site / MARKER).write_text('{"files": [["đỏ.html", "1", 2]]}', encoding="utf-8")
    assert read_manifest(site) == (ManifestEntry("đỏ.html", 1, "2"),)


def test_files_come_by_their_whole_paths(site: Path) -> None:
    (site / "b.html").write_text("")
    (site / "B" / "d").mkdir(parents=True)
    (site / "B" / "d" / "e.html").write_text("")
    assert [entry.path for entry in make_manifest(site)] == ["B/d/e.html", "a.html", "b.html", "b/c.html"]


def test_only_the_marker_of_the_site_itself_is_left_out(site: Path) -> None:
    (site / "b" / MARKER).write_text("")
    (site / MARKER).write_text("")
    assert [entry.path for entry in make_manifest(site)] == ["a.html", f"b/{MARKER}", "b/c.html"]


def test_a_linked_folder_is_not_looked_into(site: Path) -> None:
    (site / "again").symlink_to(site / "b", target_is_directory=True)
    assert [entry.path for entry in make_manifest(site)] == ["a.html", "b/c.html"]


def test_of_known_files_only_the_size_is_looked_at(site: Path) -> None:
    known = {
        "a.html": ManifestEntry("a.html", 1, "as written"),
        "b/c.html": ManifestEntry("b/c.html", 7, "of another size"),
    }
    entries = make_manifest(site, known)
    assert entries == (ManifestEntry("a.html", 1, "as written"), ManifestEntry("b/c.html", 0, SHA256_OF_NOTHING))
    assert find_differences(site, entries, known) == ()
    assert find_differences(site, entries) == ("a.html",)


@pytest.mark.parametrize("text", [None, "", "{}", "[]", '{"files": [1]}', "\xff"])
def test_a_folder_without_our_manifest_is_not_ours(site: Path, text: str | None) -> None:
    if text is not None:
        (site / MARKER).write_bytes(text.encode("latin-1"))
    assert read_manifest(site) is None


def test_what_a_manifest_does_not_name_is_a_stranger(site: Path) -> None:
    entries = make_manifest(site)
    write_manifest(site, entries)
    (site / "a.html").write_text("changed")
    (site / "b" / ".DS_Store").write_text("")
    assert find_strangers(site, entries) == ()
    (site / "b" / MARKER).write_text("")
    (site / "x").mkdir()
    (site / "x" / "y").mkdir()
    (site / "x" / "y" / "z.txt").write_text("")
    (site / "link").symlink_to(site / "b")
    assert find_strangers(site, entries) == (f"b/{MARKER}", "link", "x/y/z.txt")


def test_each_kind_of_difference_is_noticed(site: Path) -> None:
    entries = make_manifest(site)
    assert find_differences(site, entries) == ()
    (site / "a.html").write_text("b")
    (site / "b" / "c.html").unlink()
    (site / "d.html").write_text("new")
    assert find_differences(site, entries) == ("a.html", "b/c.html", "d.html")
