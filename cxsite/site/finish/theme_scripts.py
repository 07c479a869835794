"""Moves the theme's inline scripts into files, for servers whose policy allows no inline scripts."""

from __future__ import annotations

import json
import posixpath
import re
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from cxsite.site.engines.material import CONFIG, SCOPE, SCRIPTS
from cxsite.site.finish.policy import without_base
from cxsite.site.finish.style_icons import STYLES_FROM_FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterator

_INLINE: Final = re.compile(r"<script>(.*?)</script\s*>", re.DOTALL)  # other types, such as modules, are not moved
_ROOT: Final = posixpath.relpath(".", SCRIPTS)
# With `file:` addresses, browsers use no files as masks: load the style sheet with pictures inside instead.
_FROM_FOLDER: Final = (
    ';if(location.protocol==="file:"){const l=document.createElement("link");l.rel="stylesheet";'
    f'l.href=new URL("{_ROOT}/{STYLES_FROM_FOLDER}",document.currentScript.src);document.head.append(l)}}'
)


def move_scripts(page: str, known: frozenset[str]) -> str:
    """Replace the `known` inline scripts by references to files in their language's `assets/javascripts`.

    Scripts stay inline in a page that does not state the site's root.
    """
    base = _base(page)
    if base is None:
        return page

    def moved(script: re.Match[str]) -> str:
        if without_base(script[1]) not in known:
            return script[0]
        path, _ = _file(script[1], base)
        return f'<script src="{posixpath.join(base, path)}"></script>'

    return _INLINE.sub(moved, page)


def script_files(page: str, known: frozenset[str]) -> Iterator[tuple[str, bytes]]:
    """Yield the files that `move_scripts` makes the page refer to: path below the language's folder, and bytes."""
    base = _base(page)
    if base is not None:
        for script in _INLINE.findall(page):
            if without_base(script) in known:
                yield _file(script, base)


def base_of(page: str) -> str | None:
    """Return the root of the site, as the theme passes it to its script; None on foreign pages."""
    return _base(page)


def _base(page: str) -> str | None:
    found = CONFIG.search(page)
    return str(json.loads(found[1])["base"]) if found else None


def _file(script: str, base: str) -> tuple[str, bytes]:
    """Return a script's path, named by the hash of its content, and its content, equal for pages of all folders."""
    scope = SCOPE.match(script)
    if scope:
        start = f'__md_scope=new URL("{_ROOT}/",document.currentScript.src)' if scope[1] == base else scope[0]
        script = f"{start}{script[scope.end() :]}{_FROM_FOLDER}"
    content = script.encode()
    return f"{SCRIPTS}/theme.{sha256(content).hexdigest()[:8]}.js", content
