"""Further coverage pages of a large playbook: the gaps of ten journeys each, and those of other files."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Final

from cxsite.coverage import measure_journey
from cxsite.incremental.dependency_tracking import get_shared, list_ids
from cxsite.pages.gaps_by_file import filter_counted, group_by_file
from cxsite.pages.links import Link
from cxsite.pages.page_plan import LazyContext, PagePlan
from cxsite.pages.paging import divide_once, find_page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxsite.model.content import Content
    from cxsite.pages.basis import Basis
    from cxsite.pages.gaps_by_file import GapsOfFile
    from cxsite.pages.paging import ListPage, Paging

MOST_GAPS: Final = 400
MOST_JOURNEYS: Final = 40
"""The most journeys whose gaps the coverage page itself shows."""
FIRST: Final = 10
"""How many of the least complete journeys, and of the files with most gaps, the first page lists."""
JOURNEYS: Final = "coverage_journeys"
FILES: Final = "coverage_files"
_JOURNEYS_EACH: Final = 10
_GAPS_EACH: Final = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """Links to the further pages: those of journeys with their first title and number of gaps, and those of files.

    `fullest` are the links to the lists of the files with most gaps, each with the number of its gaps.
    """

    journeys: tuple[tuple[ListPage, str, int], ...]
    files: tuple[ListPage, ...]
    fullest: tuple[tuple[Link, int], ...]


def is_long(basis: Basis) -> bool:
    """Return whether the gaps do not fit on one page."""
    return len(basis.content.journeys) > MOST_JOURNEYS or len(filter_counted(basis.coverage.gaps)) > MOST_GAPS


def coverage_part_pages(basis: Basis) -> Iterator[PagePlan]:
    """Plan `coverage_journeys` and `coverage_files`, each with its further pages; none for a smaller playbook."""
    if not is_long(basis):
        return
    drafts = any(not record.is_published for record in basis.content.files)
    for paging in _journey_pages(basis.content):
        yield _plan(
            paging,
            "coverage.journeys-title",
            LazyContext(partial(_journeys_context, paging.here.number, drafts, basis)),
            basis,
        )
    for paging in _file_pages(basis):
        yield _plan(
            paging, "coverage.files-title", LazyContext(partial(_files_context, paging.here.number, basis)), basis
        )


def _plan(paging: Paging, title: str, context: LazyContext, basis: Basis) -> PagePlan:
    words, number = basis.words, paging.here.number
    return PagePlan(
        path=paging.here.path,
        kind="coverage-part",
        title=words(title) if number == 1 else words("paging.title", title=words(title), number=str(number)),
        description=words("coverage.description"),
        context=context,
    )


def _journey_pages(content: Content) -> tuple[Paging, ...]:
    return divide_once(content, JOURNEYS, lambda found: [1] * len(found.journeys), _JOURNEYS_EACH)


def _file_pages(basis: Basis) -> tuple[Paging, ...]:
    files = _other_files(basis)
    return divide_once(basis.content, FILES, lambda _: (file.count + 1 for file in files), _GAPS_EACH) if files else ()


def _other_files(basis: Basis) -> tuple[GapsOfFile, ...]:
    return get_shared(basis.content, "gaps-of-other-files", lambda _: tuple(_without_journeys(basis)))


def _without_journeys(basis: Basis) -> Iterator[GapsOfFile]:
    journeys = {journey.path for journey in basis.content.journeys.values()}
    return (file for file in _by_file(basis) if file.path not in journeys)


def _by_file(basis: Basis) -> tuple[GapsOfFile, ...]:
    return get_shared(basis.content, "gaps-by-file", lambda content: group_by_file(basis.coverage.gaps, content))


def _journeys_context(number: int, drafts: bool, basis: Basis) -> dict[str, object]:  # noqa: FBT001 -- bound before it is called
    """Compute the context of a page of journeys; it reads only these. Drafts are shown, but not counted."""
    content = basis.content
    counts = content.published if drafts else content
    paging = _journey_pages(content)[number - 1]
    shown = (content.journeys[key] for key in list_ids(content.journeys)[paging.here.part])
    found = [measure_journey(journey, counts) for journey in shown if journey.is_published]
    gaps = tuple(chain.from_iterable(gaps for _, gaps in found))
    return {
        "paging": paging,
        "journeys": tuple((content.journeys[one.journey], one.total) for one, _ in found),
        "files": group_by_file(gaps, content),
    }


def _files_context(number: int, basis: Basis) -> dict[str, object]:
    files = _other_files(basis)
    paging = _file_pages(basis)[number - 1]
    return {"paging": paging, "journeys": (), "files": files[paging.here.part]}


def overview(basis: Basis) -> Overview | None:
    """Return the links that the first page shows to the others; None if there are none."""
    if not is_long(basis):
        return None
    content = basis.content
    by_path = {file.path: file for file in _by_file(basis)}
    of_journeys = tuple(by_path.get(content.journeys[key].path) for key in list_ids(content.journeys))
    others = _other_files(basis)
    journey_pages, file_pages = _journey_pages(content), _file_pages(basis)
    places = {file.path: find_page(at, journey_pages) for at, file in enumerate(of_journeys) if file}
    places |= {file.path: find_page(at, file_pages) for at, file in enumerate(others)}
    fullest = sorted(by_path.values(), key=lambda file: (-file.count, file.path))[:FIRST]
    return Overview(
        journeys=tuple(
            (
                one.here,
                content.journeys[list_ids(content.journeys)[one.here.first - 1]].title,
                sum(file.count for file in of_journeys[one.here.part] if file),
            )
            for one in journey_pages
            if content.journeys
        ),
        files=tuple(one.here for one in file_pages),
        fullest=tuple(
            (Link(file.journey or file.path, f"{places[file.path]}#{file.anchor}"), file.count)
            for file in fullest
            if file.path in places
        ),
    )
