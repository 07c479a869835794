"""The content security policy: only the site's own scripts run, and pages make no requests to other hosts.

The theme's inline scripts are moved into files, for servers whose policy allows no inline scripts.
"""

from __future__ import annotations

import json
import posixpath
import re
from base64 import b64encode
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from cxsite.site.engines.material import BASE, CONFIG, SCOPE, SCRIPTS
from cxsite.site.finish.style_icons import STYLES_FROM_FOLDER

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

_INLINE: Final = re.compile(r"<script>(.*?)</script\s*>", re.DOTALL)  # other types, such as modules, are not moved
_ROOT: Final = posixpath.relpath(".", SCRIPTS)
# With `file:` addresses, browsers use no files as masks: load the style sheet with pictures inside instead.
_FROM_FOLDER: Final = (
    ';if(location.protocol==="file:"){const l=document.createElement("link");l.rel="stylesheet";'
    f'l.href=new URL("{_ROOT}/{STYLES_FROM_FOLDER}",document.currentScript.src);document.head.append(l)}}'
)


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


def move_scripts(page: str, known: frozenset[str]) -> tuple[str, dict[str, bytes]]:
    """Return a page with references to files instead of the `known` inline scripts, and those files.

    Their paths are below the language's folder. Scripts stay inline in a page that does not state the site's root.
    """
    base, files = base_of(page), dict[str, bytes]()
    if base is None:
        return page, files

    def moved(script: re.Match[str]) -> str:
        if without_base(script[1]) not in known:
            return script[0]
        path, content = _script_file(script[1], base)
        files[path] = content
        return f'<script src="{posixpath.join(base, path)}"></script>'

    return _INLINE.sub(moved, page), files


def base_of(page: str) -> str | None:
    """Return the root of the site, as the theme passes it to its script; None on foreign pages."""
    found = CONFIG.search(page)
    return str(json.loads(found[1])["base"]) if found else None


def _script_file(script: str, base: str) -> tuple[str, bytes]:
    """Return a script's path, named by the hash of its content, and its content, equal for pages of all folders."""
    scope = SCOPE.match(script)
    if scope:
        start = f'__md_scope=new URL("{_ROOT}/",document.currentScript.src)' if scope[1] == base else scope[0]
        script = f"{start}{script[scope.end() :]}{_FROM_FOLDER}"
    content = script.encode()
    return f"{SCRIPTS}/theme.{sha256(content).hexdigest()[:8]}.js", content
