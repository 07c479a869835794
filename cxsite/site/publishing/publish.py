"""Publishes a new site in place of the old one, all or nothing."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cxsite.problems import CxsiteError, make_message
from cxsite.site.publishing import disk
from cxsite.site.publishing.leftovers import aside_of, beside, discard, find_leftovers, recover, staging_folder
from cxsite.site.publishing.manifest import find_differences, make_manifest, write_manifest
from cxsite.site.publishing.target import check_target

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from cxsite.problems import Message
    from cxsite.site.publishing.manifest import ManifestEntry


@dataclass(frozen=True, slots=True)
class KnownFiles:
    """The files of a site whose hashes are known: those just written, and those linked from the old site."""

    entries: Mapping[str, ManifestEntry] = field(default_factory=dict)
    linked: Collection[str] = ()


NOTHING_KNOWN: Final = KnownFiles()


@dataclass(frozen=True, slots=True)
class Staging:
    """A folder next to the published site `target`, in which the new site is made in the subfolder `site`."""

    folder: Path
    target: Path
    protected: Sequence[Path] = ()


@contextmanager
def open_staging(
    target: Path, *, protected: Sequence[Path] = (), note: Callable[[Message], object] = str
) -> Iterator[Staging]:
    """Open a folder for a new site; meanwhile no other build publishes to `target`.

    `protected` are folders that must never be written, such as the content. `note` is called with messages for the user
    although the site is published.

    Raises:
        CxsiteError: the target must not be written, or writing fails.
    """
    target = Path(target).absolute()
    try:
        check_target(target, protected)
        target.parent.mkdir(parents=True, exist_ok=True)
        with disk.hold_lock(beside(target, "lock")) as is_alone:
            check_target(target, protected)  # check again, because another build may have ended while we waited
            recover(target, is_alone=is_alone)
            with staging_folder(target) as folder:
                yield Staging(folder, target, protected)
            _confirm(target)
            if is_alone:
                _note_leftovers(target, note)
    except OSError as error:
        raise CxsiteError(
            "The site could not be published to {target}: {error}. The old site is unchanged.",
            "Free space on the disk or correct the folder's permissions, then build again.",
            target=target,
            error=error,
        ) from error


def publish(staging: Staging, known: KnownFiles = NOTHING_KNOWN) -> tuple[ManifestEntry, ...]:
    """Swap the finished site in a staging folder with the published one, and return the manifest of the new one.

    Readers see the complete old site until they see the complete new one; after a failure they see the old one, unless
    the error message states another result.

    Raises:
        CxsiteError: the site was not written completely, the target must not be written, or both sites are elsewhere.
        OSError: writing fails; `open_staging` reports it.
    """
    entries = seal_site(staging.folder / "site", known)
    check_target(staging.target, staging.protected)  # check again, because files may have been added meanwhile
    _put_in_place(staging.folder, staging.target)
    return entries


def seal_site(site: Path, known: KnownFiles = NOTHING_KNOWN) -> tuple[ManifestEntry, ...]:
    """Write the manifest into a finished site, flush everything to disk, and compare the files with the manifest.

    Linked files were compared when they were published.

    Raises:
        CxsiteError: a file was not written completely, such as on a full disk.
    """
    entries = make_manifest(site, known.entries)
    write_manifest(site, entries)
    disk.flush(site)
    if wrong := find_differences(site, entries, {path: known.entries[path] for path in known.linked}):
        raise CxsiteError(
            "The disk did not keep all the files that were written: {files}.",
            "Free space on the disk, then build again.",
            files=", ".join(wrong[:5]),
        )
    return entries


def _put_in_place(staging: Path, target: Path) -> None:
    """Swap the finished site with the old one, and remove the old one.

    Both are in one folder during the swap, because a read-only folder can be renamed there, but not moved
    elsewhere.

    Raises:
        OSError: it failed, and `target` is unchanged.
        CxsiteError: the old site could not be restored either.
    """
    ready, aside = staging.with_name(f"{staging.name}.new"), aside_of(target)
    (staging / "site").rename(ready)
    try:
        old = disk.swap(ready, target, aside)
    except disk.StrandedError as error:
        discard(ready, target)
        raise CxsiteError(
            "The site could not be published to {target}: {error}. The old site is complete, but it "
            "is in {aside} now because it could not be moved back ({reason}).",
            "Build again: this moves the old site back first. Or rename {aside} to {target} yourself.",
            target=target,
            aside=aside,
            error=error.cause,
            reason=error.reason,
        ) from error
    except BaseException:
        discard(ready, target)
        raise
    discard(old, target)


def _confirm(target: Path) -> None:
    """Flush the new names to disk. Raises CxsiteError if that fails; the new site is in place already."""
    try:
        disk.flush_folder(target.parent)
    except OSError as error:
        raise CxsiteError(
            "The new site is published to {target}, but the disk did not confirm that it is stored: {error}.",
            "Check the disk, then build again.",
            target=target,
            error=error,
        ) from error


def _note_leftovers(target: Path, note: Callable[[Message], object]) -> None:
    with suppress(OSError):
        if left := find_leftovers(target):
            note(
                make_message(
                    "Files that are no longer needed could not be removed: {paths}. Readers do not see them. "
                    "Change their permissions, or remove them yourself; the next build tries again.",
                    paths=", ".join(map(str, left)),
                )
            )
