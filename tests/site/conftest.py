"""One build that the tests of this room look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from small_site import small_site

from cxsite.site.build import build

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small site as `cxsite build` publishes it; not to be changed."""
    output = tmp_path_factory.mktemp("published") / "site"
    build(small_site(), output)
    return output
