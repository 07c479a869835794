"""Finds what an author changed since the last commit: in words, line by line, and as a ZIP file."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from difflib import unified_diff
from typing import TYPE_CHECKING, Final

from cxsite.editing.own_git import OwnGit
from cxsite.editing.review import DiffLine, FileDiff, PlaybookChanges
from cxsite.i18n.error_messages import translate_error
from cxsite.problems import CxsiteError
from cxsite.reading.file_kinds import CONTENT
from cxsite.reports.diff import PlaybookDiff
from cxsite.reports.diff_as_text import diff_as_text
from cxsite.reports.playbook_states import read_state_at, read_state_now

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cxsite.editing.session import EditingSession

_STATES: Final = {"A": "new", "D": "deleted"}
_CONTEXT: Final = 2


def find_changes(session: EditingSession) -> PlaybookChanges:
    """Return everything that differs from the last commit; without git, what this session changed."""
    git = OwnGit(session.project)
    words = session.words
    if not git.is_there:
        files = tuple(_session_diffs(session))
        return PlaybookChanges(files=files, undoable=session.undoable, problem=words("message.no-git"))
    head = git.line("rev-parse", "--short=10", "HEAD")
    files = tuple(_git_diffs(session, git, has_commit=bool(head)))
    if not head:
        return PlaybookChanges(files=files, undoable=session.undoable, problem=words("message.no-commit"))
    try:
        sentences = diff_sentences(session) if files else ()
        return PlaybookChanges(base=head, sentences=sentences, files=files, undoable=session.undoable)
    except CxsiteError as error:
        problem = " ".join(filter(None, translate_error(error, session.language)))
        return PlaybookChanges(base=head, files=files, undoable=session.undoable, problem=problem)


def diff_sentences(session: EditingSession) -> tuple[str, ...]:
    """Return the lines of `cxsite diff HEAD`. Raises CxsiteError if the history cannot be read."""
    after = read_state_now(session.project)
    before = read_state_at(session.project, "HEAD", today=after.content.today)
    if before.is_empty:
        before = replace(before, content=replace(before.content, playbook=after.content.playbook))
    text = diff_as_text(PlaybookDiff(before=before, after=after), session.language)
    return tuple(line for line in text.split("\n") if line.strip())


def changed_paths(git: OwnGit, *, has_commit: bool) -> list[tuple[str, str]]:
    """Return the state (`A`, `M`, `D`) and the path of each file of the content that git sees changed."""
    found: dict[str, str] = {}
    if has_commit:
        parts = git.run("diff", "--no-renames", "--name-status", "--relative", "-z", "HEAD", "--", CONTENT).output
        fields = parts.split("\0")
        found = dict(zip(fields[1::2], fields[0::2], strict=False))
    listed = git.run("ls-files", "--others", "--exclude-standard", "-z", "--", CONTENT).output
    found |= {path: "A" for path in listed.split("\0") if path}
    if not has_commit:
        found |= {path: "A" for path in git.run("ls-files", "-z", "--", CONTENT).output.split("\0") if path}
    return [(found[path][:1], path) for path in sorted(found) if path]


def _git_diffs(session: EditingSession, git: OwnGit, *, has_commit: bool) -> Iterator[FileDiff]:
    for state, path in changed_paths(git, has_commit=has_commit):
        file = session.project / path
        after = _text_of(file.read_bytes()) if state != "D" and file.is_file() and not file.is_symlink() else ""
        before = git.run("show", f"HEAD:./{path}").output if state != "A" else ""
        yield make_file_diff(path, _STATES.get(state, "changed"), before, after)


def _session_diffs(session: EditingSession) -> Iterator[FileDiff]:
    for path, before in session.first_versions().items():
        file = session.project / path
        after = file.read_bytes() if file.is_file() and not file.is_symlink() else None
        if before != after:
            state = "new" if before is None else "deleted" if after is None else "changed"
            yield make_file_diff(path, state, _text_of(before or b""), _text_of(after or b""))


def make_file_diff(path: str, state: str, before: str, after: str) -> FileDiff:
    """Return the difference of two texts line by line; line ends are not compared."""
    compared = unified_diff(_lines(before), _lines(after), n=_CONTEXT, lineterm="")
    kept = list(compared)[2:]
    return FileDiff(path, state, tuple(map(_diff_line, kept)))  # type: ignore[arg-type]


def _lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").removesuffix("\n").split("\n") if text else []


def _diff_line(line: str) -> DiffLine:
    if line.startswith("@@"):
        return DiffLine("part", line)
    kinds = {"+": "added", "-": "deleted"}
    return DiffLine(kinds.get(line[:1], "context"), line[1:])  # type: ignore[arg-type]


def _text_of(data: bytes) -> str:
    return data.decode("utf-8", "replace").removeprefix("\ufeff")


def zip_changes(session: EditingSession) -> bytes:
    """Return a ZIP file with the changed files of the content, or all of them if nothing is known to have changed."""
    git = OwnGit(session.project)
    if git.is_there:
        has_commit = bool(git.line("rev-parse", "--verify", "HEAD"))
        paths = [path for state, path in changed_paths(git, has_commit=has_commit) if state != "D"]
    else:
        paths = list(session.first_versions())
    return _zip(session, sorted(paths) or sorted(session.files().files))


def _zip(session: EditingSession, paths: Iterable[str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in paths:
            file = session.project / path
            if file.is_file() and not file.is_symlink():
                archive.writestr(zipfile.ZipInfo(path), file.read_bytes())
    return buffer.getvalue()
