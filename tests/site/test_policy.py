"""The policy lets the theme's own scripts run and no other."""

from __future__ import annotations

import pytest

from cxsite.site.finish.policy import add_policy, find_foreign_scripts, find_theme_scripts, make_policy, script_hashes

SCOPE = '<script>__md_scope=new URL("{}",location),x=1</script>'
NOT_FOUND = SCOPE.format("/") + "<script>var palette</script>" + '<script src="a.js"></script>'
KNOWN = find_theme_scripts(NOT_FOUND)


def test_the_theme_s_script_is_known_wherever_the_page_stands() -> None:
    here, deeper = (script_hashes(SCOPE.format(base), KNOWN) for base in (".", "../.."))
    assert len(here | deeper) == 2
    assert find_foreign_scripts(SCOPE.format(".."), KNOWN) == ()


def test_the_hash_is_the_one_that_browsers_compute() -> None:
    # echo -n 'var palette' | openssl dgst -sha256 -binary | base64
    assert script_hashes("<script>var palette</script>", KNOWN) == {
        "'sha256-sVxexNoySeHjdcM2G/li/pKNr/MLzSFMyUUBgXIfSo8='"
    }


def test_an_author_s_script_is_strange_and_not_allowed() -> None:
    page = '<script>steal()</script><SCRIPT type="text/javascript">more()</SCRIPT >'
    assert find_foreign_scripts(page, KNOWN) == ("steal()", "more()")
    assert script_hashes(page, KNOWN) == frozenset()


def test_data_and_files_are_no_inline_scripts() -> None:
    page = '<script id="__config" type="application/json">{}</script><script src="b.js"></script>'
    assert find_foreign_scripts(page, KNOWN) == ()


def test_the_policy_stands_first_and_once() -> None:
    page = '<!doctype html><head><meta charset="utf-8"><title>A</title></head>'
    one = add_policy(page, make_policy(["'sha256-b'", "'sha256-a'"]))
    assert one.startswith('<!doctype html><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy"')
    assert "script-src 'self' 'sha256-a' 'sha256-b';" in one
    assert add_policy(one, make_policy([])) == add_policy(page, make_policy([]))


@pytest.mark.parametrize(
    ("page", "before"),
    [
        ("<!DOCTYPE html>\n<html><head lang=vi>\n<title>A</title></head>", "<!DOCTYPE html>\n<html><head lang=vi>"),
        ("<!doctype html><header>A</header>", "<!doctype html>"),
        ("<p>A</p>", ""),
    ],
)
def test_a_page_that_does_not_name_its_letters_has_a_policy_all_the_same(page: str, before: str) -> None:
    written = add_policy(page, make_policy([]))
    assert written.startswith(f'{before}<meta http-equiv="Content-Security-Policy"')
    assert written.replace(f'<meta http-equiv="Content-Security-Policy" content="{make_policy([])}">', "") == page
    assert add_policy(written, make_policy([])) == written
