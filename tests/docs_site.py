"""Builds the documentation in both languages, for all tests that look at it."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from small_site import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from make_once import MakeOnce


def docs_site(once: MakeOnce) -> Path:
    """Return the folder of the built documentation: Vietnamese at the top, English in `en/`."""
    return once("docs-site", _build)


def _build(folder: Path) -> None:
    for language, part in (("vi", ""), ("en", "en")):
        config = f"tools/docs_site/{language}.yml"
        command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", config, "--site-dir"]
        done = subprocess.run([*command, folder / part], cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
