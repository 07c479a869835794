"""Moves `data:` pictures of style sheets into files, for servers whose policy allows no `data:` addresses."""

from __future__ import annotations

import base64
import binascii
import posixpath
import re
from hashlib import sha256
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import unquote_to_bytes
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from collections.abc import Mapping

FOLDER: Final = "assets/icons"
STYLES_FROM_FOLDER: Final = f"{FOLDER}/icons.css"
"""The style sheet with all pictures inside. It is used only if a site is opened from a folder (`file:`).

Browsers then treat each file as another origin, and do not use it as a mask.
"""
_SUFFIXES: Final = {"image/svg+xml": "svg", "image/png": "png", "image/gif": "gif", "image/webp": "webp"}
_TOKEN: Final = re.compile(
    r"""/\*.*?\*/|url\(\s*(?:"(data:[^"]*)"|'(data:[^']*)'|(data:[^)\s]*))\s*\)|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[{};]""",
    re.DOTALL | re.IGNORECASE,
)


class MovedIcons(NamedTuple):
    """A style sheet without `data:` addresses, the files that it refers to instead, and its original declarations."""

    styles: str
    files: dict[str, bytes]
    declarations: str


def move_icons(styles: str, path: str) -> MovedIcons:
    """Move the pictures of the style sheet at `path`, below its language's folder; other `data:` addresses stay."""
    if "data:" not in styles:
        return MovedIcons(styles, {}, "")
    start = posixpath.relpath(FOLDER, posixpath.dirname(path) or ".")
    files, parts, kept, around = dict[str, bytes](), list[str](), list[str](), list[str]()
    begin, done, is_moved = 0, 0, False
    for token in _TOKEN.finditer(styles):
        sign = token[0]
        if sign in {"{", "}", ";"}:
            text = styles[begin : token.start()].strip()
            if sign == "{":
                around.append(text)
            elif is_moved:
                kept.append(f"{'{'.join((*around, text))}{'}' * len(around)}")
                is_moved = False
            if sign == "}" and around:
                around.pop()
            begin = token.end()
        elif address := token[1] or token[2] or token[3]:
            name, content = _picture(address)
            if name:
                files[f"{FOLDER}/{name}"] = content
                parts += (styles[done : token.start()], f'url("{start}/{name}")')
                done, is_moved = token.end(), True
        elif sign.startswith("/*") and not styles[begin : token.start()].strip():
            begin = token.end()
    return MovedIcons("".join((*parts, styles[done:])), files, "\n".join(kept))


def moved_files(styles: Mapping[str, str]) -> dict[str, bytes]:
    """Return the changed style sheets of a language and the files of their pictures, by path.

    An unchanged style sheet is not included; `STYLES_FROM_FOLDER` always is.
    """
    moved = {path: move_icons(text, path) for path, text in sorted(styles.items()) if path != STYLES_FROM_FOLDER}
    files: dict[str, bytes] = {}
    for path, one in moved.items():
        files |= one.files
        if one.files:
            files[path] = one.styles.encode()
    inside = "\n".join(one.declarations for one in moved.values() if one.declarations)
    if inside or STYLES_FROM_FOLDER not in styles:
        files[STYLES_FROM_FOLDER] = inside.encode()
    return files


def _picture(address: str) -> tuple[str, bytes]:
    """Return the name and bytes of the picture in a `data:` address; the name is empty if it cannot be a file."""
    head, comma, body = address.removeprefix("data:").partition(",")
    kind, *options = (part.strip().lower() for part in head.split(";"))
    suffix = _SUFFIXES.get(kind)
    if not (comma and suffix):
        return "", b""
    content = unquote_to_bytes(body.replace("\\\n", ""))
    try:
        if "base64" in options:
            content = base64.b64decode(content, validate=True)
        if suffix == "svg":
            ET.fromstring(content)  # noqa: S314 -- the theme's or the team's own, as all of the style sheet
    except (binascii.Error, ET.ParseError):
        return "", b""
    return f"{sha256(content).hexdigest()[:12]}.{suffix}", content
