from __future__ import annotations

import time
from contextlib import suppress
from datetime import date, timedelta

import pytest
from hostile_texts import HOSTILE, any_text
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError

from cxsite.escaping.author_markdown import read as read_markdown
from cxsite.escaping.fold import ID_PATTERN as FOLDED_ID
from cxsite.escaping.fold import RESERVED_IDS as FOLDED_RESERVED
from cxsite.model.records.dates import Day, Duration, Length
from cxsite.model.records.texts import MANY_CHARACTERS, MANY_MARKS, MarkBudget, Markdown, Text
from cxsite.model.records.values import ID_PATTERN, RESERVED_IDS, Id, WebLink

ID: TypeAdapter[str] = TypeAdapter(Id)
LENGTH: TypeAdapter[Duration] = TypeAdapter(Length)
MARKDOWN: TypeAdapter[str] = TypeAdapter(Markdown)
TEXT: TypeAdapter[str] = TypeAdapter(Text)
LINK: TypeAdapter[str] = TypeAdapter(WebLink)
DAY: TypeAdapter[date] = TypeAdapter(Day)


@pytest.mark.parametrize("text", ["a", "mua-tai-cua-hang", "2026", "a1-b2", "x" * 64])
def test_ids(text: str) -> None:
    assert ID.validate_python(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "A",
        "đ",
        "a_b",
        "a b",
        "-a",
        "a-",
        "a--b",
        "a\n",
        "../a",
        "a/b",
        "a.b",
        "x" * 65,
        "con",
        "index",
        "com7",
        "٣",
    ],
)
def test_what_is_no_id_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        ID.validate_python(text)


def test_ids_are_the_same_as_those_made_from_titles() -> None:
    assert (ID_PATTERN, RESERVED_IDS) == (FOLDED_ID, FOLDED_RESERVED)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("14d", "2026-10-20", "2026-11-03"),
        ("2w", "2026-10-20", "2026-11-03"),
        ("1mo", "2026-01-31", "2026-02-28"),
        ("1mo", "2027-12-31", "2028-01-31"),
        ("1mo", "2028-01-31", "2028-02-29"),
        ("3mo", "2026-11-30", "2027-02-28"),
        ("1y", "2028-02-29", "2029-02-28"),
        ("1y 1d", "2026-01-01", "2027-01-02"),
        ("20min", "2026-10-20", "2026-10-20"),
        ("9999y", "2026-10-20", "9000-01-01"),
        ("9999w 9999w 9999w 9999w 9999w 9999w 9999w 9999w 9999w 9999w 9999w 9999w 9999w", "2026-10-20", "4518-01-18"),
    ],
)
def test_the_day_after_a_duration(text: str, start: str, end: str) -> None:
    assert LENGTH.validate_python(text).after(date.fromisoformat(start)) == date.fromisoformat(end)


@given(
    st.dates(date(1900, 1, 1), date(2200, 12, 31)),
    st.lists(st.tuples(st.integers(0, 9999), st.sampled_from(["min", "h", "d", "w", "mo", "y"])), min_size=1),
)
def test_no_duration_leads_out_of_the_calendar(day: date, parts: list[tuple[int, str]]) -> None:
    length = LENGTH.validate_python(" ".join(f"{number}{unit}" for number, unit in parts))
    assert day <= length.after(day) <= date(9000, 12, 31)
    assert length.after(length.after(day)) + timedelta(days=14) > day


def test_the_minutes_of_a_duration() -> None:
    assert [Duration(text).minutes for text in ("20min", "1h 30min", "2d", "1w", "1mo", "1y")] == [
        20, 90, 2_880, 10_080, 43_200, 525_600,
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text", ["", "d", "14", "14 d", "1,5h", "1.5h", "-1d", "14D", "1h30min", "1h  2min", "12345d", "٣d"]
)
def test_what_is_no_duration_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        LENGTH.validate_python(text)


@pytest.mark.parametrize(
    "text", ["1899-12-31", "2201-01-01", "2026-02-29", "2026-W01-1", "20261005", "٢٠٢٦-10-05", "2026-10-05 "]
)
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        DAY.validate_python(text)


