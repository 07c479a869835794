"""Checks hand-written pages in the HTML that the site's Markdown extensions make of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from cxsite.escaping.url import internal_link
from cxsite.handwritten.hand_page_faults import find_page_faults
from cxsite.handwritten.hand_page_limits import MAX_SIZE, too_dense
from cxsite.handwritten.page_links import is_internal, judge, page_anchors, page_references, picture_of
from cxsite.handwritten.page_locations import first_line, locate_addresses, locate_faults, place_at
from cxsite.handwritten.page_rendering import UnreadablePageError, page_renderer
from cxsite.handwritten.page_structure import find_escape, stays_within
from cxsite.pages.address import Addresses
from cxsite.pages.hand_written import link_offsets
from cxsite.problems import Level, Place, Problem
from cxsite.rules.mentions import find_near_link, is_known_target, status_of_link

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from cxsite.handwritten.hand_page_faults import PageFault
    from cxsite.handwritten.page_links import BrokenReference, Outline, PageReference
    from cxsite.handwritten.page_locations import Use
    from cxsite.model.content import Content
    from cxsite.model.records.hand_page import HandPage

_FAULTS_SHOWN: Final = 20
"""The most reported faults of a page: finding the place of each renders the page several times."""
_MANY_LINKS: Final = 200
_ADDRESS_KINDS: Final = frozenset({"link", "foreign"})


@dataclass(frozen=True, slots=True)
class Edition:
    """The pages of one language: its MkDocs configuration, its content, and the outline of the site.

    Without an outline, targets of links are not checked, only their form.
    """

    config: Path
    content: Content
    outline: Outline | None = None


def check_hand_pages(editions: Iterable[Edition]) -> Iterator[Problem]:
    """Yield the problems in `content/pages/`, with the extensions of each language's MkDocs configuration.

    Editions without a configuration file are skipped. Raises CxsiteError if a configuration cannot be used.
    """
    reported: set[tuple[str, Place, str]] = set()
    for edition in editions:
        for page in rendered_pages(edition):
            for problem in _page_problems(edition, page):
                key = (problem.code, problem.place, str(problem.values.get("found")))
                if key not in reported:
                    reported.add(key)
                    yield problem


def rendered_pages(edition: Edition) -> Iterator[RenderedPage]:
    """Yield each page of an edition; its HTML is rendered on demand."""
    if edition.content.pages and edition.config.is_file():
        render = page_renderer(edition.config)
        for page in edition.content.pages.values():
            yield RenderedPage(page, render)


class RenderedPage:
    """A page with its HTML, before links such as `persona:lan` are resolved."""

    def __init__(self, page: HandPage, render: Callable[[str], str]) -> None:
        self.page, self.render = page, render
        self.path = f"pages/{page.id}"

    @property
    def is_readable(self) -> bool:
        """Whether it is within the limits and can be rendered."""
        if len(self.page.markdown) > MAX_SIZE or too_dense(self.page.markdown) is not None:
            return False
        try:
            return bool(self.html) or True
        except (UnreadablePageError, RecursionError):
            return False

    @cached_property
    def html(self) -> str:
        """The page's HTML. Raises UnreadablePageError and RecursionError like its renderer."""
        return self.render(self.page.markdown)

    @cached_property
    def references(self) -> tuple[PageReference, ...]:
        """All references of the page, without duplicates."""
        return tuple(dict.fromkeys(page_references(self.html)))

    def pictures(self) -> Mapping[str, Sequence[Use]]:
        """The names of the files of `content/pictures/` that the page shows or links to, with their addresses."""
        named: dict[str, list[Use]] = {}
        for one in self.references:
            if name := picture_of(one, self.path):
                named.setdefault(name, []).append(_use(one))
        return named

    def places(self, uses: Iterable[Use]) -> Mapping[Use, list[Place]]:
        """Return the places of addresses in the page's file, by use."""
        path, text, wanted = self.page.place.path, self.page.markdown, list(dict.fromkeys(uses))
        offsets = self.offsets(wanted)
        found = {one: [place_at(path, text, start, len(one[1])) for start in sorted(at)] for one, at in offsets.items()}
        for use in islice((one for one in wanted if one not in found), _FAULTS_SHOWN):
            found[use] = list(locate_faults(path, text, _search_text(use[1]), self._counting(use)))
        return found

    def offsets(self, uses: Iterable[Use]) -> Mapping[Use, list[int]]:
        """Return the offsets of addresses, of those that can be located."""
        return locate_addresses(self.page.markdown, uses, self.render, _uses_of)

    def _counting(self, use: Use) -> Callable[[str], int]:
        return lambda text: sum(one == use for one in _uses_of(self.render(text)))


def _search_text(address: str) -> str:
    """Return the text to search for an address that is not written in the page: empty, or that of a footnote."""
    footnote = address.partition("#fnref:")[2]
    return f"[^{unquote(footnote)}]:" if footnote else address or "]("


def _uses_of(html: str) -> Iterator[Use]:
    yield from (_use(reference) for reference in page_references(html))
    yield from ((fault.kind, fault.found) for fault in find_page_faults(html) if fault.kind in _ADDRESS_KINDS)


def _use(reference: PageReference) -> Use:
    return ("markdown" if reference.is_markdown else "browser"), reference.address


