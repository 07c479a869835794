"""What search finds in a section of plain HTML: the same as `search_entries` reads of any page, in one quick pass."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cxsite.site.plain_html import BLANK, NOT_SEARCHED, SEARCHED_TAGS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cxsite.site.plain_html import PlainHtml, Tag

_READ_ALIKE: Final = frozenset({NOT_SEARCHED, "pre"})
"""They make no difference within what is left out."""
_WORDLESS: Final = re.compile(rf"<({'|'.join(SEARCHED_TAGS)})>[\s{BLANK}]*</\1>")


class NotFlatError(Exception):
    """The section is to be read by the reader of any page."""


def section_text(section: PlainHtml | None) -> str:
    """The text of a section, as search keeps it; None stands for one that is not plain HTML.

    Raises:
        NotFlatError: it is not plain, or holds headings, preformatted text, parts left out in a way of their own,
            elements that do not end where they should, or some without words.
    """
    if section is None:
        raise NotFlatError
    kept = [tag.text for tag in section.tags]
    for first, last in reversed(_find_excluded(section.tags)):
        kept[first : last + 1] = [kept[last].removeprefix(f"</{section.tags[last].closes}>")]
    wording = section.text + "".join(kept)
    if _WORDLESS.search(wording):
        raise NotFlatError
    return " ".join(filter(None, wording.split(BLANK))).strip()  # of spaces that stand alone, one is kept


def _find_excluded(tags: Iterable[Tag]) -> list[tuple[int, int]]:
    """The first and last tag of each element that search leaves out."""
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
                if len(opened) >= depth:  # another of its name in it, which search would take for the end
                    raise NotFlatError
                found.append((start, at))
                left_out = ""
    if len(opened) > 1:
        raise NotFlatError
    return found