@pytest.mark.parametrize("text", ["1900-01-01", "2028-02-29", "2200-12-31"])
def test_days(text: str) -> None:
    assert DAY.validate_python(text) == date.fromisoformat(text)


@pytest.mark.parametrize("text", ["🛍️", "ﷺ", "a\u200b", "\u202eđảo", "một\nhai\tba", "'", "0"])
def test_texts_with_something_to_see(text: str) -> None:
    assert TEXT.validate_python(text) == text


@pytest.mark.parametrize(
    "text", ["", " ", "\u200b", "\u00a0", "\u3000", "\u2060\ufe0f", "\ufe0f", "\u0301", "\u3164", "\u2800 \u115f"]
)
def test_texts_with_nothing_to_see_are_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        TEXT.validate_python(text)


@pytest.mark.parametrize(
    "character", ["\x07", "\x85", "\x9f", "\ud800", "\ufdd0", "\ufdef", "\ufffe", "\uffff", "\U0010fffe"]
)
def test_what_no_page_can_hold_is_refused(character: str) -> None:
    with pytest.raises(ValidationError):
        TEXT.validate_python(f"một {character} hai")
    assert TEXT.validate_python("một \ufdcf \ufdf0 \ufffd hai")


@pytest.mark.parametrize("text", ["https://a.vn", "http://a/b?c=d#e", "https://vi.wikipedia.org/wiki/Áo_dài"])
def test_addresses(text: str) -> None:
    assert LINK.validate_python(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "a.vn",
        "//a.vn",
        "javascript:x",
        "HTTP://a",
        "https://",
        "https://[",
        "https://[::1",
        "https://a b",
        "https://a\x01",
        "http://<",
    ],
)
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        LINK.validate_python(text)


marks = st.text("[](<>)!*_`#-=+~>:/\\&;1.) \n\tab", max_size=60)


@given(st.one_of(any_text(), marks, st.sampled_from(HOSTILE)))
def test_no_fault_of_a_markdown_text_is_passed_over(text: str) -> None:
    try:
        kept = MARKDOWN.validate_python(text)
    except ValidationError:
        return
    assert read_markdown(kept).faults == ()


@pytest.mark.parametrize("character", ["[", "<", "&", "`"])
def test_a_markdown_text_with_very_many_signs_is_refused_unread(character: str) -> None:
    assert MARKDOWN.validate_python(f"[a](https://b) & {'(' * MANY_CHARACTERS}")
    with pytest.raises(ValidationError) as refused:
        MARKDOWN.validate_python(f"<\nmột {character * (MANY_CHARACTERS + 1)}")
    assert refused.value.errors()[0]["ctx"]["found"] == character


def test_the_marks_of_all_markdown_texts_of_a_file_are_counted_and_reported_once() -> None:
    context = {"language": "vi", "marks": MarkBudget()}
    half = "*a* " * (MANY_MARKS // 4)
    for _ in range(2):
        assert MARKDOWN.validate_python(half, context=context)
    with pytest.raises(ValidationError) as refused:
        MARKDOWN.validate_python("một\nhai", context=context)
    assert refused.value.errors()[0]["ctx"]["fault"] == "dense"
    assert MARKDOWN.validate_python("một\nhai", context=context)


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit", ["*a* ", "**a** ", "- a\n", "- a\n  - b\n    - c\n", "a\n\n", "a\\\n", "&amp;", "_a *b "]
)
def test_as_many_marks_as_a_file_may_hold_are_shown_in_seconds(unit: str) -> None:
    longest, marks = unit * (19_000 // len(unit)), MarkBudget()
    texts = []
    while marks.number > 0:
        texts.append(longest)
        with suppress(PydanticCustomError):
            marks.take(longest)
    assert min(seconds_to_show(texts[:-1]) for _ in range(3)) < 5


def seconds_to_show(texts: list[str]) -> float:
    begun = time.process_time()
    for text in texts:
        read_markdown(text).html(lambda kind, name: f"{kind}/{name}")
    return time.process_time() - begun
