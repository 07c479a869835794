"""Sends the author's changes for review: a new branch with one commit, and a push where there is a remote."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Final

from cxsite.editing.changes import changed_paths, diff_sentences
from cxsite.editing.merge_address import merge_address
from cxsite.editing.own_git import OwnGit, hide_credentials
from cxsite.editing.review import SendPlan, SendResult
from cxsite.problems import CxsiteError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxsite.editing.session import EditingSession

_MOST_LINES: Final = 40
_UNDER_WAY: Final = ("MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "rebase-merge", "rebase-apply")
_BRANCH: Final = re.compile(r"[^\W_][\w./-]{0,98}")


def plan_sending(session: EditingSession) -> SendPlan:
    """Return what sending would do, with a proposed branch and message, or why it cannot be done."""
    git, words = OwnGit(session.project), session.words
    if not git.is_there:
        return SendPlan(needs_zip=True)
    has_commit = bool(git.line("rev-parse", "--verify", "--quiet", "HEAD"))
    changed = changed_paths(git, has_commit=has_commit)
    paths = tuple(path for _, path in changed)
    base = git.line("symbolic-ref", "--short", "--quiet", "HEAD")
    remote = _remote_of(git, base)
    address = hide_credentials(git.line("remote", "get-url", "--push", remote)) if remote else ""
    plan = SendPlan(base=base, remote=remote, remote_address=address, paths=paths)
    if not paths:
        return replace(plan, problem=words("message.nothing-to-send"))
    if any((session.project / git.line("rev-parse", "--git-path", name)).exists() for name in _UNDER_WAY):
        return replace(plan, problem=words("message.merge-under-way"))
    return replace(plan, branch=_free_branch(git), message=_message(session, has_commit=has_commit, count=len(paths)))


def _remote_of(git: OwnGit, branch: str) -> str:
    """Return the remote of the current branch, else `origin`, else the only one; empty if there is none."""
    own = git.line("config", f"branch.{branch}.remote") if branch else ""
    names = git.line("remote").split()
    return own if own in names else "origin" if "origin" in names else names[0] if names else ""


def _free_branch(git: OwnGit) -> str:
    """Return a name with the time for the new branch, which no branch here or at the remotes has."""
    wanted = datetime.now().astimezone().strftime("content-%Y-%m-%d-%H%M")
    taken = {ref.rpartition("/")[2] for ref in git.line("for-each-ref", "--format=%(refname)").split("\n")}
    numbered = (wanted if number == 1 else f"{wanted}-{number}" for number in range(1, len(taken) + 2))
    return next(name for name in numbered if name not in taken)


def _message(session: EditingSession, *, has_commit: bool, count: int) -> str:
    """Return a message for the commit: what was done in one line, then what `cxsite diff` says."""
    done = list(dict.fromkeys(edit.sentence for edit in session.undoable))
    title = done[0] if len(done) == 1 else session.words("message.commit", n=count)
    try:
        lines = list(diff_sentences(session)) if has_commit else []
    except CxsiteError:
        lines = []
    return "\n".join([title, "", *lines[:_MOST_LINES]]).strip()


def send_changes(session: EditingSession, branch: str, message: str) -> SendResult:
    """Commit the changed content on a new branch and push it, if there is a remote.

    The working tree stays as it is, on the new branch. If the commit fails, everything is as before. Nothing is ever
    forced, and no other branch is touched.
    """
    plan, words = plan_sending(session), session.words
    git = OwnGit(session.project)
    branch = branch.strip() or plan.branch
    if plan.problem or plan.needs_zip:
        return SendResult(problem=plan.problem or words("message.no-git"))
    is_valid = _BRANCH.fullmatch(branch) and git.run("check-ref-format", "--branch", branch).is_done
    if not is_valid or git.line("rev-parse", "--verify", "--quiet", f"refs/heads/{branch}"):
        return SendResult(problem=words("message.branch-taken" if is_valid else "message.branch-name", branch=branch))
    problem = _commit(git, branch, message.strip() or plan.message, plan)
    if problem:
        return SendResult(problem=problem, advice=words("message.commit-failed"))
    commit = git.line("rev-parse", "HEAD")
    done = SendResult(branch=branch, commit=commit)
    if not plan.remote:
        return replace(done, advice=words("message.no-remote", branch=branch))
    pushed = git.run("push", "--set-upstream", plan.remote, f"refs/heads/{branch}:refs/heads/{branch}")
    if not pushed.is_done:
        return replace(
            done, problem=pushed.words, advice=words("message.push-failed", branch=branch, remote=plan.remote)
        )
    address = git.line("remote", "get-url", "--push", plan.remote)
    return replace(done, is_pushed=True, merge_address=merge_address(address, branch, _target(git, plan), pushed.words))


def _target(git: OwnGit, plan: SendPlan) -> str:
    """Return the branch that a merge request goes to: the remote's default one, else that of before."""
    head = git.line("symbolic-ref", "--short", "--quiet", f"refs/remotes/{plan.remote}/HEAD")
    return head.removeprefix(f"{plan.remote}/") or plan.base or "main"


def _commit(git: OwnGit, branch: str, message: str, plan: SendPlan) -> str:
    """Commit the changed files on a new branch; return what failed in git's words, and then nothing has changed."""
    had_commit = bool(before := git.line("rev-parse", "--verify", "--quiet", "HEAD"))
    for arguments in _steps(branch, message, plan, had_commit=had_commit):
        outcome = git.run(*arguments)
        if not outcome.is_done:
            git.run("reset", "--quiet", "--", *plan.paths)
            if plan.base:
                git.run("symbolic-ref", "HEAD", f"refs/heads/{plan.base}")
            elif had_commit:
                git.run("checkout", "--quiet", "--detach", before)
            if had_commit and arguments[0] != "switch":
                git.run("branch", "--delete", "--force", branch)
            return outcome.words
    return ""


def _steps(branch: str, message: str, plan: SendPlan, *, had_commit: bool) -> Iterator[tuple[str, ...]]:
    yield (
        ("switch", "--quiet", "--no-track", "--create", branch)
        if had_commit
        else ("symbolic-ref", "HEAD", f"refs/heads/{branch}")
    )
    if had_commit:
        yield ("add", "--all", "--", *plan.paths)
        yield ("commit", "--quiet", "--message", message, "--only", "--", *plan.paths)
    else:  # the first commit has the whole project
        yield ("add", "--all", "--", ".")
        yield ("commit", "--quiet", "--message", message)
