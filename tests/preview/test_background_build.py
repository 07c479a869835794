"""Builds behind the preview, in a process of their own: the last that is wanted, and none while it stands still."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from cxsite.preview.background_build import BackgroundBuild, PreviewResult
from cxsite.site.pipeline import OutdatedError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded.*:DeprecationWarning")


def build(folder: Path, is_outdated: Callable[[], bool]) -> PreviewResult:
    """Build until `go on` lies beside the folder; a folder called `2` cannot be built."""
    (folder / "begun").touch()
    while not (folder.parent / "go on").exists():
        if is_outdated():
            raise OutdatedError
        time.sleep(0.01)
    return PreviewResult(None, ("It cannot be built.",)) if folder.name == "2" else PreviewResult(folder)


def wait_for(path: Path) -> None:
    deadline = time.monotonic() + 20
    while not path.exists():
        assert time.monotonic() < deadline
        time.sleep(0.01)


@pytest.fixture
def behind(tmp_path: Path) -> Iterator[BackgroundBuild]:
    behind = BackgroundBuild(build, tmp_path)
    yield behind
    behind.close()


def test_what_is_overtaken_is_given_up_and_what_fails_leaves_nothing(behind: BackgroundBuild, tmp_path: Path) -> None:
    behind.request(1)
    wait_for(tmp_path / "1/begun")
    behind.request(2)
    wait_for(tmp_path / "2/begun")
    assert not (tmp_path / "1").exists()
    (tmp_path / "go on").touch()
    assert behind.result() == (2, PreviewResult(None, ("It cannot be built.",)))
    behind.request(3)
    assert behind.result() == (3, PreviewResult(tmp_path / "3"))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["3", "go on"]


def test_it_stands_still_while_it_is_paused(behind: BackgroundBuild, tmp_path: Path) -> None:
    behind.request(1)
    wait_for(tmp_path / "1/begun")
    behind.pause()
    (tmp_path / "go on").touch()
    behind.request(3)
    time.sleep(0.2)
    assert not (tmp_path / "3").exists()
    behind.resume()
    wait_for(tmp_path / "3/begun")


def test_no_more_results_come_once_it_is_ended(behind: BackgroundBuild) -> None:
    behind.close()
    assert behind.result() is None
