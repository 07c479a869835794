"""Each system call of a publish fails once, or the process is killed there: the site stays whole, the message is true.

The calls are found by looking at one publish, so that a new one is tried, too. `make test` lets of each kind the first
call fail, and kills the process at the last; `make test-faults` (CXSITE_FAULTS=all) tries each call with every fault,
and prints the table that docs/trust.md shows.
"""

from __future__ import annotations

import ctypes
import fcntl
import os
from collections import Counter, defaultdict
from itertools import product
from typing import TYPE_CHECKING, Final

import pytest
from fault_injection import can_trace, run
from publishing_steps import publish_written

from cxsite.problems import CxsiteError
from cxsite.site.builders.output_files import link_or_copy
from cxsite.site.publishing.leftovers import find_leftovers
from cxsite.site.publishing.manifest import find_differences, read_manifest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from fault_injection import Outcome

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not can_trace(),
        reason="needs strace, and the right to trace processes (tools/ensure-test-programs installs it)",
    ),
]

WHOLE: Final = os.environ.get("CXSITE_FAULTS") == "all"
ERRORS: Final = ("EACCES", "EIO", "EBUSY", "ENOSPC", "EROFS", "ENOSYS", "ENOLCK") if WHOLE else ("EIO",)
KILL: Final = "kill -9"
LOADED: Final = (ctypes, fcntl)
"""Modules of Python that a publish imports: they are there already, for what fails is the disk of the site."""
WITHOUT_EXCHANGE: Final = ("renameat2:error=EINVAL",)
"""As network file systems answer that cannot exchange two folders."""
CHANGING: Final = ("openat", "write", "mkdir", "rename", "renameat2", "link", "unlink", "rmdir", "fsync", "flock")
"""Calls that a disk may begin to refuse altogether."""


class Place:
    """A folder with a site, which is published again and again with another letter on its pages."""

    def __init__(self, folder: Path) -> None:
        self.site = folder / "site"
        self._number = 0

    def job(self) -> tuple[str, Callable[[], str]]:
        """The next letter, and what publishes it and tells what it said."""
        self._number += 1
        letter = chr(ord("a") + self._number % 26)
        return letter, lambda: publish_letter(self.site, letter)

    @property
    def letter(self) -> str:
        """The letter of the site that readers see, which is whole; "" where there is none."""
        return letter_of(self.site)

    @property
    def aside(self) -> Path:
        return self.site.with_name(".site.old")

    @property
    def left(self) -> set[str]:
        return {path.name for path in self.site.parent.iterdir()} - {"site", ".site.lock"}


def publish_letter(site: Path, letter: str) -> str:
    def build(staging: Path) -> None:
        (staging / "scratch.txt").write_text("scratch")
        (staging / "site" / "inside").mkdir(parents=True)
        (staging / "site" / "index.html").write_text(letter * 100)
        (staging / "site" / "inside" / "page.html").write_text(letter * 100)
        if (site / "same.css").exists():
            link_or_copy(site / "same.css", staging / "site" / "same.css")
        else:
            (staging / "site" / "same.css").write_text("p {}")

    notes: list[str] = []
    try:
        publish_written(site, build, note=lambda one: notes.append(str(one)))
    except CxsiteError as error:
        return error.message
    return "\n".join(["published", *notes])


def letter_of(site: Path) -> str:
    if not site.exists():
        return ""
    entries = read_manifest(site)
    assert entries is not None
    assert [entry.path for entry in entries] == ["index.html", "inside/page.html", "same.css"]
    assert find_differences(site, entries) == ()
    (letter,) = {(site / page).read_text()[0] for page in ("index.html", "inside/page.html")}
    return letter


def judge(place: Place, wording: str | None, old: str, new: str) -> str:
    """What came of a publish in one word; fails where the message is not the truth."""
    shown = place.letter
    if wording is None:
        assert shown in {old, new} or (shown == "" and letter_of(place.aside) == old)
        return "old" if shown == old else "new" if shown == new else "aside"
    if wording.startswith("published"):
        assert shown == new
        assert ("could not be removed" in wording) == bool(find_leftovers(place.site))
        return "new" if wording == "published" else "new, note"
    if "The new site is published" in wording:
        assert shown == new
        return "new, unsure"
    if "is complete, but it is in" in wording:
        assert shown == ""
        assert letter_of(place.aside) == old
        return "aside"
    truths = ("The old site is unchanged", "Nothing was published", "The disk did not keep")
    assert any(truth in wording for truth in truths), wording
    assert shown == old
    return "old"


def next_build_works(place: Place) -> None:
    """The next build publishes, and nothing is left beside the site."""
    letter, job = place.job()
    assert run(job, traced=False).message == "published"
    assert place.letter == letter
    assert place.left == set()


def try_fault(place: Place, fault: str, call: tuple[str, int], always: Iterable[str], *, goes_on: bool = False) -> str:
    name, number = call
    what = "signal=KILL" if fault == KILL else f"error={fault}"
    old, (new, job) = place.letter, place.job()
    injections = (
        *(one for one in always if not one.startswith(f"{name}:")),
        f"{name}:{what}:when={number}{'+' * goes_on}",
    )
    outcome: Outcome = run(job, injections)
    assert (outcome.message is None) == (fault == KILL)
    found = judge(place, outcome.message, old, new)
    next_build_works(place)
    return found


