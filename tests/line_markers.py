"""Test inputs that mark their own problems: `# <- CX201` is on the line of the problem."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from small_playbook import FILES, changed, playbook

from cxsite.rules import check_content

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from cxsite.problems import Problem

_MARK = re.compile(r"# <- (.+)$")


def problems_by_line(folder: Path, files: Mapping[str, str]) -> list[Problem]:
    """Return what the rules find in the base playbook with these files changed."""
    content, unreadable = playbook(folder, {f"content/{name}": text for name, text in files.items()})
    assert unreadable == []
    return check_content(content)


def marked_problems(files: Mapping[str, str]) -> list[tuple[str, int, str]]:
    """Return path, line and code of every marker in the files as they will be written."""
    every = {path: changed(path, files.get(path.removeprefix("content/"), text)) for path, text in FILES.items()}
    every |= {f"content/{name}": changed(f"content/{name}", text) for name, text in files.items()}
    return sorted(
        (path, number, code)
        for path, text in every.items()
        for number, line in enumerate(text.split("\n"), start=1)
        if (mark := _MARK.search(line))
        for code in mark[1].split()
    )


def check(folder: Path, **files: str) -> list[Problem]:
    """Return the problems, and check that they are those marked; `personas_lan` is `personas/lan.yml`."""
    named = {_path(name): text for name, text in files.items()}
    problems = problems_by_line(folder, named)
    assert [(p.place.path, p.place.line, p.code) for p in problems] == marked_problems(named)
    return problems


def _path(name: str) -> str:
    folder, _, file = name.partition("_")
    file = file.replace("_", "-")
    return f"{folder}/{file}.{'csv' if folder == 'observations' else 'yml'}" if file else f"{folder}.yml"
