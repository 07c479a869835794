"""The wheel holds our files alone, and two builds of it are the same to the byte."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from small_site import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from make_once import MakeOnce

pytestmark = pytest.mark.build

EPOCH = "1795219200"


def wheel(folder: Path, **environment: str) -> Path:
    command = [sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", str(folder), str(ROOT)]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": EPOCH, **environment}
    subprocess.run(command, env=environment, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def built(once: MakeOnce) -> Path:
    return next(once("wheel", wheel).glob("*.whl"))


def tracked() -> set[str]:
    """Every file that is under version control or about to be."""
    listed = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "cxsite", "templates"]
    return set(subprocess.check_output(listed, cwd=ROOT, text=True).splitlines())


def test_the_wheel_holds_our_files_alone(built: Path) -> None:
    names = [name for name in ZipFile(built).namelist() if ".dist-info/" not in name]
    ours = {f"cxsite/{name}" if name.startswith("templates/") else name for name in tracked()}
    assert set(names) <= ours
    assert {"cxsite/cli/__init__.py", "cxsite/templates/home.html", "cxsite/py.typed"} <= set(names)
    assert "cxsite/i18n/vi/LC_MESSAGES/messages.mo" in names, "what click says in Vietnamese"
    assert not [name for name in names if "mermaid.min" in name]


def test_the_same_wheel_comes_out_again(built: Path, tmp_path: Path) -> None:
    again = wheel(tmp_path, TZ="Pacific/Kiritimati", LC_ALL="C", PYTHONHASHSEED="5")
    assert again.name == built.name
    assert again.read_bytes() == built.read_bytes()
