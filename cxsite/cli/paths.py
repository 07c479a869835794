"""Files and folders of the content that somebody names on the command line."""

from __future__ import annotations

import os
from pathlib import Path

from cxsite.cli.usage_errors import wrong_usage


def inside_content(project: Path, path: Path) -> str:
    """The path relative to the project, with `/`; it may be given from here or from the project.

    Raises a usage error where nothing is there, or where it is not in content/.
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
    """Whether a path is one of those wanted, or inside one; every path is where none is named."""
    return not wanted or any(path == one or path.startswith(f"{one}/") for one in wanted)
