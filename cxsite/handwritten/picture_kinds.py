"""Detects the kind of a file by its first bytes, whatever its name is."""

from __future__ import annotations

import re
from typing import Final

HEAD: Final = 4096
"""How many bytes are enough to detect the kind of a file."""
PUBLISHED: Final = {"png": (".png",), "jpeg": (".jpg", ".jpeg"), "webp": (".webp",)}
"""The kinds of pictures that a site shows, with their file suffixes."""

_SIGNATURES: Final = (
    ("png", re.compile(rb"\x89PNG\r\n\x1a\n")),
    ("jpeg", re.compile(rb"\xff\xd8\xff")),
    ("webp", re.compile(rb"RIFF....WEBP", re.DOTALL)),
    ("gif", re.compile(rb"GIF8[79]a")),
    ("heic", re.compile(rb"....ftyp(?:hei[cmsx]|hev[cmsx]|mif1|msf1)", re.DOTALL)),
    ("avif", re.compile(rb"....ftypavi[fs]", re.DOTALL)),
    ("video", re.compile(rb"....ftyp|\x1aE\xdf\xa3|RIFF....AVI ", re.DOTALL)),
    ("jpeg-xl", re.compile(rb"\xff\x0a|\0\0\0\x0cJXL ")),
    ("jpeg-2000", re.compile(rb"\0\0\0\x0cjP  |\xff\x4f\xff\x51")),
    ("tiff", re.compile(rb"II\*\0|MM\0\*")),
    ("bmp", re.compile(rb"BM....\0\0\0\0", re.DOTALL)),
    ("icon", re.compile(rb"\0\0[\x01\x02]\0")),
    ("photoshop", re.compile(rb"8BPS")),
    ("pdf", re.compile(rb"%PDF-")),
    ("zip", re.compile(rb"PK\x03\x04")),
    ("lfs", re.compile(rb"version https://(?:git-lfs\.github\.com|hawser\.github\.com)/spec/")),
    ("svg", re.compile(rb"(?is)(?:\xef\xbb\xbf)?\s*(?:<\?xml.*?>\s*|<!--.*?-->\s*|<!doctype\s+svg.*?>\s*)*<svg")),
    ("html", re.compile(rb"(?is)(?:\xef\xbb\xbf)?\s*(?:<!--.*?-->\s*)*<(?:!doctype|html|head|body|title|div|p)\b")),
)
_AVIF_BRAND: Final = re.compile(rb"avi[fs]")


def kind_of(head: bytes) -> str:
    """Return the kind of a file that begins with these bytes: one of `PUBLISHED`, or another kind.

    Other kinds are gif, heic, avif, video, jpeg-xl, jpeg-2000, tiff, bmp, icon, photoshop, pdf, zip, lfs, svg, html,
    empty, text, or unknown.
    """
    if not head:
        return "empty"
    for kind, signature in _SIGNATURES:
        if signature.match(head):
            is_avif = kind == "heic" and _AVIF_BRAND.search(head[8 : int.from_bytes(head[:4], "big")])
            return "avif" if is_avif else kind
    return "text" if _is_text(head) else "unknown"


def _is_text(head: bytes) -> bool:
    try:
        text = head.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start < len(head) - 3:  # otherwise only the last character is cut off
            return False
        text = head[: error.start].decode("utf-8")
    return all(sign.isprintable() or sign.isspace() for sign in text)


def fits_ending(kind: str, ending: str) -> bool:
    """Return whether a file suffix (`.PNG`) fits that kind."""
    return ending.lower() in PUBLISHED[kind]
