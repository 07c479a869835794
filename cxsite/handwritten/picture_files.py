"""Reads and checks pictures of `content/pictures/`, and returns them without metadata."""

from __future__ import annotations

import io
import os
import stat
import unicodedata
import warnings
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cxsite.handwritten.picture_container import BrokenPictureError, read_container
from cxsite.handwritten.picture_kinds import HEAD, PUBLISHED, kind_of
from cxsite.problems import CxsiteError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cxsite.handwritten.picture_container import Container

FOLDER: Final = Path("content", "pictures")
MAX_BYTES: Final = 20 * 1024 * 1024
MAX_PIXELS: Final = 50_000_000
"""In all frames together: as many as the largest phone pictures have; decoding takes 250 MB of memory."""
_OPEN: Final = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_GPS, _DETAILS = 0x8825, 0x8769
_PEOPLE: Final = (0x013B, 0x8298, 0x9C9D, 0xA430)
"""Artist, Copyright, XPAuthor, CameraOwnerName."""
_PEOPLE_WORDS: Final = ("author", "artist", "creator", "copyright", "by-line", "rights")
_PLACE_WORDS: Final = ("gps", "location", "latitude")


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureFile:
    """The result of checking one file.

    `kind` is as for `kind_of`, or link (out of the folder), special (no regular file), unreadable, damaged or
    unreachable. `size` is in bytes, `pixels` counts those of all frames. `metadata` names what is removed when the
    picture is published: place, people, other.
    """

    kind: str
    size: int = 0
    pixels: int = 0
    metadata: tuple[str, ...] = ()

    @property
    def is_picture(self) -> bool:
        """Whether its kind is one that a site shows."""
        return self.kind in PUBLISHED

    @property
    def is_too_large(self) -> bool:
        """Whether it has more bytes or pixels than a page may load."""
        return self.size > MAX_BYTES or self.pixels > MAX_PIXELS


class CleanPicture:
    """A picture that is read and stripped of metadata on demand."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def read_bytes(self) -> bytes:
        """Return the bytes to publish. Raises CxsiteError if the file has changed since it was checked."""
        kind, data = _read(str(self._path))
        try:
            return read_container(kind, data).clean if kind in PUBLISHED else self._refuse()
        except BrokenPictureError:
            return self._refuse()

    def _refuse(self) -> bytes:
        raise CxsiteError(
            "The picture {file} changed while the site was being built.", "Build again.", file=self._path.name
        )


def picture_paths(project: Path) -> Mapping[str, Path]:
    """Return the files in `content/pictures/` by their names in NFC, as content names them."""
    try:
        with os.scandir(project / FOLDER) as found:
            names = sorted(entry.name for entry in found)
    except OSError:
        return {}
    paths: dict[str, Path] = {}
    for name in names:
        paths.setdefault(published_name(name), project / FOLDER / name)
    return paths


def published_name(name: str) -> str:
    """Return a file's name as pages refer to it: in NFC, with bytes that are not UTF-8 escaped."""
    return unicodedata.normalize("NFC", name.encode("utf-8", "backslashreplace").decode())


def examine_picture(path: Path) -> PictureFile:
    """Check a file, and decode it if it is a picture. For safety, only regular files inside the folder are opened."""
    try:
        found = path.lstat()
        return _examine(str(path), found.st_mtime_ns, found.st_size, found.st_ino)
    except OSError:
        return PictureFile(kind="unreadable")


@lru_cache(maxsize=1 << 12)  # cached: the preview checks the same files at each change
def _examine(path: str, _time: int, _size: int, _number: int) -> PictureFile:
    kind, data = _read(path)
    if kind not in PUBLISHED or len(data) > MAX_BYTES:
        return PictureFile(kind=kind, size=len(data))
    try:
        container = read_container(kind, data)
    except BrokenPictureError:
        return PictureFile(kind="damaged", size=len(data))
    found = PictureFile(
        kind=kind,
        size=len(data),
        pixels=container.width * container.height * container.frames,
        metadata=_metadata(container),
    )
    if found.is_too_large or _is_decodable(kind, container):
        return found
    return PictureFile(kind="damaged", size=len(data))


def _read(path: str) -> tuple[str, bytes]:
    """Return the kind of a file and its bytes; at most one byte more than allowed."""
    try:
        if Path(path).is_symlink() and not Path(path).resolve(strict=True).is_relative_to(Path(path).parent.resolve()):
            return "link", b""
        if not stat.S_ISREG(os.stat(path).st_mode):  # noqa: PTH116 -- before it is opened: a pipe would wait
            return "special", b""
        opened = os.open(path, _OPEN)
        with os.fdopen(opened, "rb") as file:
            if not stat.S_ISREG(os.fstat(opened).st_mode):
                return "special", b""
            data = file.read(MAX_BYTES + 1)
    except (OSError, RuntimeError):
        return "unreadable", b""
    return kind_of(data[:HEAD]), data


def _is_decodable(kind: str, container: Container) -> bool:
    """Return whether all pixels can be decoded. It decodes the clean bytes, so no bomb in metadata is unpacked."""
    from PIL import Image, ImageSequence  # noqa: PLC0415 -- slow to import, and only for playbooks with pictures

    try:
        with warnings.catch_warnings(), Image.open(io.BytesIO(container.clean), formats=[kind.upper()]) as image:
            warnings.simplefilter("ignore")
            if kind == "jpeg":
                # Decompresses all data, but computes only an eighth of the size.
                image.draft("RGB", (image.width // 8, image.height // 8))
            for frame in ImageSequence.Iterator(image):
                frame.load()
    except (OSError, ValueError, SyntaxError, EOFError, KeyError, MemoryError, Image.DecompressionBombError):
        return False
    return True


def _metadata(container: Container) -> tuple[str, ...]:
    """Return the kinds of metadata that a picture has: place, people, other."""
    place, people, other = _exif(container.exif) if container.exif else (False, False, False)
    texts = [container.xmp.decode("utf-8", "replace").lower(), *map(str.lower, container.comments)]
    place = place or any(word in text for text in texts for word in _PLACE_WORDS)
    people = people or any(word in text for text in texts for word in _PEOPLE_WORDS)
    other = other or any(texts)
    named = (("place", place), ("people", people), ("other", other and not (place or people)))
    return tuple(name for name, is_there in named if is_there)


def _exif(exif: bytes) -> tuple[bool, bool, bool]:
    """Return whether EXIF has a location, people, and anything besides the orientation."""
    from PIL import Image  # noqa: PLC0415 -- as above

    read = Image.Exif()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            read.load(b"Exif\0\0" + exif)
            place = bool(read.get_ifd(_GPS))
            details = read.get_ifd(_DETAILS)
            tags = set(read) | set(details)
    except (OSError, ValueError, SyntaxError, KeyError, TypeError, EOFError, MemoryError, OverflowError):
        return False, False, True  # it cannot be read, so it is reported as metadata and removed
    return place, any(tag in tags for tag in _PEOPLE), bool(tags - {0x0112, _DETAILS, _GPS})
