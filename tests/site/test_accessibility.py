"""What the theme's own HTML lacks is added, whatever the order of attributes."""

from __future__ import annotations

import pytest

from cxsite.site.finish.theme_html import fix_accessibility

THEME = (
    '<input class="md-toggle" data-md-toggle="search" type="checkbox" id="__search" autocomplete="off">'
    '<div class="md-search" data-md-component="search" role="dialog"><div class="md-search__inner">'
    '<input type="text" class="md-search__input" name="query" aria-label="Tìm kiếm" autocomplete="off"></div></div>'
    '<label tabindex="">A</label>'
)
SORTED = (
    '<input autocomplete="off" class="md-toggle" data-md-toggle="search" id="__search" type="checkbox"/>'
    '<div class="md-search" data-md-component="search" role="dialog">'
    '<input aria-label="Tìm kiếm" autocomplete="off" class="md-search__input" name="query"/></div>'
)


@pytest.mark.parametrize("page", [THEME, SORTED])
def test_the_search_dialog_gets_the_name_of_its_field(page: str) -> None:
    assert 'role="dialog" aria-label="Tìm kiếm">' in fix_accessibility(page)


@pytest.mark.parametrize("page", [THEME, SORTED])
def test_a_toggle_has_no_autocomplete_but_a_text_field_keeps_it(page: str) -> None:
    assert fix_accessibility(page).count("autocomplete") == 1


@pytest.mark.parametrize("toggle", ["", '<input id="__toc" type="checkbox">', '<input type="checkbox" id="__toc"/>'])
def test_a_label_of_the_contents_points_at_its_toggle_or_at_nothing(toggle: str) -> None:
    label = '<label class="md-nav__title" for="__toc">Mục lục</label>'
    assert (' for="__toc"' in fix_accessibility(toggle + label)) is bool(toggle)


def test_an_empty_tabindex_goes() -> None:
    assert "<label>A</label>" in fix_accessibility(THEME)


@pytest.mark.parametrize("page", [THEME, SORTED, "<p>nothing of the theme</p>"])
def test_curing_twice_changes_nothing(page: str) -> None:
    assert fix_accessibility(fix_accessibility(page)) == fix_accessibility(page)
