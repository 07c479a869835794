"""Caches what was learned of the theme, until anything that it depends on changes."""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import astuple, replace
from typing import TYPE_CHECKING, Any, Final

from cxsite.installed import OF_THE_THEME, versions
from cxsite.seal import seal_data, unseal_data
from cxsite.site.builders.frame_kinds import kind_from
from cxsite.site.builders.frame_template import FrameTemplate
from cxsite.site.builders.table_of_contents import HeadingTemplates, TableOfContents
from cxsite.site.builders.theme import Sitemap, SiteTheme, ThemedHandPage, ThemeQuestion
from cxsite.site.publishing.manifest import ManifestEntry, make_manifest
from cxsite.site.settings import find_overrides

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path


_FORMAT: Final = 2
_FILE: Final = "theme.json"


def load_or_learn_theme(asked: ThemeQuestion, *, state: Path | None, scratch: Path) -> SiteTheme:
    """Load the theme from the cache, or learn it by running MkDocs.

    It is cached in `state`, or for this build alone in `scratch`.

    Raises:
        CxsiteError: MkDocs warned or failed, or writing fails.
        UnexpectedThemeError: the theme's output is not as expected.
    """
    key = _key(asked)
    folder = (state or scratch) / f"theme-{key}"
    before = load_theme(folder)
    if before is not None and before.key == key and asked.kinds <= before.shells.keys():
        return before
    return _learn(folder, key, replace(asked, kinds=asked.kinds | frozenset(before.shells if before else ())))


def _learn(folder: Path, key: str, asked: ThemeQuestion) -> SiteTheme:
    from cxsite.site.builders.theme_probe import learn_theme  # noqa: PLC0415 -- imports MkDocs

    pending = folder.with_name(f"pending-{key}")
    for old in (pending, folder):
        shutil.rmtree(old, ignore_errors=True)
    pending.mkdir(parents=True)
    theme = learn_theme(pending, key, asked)
    save_theme(theme, pending)
    pending.rename(folder)
    return replace(theme, files=folder / "site")


def remove_stale_themes(state: Path, used: Iterable[SiteTheme]) -> None:
    """Remove cached themes of other settings or older versions."""
    kept = {theme.files.parent.name for theme in used}
    for folder in (*state.glob("theme-*"), *state.glob("pending-*")):
        if folder.name not in kept:
            shutil.rmtree(folder, ignore_errors=True)


def _key(asked: ThemeQuestion) -> str:
    """Return a hash of all that frames depend on, except the kinds of pages in folders."""
    hand = [(page.path, page.title, page.description, page.hide, page.markdown) for page in asked.hand]
    reported = {
        "format": _FORMAT,
        "packages": versions(OF_THE_THEME),
        "settings": asked.settings.sources,
        "as_of": asked.as_of.isoformat(),
        "overrides": find_overrides(asked.settings, asked.config),
        "own": [astuple(kind) for kind in sorted(asked.kinds) if kind.own],
        "hand": hand,
        "known": sorted(asked.linked),
    }
    return hashlib.sha256(json.dumps(reported).encode()).hexdigest()[:32]


def save_theme(theme: SiteTheme, folder: Path) -> None:
    """Save a theme whose files are already in `folder`; the file that makes it loadable is written last."""
    values = {
        "key": theme.key,
        "directories": theme.directories,
        "headings": [[level, _encode_template(pieces)] for level, pieces in theme.headings.levels.items()],
        "toc": [
            _encode_template(theme.toc.leaf),
            _encode_template(theme.toc.node),
            theme.toc.between,
            theme.toc.between_inner,
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
    leaf, node, between, inner = values["toc"]
    start, item, end = values["sitemap"]
    return SiteTheme(
        key=values["key"],
        files=files,
        directories=values["directories"],
        headings=HeadingTemplates({level: _decode_template(reported) for level, reported in values["headings"]}),
        toc=TableOfContents(_decode_template(leaf), _decode_template(node), between, inner),
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
