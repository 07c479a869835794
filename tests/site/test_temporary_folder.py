"""Folders for the time of a command: those of killed commands go, those that are used stay."""

from __future__ import annotations

import signal
import subprocess
import sys
import tempfile
from typing import TYPE_CHECKING

import pytest

from cxsite.problems import CxsiteError
from cxsite.site.temporary_folder import temporary_folder

if TYPE_CHECKING:
    from pathlib import Path

HOLDER = """
import sys, tempfile, time
from cxsite.site.temporary_folder import temporary_folder
tempfile.tempdir = sys.argv[1]
with temporary_folder() as folder:
    (folder / "site").mkdir()
    print(folder.name, flush=True)
    time.sleep(600)
"""


@pytest.fixture
def temp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such locks")
def test_the_folder_of_a_killed_command_goes_and_that_of_a_running_one_stays(temp: Path) -> None:
    (temp / "cxsite-run-somebody").mkdir()
    with subprocess.Popen([sys.executable, "-c", HOLDER, str(temp)], stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        name = holder.stdout.readline().strip()
        with temporary_folder() as folder:
            assert folder != temp / name
            assert (temp / name / "site").is_dir()
        assert not folder.exists()
        holder.send_signal(signal.SIGKILL)
    with temporary_folder() as folder:
        assert {path.name for path in temp.iterdir()} == {folder.name, "cxsite-run-somebody"}
    assert {path.name for path in temp.iterdir()} == {"cxsite-run-somebody"}


def test_where_there_is_no_place_that_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    with (
        pytest.raises(CxsiteError, match="There is no folder for temporary files: No such file") as caught,
        temporary_folder(),
    ):
        pass
    assert "TMPDIR" in caught.value.remedy
