"""The rich playbook's pages, rendered once for all tests that only look at them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from branching_journeys import make_branching_site
from planned_pages import plan_small_playbook

if TYPE_CHECKING:
    from pathlib import Path

    from browsing import ServeFolder
    from make_once import MakeOnce
    from planned_pages import PlannedPages


@pytest.fixture(scope="session")
def rich(tmp_path_factory: pytest.TempPathFactory) -> PlannedPages:
    """Every page of `planned.RICH`, in Vietnamese."""
    return plan_small_playbook(tmp_path_factory.mktemp("rich"))


@pytest.fixture(scope="session")
def branching(once: MakeOnce) -> Path:
    """The finished site of `branching_journeys`."""
    return make_branching_site(once)


@pytest.fixture(scope="session")
def branching_address(branching: Path, serve_folder: ServeFolder) -> str:
    """Where `branching` is served."""
    return serve_folder(branching)
