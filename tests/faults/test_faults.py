"""Kills, full and read-only disks, builds at once: readers see a whole site all the while.

`make test` tries a few; `make test-faults` (CXSITE_FAULTS=all) as many as were promised.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from folders import left_beside
from publishing_steps import publish_written
from small_site import ROOT

from cxsite.problems import CxsiteError
from cxsite.site.publishing.manifest import find_differences, make_manifest, read_manifest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.build

WHOLE = os.environ.get("CXSITE_FAULTS") == "all"
KILLS = 200 if WHOLE else 3
POLLS = 100_000 if WHOLE else 1_000
CROWDS = range(2, 9) if WHOLE else (2,)
ROOM = range(0, 720, 4) if WHOLE else (0, 40, 200, 360, 700)
"""How many KiB are left on a disk before a build, which needs about 700 for its site and for the new one's names."""
PAGES, LENGTH = 40, 5_000
WRITER = """
import pathlib, sys
def build(staging):
    (staging / "site").mkdir()
    for number in range(40):
        (staging / "site" / f"p{number}.html").write_text(sys.argv[2] * 5000)
from cxsite.site.publishing.publish import open_staging, publish
with open_staging(pathlib.Path(sys.argv[1])) as staging:
    build(staging.folder)
    publish(staging)
"""
BUILDER = """
import pathlib, sys
from small_site import page, small_site
from cxsite.site.build import build
build(small_site(page("plays/lan", "Lần " + sys.argv[2])), pathlib.Path(sys.argv[1]))
"""


def start(program: str, site: Path, text: str) -> subprocess.Popen[bytes]:
    path = os.pathsep.join([str(ROOT), str(ROOT / "tests")])
    environment = {**os.environ, "PYTHONPATH": path}
    return subprocess.Popen([sys.executable, "-c", program, str(site), text], env=environment)


def write(staging: Path, text: str) -> None:
    (staging / "site").mkdir()
    for number in range(PAGES):
        (staging / "site" / f"p{number}.html").write_text(text * LENGTH)


def is_whole(site: Path) -> bool:
    entries = read_manifest(site)
    return entries is not None and len(entries) > 0 and find_differences(site, entries) == ()


def letter(site: Path) -> str:
    assert is_whole(site)
    (text,) = {path.read_text()[0] for path in site.glob("*.html")}
    return text


@contextmanager
def disk(folder: Path, size: str) -> Iterator[Path]:
    """A small disk of its own while the block runs."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only root can mount a small disk")
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)], check=False)
    if mounted.returncode:
        pytest.skip("nothing can be mounted here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_killed_build_leaves_the_old_site_or_the_new(tmp_path: Path) -> None:
    chance = random.Random(20261121)  # noqa: S311 (moments, not secrets)
    site = tmp_path / "site"
    begun = time.monotonic()
    assert start(BUILDER, site, "0").wait() == 0
    lasts = time.monotonic() - begun
    published = {make_manifest(site)}
    for number in range(1, KILLS + 1):
        process = start(BUILDER, site, str(number % 2))
        time.sleep(chance.uniform(0.1, 1.1) * lasts)
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert is_whole(site), number
        published.add(make_manifest(site))
    assert len(published) <= 2
    assert start(BUILDER, site, "0").wait() == 0
    assert left_beside(site) == set()


def test_a_disk_that_fills_at_any_write_leaves_the_old_site_or_the_new(tmp_path: Path) -> None:
    with disk(tmp_path / "disk", "4m") as folder:
        site = folder / "site"
        publish_written(site, lambda staging: write(staging, "a"))
        done = []
        for room in ROOM:
            fill(folder, room)
            try:
                publish_written(site, lambda staging: write(staging, "b"))
                done.append(room)
                assert letter(site) == "b"
            except CxsiteError as error:
                assert "disk" in error.remedy  # noqa: PT017 (either outcome is fine)
                assert letter(site) == "a"
            (folder / "filler").unlink()
            publish_written(site, lambda staging: write(staging, "a"))
            assert left_beside(site) == set()
        assert done == [room for room in ROOM if room >= min(done)]
        assert 0 not in done


def fill(folder: Path, room: int) -> None:
    """Leave so many KiB free on the disk."""
    found = os.statvfs(folder)
    with (folder / "filler").open("wb") as file:
        file.write(b"\0" * max(found.f_bavail * found.f_frsize - room * 1024, 0))


def test_a_read_only_disk_is_reported_and_keeps_the_old_site(tmp_path: Path) -> None:
    with disk(tmp_path / "disk", "4m") as folder:
        site = folder / "site"
        publish_written(site, lambda staging: write(staging, "a"))
        subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)
        with pytest.raises(CxsiteError, match="Read-only"):
            publish_written(site, lambda staging: write(staging, "b"))
        assert letter(site) == "a"


@pytest.mark.parametrize("crowd", CROWDS)
def test_readers_see_whole_pages_while_builds_take_turns(tmp_path: Path, crowd: int) -> None:
    site = tmp_path / "site"
    publish_written(site, lambda staging: write(staging, "0"))
    over, reads, broken = threading.Event(), [0], list[str]()

    def read() -> None:
        while not (over.is_set() and reads[0] >= POLLS / len(CROWDS)):
            for name in ("p0.html", f"p{PAGES - 1}.html"):
                try:
                    text = (site / name).read_text()
                except OSError as error:
                    broken.append(str(error))
                else:
                    broken.extend([name] if text != text[:1] * LENGTH else [])
                reads[0] += 1

    reader = threading.Thread(target=read)
    reader.start()
    writers = [start(WRITER, site, "abcdefgh"[number]) for number in range(crowd)]
    assert [writer.wait() for writer in writers] == [0] * crowd
    over.set()
    reader.join()
    if sys.platform == "linux":
        assert broken == []
    assert letter(site) in "abcdefgh"
    assert left_beside(site) == set()
