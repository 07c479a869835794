"""Text in comments on GitHub and GitLab."""

from __future__ import annotations

import html
import re

import pytest
from hostile_texts import HOSTILE
from markdown_it import MarkdownIt

from cxsite.escaping.comment import encode

NO_WIDTH = "\N{ZERO WIDTH SPACE}"


@pytest.mark.parametrize("text", HOSTILE)
def test_markdown_and_html_find_nothing_to_react_to(text: str) -> None:
    shown = MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(f"- + {encode(text)}\n")
    assert set(re.findall(r"</?(\w+)", shown)) <= {"ul", "li"}


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("@everyone look", r"@\w"),
        ("fixes #12", r"#\d"),
        ("org/repo#12 and org/repo@abcdef1", r"[#@]\w"),
        ("GH-12, SHOP-7", r"-\d"),
        ("see https://evil.example/x", r"://"),
        ("www.evil.example", r"www\."),
        ("lan@example.com", r"@\w"),
        ("mailto:lan", r":\w"),
        ("!12 ~bug %1.0 $3 &4 ^alert", r"[!~%$&^]\w"),
        (":tada:", r":\w"),
        ('~"a label" and %"a milestone"', r'[~%]"'),
        ("1f4a6f6fc4bb3be7a1b0a0c19a3d1f1f0b4a4a11", r"[0-9a-f]{7}"),
        ("1f4a6f6", r"[0-9a-f]{7}"),
    ],
)
def test_nobody_is_notified_and_nothing_is_linked(text: str, broken: str) -> None:
    shown = html.unescape(encode(text))
    assert re.search(broken, text)
    assert not re.search(broken, shown)
    assert shown.replace(NO_WIDTH, "") == text


def test_words_stay_as_they_are() -> None:
    assert encode("Chị Lan chờ phòng thử 15 phút") == "Chị Lan chờ phòng thử 15 phút"


def test_it_is_one_line_without_anything_that_cannot_be_seen() -> None:
    assert html.unescape(encode("a\n/close\r\n\u202eb")) == "a\\n/close\\r\\n\\u202eb"
