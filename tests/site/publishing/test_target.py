"""A site is published only where nothing of somebody else's can be lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from cxsite.problems import CxsiteError
from cxsite.site.publishing.manifest import make_manifest, write_manifest
from cxsite.site.publishing.target import check_target


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
    elsewhere = "Name another folder with `--output`, one that is empty or does not exist yet."
    assert caught.value.remedy in {
        elsewhere,
        "Move them away and remove the folder, or name another folder with `--output`.",
    }
    assert caught.value.message.startswith(f"{target} ")
    return caught.value.message.removeprefix(f"{target} ")


def test_a_new_an_empty_and_an_own_folder_are_fine(project: Path) -> None:
    check_target(project / "site", (project / "content",))
    (project / "site").mkdir()
    check_target(project / "site", (project / "content",))
    (project / "site" / "index.html").write_text("ours")
    write_manifest(project / "site", make_manifest(project / "site"))
    check_target(project / "site", (project / "content",))


def test_dangerous_folders_are_refused(project: Path) -> None:
    (project / "code" / ".git").mkdir(parents=True)
    home = "is a home folder or contains one."
    assert refused(project.parent, project) == home
    assert refused(project.parents[1], project) == home
    assert refused(Path("/"), project) == home
    assert refused(project, project) == "is the current folder or contains it."
    content = f"is, contains or is inside {project / 'content'}."
    assert refused(project / "content", project) == content
    assert refused(project / "content" / "site", project) == content
    assert refused(project / "code", project) == "is the root of a git repository."


def test_the_root_is_refused_whoever_s_home_lies_elsewhere(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "home", lambda: Path("/nowhere"))
    assert refused(Path("/"), project) == "is a home folder or contains one."


def test_a_folder_inside_a_repository_that_is_no_root_is_fine(project: Path) -> None:
    (project / ".git").mkdir()
    check_target(project / "site", (project / "content",))


def test_where_links_lead_counts(project: Path) -> None:
    (project / "linked").symlink_to(project / "content", target_is_directory=True)
    content = f"is, contains or is inside {project / 'content'}."
    assert refused(project / "linked" / "site", project) == content
    with pytest.raises(CxsiteError, match="is, contains or is inside"):
        check_target(project / "content" / "site", (project / "linked",))


def test_a_parent_of_the_content_is_refused(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", "/nowhere")
    assert refused(project, project) == f"is, contains or is inside {project / 'content'}."


def test_a_link_and_a_file_are_refused(project: Path) -> None:
    (project / "real").mkdir()
    (project / "linked").symlink_to(project / "real")
    (project / "file").write_text("precious")
    assert refused(project / "linked", project) == "is a symbolic link."
    assert refused(project / "file", project) == "is not a folder."


def test_a_folder_with_other_files_is_refused(project: Path) -> None:
    (project / "photos").mkdir()
    (project / "photos" / "lan.jpg").write_text("precious")
    files = "contains files that cxsite did not write and would delete."
    assert refused(project / "photos", project) == files


def test_what_others_put_into_a_site_is_refused_by_its_name(project: Path) -> None:
    site = project / "site"
    (site / "assets").mkdir(parents=True)
    (site / "index.html").write_text("ours")
    write_manifest(site, make_manifest(site))
    (site / ".DS_Store").write_text("of the system")
    check_target(site, (project / "content",))
    (site / "index.html").write_text("ours, changed")
    check_target(site, (project / "content",))
    (site / "CNAME").write_text("precious")
    (site / "assets" / "thesis.html").symlink_to(project)
    with pytest.raises(CxsiteError) as caught:
        check_target(site, (project / "content",))
    files = "CNAME, assets/thesis.html"
    assert caught.value.message == f"{site} contains something that cxsite did not write and would delete: {files}."
    assert caught.value.remedy == "Move it elsewhere, or name another folder with `--output`."
    for name in "abc":
        (site / f"{name}.txt").write_text("precious")
    with pytest.raises(CxsiteError, match=r"delete: CNAME, a\.txt, assets/thesis\.html\."):
        check_target(site, (project / "content",))


def test_a_mount_point_is_refused_with_a_way_out(project: Path) -> None:
    with pytest.raises(CxsiteError) as caught:
        check_target(Path("/proc"), (project / "content",))
    assert caught.value.message == "/proc is a mount point, which cannot be replaced in one step."
    assert caught.value.remedy == "Publish into a folder inside it: `--output /proc/site`."


def test_a_user_without_a_home_can_publish(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless() -> Path:
        raise RuntimeError

    monkeypatch.setattr(Path, "home", homeless)
    check_target(project / "site", (project / "content",))
    assert refused(project, project) == "is a home folder or contains one."
