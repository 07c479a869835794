"""The rich playbook's pages, rendered once for all tests that only look at them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from planned_pages import plan_small_playbook

if TYPE_CHECKING:
    from planned_pages import PlannedPages


@pytest.fixture(scope="session")
def rich(tmp_path_factory: pytest.TempPathFactory) -> PlannedPages:
    """Every page of `planned.RICH`, in Vietnamese."""
    return plan_small_playbook(tmp_path_factory.mktemp("rich"))
