"""Reads git's objects without touching the working tree or running code of the repository."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cxsite.problems import CxsiteError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

# The repository may come from a stranger: these settings keep git from running its hooks and monitors, from fetching
# missing objects over the network, and from replacing objects or asking for a password.
_SETTINGS: Final = (
    "core.fsmonitor=false",
    f"core.hooksPath={os.devnull}",
    "protocol.allow=never",
    "safe.bareRepository=explicit",
)
_ENVIRONMENT: Final = {
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}
_INHERITED: Final = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR", "GIT_NAMESPACE")
"""Variables that a hook inherits from git. They are removed, because only the folder decides which repository is read.
"""


@dataclass(frozen=True, slots=True)
class GitEntry:
    """A file of a commit: its path below the listed folder, and its object.

    `mode` is git's (`100644`, `100755`, `120000` for a link); `size` is in bytes.
    """

    path: str
    mode: str
    object: str
    size: int


@dataclass(frozen=True, slots=True)
class Git:
    """Runs git in a folder."""

    folder: Path

    def __call__(self, *arguments: str, stdin: bytes = b"") -> bytes | None:
        """Return git's output, or None if git fails. Raises CxsiteError if git is not installed."""
        return self._run(arguments, stdin)[0]

    def refusal(self, *arguments: str) -> str:
        """Return git's error message if it fails."""
        return self._run(arguments, b"")[1]

    def _run(self, arguments: Sequence[str], stdin: bytes) -> tuple[bytes | None, str]:
        program = shutil.which("git")
        if program is None:
            raise CxsiteError(
                "Git is not installed, or is not in the PATH.", "Install git; cxsite reads the history with it."
            )
        environment = {name: value for name, value in os.environ.items() if name not in _INHERITED}
        settings = [part for setting in _SETTINGS for part in ("-c", setting)]
        done = subprocess.run(  # noqa: S603 -- git itself, found on the PATH; nothing goes through a shell
            [program, "--no-pager", *settings, *arguments],
            cwd=self.folder,
            env={**environment, **_ENVIRONMENT},
            input=stdin,
            capture_output=True,
            check=False,
        )
        return (done.stdout if done.returncode == 0 else None), done.stderr.decode("utf-8", "replace").strip()

    def line(self, *arguments: str) -> str | None:
        """Return the output without its line end; None if git fails."""
        answer = self(*arguments)
        return None if answer is None else answer.decode("utf-8", "surrogateescape").removesuffix("\n")

    def entries(self, tree: str) -> Iterator[GitEntry]:
        """Return every file and link below a tree, named by its hash; submodules are skipped.

        Raises CxsiteError for objects that are not here (a partial clone).
        """
        listing = self("ls-tree", "-r", "-z", "-l", "--full-tree", tree)
        if listing is None:
            raise _not_here(tree)
        for record in listing.split(b"\0"):
            head, _, path = record.partition(b"\t")
            if path:
                mode, kind, name, size = head.decode().split()
                if kind == "blob":
                    yield GitEntry(path.decode("utf-8", "surrogateescape"), mode, name, int(size))

    def contents(self, names: Sequence[str]) -> dict[str, bytes]:
        """Return the data of each object. Raises CxsiteError for an object that is not here (a partial clone)."""
        answer = self("cat-file", "--batch", stdin="".join(f"{name}\n" for name in names).encode()) or b""
        found: dict[str, bytes] = {}
        at = 0
        for name in names:
            end = answer.index(b"\n", at)
            words = answer[at:end].split()
            if len(words) != 3 or words[1] != b"blob":  # noqa: PLR2004 -- name, kind and size
                raise _not_here(name)
            size = int(words[2])
            found[name] = answer[end + 1 : end + 1 + size]
            at = end + 1 + size + 1
        return found


def _not_here(name: str) -> CxsiteError:
    return CxsiteError(
        "This clone does not contain the object {name}: it was made with --filter, and cxsite does not fetch anything.",
        "Fetch the rest: git fetch --refetch --no-filter",
        name=name,
    )
