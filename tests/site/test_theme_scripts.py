"""The theme's inline scripts in files of their own."""

from __future__ import annotations

from cxsite.site.finish.policy import find_theme_scripts, move_scripts

SCOPE = '<script>__md_scope=new URL("{}",location),a=1</script>'
PAGE = SCOPE + '<script>palette()</script><script id="__config" type="application/json">{{"base": "{}"}}</script>'
KNOWN = find_theme_scripts(PAGE.format("/", "/"))


def page(base: str) -> str:
    return PAGE.format(base, base)


def test_pages_of_all_folders_share_the_files() -> None:
    one, other = (move_scripts(page(base), KNOWN)[1] for base in (".", "../.."))
    assert one == other
    assert sorted(content.decode().partition(";")[0] for content in one.values()) == [
        '__md_scope=new URL("../../",document.currentScript.src),a=1',
        "palette()",
    ]


def test_a_page_refers_to_them_from_where_it_stands() -> None:
    moved, files = move_scripts(page("../.."), KNOWN)
    for path in files:
        assert f'<script src="../../{path}"></script>' in moved
    assert moved.count("<script src=") == 2
    assert 'type="application/json"' in moved
    assert move_scripts(moved, KNOWN) == (moved, {})


def test_an_authors_script_stays_where_the_policy_stops_it() -> None:
    text = page(".") + "<script>steal()</script>"
    assert "<script>steal()</script>" in move_scripts(text, KNOWN)[0]


def test_scripts_stay_in_a_page_that_does_not_tell_where_its_site_begins() -> None:
    text = "<script>palette()</script>"
    assert move_scripts(text, KNOWN) == (text, {})


def test_a_scope_that_the_team_chose_is_kept() -> None:
    text = PAGE.format("/chung/", "..")
    known = find_theme_scripts(text)
    assert any(b'new URL("/chung/",location)' in content for content in move_scripts(text, known)[1].values())
