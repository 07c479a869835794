"""Caches what was learned of the theme, until anything that it depends on changes."""

from __future__ import annotations

import hashlib
import json
import os
import pickle
import shutil
import time
from contextlib import suppress
from dataclasses import astuple, replace
from typing import TYPE_CHECKING, Final

from cxsite.incremental.build_inputs import hash_program
from cxsite.installed import OF_THE_THEME, versions
from cxsite.seal import seal_data, unseal_data
from cxsite.site.builders.theme_probe import learn_theme
from cxsite.site.publishing.manifest import make_manifest
from cxsite.site.settings import hash_overrides

if TYPE_CHECKING:
    from pathlib import Path

    from cxsite.site.builders.frame_kinds import FrameKind
    from cxsite.site.builders.language_plan import LanguagePlan
    from cxsite.site.builders.theme import SiteTheme

_MOST_THEMES: Final = 24
_UNSURE_SECONDS: Final = 86_400
_IN_USE_SECONDS: Final = 600
"""A theme that was used less than this ago stays: a long build may still have to copy its files."""
_FILE: Final = "theme.pickle"


def load_or_learn_theme(planned: LanguagePlan, cache: Path) -> SiteTheme:
    """Load the theme from the folder `cache`, or learn it by running the engine and save it there.

    Raises:
        CxsiteError: the engine warned or failed, or writing fails.
        UnexpectedThemeError: the theme's output is not as expected.
    """
    key = _key(planned)
    folder = cache / f"theme-{key}"
    before = load_theme(folder)
    if before is not None and before.key == key and planned.used <= before.shells.keys():
        with suppress(OSError):
            os.utime(folder)  # the themes that were used last are kept
        return before
    return _learn(folder, key, planned, planned.used | frozenset(before.shells if before else ()))


def _learn(folder: Path, key: str, planned: LanguagePlan, kinds: frozenset[FrameKind]) -> SiteTheme:
    pending = folder.with_name(f"pending-{key}.{os.getpid()}")
    shutil.rmtree(pending, ignore_errors=True)
    pending.mkdir(parents=True)
    theme = learn_theme(pending, key, planned, kinds)
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


def _key(planned: LanguagePlan) -> str:
    """Return a hash of all that frames depend on, except the kinds of pages in folders."""
    hand = [(page.path, page.title, page.description, page.hide, page.markdown) for page in planned.hand]
    reported = {
        "program": hash_program(),
        "packages": versions(OF_THE_THEME),
        "settings": planned.settings.sources,
        "as_of": planned.site.as_of.isoformat(),
        "overrides": hash_overrides(planned.settings, planned.site.config),
        "own": [astuple(kind) for kind in sorted(planned.used) if kind.own],
        "hand": hand,
        "known": sorted(planned.linked),
    }
    return hashlib.sha256(json.dumps(reported).encode()).hexdigest()[:32]


def save_theme(theme: SiteTheme, folder: Path) -> None:
    """Save a theme whose files are already in `folder`; the file that makes it loadable is written last."""
    (folder / _FILE).write_bytes(seal_data(pickle.dumps((theme, make_manifest(theme.files)))))


def load_theme(folder: Path) -> SiteTheme | None:
    """Load the theme saved in `folder`; None if there is none, or it is damaged."""
    try:
        theme, files = pickle.loads(unseal_data((folder / _FILE).read_bytes()) or b"")  # noqa: S301 -- sealed
        return replace(theme, files=folder / "site") if make_manifest(folder / "site") == files else None
    except (OSError, EOFError, ImportError, AttributeError, ValueError, TypeError, pickle.UnpicklingError):
        return None
