"""A text written as a YAML value reads back as that text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxsite.authoring.yaml_scalar import quote_scalar
from cxsite.reading.yaml_events import read_yaml

SAFE = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"), exclude_characters="\ufeff\ufffe\uffff"))


@pytest.mark.parametrize("text", ["Mua váy tại cửa hàng", "Chào khách, rồi lùi", "Lan (27 tuổi)", "Sao lại thế?"])
def test_plain_where_that_is_safe(text: str) -> None:
    assert quote_scalar(text) == text


@pytest.mark.parametrize(
    "text", ["Bước 1: mở", "# một", "true", "Null", "12", "2026-10-05", "- a", "a #b", "*a", '"a"']
)
def test_quoted_where_it_would_mean_something_else(text: str) -> None:
    assert quote_scalar(text).startswith('"')


@given(SAFE)
def test_reads_back_as_itself(text: str) -> None:
    for written, path in (
        (f"a: {quote_scalar(text)}", "block"),
        (f"a: [{quote_scalar(text, in_brackets=True)}]", "list"),
    ):
        fields, problems = read_yaml("x.yml", f"{written}\n")
        assert problems == []
        assert fields is not None
        assert fields["a"] == (text if path == "block" else [text])