def tried(
    calls: Sequence[tuple[str, int]], faults: Sequence[str], always: Sequence[str]
) -> Iterator[tuple[tuple[str, int], str]]:
    """All calls with all faults; in the short form of each kind the first with the first fault, the last with the last.

    Where folders cannot be exchanged, the last with all faults, of the kinds that come after the exchange: before it, a
    publish is the same.
    """
    by_name = defaultdict[str, list[tuple[str, int]]](list)
    for call in calls if WHOLE or not always else calls[[name for name, _ in calls].index("renameat2") :]:
        by_name[call[0]].append(call)
    for found in by_name.values():
        if WHOLE or always:
            yield from product(found if WHOLE else found[-1:], faults)
        else:
            yield from ((found[0], faults[0]), (found[-1], faults[-1]))


@pytest.fixture
def place(tmp_path: Path) -> Place:
    made = Place(tmp_path)
    for _ in range(2):
        next_build_works(made)
    return made


def print_table(title: str, results: dict[tuple[str, str], Counter[str]]) -> None:
    faults = [*ERRORS, KILL]
    print(f"\n{title}\n| call | {' | '.join(faults)} |\n|---|{'---|' * len(faults)}")  # noqa: T201 -- for docs/trust.md
    for name in sorted({name for name, _ in results}):
        cells = (", ".join(f"{n} × {what}" for what, n in sorted(results[name, one].items())) for one in faults)
        print(f"| `{name}` | {' | '.join(cells)} |")  # noqa: T201


@pytest.mark.parametrize("always", [(), WITHOUT_EXCHANGE], ids=["exchange", "no exchange"])
def test_a_publish_survives_the_failure_of_any_system_call(place: Place, always: tuple[str, ...]) -> None:
    _, job = place.job()
    calls = run(job, always).calls
    assert {"openat", "write", "close", "mkdir", "rename", "flock", "link", "unlink", "rmdir", "fsync"} <= dict(
        calls
    ).keys()
    results = defaultdict[tuple[str, str], Counter[str]](Counter)
    for call, fault in tried(calls, (*ERRORS, KILL), always):
        results[call[0], fault][try_fault(place, fault, call, always)] += 1
    print_table("Each call fails once" + (", folders cannot be exchanged" if always else ""), results)
    assert any(found["new"] for found in results.values())
    assert any(found["old"] for found in results.values())


@pytest.mark.parametrize("always", [(), WITHOUT_EXCHANGE] if WHOLE else [()], ids=" ".join)
def test_a_publish_survives_a_disk_that_refuses_from_some_call_on(place: Place, always: tuple[str, ...]) -> None:
    """In the short form from the first call on: nothing follows the last, which fails once in the test above."""
    _, job = place.job()
    calls = [call for call in run(job, always).calls if call[0] in CHANGING]
    results = defaultdict[tuple[str, str], Counter[str]](Counter)
    firsts = [call for name, call in {name: (name, number) for name, number in reversed(calls)}.items()]
    for call, fault in product(calls if WHOLE else firsts, ERRORS):
        results[call[0], fault][try_fault(place, fault, call, always, goes_on=True)] += 1
    print_table(
        "All calls of that name fail from one on" + (", folders cannot be exchanged" if always else ""), results
    )


LACKING: Final = (
    ("flock:error=EOPNOTSUPP", "fcntl:error=ENOLCK"),
    ("syncfs:error=ENOSYS", "fsync:error=EINVAL"),
    ("renameat2:error=ENOSYS", "flock:error=ENOLCK", "link:error=EPERM", "syncfs:error=ENOSYS"),
)
"""What some file systems answer, each several things together."""
LACKING_ALONE: Final = (
    ("flock:error=ENOLCK",),
    ("flock:error=ENOSYS",),
    ("link:error=EPERM",),
    ("syncfs:error=ENOSYS",),
)


@pytest.mark.parametrize("lacking", (*LACKING, *LACKING_ALONE) if WHOLE else LACKING, ids=" ".join)
def test_a_file_system_that_lacks_something_can_be_published_to(place: Place, lacking: tuple[str, ...]) -> None:
    for _ in range(2):
        letter, job = place.job()
        assert run(job, lacking).message == "published"
        assert place.letter == letter
        assert "fcntl:error=ENOLCK" in lacking or place.left == set()  # without that call Python removes no folders
    next_build_works(place)


def test_where_folders_cannot_be_renamed_the_old_site_stays(place: Place) -> None:
    old, (_, job) = place.letter, place.job()
    message = run(job, ("rename:error=EACCES", "renameat2:error=EACCES")).message
    assert message is not None
    assert message.startswith(f"The site could not be published to {place.site}: Permission denied")
    assert message.endswith("The old site is unchanged.")
    assert place.letter == old
    assert place.left == set()
    next_build_works(place)
