"""`cxsite serve`: drafts and problems where the author sees them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.request import urlopen

import pytest
from shell import SETTLED, cxsite

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PATIENCE = 60


@contextmanager
def serving(project: Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The command at work; gives the address that it told."""
    environment = {name: value for name, value in {**os.environ, **SETTLED, "PYTHONUTF8": "1"}.items() if value}
    command = [sys.executable, "-m", "cxsite", "serve", "--port", "0"]
    with subprocess.Popen(command, cwd=project, env=environment, stdout=subprocess.PIPE, text=True) as running:
        try:
            assert running.stdout is not None
            told = running.stdout.readline()
            yield next(word.rstrip(".") for word in told.split() if word.startswith("http://127.0.0.1:")), running
        finally:
            running.kill()


def events(address: str, wanted: str) -> str:
    """The first news of the preview that hold a text."""
    deadline = time.monotonic() + PATIENCE
    with urlopen(f"{address}.preview/events", timeout=PATIENCE) as stream:
        while time.monotonic() < deadline:
            line = stream.readline().decode()
            if wanted in line:
                return str(line)
    pytest.fail(f"nothing told of {wanted}")


def test_shows_drafts_and_tells_of_a_broken_edit_without_touching_site(tmp_path: Path) -> None:
    cxsite("init", ".", "--language", "en", cwd=tmp_path)
    cxsite("new", "persona", "Draft Dora", cwd=tmp_path)
    with serving(tmp_path) as (address, running):
        with urlopen(f"{address}personas/draft-dora.html", timeout=PATIENCE) as page:
            assert "Draft Dora" in page.read().decode()
        (tmp_path / "content/personas/maya.yml").write_text("nam: Maya\n", encoding="utf-8")
        assert "content/personas/maya.yml:1:1: error" in events(address, "maya.yml")
        with urlopen(f"{address}personas/maya.html", timeout=PATIENCE) as page:
            assert "Maya" in page.read().decode()
        running.send_signal(signal.SIGINT)
        assert running.wait(PATIENCE) == 0
    assert not (tmp_path / "site").exists()
    assert not (tmp_path / "build").exists()
