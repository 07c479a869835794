"""Tokens know their places in the text, however deep they stand."""

from __future__ import annotations

import pytest

from cxsite.escaping import markdown_tokens
from cxsite.escaping.markdown_tokens import locate_tokens, parse_tokens


@pytest.fixture(autouse=True)
def _parser_made_anew() -> None:
    """The parser is made once for a process; here each test has its own."""
    markdown_tokens._parser.cache_clear()  # noqa: SLF001


def places(text: str) -> list[tuple[str, int, int]]:
    return [(token.type, line, column) for token, line, column in locate_tokens(parse_tokens(text), text.split("\n"))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a `b` c `b`", [("code_inline", 1, 3), ("code_inline", 1, 9)]),
        ("a [b](c) [b](c)", [("link_open", 1, 3), ("link_open", 1, 10)]),
        ("<http://a.vn> b <http://a.vn>", [("link_open", 1, 1), ("link_open", 1, 17)]),
        ("a <b>c</b>", [("html_inline", 1, 3), ("html_inline", 1, 7)]),
        ("*a* ![x](y) ![x](y)", [("image", 1, 5), ("image", 1, 13)]),
        ("[*a* `b`](c)", [("link_open", 1, 1), ("code_inline", 1, 6)]),
        ("một\nhai `b`\n  ba <i>", [("code_inline", 2, 5), ("html_inline", 3, 6)]),
        ("- một\n- hai\n\n  ba `c`", [("code_inline", 4, 6)]),
        ("- - `x`\n  - [y](z)", [("code_inline", 1, 5), ("link_open", 2, 5)]),
        ("# một `b`", [("heading_open", 1, 1), ("code_inline", 1, 7)]),
        ("> a", [("blockquote_open", 1, 1)]),
        ("a\n\n  ```\n  x\n  ```", [("fence", 3, 3)]),
        ("a\n\n    mã", [("code_block", 3, 5)]),
        ("a\n\n***\n\n<div>\n", [("hr", 3, 1), ("html_block", 5, 1)]),
        ("[a]: https://b.vn\n\n[a]", []),
        ("\\`a\\` \\[b](c)", []),
    ],
)
def test_every_link_and_fault_has_its_place(text: str, found: list[tuple[str, int, int]]) -> None:
    assert places(text) == found


@pytest.mark.parametrize("target", ["javascript:x", "../a b".replace(" ", "%20"), "persona:lan", "https://a.vn/đ?<"])
def test_targets_are_kept_as_they_are_written(target: str) -> None:
    (paragraph,) = [token for token in parse_tokens(f"[x]({target})") if token.children]
    assert [token.attrs["href"] for token in paragraph.children or () if token.type == "link_open"] == [target]
