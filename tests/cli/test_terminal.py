"""Progress is shown on terminals only, and only for work that takes long."""

from __future__ import annotations

import contextlib
import os
import pty
import subprocess
import sys

import pytest

pytestmark = pytest.mark.slow
SCRIPT = """
import time
from cxsite.cli import terminal
from cxsite.i18n.catalogue import Translator
terminal.PATIENCE_SECONDS = 0.2
with terminal.ProgressDisplay(Translator("en", "commands")) as progress:
    progress.step("read")
    time.sleep({seconds})
    progress.step("write pages")
"""


def reported(seconds: float, **environment: str) -> str:
    """What the progress of a work of some seconds writes to a terminal; it waits for 0.2 seconds, not for one."""
    main, terminal = pty.openpty()
    settled = {**os.environ, "TERM": "xterm", "CI": "", **environment}
    with subprocess.Popen([sys.executable, "-c", SCRIPT.format(seconds=seconds)], env=settled, stderr=terminal) as work:
        os.close(terminal)
        written = b""
        with contextlib.suppress(OSError):  # a terminal whose other end is closed
            while part := os.read(main, 65536):
                written += part
    os.close(main)
    assert work.returncode == 0
    return written.decode()


def test_a_long_work_tells_its_steps_and_wipes_them() -> None:
    shown = reported(0.6)
    assert "Reading content …" in shown
    assert "Writing pages …" in shown
    assert shown.endswith("\r\x1b[K")


def test_a_short_one_says_nothing() -> None:
    assert reported(0) == ""


def test_ci_and_pipes_hear_nothing() -> None:
    assert reported(0.4, CI="true") == ""
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT.format(seconds=0.4)],
        capture_output=True,
        check=True,
        env={**os.environ, "CI": ""},
    )
    assert done.stderr == b""
