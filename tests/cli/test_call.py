"""Which project a command uses, and in which language it answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from shell import a_project

from cxsite.cli.call import Call, environment_language, find_project, playbook_language
from cxsite.problems import CxsiteError

if TYPE_CHECKING:
    from pathlib import Path


def test_the_nearest_folder_with_a_playbook_is_meant(tmp_path: Path) -> None:
    project = a_project(tmp_path / "shop")
    assert find_project(project / "content" / "personas") == project
    assert find_project(tmp_path) == tmp_path


def test_a_named_project_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(CxsiteError, match="There is no folder"):
        _ = Call(tmp_path / "nowhere").project


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("languages: [en, vi]\n", "en"),
        ("title: x\nlanguages:\n  - en\n", "en"),
        ('languages:   # hai\n  - "vi"\n', "vi"),
        ("title: x\n", "vi"),
        ("languages: [fr]\n", "vi"),
        ("\xff", "vi"),
    ],
)  # fmt: skip
def test_the_playbook_sets_the_language(tmp_path: Path, text: str, language: str) -> None:
    project = a_project(tmp_path)
    (project / "content/playbook.yml").write_bytes(text.encode("latin-1"))
    assert playbook_language(project) == language
    assert Call(project, "en").language == "en"


def test_without_a_playbook_the_environment_does(tmp_path: Path) -> None:
    assert playbook_language(tmp_path) is None
    assert environment_language({"LANG": "vi_VN.UTF-8"}) == "vi"
    assert environment_language({"LANG": "vi_VN.UTF-8", "LC_ALL": "C"}) == "en"
    assert environment_language({}) == "en"
