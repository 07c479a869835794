"""Which themes stay in the cache of the user."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

from cxsite.site.builders import theme_cache

if TYPE_CHECKING:
    from pathlib import Path


def make_themes(cache: Path, number: int, *, seconds_ago: float) -> None:
    at = time.time() - seconds_ago
    for each in range(number):
        folder = cache / f"theme-{seconds_ago}-{each}"
        folder.mkdir(parents=True)
        os.utime(folder, (at, at))


def names(cache: Path) -> set[str]:
    return {folder.name for folder in cache.iterdir()}


def test_old_themes_go_when_there_are_many_and_those_used_last_stay(tmp_path: Path) -> None:
    make_themes(tmp_path, 30, seconds_ago=7_200)
    make_themes(tmp_path, 20, seconds_ago=3_600)
    theme_cache.remove_oldest(tmp_path)
    assert len(names(tmp_path)) == 24
    assert {f"theme-3600-{each}" for each in range(20)} <= names(tmp_path)


def test_themes_that_a_build_may_still_read_stay_however_many(tmp_path: Path) -> None:
    make_themes(tmp_path, 40, seconds_ago=60)
    make_themes(tmp_path, 1, seconds_ago=7_200)
    theme_cache.remove_oldest(tmp_path)
    assert names(tmp_path) == {f"theme-60-{each}" for each in range(40)}
