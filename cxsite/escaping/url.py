"""Addresses: percent-encoding of paths, and which links an author may write."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final
from urllib.parse import quote, urlsplit

INTERNAL_KINDS: Final = ("persona", "journey", "play", "metric", "goal", "touchpoint", "research")

_ID: Final = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_INTERNAL: Final = re.compile(rf"({'|'.join(INTERNAL_KINDS)}):({_ID}(?:/{_ID})?)")
_MAIL: Final = re.compile(r"mailto:[^@?]+@[^@?]+(\?.*)?", re.IGNORECASE)
_WEB: Final = re.compile(r"https?://[^/?#]", re.IGNORECASE)
_PLAIN: Final = re.compile("[A-Za-z0-9._-]+")
_NEVER: Final = frozenset('\\<>"`{}|^')
_UNSEEN: Final = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp", "Zs"})


def encode_segment(text: str) -> str:
    """Return one path segment percent-encoded as UTF-8 in NFC; `/` is encoded too."""
    return text if _PLAIN.fullmatch(text) else _encode_segment(text)


@lru_cache(maxsize=1 << 10)
def _encode_segment(text: str) -> str:
    return quote(unicodedata.normalize("NFC", text), safe="")


def encode_path(path: str) -> str:
    """Return a path with each of its segments percent-encoded; `/`, `.` and `..` keep their meaning."""
    return "/".join(encode_segment(segment) for segment in path.split("/"))


def internal_link(target: str) -> tuple[str, str] | None:
    """Return the kind and id that `persona:lan` or `touchpoint:mua-hang/thu-do` names, else None."""
    found = _INTERNAL.fullmatch(target)
    return (found[1], found[2]) if found else None


def is_safe_link(target: str) -> bool:
    """Return whether an author's link may be published.

    Allowed are `http:` and `https:` with a host and without user name, `mailto:` with an address,
    and internal links. Relative and protocol-relative links, any other scheme, and targets that
    hold white space, control or invisible characters are not.
    """
    if any(character in _NEVER or unicodedata.category(character) in _UNSEEN for character in target):
        return False
    if internal_link(target) or _MAIL.fullmatch(target):
        return True
    return bool(_WEB.match(target)) and _has_plain_host(target)


def is_readable_address(target: str) -> bool:
    """Return whether a web address names a host and holds no invisible character and none that reverses the text."""
    if any(unicodedata.category(character) in _UNSEEN for character in target):
        return False
    try:
        parts = urlsplit(target)
        _ = parts.port
    except ValueError:
        return False
    return bool(parts.hostname)


def _has_plain_host(target: str) -> bool:
    try:
        parts = urlsplit(target)
        _ = parts.port
    except ValueError:
        return False
    return bool(parts.hostname) and "@" not in parts.netloc
