"""Texts that have broken other programs, for tests of escaping."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import strategies as st

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "javascript:alert(1)",
    "# không phải tiêu đề",
    "    thụt bốn dấu cách",
    "\tthụt bằng tab",
    "```\nkhông phải mã\n```",
    "[x](javascript:alert(1)){ onclick=alert(1) }",
    "a  b   c",
    " đầu và cuối ",
    "một\n\nhai",
    "1. một",
    "- một\n- hai",
    "&amp; &#38; &lt;",
    "{{ 7*7 }} {% raw %} {# x #}",
    "*[HTML]: x\n[^1]: y",
    "[TOC]",
    "%%{init: {'theme': 'dark'}}%%",
    "title: section: journey, style a:b#;",
    "style fill:#f9f;",
    "classDef a fill:#f9f;",
    "end",
    "accTitle: x",
    'click A call alert("x")',
    "1. một danh sách",
    "Mua váy; trả tiền, 50% #đỏ",
    "ﬂ°°35¶ß",
    "🛍️👩‍👩‍👧 khách",
    "\u202eđảo\u202c",
    "wzxhzdk:0 klzzwxh:0001",
    "\\*không đậm\\*",
    "\u3000rộng\u3000",
    '--8<-- "etc/passwd"',
    "=SUM(A1)",
    "::error file=a::b",
    "---\ntitle: x\n---",
    "dateFormat X",
    "`đoạn mã`",
    "constructor",
    "__proto__",
    "nhãn\u200b",
    "tên rất dài " * 20,
)


CORPORA = Path(__file__).resolve().parents[2] / "shared" / "corpora"
"""Optional public collections of difficult inputs next to the project."""


def corpus(path: str) -> list[Any]:
    """Return a JSON list of the corpora; skip the test if it is missing."""
    file = CORPORA / path
    if not file.is_file():
        pytest.skip(f"../shared/corpora/{path} is not there")
    return list(json.loads(file.read_text(encoding="utf-8")))


def naughty_strings() -> list[str]:
    """Return the Big List of Naughty Strings."""
    return [str(text) for text in corpus("blns/blns.json")]


def is_printable_text(text: str) -> bool:
    """Return whether HTML may contain each character: no controls except tab and line feed, nothing unassigned."""
    return all(sign in "\t\n" or unicodedata.category(sign) not in {"Cc", "Cs", "Cn", "Zl", "Zp"} for sign in text)


def any_text() -> st.SearchStrategy[str]:
    """Return a strategy of texts with much punctuation that pages can show unchanged."""
    characters = st.characters(exclude_categories=["Cc", "Cs", "Cn", "Zl", "Zp"])
    markup = st.sampled_from(list("<>&\"'`*_#[](){}!:;,.\\|~^$%=+-/?@ \n\t1aắ"))
    return st.text(st.one_of(markup, characters), max_size=40)
