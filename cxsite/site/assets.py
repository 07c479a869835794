"""The assets of every site: our styles and scripts, and a local copy of Mermaid."""

from __future__ import annotations

import hashlib
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from cxsite.problems import CxsiteError
from cxsite.site.docs_tree import SiteAsset
from cxsite.site.settings import read_ordinary_file

if TYPE_CHECKING:
    from collections.abc import Sequence

MERMAID_PATH = "assets/vendor/mermaid.min.js"
# npm mermaid 11.16.0, dist/mermaid.min.js, as mermaidx 0.10.1 carries it.
MERMAID_SHA256 = "74d7c46dabca328c2294733910a8aa1ed0c37451776e8d5295da38a2b758fb9b"


def collect_assets(templates: Sequence[Path], mermaid: Path | None = None) -> tuple[SiteAsset, ...]:
    """Collect all files of each folder's `assets/`, and Mermaid: the file `mermaid` if given, or ours.

    As with templates, a file in an earlier folder overrides one of the same name in a later folder.
    """
    found: dict[str, Path] = {}
    for folder in reversed(templates):
        files = (path for path in (folder / "assets").rglob("*") if path.is_file() and not path.name.startswith("."))
        found.update({path.relative_to(folder).as_posix(): path for path in files})
    ours = [SiteAsset(path=path, content=file) for path, file in sorted(found.items())]
    return (*ours, find_mermaid(mermaid))


def find_mermaid(override: Path | None = None) -> SiteAsset:
    """Return the script that draws diagrams.

    Raises:
        CxsiteError: the team's file is missing, or ours does not have the expected hash.
    """
    if override is not None:
        return SiteAsset(path=MERMAID_PATH, content=_team_file(override))
    content = _own_file()
    if hashlib.sha256(content).hexdigest() != MERMAID_SHA256:
        raise CxsiteError(
            "The installed mermaidx contains a different Mermaid from the one that cxsite was tested with.",
            "Install the locked dependencies again: mermaidx 0.10.1.",
        )
    return SiteAsset(path=MERMAID_PATH, content=content)


def _own_file() -> bytes:
    # Do not import the package: that starts a thread, and a process with threads cannot fork safely.
    found = find_spec("mermaidx")
    for folder in (found and found.submodule_search_locations) or ():
        file = Path(folder) / "assets" / "mermaid.js"
        if file.is_file():
            return file.read_bytes()
    return b""


def _team_file(path: Path) -> bytes:
    try:
        return read_ordinary_file(path)
    except OSError as error:
        raise CxsiteError(
            "The Mermaid file that mkdocs.yml names cannot be read: {error}.",
            "Correct `extra: cxsite: mermaid:` in mkdocs.yml, or remove it.",
            error=error,
        ) from error
