"""Builds a docs tree with Zensical and the team's mkdocs.yml, in a process of its own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

import yaml

from cxsite.problems import CxsiteError
from cxsite.site.engines import zensical
from cxsite.site.settings_nodes import get_node, merge_settings, remove_node, set_text

if TYPE_CHECKING:
    from pathlib import Path

_COLOURS: Final = re.compile(r"\x1b\[[0-9;]*m")
_WARNING: Final = re.compile(r"^Warning: (.+)\n\W*\[ (\S+) \]", re.MULTILINE)
_ERROR: Final = re.compile(r"^(?:\w+\.)*\w*(?:Error|Exception): (.+)", re.MULTILINE)
_DOCS: Final = "docs"
_SITE: Final = "site"


def require_zensical(config: Path) -> None:
    """Raise CxsiteError if Zensical is not installed; `config` asks for it."""
    if find_spec("zensical") is None:
        raise CxsiteError(
            "{file} asks for the engine Zensical, which is not installed.",
            "Install it with `pip install 'cxsite[zensical]'`, or remove the line `engine: zensical`.",
            file=config.name,
        )


def build_with_zensical(docs: Path, site: Path, config: Path) -> None:
    """Build the docs tree in `docs` into `site`, in strict mode; `docs` is moved.

    Zensical builds only what is below the folder of its mkdocs.yml, so that a folder next to `docs` gets all three.

    Raises:
        CxsiteError: Zensical is not installed, warned or failed, or writes pages in a way that we do not know.
    """
    require_zensical(config)
    root = docs.with_name(f"{docs.name}.zensical")
    root.mkdir()
    docs.rename(root / _DOCS)
    (root / "mkdocs.yml").write_text(make_config(config), encoding="utf-8")
    _run(root, config)
    (root / _SITE).rename(site)
    zensical.prepare_site(site)


def make_config(config: Path) -> str:
    """Return the team's settings for Zensical, with its classic look, which is that of Material.

    Zensical would append the lists of a file to those that it inherits; here they are merged as in MkDocs. Anchors are
    left to `verify`, because Zensical does not find those inside HTML.
    """
    node = merge_settings(config)
    set_text(node, _DOCS, "docs_dir")
    set_text(node, _SITE, "site_dir")
    set_text(node, "ignore", "validation", "links", "anchors")
    if get_node(node, "theme", "variant") is None:
        set_text(node, "classic", "theme", "variant")
    own = get_node(node, "theme", "custom_dir")
    if own is not None and own.value:
        set_text(node, str((config.parent / str(own.value)).resolve()), "theme", "custom_dir")
    remove_node(node, "hooks")
    return str(yaml.serialize(node, allow_unicode=True))


def _run(root: Path, config: Path) -> None:
    command = (sys.executable, "-m", "zensical", "build", "--strict", "--clean", "--config-file", root / "mkdocs.yml")
    environment = {**os.environ, "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"}
    try:
        ran = subprocess.run(  # noqa: S603 -- our own command
            command, cwd=config.parent.resolve(), env=environment, capture_output=True, check=False
        )
    except OSError as error:
        raise CxsiteError("Zensical cannot be started: {error}.", "Install it again.", error=error) from error
    if ran.returncode:
        raise _failure(_COLOURS.sub("", (ran.stderr + ran.stdout).decode(errors="replace")), config)


def _failure(output: str, config: Path) -> CxsiteError:
    """Return the error for what Zensical printed: its warnings with their places, else its last error."""
    output = output.replace("\r\n", "\n")
    found = [f"{place}: {text}" for text, place in _WARNING.findall(output)]
    errors = _ERROR.findall(output) or output.strip().splitlines()[-1:]
    return CxsiteError(
        "Zensical reports:{warnings}",
        "Correct {file} or the page that is named, then build again.",
        file=config.name,
        warnings=tuple(found or errors[-1:]),
    )
