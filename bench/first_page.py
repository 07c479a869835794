"""Measures how soon `cxsite serve` shows a page: seconds from starting the command to the whole page of a journey.

python bench/first_page.py PROJECT
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.error import URLError
from urllib.request import urlopen

from preview_speed import serving
from projects import CHECKOUT

if TYPE_CHECKING:
    from collections.abc import Mapping

PATIENCE: Final = 300


def seconds_to_first_page(project: Path, environment: Mapping[str, str] = CHECKOUT) -> float:
    """Start the preview of a project, and return the seconds until the page of its first journey has arrived."""
    journey = min((project / "content" / "journeys").glob("*.yml")).stem
    start = time.perf_counter()
    with serving(project, environment) as served:
        while time.perf_counter() - start < PATIENCE:
            try:
                with urlopen(f"{served.address}journeys/{journey}.html", timeout=PATIENCE) as answer:  # noqa: S310 -- our own
                    if b'id="map"' in answer.read():
                        return time.perf_counter() - start
            except URLError:
                pass
            time.sleep(0.02)
    raise TimeoutError(journey)


if __name__ == "__main__":
    print(seconds_to_first_page(Path(sys.argv[1])))
