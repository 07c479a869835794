"""Fixes the accessibility of the theme's HTML; contrasts are fixed in theme.css."""

from __future__ import annotations

import re

# Attributes may be in any order: mermaid2 rewrites pages with diagrams and sorts them.
_DIALOG = re.compile(r'<div\b(?![^>]*\baria-label=)[^>]*\bclass="md-search"[^>]*')
_SEARCH_INPUT = re.compile(r'<input\b[^>]*\bclass="md-search__input"[^>]*>')
_LABEL = re.compile(r'\baria-label="([^"]*)"')
_TOGGLE = re.compile(r'<input\b[^>]*\bid="__(?:drawer|search)"[^>]*>')
_CONTENTS_TOGGLE = re.compile(r'<input\b[^>]*\bid="__toc"')


def fix_accessibility(page: str) -> str:
    """Name the search dialog in the page's language, and remove attributes that HTML does not allow.

    One of them is the label of the table of contents: its toggle is missing on pages outside of the menu.
    """
    if name := _search_name(page):
        page = _DIALOG.sub(lambda start: f'{start[0]} aria-label="{name}"', page, count=1)
    page = _TOGGLE.sub(lambda toggle: toggle[0].replace(' autocomplete="off"', ""), page)
    if not _CONTENTS_TOGGLE.search(page):
        page = page.replace(' for="__toc"', "")
    return page.replace(' tabindex=""', "")


def _search_name(page: str) -> str:
    """Return the theme's name of its search field, as HTML."""
    field = _SEARCH_INPUT.search(page)
    label = _LABEL.search(field[0]) if field else None
    return label[1] if label else ""
