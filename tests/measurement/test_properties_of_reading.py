"""What must not change figures: rows without an answer, and the same moments written in other time zones."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from answers import SOURCE, good, project, values
from hypothesis import given, settings
from hypothesis import strategies as st

PLACED = SOURCE.replace("date: Ngày}", "date: Ngày, store: Cửa hàng}") + "no_answer: [N/A]\n"
HEAD = "Ngày,Điểm,Cửa hàng\n"
ANSWERED = st.lists(
    st.tuples(st.integers(1, 31), st.integers(0, 10), st.sampled_from(["pho-hue", "hai-chau", ""])),
    min_size=20,
    max_size=60,
)
SKIPPED = st.lists(
    st.tuples(st.integers(1, 31), st.sampled_from(["", "N/A", " "]), st.sampled_from(["pho-hue", "", "lạ"]))
)
MINUTES = st.lists(st.integers(0, 59 * 24 * 60), min_size=1, max_size=20)
OFFSETS = st.integers(-14 * 4, 14 * 4)


def lines(rows: list[tuple[int, object, str]]) -> str:
    return "".join(f"2026-10-{day:02},{answer},{store}\n" for day, answer, store in rows)


@pytest.mark.slow
@settings(max_examples=8, deadline=None)
@given(answered=ANSWERED, skipped=SKIPPED)
def test_unanswered_rows_change_no_figure_but_the_response_rate(
    answered: list[tuple[int, object, str]], skipped: list[tuple[int, object, str]]
) -> None:
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        alone = project(Path(one), HEAD + lines(answered), PLACED)
        together = project(Path(other), HEAD + lines([*skipped, *answered]), PLACED)
        assert values(together) == values(alone)
        found = good(together)
        assert (found.used, found.unanswered, found.bad_count) == (len(answered), len(skipped), 0)


@pytest.mark.slow
@settings(max_examples=8, deadline=None)
@given(minutes=MINUTES, quarters=OFFSETS)
def test_shifting_zone_and_clock_together_changes_nothing(minutes: list[int], quarters: int) -> None:
    zone = timezone(timedelta(minutes=15 * quarters))
    moments = [datetime(2026, 9, 1, tzinfo=UTC) + timedelta(minutes=one) for one in minutes]
    counted = []
    for there in (UTC, zone):
        text = "".join(f"{moment.astimezone(there).isoformat(sep=' ')},9\n" for moment in moments)
        with tempfile.TemporaryDirectory() as folder:
            found = good(project(Path(folder), f"Ngày,Điểm\n{text}", SOURCE + "date_format: yyyy-mm-dd\n"))
            assert found.bad_count == 0
            counted.append({str(period): sums.n for (period, _), sums in found.cells.items()})
    assert counted[0] == counted[1]
