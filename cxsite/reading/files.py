"""Finds and opens authors' files: with limits, and never outside the content folder."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from cxsite.problems import CxsiteError, Level, Place, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cxsite.problems import Value

YAML = (".yml", ".yaml")
MAX_BYTES = 1024 * 1024
MAX_FILES = 20_000
MAX_FOLDER_DEPTH = 3


@dataclass(frozen=True, slots=True)
class ContentFile:
    """A file of the content folder: its location, and its path relative to the project, with `/`.

    `data` is its content if it is in memory and not on the disk.
    """

    file: str
    path: str
    data: bytes | None = None

    @property
    def folder(self) -> str:
        """The folder inside `content/` that holds it; empty for `content/` itself."""
        return self.path.split("/", 1)[1].rpartition("/")[0]

    @property
    def stem(self) -> str:
        """Its name without the suffix."""
        return _name_and_ending(self.path)[0]

    @property
    def suffix(self) -> str:
        """Its suffix in lower case, with the dot."""
        return _name_and_ending(self.path)[1].lower()

    def problem(self, code: str, /, **values: Value) -> Problem:
        """Return a problem of the whole file."""
        return Problem(code=code, level=Level.ERROR, place=Place(self.path), values=values)


def _name_and_ending(path: str) -> tuple[str, str]:
    """Return stem and suffix as `PurePosixPath` does, in a tenth of the time."""
    name = path.rpartition("/")[2]
    dot = name.rfind(".")
    return (name[:dot], name[dot:]) if 0 < dot < len(name) - 1 else (name, "")


def find_files(project: Path, folder: str) -> tuple[list[ContentFile], list[Problem]]:
    """Return every file below `project/folder`, sorted by name, without hidden ones.

    Links to folders are not followed. Raises CxsiteError if the folder is missing, cannot be listed, or holds more than
    20,000 files.
    """
    top = project / folder
    if not top.is_dir():
        raise CxsiteError(
            "There is no folder {folder}/ in {project}.",
            "Run cxsite in the folder that contains content/, or start a playbook with: cxsite init DIR",
            folder=folder,
            project=project,
        )
    found: list[ContentFile] = []
    problems: list[Problem] = []
    for entry, path in islice(_walk(top, folder, 0), MAX_FILES + 1):
        file = ContentFile(entry.path, path)
        if entry.is_symlink() and not _leads_to_file_inside(entry.path, top):
            problems.append(file.problem("CX015"))
        else:
            found.append(file)
    if len(found) + len(problems) > MAX_FILES:
        raise _too_many(folder)
    return sorted(found, key=lambda one: one.path), problems


def find_in_memory(files: Mapping[str, bytes | None], folder: str) -> tuple[list[ContentFile], list[Problem]]:
    """Return the same for files in memory, by path; None is a link that leads out of the folder.

    Raises CxsiteError for more than 20,000 files.
    """
    inside = {path: data for path, data in sorted(files.items()) if _is_visible(path, folder)}
    if len(inside) > MAX_FILES:
        raise _too_many(folder)
    found = [ContentFile(path, _printable(path), data) for path, data in inside.items()]
    return (
        [one for one in found if one.data is not None],
        [one.problem("CX015") for one in found if one.data is None],
    )


def _is_visible(path: str, folder: str) -> bool:
    top, *steps = path.split("/")
    hidden = any(step.startswith(".") for step in steps)
    return top == folder and not hidden and len(steps) <= MAX_FOLDER_DEPTH + 1


def _too_many(folder: str) -> CxsiteError:
    return CxsiteError(
        "{folder}/ contains more than {limit} files.",
        "Move files that do not belong to the playbook out of it.",
        folder=folder,
        limit=MAX_FILES,
    )


def _walk(top: Path, path: str, depth: int) -> Iterator[tuple[os.DirEntry[str], str]]:
    try:
        with os.scandir(top) as listing:
            entries = list(islice(listing, MAX_FILES + 1))
    except OSError as error:
        raise CxsiteError(
            "{path}/ cannot be listed: {error}.",
            "Change its permissions so that you can read it.",
            path=path,
            error=error,
        ) from error
    if len(entries) > MAX_FILES:
        raise _too_many(path)
    for entry in sorted(entries, key=lambda one: one.name):
        inside = f"{path}/{_printable(entry.name)}"
        is_folder = not entry.is_symlink() and entry.is_dir()
        if entry.name.startswith("."):
            continue
        if not is_folder or entry.name.endswith(YAML):
            yield entry, inside
        elif depth < MAX_FOLDER_DEPTH:
            yield from _walk(Path(entry.path), inside, depth + 1)


def _printable(name: str) -> str:
    """Return a file's name with bytes that are not UTF-8 written as escapes."""
    return name.encode("utf-8", "backslashreplace").decode()


def _leads_to_file_inside(link: str, top: Path) -> bool:
    try:
        target = Path(link).resolve(strict=True)
        return target.is_relative_to(top.resolve()) and not target.is_dir()
    except (OSError, RuntimeError):  # A broken or circular link.
        return False


def read_text(found: ContentFile, limit: int = MAX_BYTES) -> tuple[str | None, list[Problem]]:
    """Return the file's text with line feeds as line ends and no byte order mark, or None and the problem."""
    data, problems = _read_bytes(found, limit)
    if data is None:
        return None, problems
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return None, [_not_utf8(found, data, error)]
    return text.replace("\r\n", "\n").replace("\r", "\n"), []


def _read_bytes(found: ContentFile, limit: int) -> tuple[bytes | None, list[Problem]]:
    data, problems = (found.data, []) if found.data is not None else _open(found, limit)
    if data is not None and len(data) > limit:
        return None, [found.problem("CX011", limit=limit)]
    return data, problems


def _open(found: ContentFile, limit: int) -> tuple[bytes | None, list[Problem]]:
    # Opening a pipe or device could block forever: only regular files are opened, and O_NONBLOCK covers the case that
    # the file is replaced between the check and the call.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        if not stat.S_ISREG(os.stat(found.file).st_mode):  # noqa: PTH116 -- a Path for each of thousands takes longer
            return None, [found.problem("CX016")]
        opened = os.open(found.file, flags)
        try:
            return _read_up_to(opened, limit + 1), []
        finally:
            os.close(opened)
    except OSError as error:
        return None, [found.problem("CX014", reason=error.strerror or type(error).__name__)]


def _read_up_to(opened: int, most: int) -> bytes:
    """Return at most that many bytes of a file, mostly in two system calls, where a buffered reader needs eight."""
    parts = []
    while most > 0 and (part := os.read(opened, most)):
        parts.append(part)
        most -= len(part)
    return b"".join(parts)


def _not_utf8(found: ContentFile, data: bytes, error: UnicodeDecodeError) -> Problem:
    before = data[: error.start]
    line = before.count(b"\n") + 1
    column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
    place = Place(found.path, line, column, line, column + 1)
    return Problem(code="CX009", level=Level.ERROR, place=place)
