"""The content security policy: only the site's own scripts run, and no page asks another host."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_SCRIPT = re.compile(r"<script([^>]*)>(.*?)</script\s*>", re.DOTALL | re.IGNORECASE)
_NOT_RUN = re.compile(r"""\ssrc\s*=|\stype\s*=\s*["']?application/""", re.IGNORECASE)
_BASE = re.compile(r'^__md_scope=new URL\("[^"]*"')
_START = '<meta http-equiv="Content-Security-Policy" content="'
_PRESENT = re.compile(re.escape(_START) + '[^"]*">')
_PLACES = tuple(
    re.compile(start, re.IGNORECASE)
    for start in (r'<meta charset="utf-8" ?/?>', r"<head(?:\s[^>]*)?>", r"^\s*<!doctype[^>]*>")
)
"""Behind what the policy stands: pages of other hands may lack the first of these, or all."""


def find_theme_scripts(not_found_page: str) -> frozenset[str]:
    """The scripts that the theme writes into every page, read from its 404 page, which no author writes."""
    return frozenset(map(without_base, _inline_scripts(not_found_page)))


def find_foreign_scripts(page: str, known: frozenset[str]) -> tuple[str, ...]:
    """Scripts that stand in the page itself and are not the theme's: the policy does not let them run."""
    return tuple(script for script in _inline_scripts(page) if without_base(script) not in known)


def script_hashes(page: str, known: frozenset[str]) -> frozenset[str]:
    """The CSP sources (`'sha256-…'`) of the theme's scripts that stand in the page itself."""
    return frozenset(_source(script) for script in _inline_scripts(page) if without_base(script) in known)


def make_policy(hashes: Iterable[str]) -> str:
    """The policy that lets exactly these inline scripts run: as a rule none, for they are moved into files.

    Instant navigation keeps the first page's policy, so every page needs the hashes of all.
    """
    scripts = " ".join(["'self'", *sorted(hashes)])
    return (
        f"default-src 'none'; script-src {scripts}; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        "font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; "
        "form-action 'none'; object-src 'none'"
    )


def add_policy(page: str, content: str, *, is_anywhere: bool = False) -> str:
    """The page with this policy, and no other of ours, as the first thing after its character set.

    A page that is shown at any address (`is_anywhere`) may say by a script where its site begins.
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
            yield body.replace("\r\n", "\n")  # as a browser reads it before it hashes


def without_base(script: str) -> str:
    """The script without what differs between pages: the way back to the site's root."""
    return _BASE.sub('__md_scope=new URL("."', script)


def _source(script: str) -> str:
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"
