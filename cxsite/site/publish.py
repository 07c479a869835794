"""A new site swapped in for the old one: whole or not at all."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cxsite.problems import CxsiteError
from cxsite.site import disk
from cxsite.site.manifest import differences, manifest, read_manifest, write_manifest
from cxsite.site.target import check_target

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from cxsite.site.manifest import Entry


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a site's files before it is looked at: those just written, and those linked from the old one."""

    entries: Mapping[str, Entry] = field(default_factory=dict)
    linked: Collection[str] = ()


NOTHING: Final = Known()


def publish(
    target: Path, build: Callable[[Path], Known | None], *, protected: Sequence[Path] = ()
) -> tuple[Entry, ...]:
    """Let `build` write a site into an empty folder of ours, then put it in the place of `target`.

    `build` is given a folder beside the target in which it may also keep scratch files; the site itself is
    what it leaves in the sub-folder `site`, and it may give what it knows of that. While it runs no other build
    publishes to `target`. Readers see the old site until they see the new one, whole; after any failure they see the
    old one. `protected` are folders that must never be written, such as the content.

    Returns:
        The manifest of what was published.

    Raises:
        CxsiteError: the target is not ours to write, or the disk refuses; and whatever `build` raises.
    """
    target = Path(target).absolute()
    check_target(target, protected)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with disk.locked(_beside(target, "lock")):
            check_target(target, protected)  # again, for a build that we waited for
            recover(target)
            with _staging(target) as staging:
                entries = seal(staging / "site", build(staging) or NOTHING)
                check_target(target, protected)  # and again, for what was put there meanwhile
                disk.swap(staging / "site", target, _beside(target, "old"))
            return entries
    except OSError as error:
        raise CxsiteError(
            "The site could not be published to {target}: {error}. What was there before is untouched.",
            "Make room on the disk or correct the folder's rights, then build again.",
            target=target,
            error=error,
        ) from error


def seal(site: Path, known: Known = NOTHING) -> tuple[Entry, ...]:
    """Write the manifest into a finished site, bring all of it to the disk, and compare what is there.

    Linked files stood the comparison when they were published.

    Raises:
        CxsiteError: a file did not arrive whole, as on a full disk.
    """
    entries = manifest(site, known.entries)
    write_manifest(site, entries)
    disk.flush(site)
    if wrong := differences(site, entries, {path: known.entries[path] for path in known.linked}):
        raise CxsiteError(
            "The disk did not keep what was written: {files}.",
            "Make room on the disk, then build again.",
            files=", ".join(wrong[:5]),
        )
    return entries


def recover(target: Path) -> None:
    """Clear what a killed build left beside `target`; put the old site back where it was just moved away."""
    old = _beside(target, "old")
    if read_manifest(old) is not None:
        if target.exists():
            shutil.rmtree(old)
        else:
            old.rename(target)
    for left in target.parent.iterdir():
        if left.name.startswith(_staging_prefix(target)):
            shutil.rmtree(left, ignore_errors=True)


def leftovers(target: Path) -> bool:
    """Whether a killed build left something beside `target`."""
    names = {one.name for one in target.parent.iterdir()}
    return _beside(target, "old").name in names or any(name.startswith(_staging_prefix(target)) for name in names)


@contextmanager
def _staging(target: Path) -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix=_staging_prefix(target), dir=target.parent))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _beside(target: Path, what: str) -> Path:
    return target.with_name(f".{target.name}.{what}")


def _staging_prefix(target: Path) -> str:
    return f".{target.name}.tmp-"