def _page_problems(edition: Edition, page: RenderedPage) -> Iterator[Problem]:
    path, text = page.page.place.path, page.page.markdown
    if problem := _of_size(path, text):
        yield problem
        return
    try:
        html = page.html
    except RecursionError:  # such as thousands of nested definitions
        yield _dense(page.page.place)
        return
    except UnreadablePageError:
        yield _unreadable(page)
        return
    faults = list(dict.fromkeys(find_page_faults(html)))
    yield from _of_links(edition, page)
    yield from _of_faults(page, faults)
    if not faults and not stays_within(html):
        start, found = find_escape(text, page.render)
        yield _fault(place_at(path, text, start, len(found)), "structure", found)


def _of_size(path: str, text: str) -> Problem | None:
    """Return the problem of a page that exceeds a limit."""
    if len(text) > MAX_SIZE:
        return Problem(code="CX011", level=Level.ERROR, place=Place(path), values={"limit": MAX_SIZE})
    at = too_dense(text)
    return None if at is None else _dense(place_at(path, text, at, 0))


def _dense(place: Place) -> Problem:
    return _fault(Place(place.path, place.line, place.column, place.line, place.column), "dense", "")


def _fault(place: Place, kind: str, found: str) -> Problem:
    return Problem(code="CX119", level=Level.ERROR, place=place, values={"fault": kind, "found": found})


def _unreadable(page: RenderedPage) -> Problem:
    """Return the problem of a page at which Markdown fails, at the first line whose addition makes it fail."""

    def fails(text: str) -> int:
        try:
            page.render(text)
        except UnreadablePageError:
            return 1
        return 0

    lines = page.page.markdown.split("\n")
    number = first_line(lines, fails)
    found = "<![" if "<![" in lines[number] else "<!" if "<!" in lines[number] else lines[number].strip()[:40]
    start = sum(len(line) + 1 for line in lines[:number]) + max(lines[number].find(found), 0)
    return _fault(place_at(page.page.place.path, page.page.markdown, start, len(found)), "unreadable", found)


def _of_faults(page: RenderedPage, faults: Sequence[PageFault]) -> Iterator[Problem]:
    text, path = page.page.markdown, page.page.place.path
    outside = [one for one in faults if not (one.kind == "link" and is_internal(one.found))]
    places = page.places((one.kind, one.found) for one in outside if one.kind in _ADDRESS_KINDS)
    for fault in islice(outside, _FAULTS_SHOWN):
        for place in places.get((fault.kind, fault.found)) or locate_faults(
            path, text, fault.found, _counting(page, fault)
        ):
            yield _fault(place, fault.kind, fault.found)


def _counting(page: RenderedPage, fault: PageFault) -> Callable[[str], int]:
    return lambda text: sum(one == fault for one in find_page_faults(page.render(text)))


def _of_links(edition: Edition, page: RenderedPage) -> Iterator[Problem]:
    yield from _of_internal_links(edition.content, page)
    outline = edition.outline
    if outline is None:
        return
    own = page_anchors(page.html)
    judged = ((one, judge(one, page.path, own, outline)) for one in page.references if not is_internal(one.address))
    broken = list(islice(((one, why) for one, why in judged if why is not None), _MANY_LINKS))
    places = page.places(_use(one) for one, _ in broken)
    for reference, why in broken:
        for place in places.get(_use(reference), ()):
            yield _broken_reference_problem(reference, why, place)


def _broken_reference_problem(reference: PageReference, why: BrokenReference, place: Place) -> Problem:
    found, values = reference.address, {"suggestion": why.suggestion}
    if why.reason in ("anchor", "footnote"):
        anchor = found.partition("#")[2]
        shown = f"[^{unquote(anchor).removeprefix('fnref:')}]" if why.reason == "footnote" else anchor
        values |= {"found": shown, "page": why.page, "reason": why.reason}
        return Problem(code="CX025", level=Level.ERROR, place=place, values=values)
    values |= {"found": found, "reason": why.reason}
    return Problem(code="CX024", level=Level.ERROR, place=place, values=values)


def _of_internal_links(content: Content, page: RenderedPage) -> Iterator[Problem]:
    uses = list(dict.fromkeys(_use(one) for one in page.references if is_internal(one.address)))
    if not uses:
        return
    addresses = Addresses(content)  # including drafts: what exists is not reported as unknown
    followed, offsets, text = link_offsets(page.page.markdown), page.offsets(uses), page.page.markdown
    for use in islice(uses, _MANY_LINKS):
        link = use[1]
        kind, _, key = link.partition(":")
        at = sorted(offsets.get(use, ()))
        is_known = internal_link(link) and is_known_target(content, kind, key)
        if is_known and addresses.of(kind, key) is None:
            continue  # its file could not be read, which is reported as a problem of its own
        places = [place_at(page.page.place.path, text, one, len(link)) for one in at] or page.places([use])[use]
        for number, place in enumerate(places):
            if not is_known:
                near = find_near_link(content, kind, key)
                values = {"found": link, "suggestion": f"{kind}:{near}" if near else ""}
                yield Problem(code="CX213", level=Level.ERROR, place=place, values=values)
            elif not at or at[number] not in followed:  # written in a form that is not resolved
                yield _fault(place, "link", link)
            elif status := status_of_link(content, kind, key):
                values = {"found": key, "status": status}
                yield Problem(code="CX215", level=Level.WARNING, place=place, values=values)
