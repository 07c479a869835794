"""A new site swapped in for the old one: whole or not at all."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cxsite.problems import CxsiteError, make_message
from cxsite.site.publishing import disk
from cxsite.site.publishing.leftovers import aside_of, beside, discard, find_leftovers, recover, staging_folder
from cxsite.site.publishing.manifest import find_differences, make_manifest, write_manifest
from cxsite.site.publishing.target import check_target

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from cxsite.problems import Message
    from cxsite.site.publishing.manifest import ManifestEntry


@dataclass(frozen=True, slots=True)
class KnownFiles:
    """What is known of a site's files before it is looked at: those just written, and those linked from the old one."""

    entries: Mapping[str, ManifestEntry] = field(default_factory=dict)
    linked: Collection[str] = ()


NOTHING_KNOWN: Final = KnownFiles()


def publish(
    target: Path,
    build: Callable[[Path], KnownFiles | None],
    *,
    protected: Sequence[Path] = (),
    note: Callable[[Message], object] = str,
) -> tuple[ManifestEntry, ...]:
    """Let `build` write a site into an empty folder of ours, then put it in the place of `target`.

    `build` is given a folder beside the target in which it may also keep scratch files; the site itself is
    what it leaves in the sub-folder `site`, and it may give what it knows of that. While it runs no other build
    publishes to `target`. Readers see the old site until they see the new one, whole; after any failure they see the
    old one, unless the message says otherwise. `protected` are folders that must never be written, such as the
    content. `note` hears what the person should know although the site is published.

    Returns:
        The manifest of what was published.

    Raises:
        CxsiteError: the target is not ours to write, or the disk refuses; and whatever `build` raises.
    """
    target = Path(target).absolute()
    try:
        check_target(target, protected)
        target.parent.mkdir(parents=True, exist_ok=True)
        with disk.hold_lock(beside(target, "lock")) as is_alone:
            check_target(target, protected)  # again, for a build that we waited for
            recover(target, is_alone=is_alone)
            with staging_folder(target) as staging:
                entries = seal_site(staging / "site", build(staging) or NOTHING_KNOWN)
                check_target(target, protected)  # and again, for what was put there meanwhile
                _put_in_place(staging, target)
            _confirm(target)
            if is_alone:
                _note_leftovers(target, note)
            return entries
    except OSError as error:
        raise CxsiteError(
            "The site could not be published to {target}: {error}. What was there before is untouched.",
            "Make room on the disk or correct the folder's rights, then build again.",
            target=target,
            error=error,
        ) from error


def seal_site(site: Path, known: KnownFiles = NOTHING_KNOWN) -> tuple[ManifestEntry, ...]:
    """Write the manifest into a finished site, bring all of it to the disk, and compare what is there.

    Linked files stood the comparison when they were published.

    Raises:
        CxsiteError: a file did not arrive whole, as on a full disk.
    """
    entries = make_manifest(site, known.entries)
    write_manifest(site, entries)
    disk.flush(site)
    if wrong := find_differences(site, entries, {path: known.entries[path] for path in known.linked}):
        raise CxsiteError(
            "The disk did not keep what was written: {files}.",
            "Make room on the disk, then build again.",
            files=", ".join(wrong[:5]),
        )
    return entries


def _put_in_place(staging: Path, target: Path) -> None:
    """Exchange the finished site for the old one, and remove that.

    Both lie in one folder when they are exchanged: a folder without the right to write in it can be renamed there,
    but not moved elsewhere.

    Raises:
        OSError: it could not be done, and `target` is as it was.
        CxsiteError: the old site could not even be put back.
    """
    ready, aside = staging.with_name(f"{staging.name}.new"), aside_of(target)
    (staging / "site").rename(ready)
    try:
        old = disk.swap(ready, target, aside)
    except disk.StrandedError as error:
        discard(ready, target)
        raise CxsiteError(
            "The site could not be published to {target}: {error}. What was there before stands whole in {aside} now: "
            "it could not be put back ({reason}).",
            "Build again: that puts it back first. Or rename {aside} to {target} yourself.",
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
    """Bring the new names to the disk. Raises CxsiteError where that is not certain; the new site stands already."""
    try:
        disk.flush_folder(target.parent)
    except OSError as error:
        raise CxsiteError(
            "The new site is published to {target}, but the disk did not confirm that it will keep it: {error}.",
            "Check the disk, then build again.",
            target=target,
            error=error,
        ) from error


def _note_leftovers(target: Path, note: Callable[[Message], object]) -> None:
    with suppress(OSError):
        if left := find_leftovers(target):
            note(
                make_message(
                    "Something that is no longer needed could not be removed: {paths}. Readers do not see it. Give "
                    "yourself the right to remove it, or remove it yourself; the next build tries again.",
                    paths=", ".join(map(str, left)),
                )
            )
