"""Print the section of CHANGELOG.md for a version; fail if the version is not the package's, or has no section.

Run as `python tools/release_notes.py 1.2.3`.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def find_notes(changelog: str, version: str) -> str:
    """Return the lines below the version's heading, without the heading; empty if there is no such section."""
    found = re.search(rf"^## \[{re.escape(version)}\][^\n]*\n(.*?)(?=^## |\Z)", changelog, re.MULTILINE | re.DOTALL)
    return found[1].strip() if found else ""


def main(version: str) -> None:
    """Print the notes of the version, or end with one sentence."""
    declared = re.search(r'^__version__ = "(.*)"$', (ROOT / "cxsite/__init__.py").read_text("utf-8"), re.MULTILINE)
    if declared is None or declared[1] != version:
        sys.exit(f"The tag names {version}, but cxsite/__init__.py names {declared and declared[1]}.")
    notes = find_notes((ROOT / "CHANGELOG.md").read_text("utf-8"), version)
    if not notes:
        sys.exit(f"CHANGELOG.md has no section for {version}.")
    sys.stdout.write(notes + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
