"""A cache of parsed files, for programs that read the same folder repeatedly, and from one build to the next."""

from __future__ import annotations

import hashlib
import io
import os
import pickle
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final, TypeAlias, TypeVar, cast

from cxsite.reading.files import read_text
from cxsite.reading.library_touchpoints import LibraryCache
from cxsite.seal import unseal_data, write_sealed

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator, Mapping
    from pathlib import Path

    from cxsite.problems import Problem
    from cxsite.reading.files import ContentFile

V = TypeVar("V")
_Stamp: TypeAlias = tuple[int, int, int, int]
_Key: TypeAlias = tuple[str, str]
SavedFiles: TypeAlias = "Mapping[_Key, tuple[bytes, bytes]]"
"""By path and way of reading: a hash of the text of a file, and its pickled value."""
_SETTLED_NANOSECONDS: Final = 3_000_000_000
"""A file that changed less than this before it was read is read again: another change may leave the same times.

File systems count times in steps of up to two seconds.
"""
_WORTH_SAVING: Final = 20
"""All files are saved again if more than one of so many was parsed; parsing a few again costs less than that."""


class ParseCache:
    """Stores the text of each file while the file is not touched, and its parsed value while the text is the same.

    `saved` are values of an earlier run, for the first time that a folder is read.
    """

    def __init__(self, saved: SavedFiles | None = None) -> None:
        self._saved = saved or {}
        self._parsed = 0
        self._made: dict[_Key, tuple[str, Any]] = {}
        self._texts: dict[str, tuple[_Stamp, str]] = {}
        self.joined = LibraryCache()

    def read_text(self, found: ContentFile) -> tuple[str | None, list[Problem]]:
        """Return what `files.read_text` returns, without opening a file that was read before and not touched since.

        Of a thousand journeys, opening all files takes as long as rendering the page that is looked at.
        """
        stamp = _stamp(found)
        before = self._texts.get(found.path)
        if stamp is not None and before is not None and before[0] == stamp:
            return before[1], []
        text, problems = read_text(found)
        if text is not None and stamp is not None and time.time_ns() - max(stamp[:2]) > _SETTLED_NANOSECONDS:
            self._texts[found.path] = stamp, text
        else:
            self._texts.pop(found.path, None)
        return text, problems

    def get_or_make(self, path: str, read_as: str, text: str, make: Callable[[], V]) -> V:
        """Return the result of `make` for the text, cached; `read_as` names everything else the result depends on."""
        before = self._made.get((path, read_as))
        if before is not None and before[0] == text:
            return cast("V", before[1])
        digest, saved = self._saved.get((path, read_as), (b"", b""))
        if digest and digest == _hash(text):
            made = cast("V", pickle.loads(saved))  # noqa: S301 -- sealed by this user, see `load_saved_files`
        else:
            made = make()
            self._parsed += 1
        self._made[path, read_as] = text, made
        return made

    def forget_others(self, paths: Container[str]) -> None:
        """Remove files that no longer exist, and the values of an earlier run."""
        self._saved = {}
        self._made = {key: made for key, made in self._made.items() if key[0] in paths}
        self._texts = {path: held for path, held in self._texts.items() if path in paths}

    def save(self, file: Path, version: str) -> None:
        """Save the parsed values for later runs, if many files were parsed; a disk that refuses only costs time."""
        if self._parsed * _WORTH_SAVING <= len(self._made):
            return
        with suppress(OSError):
            write_sealed(file, self._pickled(version))

    def _pickled(self, version: str) -> Iterator[bytes]:
        """Yield the version, and each file by itself, so that only files that are still the same are unpickled."""
        yield pickle.dumps(version)
        for key, (text, made) in self._made.items():
            yield pickle.dumps((key, (_hash(text), pickle.dumps(made, pickle.HIGHEST_PROTOCOL))))


def load_saved_files(file: Path, version: str) -> SavedFiles:
    """Return what `ParseCache.save` wrote; nothing if it is of another version, damaged, or not of this user."""
    try:
        data = unseal_data(file.read_bytes()) if file.is_file() else None  # a pipe or a device would be waited for
    except OSError:
        return {}
    if data is None:
        return {}
    stream = io.BytesIO(data)
    if pickle.load(stream) != version:  # noqa: S301 -- sealed by this user
        return {}
    saved: dict[_Key, tuple[bytes, bytes]] = {}
    while stream.tell() < len(data):
        key, value = pickle.load(stream)  # noqa: S301 -- the same
        saved[key] = value
    return saved


def _hash(text: str) -> bytes:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _stamp(found: ContentFile) -> _Stamp | None:
    """Return what changes when a file is written: its times, its size and its number; None in memory, or if missing."""
    if found.data is not None:
        return None
    try:
        state = os.stat(found.file)  # noqa: PTH116 -- a Path for each of thousands takes longer
    except OSError:
        return None
    return state.st_mtime_ns, state.st_ctime_ns, state.st_size, state.st_ino
