"""The rich playbook's pages, rendered once for all tests that only look at them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from planned import planned

if TYPE_CHECKING:
    from planned import Planned


@pytest.fixture(scope="session")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Planned:
    """Every page of `planned.RICH`, in Vietnamese."""
    return planned(tmp_path_factory.mktemp("rich"))
