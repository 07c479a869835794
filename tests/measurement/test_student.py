"""Student's t against SciPy and against the tables that everybody has."""

from __future__ import annotations

import pytest

from cxsite.measurement.student import t975


@pytest.mark.parametrize(("freedom", "printed"), [(1, 12.706), (2, 4.303), (10, 2.228), (30, 2.042), (120, 1.980)])
def test_as_in_printed_tables(freedom: int, printed: float) -> None:
    assert t975(freedom) == pytest.approx(printed, abs=0.0005)


@pytest.mark.parametrize("freedom", [1, 2, 3, 4, 7, 8, 29, 99, 200, 201, 202, 5_000, 10_000_000])
def test_as_scipy_computes_it(freedom: int) -> None:
    from scipy import stats  # noqa: PLC0415 -- takes half a second, at each collection

    assert t975(freedom) == pytest.approx(stats.t.ppf(0.975, freedom), abs=1e-8)
