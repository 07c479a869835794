"""What an interrupted build leaves beside a site is cleared; what belongs to others stays."""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from fault_injection import run
from folders import left_beside
from publishing_steps import publish_written

from cxsite.problems import CxsiteError
from cxsite.site.publishing.leftovers import beside, find_leftovers, recover, remove_tree
from cxsite.site.publishing.manifest import make_manifest, write_manifest

if TYPE_CHECKING:
    from collections.abc import Iterator

NOBODY = 65534
AS_USER = pytest.mark.skipif(
    not hasattr(os, "fork") or os.geteuid() != 0, reason="only root can do something as an ordinary user"
)


def publish_text(site: Path, text: str) -> list[str]:
    def build(staging: Path) -> None:
        (staging / "site" / "inside").mkdir(parents=True)
        (staging / "site" / "inside" / "page.html").write_text(text)

    notes: list[str] = []
    publish_written(site, build, note=lambda one: notes.append(str(one)))
    return notes


def text_of(site: Path) -> str:
    return (site / "inside" / "page.html").read_text()


def as_user(site: Path, text: str) -> str | None:
    """Return the message that an ordinary user sees who publishes there."""

    def job() -> str:
        os.setuid(NOBODY)
        try:
            return "\n".join(["published", *publish_text(site, text)])
        except CxsiteError as error:
            return error.message

    return run(job, traced=False).message


@pytest.fixture
def owned() -> Iterator[Path]:
    """A site in a folder of an ordinary user, who may reach it; pytest's own folders are closed."""
    with tempfile.TemporaryDirectory() as folder:
        os.chown(folder, NOBODY, NOBODY)
        Path(folder).chmod(0o755)
        yield Path(folder) / "site"


@AS_USER
@pytest.mark.parametrize("mode", [0o555, 0o500, 0o311])
def test_a_site_without_the_right_to_write_is_exchanged_and_removed(owned: Path, mode: int) -> None:
    assert as_user(owned, "a") == "published"
    for folder in (owned / "inside", owned):
        folder.chmod(mode)
    message = as_user(owned, "b")
    if message == "published":
        assert text_of(owned) == "b"
    else:
        assert mode == 0o311  # it cannot be listed, so nobody knows whether all in it is ours
        assert message == f"{owned} cannot be read: Permission denied. Nothing was published."
        assert text_of(owned) == "a"
    assert left_beside(owned) == set()
    for folder in (owned, owned / "inside"):
        folder.chmod(0o755)
    assert as_user(owned, "c") == "published"
    assert left_beside(owned) == set()


@AS_USER
def test_an_old_site_of_somebody_else_is_reported_and_the_new_one_is_published(owned: Path) -> None:
    assert as_user(owned, "a") == "published"
    os.chown(owned / "inside", 0, 0)
    (owned / "inside").chmod(0o755)
    message = as_user(owned, "b")
    (left,) = find_leftovers(owned)
    assert message is not None
    assert message.startswith(f"published\nFiles that are no longer needed could not be removed: {left}.")
    assert text_of(owned) == "b"
    os.chown(left / "inside", NOBODY, NOBODY)
    assert as_user(owned, "c") == "published"
    assert left_beside(owned) == set()


@AS_USER
def test_a_folder_that_may_not_be_written_keeps_its_site(owned: Path) -> None:
    assert as_user(owned, "a") == "published"
    owned.parent.chmod(0o555)
    message = as_user(owned, "b")
    assert message is not None
    assert message.startswith(f"The site could not be published to {owned}: Permission denied")
    assert text_of(owned) == "a"
    owned.parent.chmod(0o755)
    assert as_user(owned, "b") == "published"


def test_folders_of_others_stay_whatever_their_names_are(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish_text(site, "a")
    for name in (".site.tmp-mine", ".site.tmp-mine.new", ".site.old"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "thesis.html").write_text("precious")
    (tmp_path / ".site.tmp-link").symlink_to(site)
    before = left_beside(site)
    assert publish_text(site, "b") == []
    assert left_beside(site) == before
    assert find_leftovers(site) == ()


def test_what_somebody_put_into_an_old_site_is_kept_and_reported(tmp_path: Path) -> None:
    site, old = tmp_path / "site", tmp_path / ".site.tmp-abcdefgh.new"
    publish_text(site, "a")
    publish_text(old, "before")
    (old / "thesis.html").write_text("precious")
    (note,) = publish_text(site, "b")
    assert str(old) in note
    assert (old / "thesis.html").read_text() == "precious"
    (old / "thesis.html").unlink()
    assert publish_text(site, "c") == []
    assert not old.exists()


def test_the_file_by_which_a_folder_is_known_goes_last(tmp_path: Path) -> None:
    folder = tmp_path / ".site.tmp-abcdefgh"
    (folder / "docs.").mkdir(parents=True)
    (folder / ".cxsite-staging").touch()
    remove_tree(folder)
    assert not folder.exists()


def test_a_half_removed_old_site_is_never_put_back(tmp_path: Path) -> None:
    site = tmp_path / "site"
    half = tmp_path / ".site.tmp-12345678.old"
    half.mkdir()
    (half / "index.html").write_text("a")
    write_manifest(half, make_manifest(half))
    (half / "index.html").unlink()
    recover(site)
    assert not site.exists()
    assert left_beside(site) == set()


def test_an_old_site_takes_the_place_of_an_empty_folder(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish_text(site, "a")
    site.rename(tmp_path / ".site.old")
    site.mkdir()
    recover(site)
    assert text_of(site) == "a"


def test_without_a_lock_what_is_young_may_belong_to_a_build_that_runs(tmp_path: Path) -> None:
    site, left = tmp_path / "site", tmp_path / ".site.tmp-abcdefgh"
    (left / "site").mkdir(parents=True)
    recover(site, is_alone=False)
    assert left.exists()
    os.utime(left, (time.time() - 4000,) * 2)
    recover(site, is_alone=False)
    assert not left.exists()


@pytest.mark.parametrize("name", ["s" * 250, "ạ" * 83, "🙂" * 60])
def test_a_site_may_have_the_longest_name_there_is(tmp_path: Path, name: str) -> None:
    site = tmp_path / name
    for text in "ab":
        assert publish_text(site, text) == []
    assert text_of(site) == "b"
    assert {path.name for path in tmp_path.iterdir()} == {name, beside(site, "lock").name}


@AS_USER
def test_a_folder_without_a_lock_that_may_not_be_written_says_why(owned: Path) -> None:
    owned.parent.chmod(0o555)
    message = as_user(owned, "a")
    assert message is not None
    assert "Permission denied" in message
    assert "No such file" not in message
