"""Runs cxsite in a pseudo-terminal, as a user who answers its questions."""

from __future__ import annotations

import os
import select
import subprocess
import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

SECONDS = 60


def answer_in_terminal(arguments: Sequence[str], answers: Sequence[str], cwd: Path) -> tuple[int, str]:
    """Return the exit code of `cxsite` in a pseudo-terminal and its output; each prompt gets the next answer."""
    import pty  # noqa: PLC0415 -- POSIX only, as the tests that call this

    main, side = pty.openpty()
    environment = {**os.environ, "CI": "", "TERM": "xterm", "NO_COLOR": "1", "LC_ALL": "C.UTF-8"}
    command = [sys.executable, "-m", "cxsite", *arguments]
    process = subprocess.Popen(command, cwd=cwd, env=environment, stdin=side, stdout=side, stderr=side)
    os.close(side)
    shown, left = b"", list(answers)
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        ready, _, _ = select.select([main], [], [], 0.2)
        if ready:
            try:
                shown += os.read(main, 65_536)
            except OSError:  # Linux raises this when the other end is closed
                break
        elif left and shown.rstrip().endswith(b":"):
            os.write(main, f"{left.pop(0)}\n".encode())
            shown += b"\n"
    os.close(main)
    return process.wait(timeout=SECONDS), shown.decode(errors="replace")
