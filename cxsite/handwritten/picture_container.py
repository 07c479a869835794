"""Reads and removes the metadata of PNG, JPEG and WebP files without decoding pixels.

Pixels, colour profiles and the orientation are kept; locations, names, comments, thumbnails, further pictures and
everything after the end of the picture are removed. Pillow is not used for that, because it would encode the pixels
again, which changes those of a JPEG.
"""

from __future__ import annotations

import re
import struct
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_PNG: Final = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT: Final = frozenset(
    {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"bKGD", b"pHYs"}
    | {b"cICP", b"mDCV", b"cLLI", b"acTL", b"fcTL", b"fdAT"}
)
_PNG_SILENT: Final = frozenset({b"tIME", b"hIST", b"sPLT"})
_WEBP_KEPT: Final = frozenset({b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF", b"ICCP"})
_EXIF_FLAG, _XMP_FLAG = 0x08, 0x04
_SCAN_END: Final = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")
"""The end of a JPEG scan: in it, `FF 00` is an escaped data byte, and `FF D0` to `FF D7` are restart markers."""
_START, _END, _SCAN, _COMMENT = 0xD8, 0xD9, 0xDA, 0xFE
_FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_APPLICATION: Final = range(0xE0, 0xF0)
_MOST_SCANS: Final = 100
"""Each scan decodes all pixels again, so many scans are an attack; a progressive picture has about ten."""
_UPRIGHT: Final = 1
_TURNED: Final = range(2, 9)
_ORIENTATION: Final = 0x0112


class BrokenPictureError(ValueError):
    """The file is truncated, or its parts do not follow its format."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Container:
    """A picture's file without its metadata.

    `width`, `height` and `frames` are the amount to decode. `exif` is the removed TIFF structure, `xmp` the removed
    XML, `comments` other removed texts; `clean` are the bytes that are published.
    """

    width: int
    height: int
    frames: int
    exif: bytes = b""
    xmp: bytes = b""
    comments: tuple[str, ...] = ()
    clean: bytes = b""


@dataclass(slots=True)
class _Parts:
    width: int = 0
    height: int = 0
    frames: int = 1
    exif: bytes = b""
    xmp: bytes = b""
    comments: tuple[str, ...] = ()
    kept: list[bytes] | None = None

    def comment(self, text: bytes) -> None:
        shown = text.decode("utf-8", "replace").replace("\0", " ").strip()
        self.comments += (shown,) if shown else ()

    def container(self, clean: bytes) -> Container:
        return Container(
            width=self.width,
            height=self.height,
            frames=self.frames,
            exif=self.exif,
            xmp=self.xmp,
            comments=self.comments,
            clean=clean,
        )


def read_container(kind: str, data: bytes) -> Container:
    """Read a file of that kind (png, jpeg or webp). Raises BrokenPictureError."""
    try:
        return _READERS[kind](data)
    except (IndexError, struct.error) as error:
        raise BrokenPictureError(kind) from error


def _png(data: bytes) -> Container:
    parts, kept, ended = _Parts(), [], False
    for name, body, whole in _png_chunks(data):
        if name == b"IHDR":
            parts.width, parts.height = struct.unpack_from(">II", body)
        elif name == b"acTL":
            parts.frames = max(1, struct.unpack_from(">I", body)[0])
        elif name == b"eXIf":
            parts.exif = body
        elif name in (b"tEXt", b"zTXt", b"iTXt"):
            _png_text(name, body, parts)
        elif name not in _PNG_KEPT | _PNG_SILENT:
            parts.comment(name)
        if name in _PNG_KEPT:
            kept.append(whole)
        ended = ended or name == b"IEND"
    if not ended or parts.width == 0 or parts.height == 0:
        raise BrokenPictureError("png")
    parts.frames = max(parts.frames, sum(one[4:8] == b"fcTL" for one in kept))  # whatever the file declares
    if turned := _orientation_alone(parts.exif):
        kept.insert(1, _png_chunk(b"eXIf", turned))
    return parts.container(_PNG + b"".join(kept))


def _png_chunks(data: bytes) -> Iterator[tuple[bytes, bytes, bytes]]:
    """Yield name, body and all bytes of each chunk up to the end of the picture; what follows is dropped."""
    position = len(_PNG)
    while True:
        (length,) = struct.unpack_from(">I", data, position)
        name, end = data[position + 4 : position + 8], position + 12 + length
        if end > len(data):
            raise BrokenPictureError("png")
        body = data[position + 8 : end - 4]
        if zlib.crc32(name + body).to_bytes(4, "big") != data[end - 4 : end]:
            raise BrokenPictureError("png")
        yield name, body, data[position:end]
        if name == b"IEND":
            return
        position = end


def _png_chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + zlib.crc32(name + body).to_bytes(4, "big")


def _png_text(name: bytes, body: bytes, parts: _Parts) -> None:
    """Record a text as `Author: Lan`; a compressed one only by name, because it may be a decompression bomb."""
    keyword, _, text = body.partition(b"\0")
    if keyword == b"XML:com.adobe.xmp":
        parts.xmp = text.lstrip(b"\0") or b"<"
        return
    text = text if name == b"tEXt" else text.rpartition(b"\0")[2] if name == b"iTXt" and text[:1] == b"\0" else b""
    parts.comment(keyword + b": " + text)


def _jpeg(data: bytes) -> Container:
    parts, kept, ended, scans = _Parts(), [], False, 0
    for marker, body, whole in _jpeg_segments(data):
        if marker in _FRAMES and not parts.width:
            parts.height, parts.width = struct.unpack_from(">HH", body, 1)
        if marker == _COMMENT:
            parts.comment(body)
        elif marker in _APPLICATION:
            kept.append(_jpeg_application(marker, body, whole, parts))
        else:
            kept.append(whole)
        ended = marker == _END
        scans += marker == _SCAN
    if not ended or scans > _MOST_SCANS or parts.width == 0 or parts.height == 0:
        raise BrokenPictureError("jpeg")
    if turned := _orientation_alone(parts.exif):
        body = b"Exif\0\0" + turned
        kept.insert(0, b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body)
    return parts.container(b"\xff\xd8" + b"".join(kept))


def _jpeg_application(marker: int, body: bytes, whole: bytes, parts: _Parts) -> bytes:
    """Return what is kept of an application segment."""
    if body.startswith(b"JFIF\0"):
        kept = body[:12] + b"\0\0"  # without its thumbnail
        return b"\xff\xe0" + struct.pack(">H", len(kept) + 2) + kept
    if body.startswith((b"ICC_PROFILE\0", b"Adobe")) and marker in (0xE2, 0xEE):
        return whole
    if body.startswith(b"Exif\0"):
        parts.exif = parts.exif or body[6:]
    elif body.startswith((b"http://ns.adobe.com/xap/", b"http://ns.adobe.com/xmp/")):
        parts.xmp += body.partition(b"\0")[2]
    elif not body.startswith(b"JFXX\0"):
        parts.comment(body.partition(b"\0")[0][:40])
    return b""


def _jpeg_segments(data: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """Yield marker, body and all bytes of each segment of the first picture; a scan includes its pixels."""
    position = 2
    while True:
        if data[position] != 0xFF:  # noqa: PLR2004 -- the sign that a marker follows
            raise BrokenPictureError("jpeg")
        while data[position + 1] == 0xFF:  # noqa: PLR2004 -- it may be repeated
            position += 1
        marker = data[position + 1]
        if marker == _END:
            yield marker, b"", b"\xff\xd9"
            return
        if marker == _START:
            raise BrokenPictureError("jpeg")
        (length,) = struct.unpack_from(">H", data, position + 2)
        end = position + 2 + length
        if length < 2 or end > len(data):  # noqa: PLR2004 -- the length counts itself
            raise BrokenPictureError("jpeg")
        body = data[position + 4 : end]
        if marker == _SCAN:
            after = _SCAN_END.search(data, end)
            if after is None:
                raise BrokenPictureError("jpeg")
            end = after.start()
        yield marker, body, data[position:end]
        position = end


def _webp(data: bytes) -> Container:
    parts, kept = _Parts(), []
    for name, body in _webp_chunks(data, 12, min(len(data), 8 + struct.unpack_from("<I", data, 4)[0])):
        if name == b"EXIF":
            parts.exif = body.removeprefix(b"Exif\0\0")
        elif name == b"XMP ":
            parts.xmp = body or b"<"
        elif name == b"VP8X" or name in _WEBP_KEPT:
            _webp_size(name, body, parts)
            kept.append((name, body))
        else:
            parts.comment(name)
    if not any(name in (b"VP8 ", b"VP8L", b"ANMF") for name, _ in kept) or not (parts.width and parts.height):
        raise BrokenPictureError("webp")
    parts.frames = max(1, sum(name == b"ANMF" for name, _ in kept))
    turned = _orientation_alone(parts.exif)
    chunks = [_webp_chunk(name, _webp_flags(body, turned) if name == b"VP8X" else body) for name, body in kept]
    chunks += [_webp_chunk(b"EXIF", turned)] if turned and kept[0][0] == b"VP8X" else []
    inside = b"WEBP" + b"".join(chunks)
    return parts.container(b"RIFF" + struct.pack("<I", len(inside)) + inside)


def _webp_chunks(data: bytes, start: int, end: int) -> Iterator[tuple[bytes, bytes]]:
    while start + 8 <= end:
        name, (length,) = data[start : start + 4], struct.unpack_from("<I", data, start + 4)
        if start + 8 + length > len(data):
            raise BrokenPictureError("webp")
        yield name, data[start + 8 : start + 8 + length]
        start += 8 + length + length % 2


def _webp_chunk(name: bytes, body: bytes) -> bytes:
    return name + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)


def _webp_flags(body: bytes, turned: bytes) -> bytes:
    flags = body[0] & ~(_EXIF_FLAG | _XMP_FLAG) | (_EXIF_FLAG if turned else 0)
    return bytes((flags,)) + body[1:]


def _webp_size(name: bytes, body: bytes, parts: _Parts) -> None:
    if parts.width:
        return
    if name == b"VP8X":
        parts.width = 1 + int.from_bytes(body[4:7], "little")
        parts.height = 1 + int.from_bytes(body[7:10], "little")
    elif name == b"VP8L":
        bits = int.from_bytes(body[1:5], "little")
        parts.width, parts.height = 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    elif name == b"VP8 ":
        width, height = struct.unpack_from("<HH", body, 6)
        parts.width, parts.height = width & 0x3FFF, height & 0x3FFF


def _orientation_alone(exif: bytes) -> bytes:
    """Return a TIFF structure with the orientation only; empty if the picture is upright."""
    turn = orientation(exif)
    if turn not in _TURNED:
        return b""
    return b"MM\0*\0\0\0\x08\0\x01" + struct.pack(">HHIHH", _ORIENTATION, 3, 1, turn, 0) + b"\0\0\0\0"


def orientation(exif: bytes) -> int:
    """Return the orientation of a picture, 1–8 as in EXIF; 1 if there is none."""
    order = {b"II": "<", b"MM": ">"}.get(exif[:2])
    if order is None:
        return _UPRIGHT
    try:
        (first,) = struct.unpack_from(f"{order}I", exif, 4)
        (count,) = struct.unpack_from(f"{order}H", exif, first)
        for number in range(count):
            tag, kind, _, value = struct.unpack_from(f"{order}HHIH", exif, first + 2 + 12 * number)
            if (tag, kind) == (_ORIENTATION, 3):
                return int(value)
    except struct.error:
        return _UPRIGHT
    return _UPRIGHT


_READERS: Final[dict[str, Callable[[bytes], Container]]] = {"png": _png, "jpeg": _jpeg, "webp": _webp}
