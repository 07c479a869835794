"""Publishes what a test writes, in the steps of a build."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxsite.site.publishing.publish import NOTHING_KNOWN, open_staging, publish

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from cxsite.problems import Message
    from cxsite.site.publishing.manifest import ManifestEntry
    from cxsite.site.publishing.publish import KnownFiles


def publish_written(
    target: Path,
    write: Callable[[Path], KnownFiles | None],
    *,
    protected: Sequence[Path] = (),
    note: Callable[[Message], object] = str,
) -> tuple[ManifestEntry, ...]:
    """Publish to `target` what `write` writes into the subfolder `site` of the folder that it is called with."""
    with open_staging(target, protected=protected, note=note) as staging:
        return publish(staging, write(staging.folder) or NOTHING_KNOWN)
