"""Paths that are given on the command line, and the project's path in its repository."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from cxsite.cli.usage_errors import wrong_usage

_TOPS_OF_CI: Final = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")
"""Variables in which GitHub and GitLab name the top of the repository."""


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


def prefix_in_repository(project: Path) -> str:
    """Return the path from the top of the repository to the project, with `/` at its end; empty if they are equal.

    CI servers name files relative to the top: the one that GitHub or GitLab set, else the top level that git reports.
    """
    output = (Path(os.environ[name]) for name in _TOPS_OF_CI if os.environ.get(name))
    nearest = (folder for folder in (project, *project.parents) if (folder / ".git").exists())
    for top in (*output, *nearest):
        real, real_top = (Path(os.path.realpath(path)) for path in (project, top))
        if real.is_relative_to(real_top):
            way = real.relative_to(real_top).as_posix()
            return "" if way == "." else f"{way}/"
    return ""
