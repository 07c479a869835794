"""A site folder on which something is mounted, and a checkout that is mounted read-only."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from shell import cxsite, cxsite_process

from cxsite.site.publishing.manifest import find_differences, read_manifest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from make_once import Begin


pytestmark = pytest.mark.build


@contextmanager
def bound(source: Path, target: Path, *, read_only: bool = False) -> Iterator[None]:
    """A folder mounted over another one while the block runs, as Docker does with a volume."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only root can mount folders")
    if subprocess.run(["mount", "--bind", str(source), str(target)], check=False).returncode:
        pytest.skip("nothing can be mounted here")
    try:
        if read_only:
            subprocess.run(["mount", "-o", "remount,ro,bind", str(target)], check=True)
        yield
    finally:
        subprocess.run(["umount", "-l", str(target)], check=True)


@pytest.fixture
def project(begin: Begin, tmp_path: Path) -> Path:
    return begin(tmp_path / "my playbook", "en")


def test_a_mounted_site_folder_is_refused_with_the_true_reason(project: Path, tmp_path: Path) -> None:
    (tmp_path / "volume").mkdir()
    (project / "site").mkdir()
    with bound(tmp_path / "volume", project / "site"):
        ran = cxsite("build", cwd=project)
        assert ran.code == 2
        assert f"{project / 'site'} is a mount point, which cannot be replaced in one step." in ran.err
        assert f"--output {project / 'site' / 'site'}" in ran.err
        assert list((project / "site").iterdir()) == []
        inside = cxsite("build", "--output", project / "site" / "site", cwd=project)
        assert inside.code == 0, inside.err
    assert (tmp_path / "volume" / "site" / "index.html").is_file()


def test_a_read_only_checkout_is_built_elsewhere(project: Path, tmp_path: Path) -> None:
    """The first time, again, and to where it was built before the checkout became read-only."""
    new, known = tmp_path / "public" / "new", tmp_path / "public" / "known"
    cxsite("build", "--output", known, cwd=project)
    (project / "content/personas/maya.yml").write_text("name: Maya Two\n", encoding="utf-8")
    with bound(project, project, read_only=True):
        for output in (new, new, known):
            ran = cxsite_process("build", "--output", output, cwd=project)
            assert ran.code == 0, ran.err
            assert "cannot be used, so nothing is stored there for the next build" in ran.err
            entries = read_manifest(output)
            assert entries is not None
            assert find_differences(output, entries) == ()
        at_home = cxsite("build", cwd=project)
        assert at_home.code == 2
        assert "could not be published" in at_home.err
        assert "The old site is unchanged" in at_home.err
        assert cxsite("validate", cwd=project).code == 0
    assert cxsite("build", "--output", known, cwd=project).code == 0
