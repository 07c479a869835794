"""Ids that cannot be file names, anchors and addresses everywhere, and links that lead astray: all refused."""

from __future__ import annotations

import pytest
from pydantic import TypeAdapter, ValidationError

from cxsite.escaping.author_markdown import read
from cxsite.escaping.url import is_safe_link
from cxsite.model.records.texts import Markdown
from cxsite.model.records.values import Id

BAD_IDS = (
    *("", " ", "-", "--", "a-", "-a", "a--b", "a_b", "a b", "a.b", "a/b", "a\\b", "../a", "a/../b", ".", ".."),
    *("A", "Lan", "lán", "đặt", "а", "ａ", "a\u200b", "a\n", "\na", "a\tb", "a\0", "a:b", "a#b", "a?b", "a%2f", "a&b"),
    *("con", "nul", "com1", "lpt9", "index", "404", "assets", "search", "readme", "sitemap", "<b>", "a" * 65),
)
BAD_LINKS = {
    "script": "javascript:alert(1)",
    "script in odd letters": "JaVaScRiPt:alert(1)",
    "script behind a tab": "java\tscript:alert(1)",
    "data": "data:text/html,<script>alert(1)</script>",
    "visual basic": "vbscript:msgbox",
    "file": "file:///etc/passwd",
    "relative": "../../etc/passwd",
    "without scheme": "//ke-gian.example/",
    "with a user": "https://vaymay.example@ke-gian.example/",
    "backslashes": "https:\\\\ke-gian.example",
    "without host": "https:///x",
    "unknown kind": "khach:lan",
}


def test_there_are_as_many_as_were_promised() -> None:
    assert len(set(BAD_IDS)) == 44
    assert len(BAD_LINKS) == 12


@pytest.mark.parametrize("bad", BAD_IDS)
def test_a_bad_id_is_refused(bad: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Id).validate_python(bad)


@pytest.mark.parametrize("good", ["a", "lan", "mua-vay", "2026", "a1-b2-c3", "a" * 64])
def test_a_good_id_is_taken(good: str) -> None:
    assert TypeAdapter(Id).validate_python(good) == good


@pytest.mark.parametrize("bad", BAD_LINKS.values(), ids=BAD_LINKS.keys())
def test_a_bad_link_is_refused(bad: str) -> None:
    assert not is_safe_link(bad)


@pytest.mark.parametrize("bad", BAD_LINKS.values(), ids=BAD_LINKS.keys())
def test_a_bad_link_in_a_text_is_reported_or_stays_text(bad: str) -> None:
    text = f"Xem [đây](<{bad}>) nhé"
    seen = read(text)
    assert seen.links == ()
    assert seen.faults or "<a" not in seen.html(lambda _kind, _key: None)


@pytest.mark.parametrize("bad", ["javascript:x", "../a", "//a.example", "data:x"])
def test_a_text_field_refuses_it(bad: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Markdown).validate_python(f"Xem [đây]({bad})")
