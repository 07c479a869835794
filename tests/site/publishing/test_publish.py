"""Readers see a whole site, the old one or the new one, whatever happens to a build."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from folders import left_beside
from publishing_steps import publish_written

from cxsite.problems import CxsiteError
from cxsite.site.publishing import disk
from cxsite.site.publishing.leftovers import recover
from cxsite.site.publishing.manifest import (
    ManifestEntry,
    find_differences,
    make_manifest,
    read_manifest,
    write_manifest,
)
from cxsite.site.publishing.publish import KnownFiles, seal_site

if TYPE_CHECKING:
    from collections.abc import Callable

PAGES = 40
WRITER = """
import sys, pathlib
from cxsite.site.publishing.publish import open_staging, publish
def build(staging):
    for number in range(40):
        page = staging / "site" / f"p{number}.html"
        page.parent.mkdir(exist_ok=True)
        page.write_text(sys.argv[2] * 5000)
with open_staging(pathlib.Path(sys.argv[1])) as staging:
    build(staging.folder)
    publish(staging)
"""


def site_of(text: str) -> Callable[[Path], None]:
    def build(staging: Path) -> None:
        (staging / "site").mkdir()
        for number in range(PAGES):
            (staging / "site" / f"p{number}.html").write_text(text * 5000)

    return build


def whole(site: Path) -> str:
    """The one text of which all pages of the site are made."""
    entries = read_manifest(site)
    assert entries is not None
    assert len(entries) == PAGES
    assert find_differences(site, entries) == ()
    (text,) = {(site / entry.path).read_text()[0] for entry in entries}
    return text


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return tmp_path / "public" / "vi" / "site"


def test_a_site_is_published_and_published_again(site: Path) -> None:
    assert publish_written(site, site_of("a")) == read_manifest(site)
    publish_written(site, site_of("b"))
    assert whole(site) == "b"
    assert left_beside(site) == set()


def test_a_site_is_built_in_a_folder_beside_its_place(site: Path) -> None:
    given: list[Path] = []

    def build(staging: Path) -> None:
        given.append(staging)
        assert [path.name for path in staging.iterdir()] == [".cxsite-staging"]
        site_of("a")(staging)

    publish_written(site, build)
    assert [folder.parent for folder in given] == [site.parent]
    assert given[0].name.startswith(".site.tmp-")


def test_a_path_is_taken_from_the_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    publish_written(Path("site"), site_of("a"))
    assert whole(tmp_path / "site") == "a"


def test_what_a_build_knows_of_its_files_is_not_read_again(site: Path) -> None:
    known = KnownFiles(
        {"a.html": ManifestEntry("a.html", 1, "as written"), "b.html": ManifestEntry("b.html", 1, "linked")},
        ("b.html",),
    )

    def build(staging: Path) -> KnownFiles:
        (staging / "site").mkdir()
        (staging / "site" / "a.html").write_text("a")
        (staging / "site" / "b.html").write_text("b")
        return known

    with pytest.raises(CxsiteError, match=r"did not keep all the files that were written: a\.html"):
        publish_written(site, build)
    assert left_beside(site) == set()
    linked = KnownFiles({"b.html": known.entries["b.html"]}, ("b.html",))
    (site.parent / "built").mkdir()
    (site.parent / "built" / "b.html").write_text("b")
    assert seal_site(site.parent / "built", linked) == (ManifestEntry("b.html", 1, "linked"),)


def test_a_failed_build_leaves_the_old_site(site: Path) -> None:
    publish_written(site, site_of("a"))
    before = make_manifest(site), read_manifest(site)

    def failing(staging: Path) -> None:
        site_of("b")(staging)
        message = "a bug"
        raise RuntimeError(message)

    with pytest.raises(RuntimeError, match="a bug"):
        publish_written(site, failing)
    assert (make_manifest(site), read_manifest(site)) == before
    assert left_beside(site) == set()


def test_a_full_disk_is_reported_and_leaves_the_old_site(site: Path) -> None:
    publish_written(site, site_of("a"))

    def full(_staging: Path) -> None:
        with Path("/dev/full").open("w") as device:
            device.write("b" * 100_000)

    with pytest.raises(CxsiteError, match="No space left") as caught:
        publish_written(site, full)
    assert caught.value.message.startswith(f"The site could not be published to {site}: No space left on device")
    assert caught.value.message.endswith(". The old site is unchanged.")
    assert caught.value.remedy == "Free space on the disk or correct the folder's permissions, then build again."
    assert whole(site) == "a"
    assert left_beside(site) == set()


def test_a_file_that_did_not_arrive_whole_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.html").write_text("whole")
    monkeypatch.setattr("cxsite.site.publishing.disk.flush", lambda folder: (folder / "a.html").write_text(""))
    with pytest.raises(CxsiteError, match=r"did not keep all the files that were written: a\.html"):
        seal_site(tmp_path)


def test_of_many_files_that_did_not_arrive_five_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def lose(folder: Path) -> None:
        for page in folder.glob("*.html"):
            page.write_text("")

    for letter in "fedcba":
        (tmp_path / f"{letter}.html").write_text("whole")
    monkeypatch.setattr("cxsite.site.publishing.disk.flush", lose)
    with pytest.raises(CxsiteError) as caught:
        seal_site(tmp_path)
    assert (
        caught.value.message
        == "The disk did not keep all the files that were written: a.html, b.html, c.html, d.html, e.html."
    )
    assert caught.value.remedy == "Free space on the disk, then build again."


def test_a_sealed_site_names_its_files_and_is_flushed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flushed: list[Path] = []
    monkeypatch.setattr(disk, "flush", flushed.append)
    (tmp_path / "a.html").write_text("whole")
    assert seal_site(tmp_path) == read_manifest(tmp_path) == make_manifest(tmp_path)
    assert flushed == [tmp_path]


def test_foreign_files_are_refused_and_kept(site: Path) -> None:
    site.mkdir(parents=True)
    (site / "thesis.html").write_text("precious")
    with pytest.raises(CxsiteError, match="did not write"):
        publish_written(site, site_of("a"))
    assert (site / "thesis.html").read_text() == "precious"
    assert left_beside(site) == set()


@pytest.mark.parametrize("when", ["before", "meanwhile"])
def test_what_others_put_into_a_site_is_kept(site: Path, when: str) -> None:
    publish_written(site, site_of("a"))
    before = len(make_manifest(site))

    def build(staging: Path) -> None:
        (site / "CNAME").write_text("precious")
        site_of("b")(staging)

    if when == "before":
        (site / "CNAME").write_text("precious")
    with pytest.raises(CxsiteError, match="CNAME"):
        publish_written(site, build)
    assert (site / "CNAME").read_text() == "precious"
    assert len(make_manifest(site)) == before + 1
    assert left_beside(site) == set()


def test_a_killed_build_s_leftovers_are_cleared(site: Path) -> None:
    publish_written(site, site_of("a"))
    (site.parent / ".site.tmp-killed" / "site").mkdir(parents=True)
    publish_written(site, site_of("b"))
    assert left_beside(site) == set()


def test_what_else_lies_beside_a_site_stays(site: Path) -> None:
    publish_written(site, site_of("a"))
    (site.parent / ".other.tmp-killed").mkdir()
    (site.parent / ".site.tmp-file").write_text("no build of ours")
    publish_written(site, site_of("b"))
    assert left_beside(site) == {".other.tmp-killed", ".site.tmp-file"}


def test_where_folders_cannot_be_exchanged_a_site_is_published_all_the_same(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk, "exchange", lambda *_: False)
    publish_written(site, site_of("a"))
    publish_written(site, site_of("b"))
    assert whole(site) == "b"
    assert left_beside(site) == set()


def test_a_build_that_dies_as_the_old_site_has_stepped_aside_loses_nothing(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish_written(site, site_of("a"))
    rename = Path.rename

    def dying(path: Path, target: Path) -> Path:
        if target == site:
            raise KeyboardInterrupt
        return rename(path, target)

    with monkeypatch.context() as patched:
        patched.setattr(disk, "exchange", lambda *_: False)
        patched.setattr(Path, "rename", dying)
        with pytest.raises(KeyboardInterrupt):
            publish_written(site, site_of("b"))
    assert not site.exists()
    seen: list[str] = []

    def look_and_build(staging: Path) -> None:
        seen.append(whole(site))
        site_of("c")(staging)

    publish_written(site, look_and_build)
    assert seen == ["a"]
    assert whole(site) == "c"
    assert left_beside(site) == set()


def test_a_target_that_changes_while_a_build_waits_is_looked_at_again(tmp_path: Path) -> None:
    content, public = tmp_path / "content", tmp_path / "public"
    content.mkdir()
    public.mkdir()
    refused: list[str] = []

    def wait_and_publish() -> None:
        try:
            publish_written(public / "site", site_of("a"), protected=(content,))
        except CxsiteError as error:
            refused.append(error.message)

    waiting = threading.Thread(target=wait_and_publish)
    with disk.hold_lock(public / ".site.lock"):
        waiting.start()
        time.sleep(0.2)
        public.rename(tmp_path / "elsewhere")
        public.symlink_to(content)
    waiting.join()
    assert refused == [f"{public / 'site'} is, contains or is inside {content}."]
    assert list(content.iterdir()) == []


def test_a_site_that_was_moved_aside_comes_back(site: Path) -> None:
    publish_written(site, site_of("a"))
    site.rename(site.with_name(".site.old"))
    recover(site)
    assert whole(site) == "a"


def test_an_old_site_that_was_replaced_goes(site: Path) -> None:
    publish_written(site, site_of("a"))
    old = site.with_name(".site.old")
    old.mkdir()
    write_manifest(old, ())
    recover(site)
    assert left_beside(site) == set()


def test_somebody_s_folder_of_that_name_stays(site: Path) -> None:
    old = site.with_name(".site.old")
    old.mkdir(parents=True)
    (old / "thesis.html").write_text("precious")
    publish_written(site, site_of("a"))
    assert (old / "thesis.html").exists()


@pytest.mark.slow
def test_a_kill_at_any_moment_leaves_a_whole_site(site: Path) -> None:
    chance = random.Random(20261120)  # noqa: S311 (moments, not secrets)
    publish_written(site, site_of("0"))
    for text in "12345678":
        before = whole(site)
        process = subprocess.Popen([sys.executable, "-c", WRITER, str(site), text])
        time.sleep(chance.uniform(0.03, 0.2))
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert whole(site) in {before, text}
    publish_written(site, site_of("9"))
    assert whole(site) == "9"
    assert left_beside(site) == set()


@pytest.mark.slow
def test_builds_at_once_take_turns_while_readers_see_whole_sites(site: Path) -> None:
    publish_written(site, site_of("0"))
    over = threading.Event()
    polls: list[bool] = []

    def poll() -> None:
        while not over.is_set():
            polls.append((site / "p0.html").is_file() and (site / f"p{PAGES - 1}.html").is_file())

    reader = threading.Thread(target=poll)
    reader.start()
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, str(site), text]) for text in "abc"]
    assert [writer.wait() for writer in writers] == [0, 0, 0]
    over.set()
    reader.join()
    assert whole(site) in "abc"
    assert left_beside(site) == set()
    if sys.platform == "linux":
        assert all(polls)
    assert len(polls) > 100
