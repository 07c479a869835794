"""Measures the seconds of our builder alone: from rendered pages to a finished and verified site.

python bench/builder.py PROJECT
"""

from __future__ import annotations

import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from cxsite.cli.assemble_site import assemble_site
from cxsite.reading import read
from cxsite.site.build import build_into


def main() -> None:
    """Render the pages, start the clock, and build."""
    project = Path(sys.argv[1])
    site = assemble_site(project, read(project)[0])
    site = replace(site, pages=[maker.make()[0] for maker in site.factories])
    with tempfile.TemporaryDirectory() as scratch:
        start = time.perf_counter()
        build_into(site, Path(scratch))
        print(time.perf_counter() - start)


if __name__ == "__main__":
    main()
