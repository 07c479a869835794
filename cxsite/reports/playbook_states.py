"""Reads a playbook at a commit, and checks it as the commands check the current files."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from cxsite.measurement.disclosure import withhold_small_groups
from cxsite.measurement.measure import with_figures
from cxsite.model.content import Content
from cxsite.model.records.playbook import Playbook
from cxsite.reading import read as read_content
from cxsite.reading import read_files
from cxsite.reading.file_kinds import CONTENT
from cxsite.reading.files import find_files
from cxsite.reports.diff import PlaybookState
from cxsite.review.history import History
from cxsite.rules import check_content

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cxsite.problems import Problem


def read_state_at(project: Path, ref: str, *, today: date | None = None) -> PlaybookState:
    """Read the content at a branch, tag or commit with its problems, as of `today` (default: as in reading).

    Raw answers are read from their current files. Raises CxsiteError for an unknown ref, or if git or its history
    is missing.
    """
    history = History(project)
    commit = history.commit(ref)
    read = history.read(commit, today=today)
    if read is None:
        nothing = Content(today=today or datetime.now(tz=UTC).date(), playbook=Playbook(title="–"))
        return PlaybookState(name=ref, content=nothing, commit=commit.hash, is_empty=True)
    return _judge(project, *read, name=ref, commit=commit.hash)


def read_state_now(project: Path) -> PlaybookState:
    """Read the current files in the same way. Problems of mkdocs.yml are left out, as at a commit."""
    return _judge(project, *read_content(project))


def read_state_with(project: Path, changes: Mapping[str, bytes | None], *, name: str = "") -> PlaybookState:
    """Read the current files as they would be with other bytes at some paths (None: without the file)."""
    found, _ = find_files(project, CONTENT)
    files: dict[str, bytes | None] = {one.path: Path(one.file).read_bytes() for one in found if one.path not in changes}
    files |= {path: data for path, data in changes.items() if data is not None}
    return _judge(project, *read_files(files), name=name)


def _judge(
    project: Path, content: Content, problems: list[Problem], *, name: str = "", commit: str = ""
) -> PlaybookState:
    content, of_data = with_figures(withhold_small_groups(content), project)
    found = sorted([*problems, *of_data, *check_content(content)], key=lambda problem: problem.order)
    return PlaybookState(name=name, content=content, problems=tuple(found), commit=commit)
