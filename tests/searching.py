"""Types into the search field of a page, in the theme of each engine."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page


def search(page: Page, typed: str) -> list[str]:
    """Type into the search field, and return the addresses that are found, below the site's root."""
    field, results = page.locator(".md-search__input"), page.locator(".md-search-result__item a")
    if not field.count():  # Zensical's search opens in a dialog of its own
        field, results = page.locator("dialog input"), page.locator("dialog [role=option]")
        if not field.is_visible():
            page.locator(".md-search__button").first.click()
    field.fill("")
    results.first.wait_for(state="detached")
    field.fill(typed)
    field.press("End")  # Material listens to keys
    results.first.wait_for()
    found: list[str] = results.evaluate_all("links => links.map(link => link.href)")
    return [re.sub(r"^https?://[^/]+/|\?[^#]*", "", address) for address in found]
