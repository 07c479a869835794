"""One build that the tests of this room look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from small_site import small_site

from cxsite.site.build import build

if TYPE_CHECKING:
    from pathlib import Path

    from make_once import MakeOnce


@pytest.fixture(scope="session")
def built_site(once: MakeOnce) -> Path:
    """The small site as `cxsite build` publishes it; not to be changed."""
    return once("small", lambda folder: build(small_site(), folder / "site")) / "site"
