"""Where a record is seen on the site after it was saved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import quote, urlsplit

if TYPE_CHECKING:
    from cxsite.editing.edit import Steps

_ANCHORS: Final = {
    "touchpoints": "touchpoint",
    "pain_points": "pain",
    "opportunities": "opportunity",
    "actions": "action",
}
"""The beginning of the anchor of each kind of record on the page of its journey."""
_PAGES: Final = {
    "playbook": "index",
    "touchpoints": "touchpoints/index",
    "actions": "actions/index",
    "goals": "strategy",
    "sources": "measurement/index",
}
"""Pages of records that have none of their own."""
_FOLDERS: Final = {"metrics": "measurement"}
"""Folders of pages that are not called as those of the files."""


def site_location(address: str, place: Steps, page: str) -> str:
    """Return the address on the site: the page that the author came from, or else that of the record.

    An item with an id is at its anchor there.
    """
    base = _own_page(page) or _page_of(address)
    lists = [step for step in place if isinstance(step, str)]
    name = address.rpartition("/")[2]
    anchor = _ANCHORS.get(lists[-1] if lists else "", "")
    return f"{base}#{anchor}-{quote(name)}" if anchor and place and not name.isdecimal() else base


def _own_page(page: str) -> str:
    """Return the path of a page of this server; empty for anything else, such as an address elsewhere."""
    try:
        parts = urlsplit(page)
    except ValueError:
        return ""
    is_ours = not parts.scheme and not parts.netloc and parts.path.startswith("/") and "\\" not in page
    return quote(parts.path, safe="/%") if is_ours and not parts.path.startswith(("//", "/.edit")) else ""


def _page_of(address: str) -> str:
    folder, _, rest = address.partition("/")
    own = f"{_FOLDERS.get(folder, folder)}/{rest.partition('/')[0]}"
    return f"/{_PAGES.get(folder, own)}.html"
