"""What a journey's page weighs, without the files that all pages share."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from sample_project import AS_OF, ROOT
from shell import cxsite

if TYPE_CHECKING:
    from pathlib import Path

    from make_once import Begin

pytestmark = pytest.mark.build

MOST = 120_000
TOUCHPOINTS = 24


def test_a_page_of_24_touchpoints_has_at_most_120_kilobytes(begin: Begin, tmp_path: Path) -> None:
    project = begin(tmp_path / "playbook", "vi")
    shutil.rmtree(project / "content")
    generator = [sys.executable, str(ROOT / "bench" / "generate.py"), str(project), "--journeys", "20"]
    subprocess.run(generator, check=True)
    built = cxsite("build", "--as-of", AS_OF, cwd=project)
    assert built.code == 0, built.err
    pages = [page.read_bytes() for page in (project / "site" / "journeys").glob("hanh-trinh-*.html")]
    sizes = [len(page) for page in pages if page.count(b'<h3 id="touchpoint-') == TOUCHPOINTS]
    assert len(sizes) >= 3
    assert max(sizes) <= MOST
