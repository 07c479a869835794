"""Facts of a playbook's git repository for CI files."""

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
    """The top folder of a repository, the path from there to the playbook (`.` at the top), and facts for CI.

    `branch` is the name of the default branch; `uses_lfs` is whether files are kept by Git LFS.
    """

    top: Path
    project: str
    branch: str
    uses_lfs: bool


def find_repository(folder: Path) -> GitRepository:
    """Find the repository of a playbook's folder, which need not exist yet; the folder itself if there is none."""
    there = next(one for one in (folder.absolute(), *folder.absolute().parents) if one.is_dir())
    top = _top(there) or folder.resolve()
    project = folder.resolve().relative_to(top).as_posix()
    return GitRepository(top, project, _default_branch(there), uses_lfs(folder.resolve()))


def _top(folder: Path) -> Path | None:
    """Ask git for the top folder; if that fails, return the nearest folder upwards that contains `.git`."""
    found = _ask(folder, "rev-parse", "--show-toplevel")
    if found:
        return type(folder)(found).resolve()
    return next((one.resolve() for one in (folder, *folder.parents) if (one / ".git").exists()), None)


def _default_branch(folder: Path) -> str:
    """Return the remote's default branch; else a usual name that exists; else the current branch.

    In a repository without a commit, the current branch has a name, but does not exist yet.
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
    """Return the branch of a ref: `a/b` for `refs/heads/a/b` and `refs/remotes/origin/a/b`."""
    parts = ref.split("/")
    return "/".join(parts[2:] if ref.startswith("refs/heads/") else parts[3:])


def _ask(folder: Path, *arguments: str) -> str | None:
    try:
        return Git(folder).line(*arguments)
    except CxsiteError:  # git is not installed
        return None
