"""Caches what was learned of the theme, until anything that it depends on changes."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import time
from contextlib import suppress
from dataclasses import astuple, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import cxsite.escaping
from cxsite.incremental.build_inputs import add_files
from cxsite.installed import OF_THE_THEME, versions
from cxsite.seal import seal_data, unseal_data
from cxsite.site.builders.frame_kinds import kind_from
from cxsite.site.builders.frame_template import FrameTemplate
from cxsite.site.builders.table_of_contents import HeadingTemplates, TableOfContents
from cxsite.site.builders.theme import Sitemap, SiteTheme, ThemedHandPage, ThemeQuestion
from cxsite.site.publishing.manifest import ManifestEntry, make_manifest
from cxsite.site.settings import SiteEngine, find_overrides

if TYPE_CHECKING:
    from collections.abc import Sequence

_FORMAT: Final = 4
_MOST_THEMES: Final = 24
_UNSURE_SECONDS: Final = 86_400
_IN_USE_SECONDS: Final = 600
"""A theme that was used less than this ago stays: a long build may still have to copy its files."""
_FILE: Final = "theme.json"


def load_or_learn_theme(asked: ThemeQuestion, cache: Path) -> SiteTheme:
    """Load the theme from the folder `cache`, or learn it by running the engine and save it there.

    Raises:
        CxsiteError: the engine warned or failed, or writing fails.
        UnexpectedThemeError: the theme's output is not as expected.
    """
    key = _key(asked)
    folder = cache / f"theme-{key}"
    before = load_theme(folder)
    if before is not None and before.key == key and asked.kinds <= before.shells.keys():
        with suppress(OSError):
            os.utime(folder)  # the themes that were used last are kept
        return before
    return _learn(folder, key, replace(asked, kinds=asked.kinds | frozenset(before.shells if before else ())))


def _learn(folder: Path, key: str, asked: ThemeQuestion) -> SiteTheme:
    from cxsite.site.builders.theme_probe import learn_theme  # noqa: PLC0415 -- imports MkDocs

    pending = folder.with_name(f"pending-{key}.{os.getpid()}")
    shutil.rmtree(pending, ignore_errors=True)
    pending.mkdir(parents=True)
    theme = learn_theme(pending, key, asked)
    save_theme(theme, pending)
    aside = pending.with_suffix(f"{pending.suffix}-old")
    try:
        # Renamed, not removed, because another build may be reading its files.
        with suppress(FileNotFoundError):
            folder.rename(aside)
        pending.rename(folder)
    except OSError:  # another build has saved the same theme meanwhile
        return theme
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    remove_oldest(folder.parent)
    return replace(theme, files=folder / "site")


def remove_oldest(cache: Path) -> None:
    """Remove all but the themes that were used last, and what killed builds have left."""
    with suppress(OSError):  # another build removes them at the same time
        used = sorted((folder.stat().st_mtime_ns, folder) for folder in cache.glob("theme-*"))
        now = time.time()
        left = [folder for folder in cache.glob("pending-*") if now - folder.stat().st_mtime > _UNSURE_SECONDS]
        old = [folder for at, folder in used[:-_MOST_THEMES] if now - at / 1e9 > _IN_USE_SECONDS]
        for folder in (*old, *left):
            shutil.rmtree(folder, ignore_errors=True)


def _key(asked: ThemeQuestion) -> str:
    """Return a hash of all that frames depend on, except the kinds of pages in folders."""
    hand = [(page.path, page.title, page.description, page.hide, page.markdown) for page in asked.hand]
    reported = {
        "format": _FORMAT,
        "code": _code(),
        "packages": versions(OF_THE_THEME),
        "settings": asked.settings.sources,
        "as_of": asked.as_of.isoformat(),
        "overrides": find_overrides(asked.settings, asked.config),
        "own": [astuple(kind) for kind in sorted(asked.kinds) if kind.own],
        "hand": hand,
        "known": sorted(asked.linked),
    }
    return hashlib.sha256(json.dumps(reported).encode()).hexdigest()[:32]


@lru_cache(maxsize=1)
def _code() -> str:
    """Return a hash of the code that learns and saves themes."""
    digest = hashlib.sha256()
    add_files(digest, Path(__file__).parents[1], (".py",))
    add_files(digest, Path(cxsite.escaping.__file__).parent, (".py",))
    return digest.hexdigest()


def save_theme(theme: SiteTheme, folder: Path) -> None:
    """Save a theme whose files are already in `folder`; the file that makes it loadable is written last."""
    values = {
        "key": theme.key,
        "engine": theme.engine,
        "directories": theme.directories,
        "headings": [[level, _encode_template(pieces)] for level, pieces in theme.headings.levels.items()],
        "toc": [
            _encode_template(theme.toc.leaf),
            _encode_template(theme.toc.node),
            theme.toc.between,
            theme.toc.between_inner,
            theme.toc.is_marked,
        ],
        "shells": [[astuple(kind), _encode_template(pieces)] for kind, pieces in theme.shells.items()],
        "search": theme.search,
        "sitemap": [
            theme.sitemap.start,
            theme.sitemap.item and _encode_template(theme.sitemap.item),
            theme.sitemap.end,
        ],
        "hand": [[path, page.html, page.entries] for path, page in theme.hand.items()],
        "files": [astuple(entry) for entry in make_manifest(theme.files)],
    }
    (folder / _FILE).write_bytes(seal_data(json.dumps(values).encode()))


def load_theme(folder: Path) -> SiteTheme | None:
    """Load the theme saved in `folder`; None if there is none, or it is damaged."""
    try:
        values: dict[str, Any] = json.loads(unseal_data((folder / _FILE).read_bytes()) or b"")
        theme = _theme(values, folder / "site")
        files = tuple(ManifestEntry(*entry) for entry in values["files"])
        return theme if make_manifest(theme.files) == files else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _theme(values: dict[str, Any], files: Path) -> SiteTheme:
    leaf, node, between, inner, is_marked = values["toc"]
    start, item, end = values["sitemap"]
    return SiteTheme(
        key=values["key"],
        engine=SiteEngine(values["engine"]),
        files=files,
        directories=values["directories"],
        headings=HeadingTemplates({level: _decode_template(reported) for level, reported in values["headings"]}),
        toc=TableOfContents(_decode_template(leaf), _decode_template(node), between, inner, is_marked),
        shells={kind_from(kind): _decode_template(reported) for kind, reported in values["shells"]},
        search=values["search"],
        sitemap=Sitemap(start, _decode_template(item) if item else None, end),
        hand={path: ThemedHandPage(html, entries) for path, html, entries in values["hand"]},
    )


def _encode_template(pieces: FrameTemplate) -> list[list[str]]:
    return [list(pieces.texts), list(pieces.names)]


def _decode_template(reported: Sequence[Sequence[str]]) -> FrameTemplate:
    texts, names = reported
    return FrameTemplate(tuple(texts), tuple(names))
