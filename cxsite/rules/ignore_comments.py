"""Comments for cxsite at the end of a line: `# cxsite: ignore[CX301] reason`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cxsite.model.content import cached_on_content
from cxsite.problems import Place
from cxsite.rules.spans import spans_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxsite.model.content import Content
    from cxsite.model.records.hand_page import HandPage
    from cxsite.model.records.record import FileMetadata

_REMARK: Final = re.compile(r"(?:^|(?<=[^\S\n]))#[^\S\n]*cxsite:[^\S\n]*([^\n]*)", re.MULTILINE)
_ON_PAGE: Final = re.compile(r"<!--[^\S\n]*cxsite:[^\S\n]*([^\n]*?)[^\S\n]*-->")
_IGNORE: Final = re.compile(r"ignore\[([^\[\]]*)\][^\S\n]+(?=\S)")
_CODE: Final = re.compile(r"[^\s,]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class IgnoreComment:
    """A comment with its place, and the codes that it silences on its line; a comment without codes has no effect."""

    place: Place
    codes: tuple[tuple[str, Place], ...]

    @property
    def line(self) -> Place:
        """The whole line that it is on."""
        return Place(self.place.path, self.place.line, 1, self.place.line + 1, 1)


@cached_on_content
def find_ignore_comments(content: Content) -> tuple[IgnoreComment, ...]:
    """Return all such comments, in the order of files; texts that only look like a comment are left out.

    On a hand-written page it is an HTML comment: `<!-- cxsite: ignore[CX702] reason -->`.
    """
    of_files = (remark for record in content.files for remark in _of_file(record, content.texts.get(record.path, "")))
    of_pages = (remark for page in content.pages.values() for remark in _of_page(page))
    return (*of_files, *of_pages)


def _of_page(page: HandPage) -> Iterator[IgnoreComment]:
    for hit in _ON_PAGE.finditer(page.markdown):
        line, start = page.markdown.count("\n", 0, hit.start()), page.markdown.rfind("\n", 0, hit.start()) + 1
        yield _parse_comment(page.place.path, line + 1, hit, start)


def _of_file(record: FileMetadata, text: str) -> Iterator[IgnoreComment]:
    if record.source is None or "cxsite:" not in text:
        return
    spans = tuple(spans_in(record.source))
    for hit in _REMARK.finditer(text):
        line, start = text.count("\n", 0, hit.start()), text.rfind("\n", 0, hit.start()) + 1
        at = (line, hit.start() - start)
        if not any(first[:2] <= at < first[2:] for first in spans):
            yield _parse_comment(record.path, line + 1, hit, start)


def _parse_comment(path: str, line: int, hit: re.Match[str], start: int) -> IgnoreComment:
    place = Place(path, line, hit.start() - start + 1, line, hit.end() - start + 1)
    ignore = _IGNORE.match(hit[1])
    if ignore is None:
        return IgnoreComment(place=place, codes=())
    offset = hit.start(1) + ignore.start(1) - start + 1
    codes = (
        (code[0], Place(path, line, offset + code.start(), line, offset + code.end()))
        for code in _CODE.finditer(ignore[1])
    )
    return IgnoreComment(place=place, codes=tuple(codes))
