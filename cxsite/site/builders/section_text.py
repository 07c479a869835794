"""The searched text of a section of plain HTML: equal to what `search_entries` reads, but in one fast pass."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cxsite.site.plain_html import BLANK, NOT_SEARCHED, SEARCHED_TAGS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cxsite.site.plain_html import PlainHtml, Tag

_READ_ALIKE: Final = frozenset({NOT_SEARCHED, "pre"})
"""Tags that change nothing inside an excluded element."""
_WORDLESS: Final = re.compile(rf"<({'|'.join(SEARCHED_TAGS)})>[\s{BLANK}]*</\1>")


class NotFlatError(Exception):
    """Raised if a section needs the general reader."""


def section_text(section: PlainHtml | None) -> str:
    """Return the text of a section as search keeps it; `section` is None if it is not plain HTML.

    Raises:
        NotFlatError: it is not plain, or contains headings, preformatted text, separately excluded parts,
            elements that are not closed properly, or elements without text.
    """
    if section is None:
        raise NotFlatError
    kept = [tag.text for tag in section.tags]
    for first, last in reversed(_find_excluded(section.tags)):
        kept[first : last + 1] = [kept[last].removeprefix(f"</{section.tags[last].closes}>")]
    wording = section.text + "".join(kept)
    if _WORDLESS.search(wording):
        raise NotFlatError
    return " ".join(filter(None, wording.split(BLANK))).strip()  # consecutive white-space texts are kept as one space


def _find_excluded(tags: Iterable[Tag]) -> list[tuple[int, int]]:
    """Return the first and last tag of each element that search excludes."""
    found, opened, left_out, start, depth = list[tuple[int, int]](), [""], "", 0, 0
    for at, (opens, closes, apart, _, _) in enumerate(tags):
        if opens:
            opened.append(opens)
            if apart and not (left_out and apart in _READ_ALIKE):
                if apart != NOT_SEARCHED:
                    raise NotFlatError
                left_out, start, depth = opens, at, len(opened)
        if closes:
            if opened.pop() != closes:
                raise NotFlatError
            if closes == left_out:
                # It contains another element of the same name, whose end search would take for its end.
                if len(opened) >= depth:
                    raise NotFlatError
                found.append((start, at))
                left_out = ""
    if len(opened) > 1:
        raise NotFlatError
    return found
