"""Paths of content files and folders given on the command line."""

from __future__ import annotations

import os
from pathlib import Path

from cxsite.cli.usage_errors import wrong_usage


def inside_content(project: Path, path: Path) -> str:
    """Return the path relative to the project, with `/`; it may be relative to the working directory or the project.

    Raises a usage error if the path does not exist, or is not in content/.
    """
    found = next((one for one in (path, project / path) if one.exists()), None)
    if found is None:
        raise wrong_usage("There is no file or folder {path}.", path=path)
    real = (os.path.realpath(found), Path(os.path.realpath(project)))
    for given, top in ((os.path.abspath(found), project.absolute()), real):  # noqa: PTH100 -- links stay
        try:
            inside = Path(given).relative_to(top).as_posix()
        except ValueError:
            continue
        if inside.split("/")[0] == "content":
            return inside
    raise wrong_usage("{path} is not inside {folder}.", path=path, folder=project / "content")


def is_among(path: str, wanted: list[str]) -> bool:
    """Return whether a path is one of those wanted, or inside one; always true if none is named."""
    return not wanted or any(path == one or path.startswith(f"{one}/") for one in wanted)
