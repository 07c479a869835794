"""Content at a commit, read from git's objects."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Final

from cxsite.problems import CxsiteError
from cxsite.reading import read_files
from cxsite.reading.file_kinds import ANSWERS, CONTENT
from cxsite.reading.files import MAX_BYTES, MAX_FILES, YAML
from cxsite.review.git import Git

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from cxsite.model.content import Content
    from cxsite.problems import Problem
    from cxsite.review.git import GitEntry

_READ: Final = (*YAML, ".csv", ".md")
_TOO_LONG: Final = bytes(MAX_BYTES + 1)
"""Replaces a file that is too long to be read: reading only checks that it is too long."""
_LINK: Final = "120000"
_LINKS_FOLLOWED: Final = 10
RECENT_DAYS: Final = timedelta(days=30)


class NoRepositoryError(CxsiteError):
    """The playbook is not in a git repository."""


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit: its full hash, and the day (UTC) of the commit."""

    hash: str
    day: date

    @property
    def short(self) -> str:
        """The first ten characters of its hash, for display."""
        return self.hash[:10]


@dataclass(frozen=True)
class History:
    """The git history of a project, which may be a folder inside a larger repository.

    Nothing is written; neither working tree nor index is read, and no code of the repository (hooks, filters, text
    conversions) is run, because a pull request could bring its own. Each method raises CxsiteError if git is missing.
    """

    project: Path

    @cached_property
    def _git(self) -> Git:
        git = Git(self.project)
        inside = git.line("rev-parse", "--is-inside-work-tree")
        if inside != "true":
            raise _no_repository(self.project, git.refusal("rev-parse", "--is-inside-work-tree"))
        return git

    @cached_property
    def is_shallow(self) -> bool:
        """Return whether only a part of the history was fetched. Raises CxsiteError outside a git repository."""
        return self._git.line("rev-parse", "--is-shallow-repository") == "true"

    def commit(self, ref: str) -> Commit:
        """Return the commit that a branch, tag, hash or expression such as `HEAD~3` names.

        Raises CxsiteError for a ref that names none, or none that was fetched.
        """
        name = None if ref.startswith("-") else self._git.line("rev-parse", "--verify", "--quiet", f"{ref}^{{commit}}")
        if not name:
            raise self._unknown_ref_error(ref)
        return Commit(name, _day(self._git("cat-file", "commit", name) or b""))

    def read(
        self, commit: Commit, *, today: date | None = None, language: str | None = None
    ) -> tuple[Content, list[Problem]] | None:
        """Return the project's content at a commit, with every problem of reading it; None if it had no content yet."""
        files = self._files(commit)
        return None if files is None else read_files(files, today=today, language=language)

    def find_recent_range(self, today: date) -> tuple[Commit, Commit] | None:
        """Return the last commit before the 30 days up to `today`, or the first one of a younger playbook; and HEAD.

        Only first parents are followed; if nothing changed in that time both are HEAD. None if the history is too short
        (one commit, or fetched in part).
        """
        head = self.commit("HEAD")
        since = (today - RECENT_DAYS).isoformat()
        line = ("rev-list", "--first-parent")
        base = self._git.line(*line, "-1", f"--before={since}T00:00:00Z", head.hash, "--")
        if not base or self._tree(base) is None:
            young = self._git.line(*line, head.hash, "--", CONTENT) or ""
            base = young.rpartition("\n")[2]
            if self.is_shallow or base == head.hash:
                return None
        return (self.commit(base), head) if base else None

    @cached_property
    def _prefix(self) -> str:
        """The project's path inside the repository, with a final `/`; empty at the top."""
        return self._git.line("rev-parse", "--show-prefix") or ""

    def _tree(self, commit: str) -> str | None:
        """Return the hash of `content/` at a commit; None if there is no such folder."""
        found = self._git.line("rev-parse", "--verify", "--quiet", f"{commit}:{self._prefix}{CONTENT}")
        is_folder = found and self._git.line("cat-file", "-t", found) == "tree"
        return found if is_folder else None

    def _files(self, commit: Commit) -> dict[str, bytes | None] | None:
        tree = self._tree(commit.hash)
        if tree is None:
            return None
        entries = {entry.path: entry for entry in self._git.entries(tree)}
        if len(entries) > MAX_FILES:
            raise CxsiteError(
                "{folder}/ contains more than {limit} files at {commit}.",
                "Move files that do not belong to the playbook out of it.",
                folder=CONTENT,
                limit=MAX_FILES,
                commit=commit.short,
            )
        links = self._git.contents([entry.object for entry in entries.values() if _is_link(entry)])
        targets = {path: _target(entry, entries, links) for path, entry in entries.items()}
        stored = self._git.contents(_needed_objects(targets))
        return {f"{CONTENT}/{path}": _resolve_data(path, target, stored) for path, target in targets.items()}

    def _unknown_ref_error(self, ref: str) -> CxsiteError:
        if self.is_shallow:
            return CxsiteError(
                "{ref} is not in the part of the history that was fetched.",
                "Fetch all of it: git fetch --unshallow (in CI: fetch-depth: 0, GIT_DEPTH: 0).",
                ref=ref,
            )
        return CxsiteError(
            "Git knows no commit {ref}.",
            "Name a branch, a tag or a commit of this clone; for a branch on the server, run git fetch first.",
            ref=ref,
        )


def _day(commit: bytes) -> date:
    """Return the day in UTC of a commit object."""
    line = next(line for line in commit.split(b"\n") if line.startswith(b"committer "))
    return datetime.fromtimestamp(int(line.split()[-2]), tz=UTC).date()


def _no_repository(project: Path, refusal: str) -> CxsiteError:
    if "dubious ownership" in refusal:
        return CxsiteError(
            "Git does not trust {project}, which belongs to another user.",
            "If you trust it: git config --global --add safe.directory {project}",
            project=project,
        )
    return NoRepositoryError(
        "{project} is not in a git repository.",
        "Run the command in a clone of the playbook's repository, or create a repository with git init.",
        project=project,
    )


def _is_link(entry: GitEntry) -> bool:
    return entry.mode == _LINK


def _target(entry: GitEntry, entries: Mapping[str, GitEntry], links: Mapping[str, bytes]) -> GitEntry | None:
    """Return the file that an entry is or links to; None if the link leads out of the folder, is broken or circular."""
    for _ in range(_LINKS_FOLLOWED):
        if not _is_link(entry):
            return entry
        leads_to = links[entry.object].decode("utf-8", "surrogateescape")
        path = posixpath.normpath(posixpath.join(posixpath.dirname(entry.path), leads_to))
        if path not in entries:
            return None
        entry = entries[path]
    return None


def _is_read(path: str) -> bool:
    """Return whether reading opens the file; of pictures only the name is needed, answers are not read."""
    return path.lower().endswith(_READ) and not path.startswith(f"{ANSWERS}/")


def _needed_objects(targets: Mapping[str, GitEntry | None]) -> list[str]:
    """Return the objects that reading opens, each once, without those that are too long."""
    found = (entry for path, entry in targets.items() if entry and _is_read(path) and entry.size <= MAX_BYTES)
    return list(dict.fromkeys(entry.object for entry in found))


def _resolve_data(path: str, target: GitEntry | None, stored: Mapping[str, bytes]) -> bytes | None:
    if target is None:
        return None
    if not _is_read(path):
        return b""
    return stored.get(target.object, _TOO_LONG)
