"""The content security policy: only the site's own scripts run, and pages make no requests to other hosts."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from typing import TYPE_CHECKING

from cxsite.site.engines.material import BASE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_SCRIPT = re.compile(r"<script([^>]*)>(.*?)</script\s*>", re.DOTALL | re.IGNORECASE)
_NOT_RUN = re.compile(r"""\ssrc\s*=|\stype\s*=\s*["']?application/""", re.IGNORECASE)
_START = '<meta http-equiv="Content-Security-Policy" content="'
_PRESENT = re.compile(re.escape(_START) + '[^"]*">')
_PLACES = tuple(
    re.compile(start, re.IGNORECASE)
    for start in (r'<meta charset="utf-8" ?/?>', r"<head(?:\s[^>]*)?>", r"^\s*<!doctype[^>]*>")
)
"""The policy is inserted after the first of these that a page has; foreign pages may lack some or all."""


def find_theme_scripts(not_found_page: str) -> frozenset[str]:
    """Return the theme's inline scripts, read from its 404 page, because authors cannot write to that page."""
    return frozenset(map(without_base, _inline_scripts(not_found_page)))


def find_foreign_scripts(page: str, known: frozenset[str]) -> tuple[str, ...]:
    """Return inline scripts that are not the theme's: the policy does not let them run."""
    return tuple(script for script in _inline_scripts(page) if without_base(script) not in known)


def script_hashes(page: str, known: frozenset[str]) -> frozenset[str]:
    """Return the CSP sources (`'sha256-…'`) of the theme's inline scripts in the page."""
    return frozenset(_source(script) for script in _inline_scripts(page) if without_base(script) in known)


def make_policy(hashes: Iterable[str]) -> str:
    """Return the policy that allows exactly these inline scripts: usually none, because they are moved to files.

    With instant navigation, the policy of the first page stays active, so every page needs the hashes of all pages.
    """
    scripts = " ".join(["'self'", *sorted(hashes)])
    return (
        f"default-src 'none'; script-src {scripts}; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        "font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; "
        "form-action 'none'; object-src 'none'"
    )


def add_policy(page: str, content: str, *, is_anywhere: bool = False) -> str:
    """Insert the policy directly after the character set, and remove an earlier one of ours.

    A page that is shown at any address (`is_anywhere`) may set its base address by a script.
    """
    if is_anywhere:
        content = content.replace("base-uri 'none'", "base-uri 'self'")
    bare = _PRESENT.sub("", page)
    found = next(filter(None, (place.search(bare) for place in _PLACES)), None)
    at = found.end() if found else 0
    return f'{bare[:at]}{_START}{content}">{bare[at:]}'


def _inline_scripts(page: str) -> Iterator[str]:
    for attributes, body in _SCRIPT.findall(page):
        if not _NOT_RUN.search(attributes):
            yield body.replace("\r\n", "\n")  # normalized as browsers do before hashing


def without_base(script: str) -> str:
    """Return the script without the relative path to the site's root, which differs between pages."""
    return BASE.sub('__md_scope=new URL("."', script)


def _source(script: str) -> str:
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"
