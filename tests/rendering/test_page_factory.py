"""Pages are rendered when they are requested, from their contexts."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from cxsite.i18n.catalogue import Translator
from cxsite.reading import read
from cxsite.rendering.page_factory import PageOptions, make_factories

PROJECT = Path(__file__).parents[2]


@pytest.mark.slow
def test_a_page_that_is_made_again_is_reported_the_same() -> None:
    content, _ = read(PROJECT, today=date(2026, 11, 21))
    makers = make_factories(content.published, Translator("vi"), PageOptions())
    first = {one.plan.path: one.make()[1] for one in makers}
    again = {one.plan.path: one.make()[1] for one in reversed(makers)}
    assert [path for path, reported in again.items() if reported != first[path]] == []
