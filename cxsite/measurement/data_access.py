"""Which files and addresses a source may read: below the project, or below what playbook.yml names under `answers:`.

Whoever can change a source in a pull request must not be able to read other files of the build machine. Therefore
nothing is opened before its path, with symbolic links resolved, is known to be below an allowed folder; the work of
patterns is limited.
"""

from __future__ import annotations

import os
import re
import stat
import time
from dataclasses import dataclass, field
from fnmatch import translate
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final
from unicodedata import normalize
from urllib.parse import unquote, urlsplit

from cxsite.measurement.csv_head import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_FILES: Final = 1_000
MOST_ENTRIES: Final = 100_000
MOST_BYTES: Final = 100_000_000_000
MOST_SECONDS: Final = 60.0
_URL: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
_PATTERN: Final = re.compile(r"[*?\[]")
_HOSTLESS: Final = ("", "localhost")


class NotAllowed(Exception):  # noqa: N818 -- it becomes a problem
    """`data` leads to a place that is not allowed. `reason` is a key that catalogues know."""

    def __init__(self, reason: str, found: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.found = found


def is_address(data: str) -> bool:
    """Return whether it is an address such as `https://…`; a file's address (`file:///…`) counts as a path."""
    return bool(_URL.match(data)) and not data.lower().startswith("file:")


@dataclass(slots=True)
class _Budget:
    """The remaining work that one pattern may cause."""

    found: str
    entries: int = field(default_factory=lambda: MOST_ENTRIES)
    until: float = field(default_factory=lambda: time.monotonic() + MOST_SECONDS)

    def spend(self) -> None:
        """Count one entry of a folder. Raises UnreadableError if a pattern visits too many, or for too long."""
        self.entries -= 1
        if self.entries < 0 or time.monotonic() > self.until:
            raise UnreadableError("too-wide", self.found)


@dataclass(frozen=True)
class DataAccess:
    """The project's folder, and the further folders and addresses that playbook.yml names under `answers:`."""

    project: Path
    allowed: tuple[str, ...] = ()

    def address(self, data: str) -> str:
        """Return an address that may be read. Raises NotAllowed for any other."""
        if any(_is_below(data, prefix) for prefix in self.allowed if is_address(prefix)):
            return data
        raise NotAllowed("address", data)

    def files(self, data: str) -> tuple[tuple[str, Path], ...]:
        """Return the files that a path or pattern names, sorted by name: their name in reports, and their location.

        The location has no symbolic links, so that the file opened is the file that was checked.

        Raises:
            NotAllowed: the path is outside the allowed folders; nothing has been opened.
            UnreadableError: there is no such file, or a pattern finds too many.
        """
        path = self._check_path(data)
        if not self._is_allowed(Path(os.path.normpath(self.project / path))):
            raise NotAllowed("path", data)
        resolved = self._resolve(self.project / path, data)
        if resolved.is_dir() and (not _PATTERN.search(path)):
            raise UnreadableError("folder", data)
        if resolved.exists() or not _PATTERN.search(path):
            found = [(path, resolved)]
        else:
            found = sorted(self._match(path, data), key=lambda one: one[0])
        if not found:
            raise UnreadableError("missing", data)
        _refuse_too_many_bytes(found, data)
        return tuple((Path(name).as_posix(), _ordinary_file(where, name)) for name, where in found)

    def _check_path(self, data: str) -> str:
        """Return the path that is meant. Raises NotAllowed for forms that lead to other machines or home folders."""
        path = data
        if data.lower().startswith("file:"):
            parts = urlsplit(data)
            if parts.netloc.lower() not in _HOSTLESS:
                raise NotAllowed("host", data)
            path = unquote(parts.path)
        # On Windows `\\host` and `//host` open a connection to another machine, with the user's credentials.
        is_windows = os.name == "nt"
        if path.startswith(("\\\\", "//")) or (not is_windows and "\\" in path):
            raise NotAllowed("host", data)
        if path.startswith("~") or "\0" in path:
            raise NotAllowed("path", data)
        return path

    @cached_property
    def _roots(self) -> tuple[Path, ...]:
        """The allowed folders, as they are named and with symbolic links resolved."""
        named = [self.project, *(self.project / self._check_path(one) for one in self.allowed if not is_address(one))]
        lexical = [Path(os.path.normpath(Path.cwd() / one)) for one in named]
        return tuple(dict.fromkeys([*lexical, *(Path(os.path.realpath(one)) for one in named)]))

    def _is_allowed(self, path: Path) -> bool:
        absolute = Path(os.path.normpath(Path.cwd() / path))
        return any(absolute == root or root in absolute.parents for root in self._roots)

    def _resolve(self, path: Path, data: str) -> Path:
        """Return the path without symbolic links. Raises NotAllowed if they lead out of the allowed folders."""
        resolved = Path(os.path.realpath(path))
        if not self._is_allowed(resolved):
            raise NotAllowed("link", data)
        return resolved

    def _match(self, pattern: str, data: str) -> Iterator[tuple[str, Path]]:
        """Yield what matches a pattern. `**` stands for any folders, but never follows a symbolic link."""
        parts = Path(pattern).parts
        absolute = parts[0] if Path(pattern).is_absolute() else ""
        first = next(at for at, part in enumerate(parts) if _PATTERN.search(part))
        fixed = Path(*parts[:first]) if first else Path()
        base = self._resolve(self.project / fixed, data)
        if not self._is_allowed(Path(os.path.normpath(self.project / absolute / fixed))):
            raise NotAllowed("path", data)
        walk = self._walk(base, fixed.as_posix() if first else "", parts[first:], _Budget(data))
        for count, found in enumerate(walk, start=1):
            if count > MOST_FILES:
                raise UnreadableError("too-wide", data)
            yield found

    def _walk(self, folder: Path, name: str, parts: tuple[str, ...], budget: _Budget) -> Iterator[tuple[str, Path]]:
        head, rest = parts[0], parts[1:]
        if head == "**":
            yield from self._walk(folder, name, rest or ("*",), budget)
        for entry in _entries(folder, "*" if head == "**" else head, budget):
            path, below = folder / entry, f"{name.rstrip('/')}/{entry}" if name else entry
            if head == "**":
                yield from self._walk(path, below, parts, budget) if _is_folder(path) else ()
            elif rest:
                resolved = self._resolve(path, below)
                yield from self._walk(resolved, below, rest, budget) if resolved.is_dir() else ()
            elif not _is_folder(path):
                yield below, self._resolve(path, below)


def _entries(folder: Path, pattern: str, budget: _Budget) -> list[str]:
    """Return the sorted names of a folder that match a part of a pattern; hidden ones only if it starts with a dot."""
    if pattern == "..":
        raise NotAllowed("path", budget.found)
    fits = re.compile(translate(normalize("NFC", pattern))).match
    found = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                budget.spend()
                is_hidden = entry.name.startswith(".") and not pattern.startswith(".")
                if not is_hidden and fits(normalize("NFC", entry.name)):
                    found.append(entry.name)
    except OSError:
        return []  # A folder that cannot be listed has no readable files.
    return sorted(found)


def _is_folder(path: Path) -> bool:
    """Return whether it is a folder itself; a symbolic link is checked after it has been resolved."""
    return not path.is_symlink() and path.is_dir()


def _is_below(address: str, prefix: str) -> bool:
    """Return whether an address is below another: same scheme and host, and a path inside the other's folders."""
    ours, theirs = urlsplit(address), urlsplit(prefix)
    plain = unquote(ours.path)
    if "@" in ours.netloc or "\\" in plain or ".." in plain.split("/") or _PATTERN.search(address) or "#" in address:
        return False
    folder = unquote(theirs.path).rstrip("/")
    same = (ours.scheme.lower(), ours.netloc.lower()) == (theirs.scheme.lower(), theirs.netloc.lower())
    return same and (plain == folder or plain.startswith(f"{folder}/"))


def _refuse_too_many_bytes(found: list[tuple[str, Path]], data: str) -> None:
    sizes = (where.stat().st_size for _, where in found if where.exists())
    if sum(sizes) > MOST_BYTES:
        raise UnreadableError("too-wide", data)


def _ordinary_file(path: Path, name: str) -> Path:
    """Return the path. Raises UnreadableError unless it is a regular file: reading a pipe or device may never end."""
    try:
        mode = path.stat().st_mode
    except OSError:
        raise UnreadableError("missing", name) from None
    if not stat.S_ISREG(mode):
        raise UnreadableError("not-a-file", name)
    return path
