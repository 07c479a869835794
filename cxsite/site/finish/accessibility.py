"""Fixes the accessibility of the theme's HTML; contrasts are fixed in theme.css."""

from __future__ import annotations

import re

from cxsite.site.engines.material import CONTENTS_LABEL, CONTENTS_TOGGLE, DIALOG, SEARCH_INPUT, TOGGLE

_LABEL = re.compile(r'\baria-label="([^"]*)"')


def fix_accessibility(page: str) -> str:
    """Name the search dialog in the page's language, and remove attributes that HTML does not allow.

    One of them is the label of the table of contents: its toggle is missing on pages outside of the menu.
    """
    if name := _search_name(page):
        page = DIALOG.sub(lambda start: f'{start[0]} aria-label="{name}"', page, count=1)
    page = TOGGLE.sub(lambda toggle: toggle[0].replace(' autocomplete="off"', ""), page)
    if not CONTENTS_TOGGLE.search(page):
        page = page.replace(CONTENTS_LABEL, "")
    return page.replace(' tabindex=""', "")


def _search_name(page: str) -> str:
    """Return the theme's name of its search field, as HTML."""
    field = SEARCH_INPUT.search(page)
    label = _LABEL.search(field[0]) if field else None
    return label[1] if label else ""
