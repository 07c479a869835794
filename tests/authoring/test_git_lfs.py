"""CI files fetch pictures from Git LFS where the repository keeps them there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml

from cxsite.authoring.ci_files import write_ci
from cxsite.authoring.git_lfs import uses_lfs

if TYPE_CHECKING:
    from pathlib import Path

ATTRIBUTES = "# pictures\n*.png filter=lfs diff=lfs merge=lfs -text\n"


@pytest.mark.parametrize("place", [".", "so-tay", "so-tay/content/pictures"])
def test_it_is_seen_in_the_repository_and_in_the_playbook(tmp_path: Path, place: str) -> None:
    project = tmp_path / "so-tay"
    (project / "content" / "pictures").mkdir(parents=True)
    (tmp_path / ".git").mkdir()
    assert not uses_lfs(project)
    (tmp_path / place / ".gitattributes").write_text(ATTRIBUTES, encoding="utf-8")
    assert uses_lfs(project)


def test_a_comment_and_what_lies_above_the_repository_do_not_count(tmp_path: Path) -> None:
    project = tmp_path / "so-tay"
    (project / ".git").mkdir(parents=True)
    (project / ".gitattributes").write_text("# *.png filter=lfs\n*.csv text\n", encoding="utf-8")
    (tmp_path / ".gitattributes").write_text(ATTRIBUTES, encoding="utf-8")
    assert not uses_lfs(project)


@pytest.mark.parametrize("lfs", [True, False])
def test_github_checks_out_with_lfs_only_there(tmp_path: Path, lfs: bool) -> None:  # noqa: FBT001 -- of the example
    (tmp_path / ".git").mkdir()
    if lfs:
        (tmp_path / ".gitattributes").write_text(ATTRIBUTES, encoding="utf-8")
    text = write_ci(tmp_path, "github", "artefact").path.read_text(encoding="utf-8")
    steps = [step for job in yaml.safe_load(text)["jobs"].values() for step in job["steps"]]
    checkouts = [step["with"] for step in steps if "actions/checkout" in step.get("uses", "")]
    assert checkouts
    assert all(one.get("lfs", False) is lfs for one in checkouts)
