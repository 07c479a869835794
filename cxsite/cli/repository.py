"""The project's path in its repository, because CI servers name files relative to its top."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

_COMMAND: Final = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")


def prefix_in_repository(project: Path) -> str:
    """Return the path from the top of the repository to the project, with `/` at its end; empty if they are equal.

    The top is the one that GitHub or GitLab set, else the top level that git reports.
    """
    output = (Path(os.environ[name]) for name in _COMMAND if os.environ.get(name))
    nearest = (folder for folder in (project, *project.parents) if (folder / ".git").exists())
    for top in (*output, *nearest):
        real, real_top = (Path(os.path.realpath(path)) for path in (project, top))
        if real.is_relative_to(real_top):
            way = real.relative_to(real_top).as_posix()
            return "" if way == "." else f"{way}/"
    return ""
