from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from make_once import make_once

if TYPE_CHECKING:
    from pathlib import Path


def test_of_many_that_ask_at_the_same_time_one_fills_the_folder(tmp_path: Path) -> None:
    calls: list[Path] = []

    def fill(folder: Path) -> None:
        calls.append(folder)
        (folder / "index.html").write_text("Lan", encoding="utf-8")

    with ThreadPoolExecutor(8) as pool:
        folders = list(pool.map(lambda _: make_once(tmp_path, "site", fill), range(8)))
    assert calls == [tmp_path / "site"]
    assert set(folders) == {tmp_path / "site"}
    assert (tmp_path / "site" / "index.html").read_text(encoding="utf-8") == "Lan"


def test_what_failed_half_way_is_begun_anew(tmp_path: Path) -> None:
    def fail(folder: Path) -> None:
        (folder / "half.html").touch()
        raise OSError

    with pytest.raises(OSError):  # noqa: PT011 -- there is no message
        make_once(tmp_path, "site", fail)
    site = make_once(tmp_path, "site", lambda folder: (folder / "whole.html").touch())
    assert [path.name for path in site.iterdir()] == ["whole.html"]
