"""A site is published only where nothing of somebody else's can be lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from cxsite.problems import CxsiteError
from cxsite.site.manifest import manifest, write_manifest
from cxsite.site.target import check_target


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A playbook's folder, which is the current one and lies in a home folder."""
    root = tmp_path / "home" / "shop"
    (root / "content").mkdir(parents=True)
    monkeypatch.chdir(root)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    return root


def refused(target: Path, project: Path) -> str:
    with pytest.raises(CxsiteError) as caught:
        check_target(target, (project / "content",))
    assert "--output" in caught.value.remedy
    return caught.value.message


def test_a_new_an_empty_and_an_own_folder_are_fine(project: Path) -> None:
    check_target(project / "site", (project / "content",))
    (project / "site").mkdir()
    check_target(project / "site", (project / "content",))
    (project / "site" / "index.html").write_text("ours")
    write_manifest(project / "site", manifest(project / "site"))
    check_target(project / "site", (project / "content",))


def test_dangerous_folders_are_refused(project: Path) -> None:
    (project / "code" / ".git").mkdir(parents=True)
    assert "home" in refused(project.parent, project)
    assert "home" in refused(project.parents[1], project)
    assert "home" in refused(Path("/"), project)
    assert "current folder" in refused(project, project)
    assert "content" in refused(project / "content", project)
    assert "content" in refused(project / "content" / "site", project)
    assert "git" in refused(project / "code", project)


def test_a_parent_of_the_content_is_refused(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", "/nowhere")
    assert "content" in refused(project, project)


def test_a_link_and_a_file_are_refused(project: Path) -> None:
    (project / "real").mkdir()
    (project / "linked").symlink_to(project / "real")
    (project / "file").write_text("precious")
    assert "symbolic link" in refused(project / "linked", project)
    assert "not a folder" in refused(project / "file", project)


def test_a_folder_with_other_files_is_refused(project: Path) -> None:
    (project / "photos").mkdir()
    (project / "photos" / "lan.jpg").write_text("precious")
    assert "did not write" in refused(project / "photos", project)


def test_a_mount_point_is_refused_with_a_way_out(project: Path) -> None:
    with pytest.raises(CxsiteError, match="mount point") as caught:
        check_target(Path("/proc"), (project / "content",))
    assert caught.value.remedy == "Publish into a folder inside it: `--output /proc/site`."


def test_a_user_without_a_home_can_publish(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless() -> Path:
        raise RuntimeError

    monkeypatch.setattr(Path, "home", homeless)
    check_target(project / "site", (project / "content",))
