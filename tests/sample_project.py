"""The sample playbook of this repository, copied and built as by `make site`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
AS_OF = "2026-11-21"


def run(project: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `cxsite` in a project, in a separate process."""
    return subprocess.run(
        [sys.executable, "-m", "cxsite", *arguments],
        cwd=project,
        env={**os.environ, "CI": "true", **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def copied(folder: Path) -> Path:
    """Copy the sample playbook: its content and its mkdocs.yml."""
    shutil.copytree(ROOT / "content", folder / "content")
    for config in ROOT.glob("mkdocs*.yml"):
        shutil.copy(config, folder)
    return folder
