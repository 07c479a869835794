"""Builds the site of what a starter brings, for all tests that look at it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from shell import cxsite

from cxsite.authoring.starters import start_playbook

if TYPE_CHECKING:
    from pathlib import Path

    from make_once import MakeOnce


def starter_site(once: MakeOnce, language: str, starter: str) -> Path:
    """Return the folder of the built site."""

    def fill(folder: Path) -> None:
        start_playbook(folder, language, "", date(2026, 11, 28), starter)
        built = cxsite("build", cwd=folder)
        assert built.code == 0, built.err

    return once(f"starter-{language}-{starter}", fill) / "site"
