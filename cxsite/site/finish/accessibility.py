"""What screen readers and validators miss in the theme's own HTML; its contrasts are in theme.css."""

from __future__ import annotations

import re

# Attributes stand in any order: mermaid2 writes pages with diagrams anew, sorted.
_DIALOG = re.compile(r'<div\b(?![^>]*\baria-label=)[^>]*\bclass="md-search"[^>]*')
_SEARCH_INPUT = re.compile(r'<input\b[^>]*\bclass="md-search__input"[^>]*>')
_LABEL = re.compile(r'\baria-label="([^"]*)"')
_TOGGLE = re.compile(r'<input\b[^>]*\bid="__(?:drawer|search)"[^>]*>')
_CONTENTS_TOGGLE = re.compile(r'<input\b[^>]*\bid="__toc"')


def fix_accessibility(page: str) -> str:
    """Name the search dialog in the page's language and drop attributes that HTML does not allow.

    The theme's label of the contents points at a toggle that pages outside of the menu do not have.
    """
    if name := _search_name(page):
        page = _DIALOG.sub(lambda start: f'{start[0]} aria-label="{name}"', page, count=1)
    page = _TOGGLE.sub(lambda toggle: toggle[0].replace(' autocomplete="off"', ""), page)
    if not _CONTENTS_TOGGLE.search(page):
        page = page.replace(' for="__toc"', "")
    return page.replace(' tabindex=""', "")


def _search_name(page: str) -> str:
    """What the theme calls its search field, as HTML."""
    field = _SEARCH_INPUT.search(page)
    label = _LABEL.search(field[0]) if field else None
    return label[1] if label else ""
