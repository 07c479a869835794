from __future__ import annotations

import pytest
from hostile_texts import any_text
from hypothesis import given

from cxsite.escaping import url


@pytest.mark.parametrize(
    "target",
    [
        "https://a.vn",
        "http://a.vn:8080/đường dẫn".replace(" ", "%20"),
        "HTTPS://a.vn/?q=1&b=2#x",
        "mailto:cx@shop.vn",
        "mailto:cx@shop.vn?subject=Góp%20ý",
        "persona:lan",
        "journey:mua-tai-cua-hang",
        "touchpoint:mua-hang/thu-do",
        "play:doi-hang",
        "metric:nps",
        "goal:g1",
    ],
)
def test_a_link_with_a_known_scheme_is_safe(target: str) -> None:
    assert url.is_safe_link(target)


@pytest.mark.parametrize(
    "target",
    [
        "",
        "lan.html",
        "../x",
        "/x",
        "#x",
        "//evil.vn",
        "/\\evil.vn",
        "\\\\evil.vn",
        "https:evil.vn",
        "https:///evil.vn",
        "https://",
        "https://user@evil.vn",
        "https://[evil",
        "https://a.vn:port/",
        "https://a.vn/a b",
        "https://a.vn/\n",
        " https://a.vn",
        "https://a.vn/\u202e",
        "https://a.vn/\u200b",
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "java\tscript:alert(1)",
        "java\nscript:alert(1)",
        "\x01javascript:alert(1)",
        "javascript&colon;alert(1)",
        "javascript&#58;alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "mailto:",
        "mailto:nobody",
        "persona:Lan",
        "persona:../x",
        "persona:lan/",
        "person:lan",
        "journey:a/b/c",
    ],
)
def test_any_other_link_is_refused(target: str) -> None:
    assert not url.is_safe_link(target)


@given(any_text())
def test_a_safe_link_begins_with_an_allowed_scheme(text: str) -> None:
    if url.is_safe_link(text):
        assert text.lower().startswith(("http://", "https://", "mailto:")) or url.internal_link(text)


def test_an_internal_link_gives_kind_and_id() -> None:
    assert url.internal_link("touchpoint:mua-hang/thu-do") == ("touchpoint", "mua-hang/thu-do")
    assert url.internal_link("https://a.vn") is None


def test_paths_are_percent_encoded_by_segment() -> None:
    assert url.encode_segment("a/b?đ") == "a%2Fb%3F%C4%91"
    assert url.encode_path("../hành trình/a.html") == "../h%C3%A0nh%20tr%C3%ACnh/a.html"
    assert url.encode_segment("a\u0301") == url.encode_segment("á")
