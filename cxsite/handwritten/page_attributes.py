"""Finds attributes of a hand-written page that contact another host, run scripts, or use names of the site."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator

_FETCHED: Final = frozenset(
    {"src", "poster", "background", "data", "longdesc", "lowsrc", "dynsrc", "manifest", "icon", "archive", "codebase"}
    | {"classid", "code", "object", "profile", "usemap", "xml:base", "srcdoc"}
)
_LISTED: Final = frozenset({"srcset", "imagesrcset"})
_REPORTING: Final = frozenset({"ping", "attributionsrc"})
"""Attributes that report a reader's actions to another address."""
_FOLLOWED: Final = frozenset({"href", "xlink:href", "cite"})
LINKS: Final = frozenset({"http", "https", "mailto", "tel"})
"""The allowed schemes of a link; a path within the site has none."""
_WORDS: Final = frozenset(
    {"alt", "title", "class", "id", "name", "lang", "dir", "role", "abbr", "label", "value", "datetime", "headers"}
    | {"summary", "scope", "type", "download", "d", "points", "viewbox", "for", "rel", "start", "translate"}
)
"""Attributes that contain texts, names or numbers; what looks like a CSS function in them is not one."""
_ALIGNED: Final = re.compile(r"text-align:\s*(?:left|right|center|justify);?")
_OWN_NAME: Final = re.compile(r"__(?!tabbed_|codelineno|span|code)|mermaid$|cx-", re.IGNORECASE)
_FUNCTION: Final = re.compile(r"([a-z-]*)\((?=\s*['\"]?\s*([^)]*))", re.IGNORECASE)
_OF_FORMS: Final = frozenset({"action", "formaction", "form", "popovertarget", "commandfor"})
_HARMLESS: Final = frozenset(
    {"rgb", "rgba", "hsl", "hsla", "translate", "rotate", "scale", "matrix", "skewx", "skewy", "var", "calc", ""}
)
_SKIPPED: Final = re.compile(r"[\t\n\r]")
_EDGE: Final = "".join(map(chr, range(0x21)))
_UNSEEN: Final = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})


def attribute_faults(name: str, text: str) -> Iterator[tuple[str, str]]:
    """Yield the faults of one attribute: kind of fault, and what was found."""
    if name.startswith("on"):
        yield "handler", name
    elif name == "style":
        if not _ALIGNED.fullmatch(text.strip()):
            yield "style", name
    elif name == "srcdoc" or name.startswith("data-md-"):
        yield "name", name
    elif name in ("id", "name", "for") and _OWN_NAME.match(text):
        yield "name", text
    elif name in _OF_FORMS:
        yield "form", name
    elif name in _REPORTING:
        yield "foreign", text or name
    else:
        yield from _of_address(name, text)


def as_browsers_do(address: str) -> str:
    """Remove the characters that browsers remove from an address before they read its scheme."""
    return _SKIPPED.sub("", address.strip(_EDGE))


def _of_address(name: str, text: str) -> Iterator[tuple[str, str]]:
    if name in _FOLLOWED:
        if not is_fit(text, LINKS):
            yield "link", text
    elif name in _LISTED or name in _FETCHED:
        addresses = [part.split()[0] for part in text.split(",") if part.strip()] if name in _LISTED else [text]
        yield from (("foreign", address) for address in addresses if not is_fit(address, frozenset()))
    elif name not in _WORDS and not name.startswith(("aria-", "data-")):
        yield from (("foreign", found) for found in fetching_functions(text))


def fetching_functions(style: str) -> Iterator[str]:
    r"""Yield what a piece of CSS may fetch: `url(…)` unless it is a fragment (`#here`), and unknown functions.

    A CSS escape (`u\72l`) can hide any letter, so a text with an escape is not analysed further.
    """
    if "\\" in style or "@import" in style.lower():
        yield style[:80]
        return
    for name, inside in _FUNCTION.findall(style):
        is_local = name.lower() == "url" and inside.startswith("#")
        if name.lower() not in _HARMLESS and not is_local:
            yield f"{name}({inside}"[:80]


def is_fit(address: str, schemes: frozenset[str]) -> bool:
    """Return whether an address is within the site or has one of these schemes, and does not mislead readers."""
    bare = as_browsers_do(address)
    if any(unicodedata.category(sign) in _UNSEEN for sign in bare):
        return False
    try:
        parts = urlsplit(bare.replace("\\", "/"))
        _ = parts.port
    except ValueError:
        return False
    if parts.scheme in ("http", "https") and (not parts.hostname or "@" in parts.netloc):
        return False  # the text before the @ looks like the host, but is not
    return parts.scheme.lower() in schemes if parts.scheme else not parts.netloc
