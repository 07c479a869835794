"""Runs the user's own git, with its hooks, credentials and settings, but without questions on the terminal."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

_SECONDS: Final = 120
_INHERITED: Final = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR", "GIT_NAMESPACE")
_SECRET: Final = re.compile(r"(?<=://)[^/@\s]*@")


@dataclass(frozen=True, slots=True)
class GitOutcome:
    """What a call of git ended with: whether it succeeded, its output, and its own words about it."""

    is_done: bool
    output: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class OwnGit:
    """Git in a project's folder. No password is asked for or stored: it must be known to git already."""

    folder: Path

    @property
    def is_there(self) -> bool:
        """Return whether git is installed and the folder is in a working tree."""
        return shutil.which("git") is not None and self.line("rev-parse", "--is-inside-work-tree") == "true"

    def run(self, *arguments: str) -> GitOutcome:
        """Run git; what it says has no credentials in it."""
        program = shutil.which("git")
        if program is None:
            return GitOutcome(is_done=False)
        environment = {name: value for name, value in os.environ.items() if name not in _INHERITED}
        environment |= {"GIT_TERMINAL_PROMPT": "0", "GIT_LITERAL_PATHSPECS": "1", "GIT_EDITOR": "true", "LC_ALL": "C"}
        if (
            "GIT_SSH_COMMAND" not in environment
            and arguments[0] == "push"
            and not self.line("config", "core.sshCommand")
        ):
            environment["GIT_SSH_COMMAND"] = "ssh -oBatchMode=yes"
        try:
            done = subprocess.run(  # noqa: S603 -- git itself, found on the PATH; nothing goes through a shell
                [program, "--no-pager", *arguments],
                cwd=self.folder,
                env=environment,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return GitOutcome(is_done=False, words=f"git {arguments[0]}: no answer after {_SECONDS} s")
        output = done.stdout.decode("utf-8", "surrogateescape")
        words = done.stderr.decode("utf-8", "replace").strip() or output.strip()
        return GitOutcome(is_done=done.returncode == 0, output=output, words=hide_credentials(words))

    def line(self, *arguments: str) -> str:
        """Return git's output without its line end; empty if it fails."""
        outcome = self.run(*arguments)
        return outcome.output.removesuffix("\n") if outcome.is_done else ""


def hide_credentials(text: str) -> str:
    """Return a text without the names and passwords in addresses."""
    return _SECRET.sub("", text)
