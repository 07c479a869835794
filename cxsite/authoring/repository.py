"""What CI files have to know of the git repository that a playbook lies in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cxsite.authoring.git_lfs import uses_lfs
from cxsite.problems import CxsiteError
from cxsite.review.git import Git

if TYPE_CHECKING:
    from pathlib import Path

_USUAL: Final = ("main", "master", "trunk", "develop")


@dataclass(frozen=True, slots=True)
class GitRepository:
    """The top folder of a repository, the way from there to the playbook (`.` at the top), and facts for CI.

    `branch` is the name of the default branch; `uses_lfs` says that files are kept by Git LFS.
    """

    top: Path
    project: str
    branch: str
    uses_lfs: bool


def find_repository(folder: Path) -> GitRepository:
    """The repository of a playbook's folder, which need not be there yet; the folder itself where git knows of none."""
    there = next(one for one in (folder.absolute(), *folder.absolute().parents) if one.is_dir())
    top = _top(there) or folder.resolve()
    project = folder.resolve().relative_to(top).as_posix()
    return GitRepository(top, project, _default_branch(there), uses_lfs(folder.resolve()))


def _top(folder: Path) -> Path | None:
    """As git says; where it is not installed or refuses, the nearest folder upwards that holds `.git`."""
    found = _ask(folder, "rev-parse", "--show-toplevel")
    if found:
        return type(folder)(found).resolve()
    return next((one.resolve() for one in (folder, *folder.parents) if (one / ".git").exists()), None)


def _default_branch(folder: Path) -> str:
    """The branch that the remote calls its default; else a usual one that exists; else the one that is checked out.

    In a repository without a commit the checked out branch has its name already, but is no branch yet.
    """
    for remote in sorted((_ask(folder, "remote") or "").split(), key=lambda name: name != "origin"):
        head = _ask(folder, "symbolic-ref", "--short", f"refs/remotes/{remote}/HEAD")
        if head:
            return head.removeprefix(f"{remote}/")
    configured = _ask(folder, "config", "--get", "init.defaultBranch") or ""
    refs = (_ask(folder, "for-each-ref", "--format=%(refname)", "refs/heads", "refs/remotes") or "").split("\n")
    branches = {_branch_of(ref) for ref in refs}
    existing = next((name for name in (configured, *_USUAL) if name and name in branches), "")
    return existing or _ask(folder, "symbolic-ref", "--short", "HEAD") or configured or _USUAL[0]


def _branch_of(ref: str) -> str:
    """`refs/heads/a/b` and `refs/remotes/origin/a/b` are the branch `a/b`."""
    parts = ref.split("/")
    return "/".join(parts[2:] if ref.startswith("refs/heads/") else parts[3:])


def _ask(folder: Path, *arguments: str) -> str | None:
    try:
        return Git(folder).line(*arguments)
    except CxsiteError:  # git is not installed
        return None
