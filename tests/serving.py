"""Runs `cxsite serve` as authors do, and reads what it reports to browsers."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.request import urlopen

import pytest
from shell import SETTLED

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PATIENCE = 60
"""Seconds that something may take on a busy machine."""


@contextmanager
def serving(project: Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """Run the command; yield the address that it prints, and the process."""
    environment = {name: value for name, value in {**os.environ, **SETTLED, "PYTHONUTF8": "1"}.items() if value}
    command = [sys.executable, "-m", "cxsite", "serve", "--port", "0"]
    with subprocess.Popen(command, cwd=project, env=environment, stdout=subprocess.PIPE, text=True) as running:
        try:
            assert running.stdout is not None
            reported = running.stdout.readline()
            yield next(word.rstrip(".") for word in reported.split() if word.startswith("http://127.0.0.1:")), running
        finally:
            running.kill()


def events(address: str, wanted: str) -> str:
    """Return the first event of the preview that contains a text."""
    deadline = time.monotonic() + PATIENCE
    with urlopen(f"{address}.preview/events", timeout=PATIENCE) as stream:
        while time.monotonic() < deadline:
            line = stream.readline().decode()
            if wanted in line:
                return str(line)
    pytest.fail(f"no event contains {wanted}")
