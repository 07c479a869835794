"""Where the project stands in its repository: CI servers name files from the top of that."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

_COMMAND: Final = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")


def prefix_in_repository(project: Path) -> str:
    """The way from the top of the repository to the project, with `/` at its end; empty where they are the same.

    The top is where GitHub or GitLab say that it is, else the nearest folder upwards that git knows.
    """
    output = (Path(os.environ[name]) for name in _COMMAND if os.environ.get(name))
    nearest = (folder for folder in (project, *project.parents) if (folder / ".git").exists())
    for top in (*output, *nearest):
        real, real_top = (Path(os.path.realpath(path)) for path in (project, top))
        if real.is_relative_to(real_top):
            way = real.relative_to(real_top).as_posix()
            return "" if way == "." else f"{way}/"
    return ""
