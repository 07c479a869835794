"""Changes of files are reported at once, each once; folders are watched also after they are moved or replaced."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import pytest

from cxsite.preview.watching import Changes, watching

pytestmark = pytest.mark.slow
QUIET = 0.7
"""Seconds after which no more reports are expected: all files are compared three times in them."""


@pytest.fixture(autouse=True)
def _compare_often(monkeypatch: pytest.MonkeyPatch) -> None:
    """Compare all files every 0.2 seconds instead of every second, so that tests need not wait for it."""
    monkeypatch.setattr("cxsite.preview.watching._LEAST_SECONDS", 0.2)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    (folder / "personas").mkdir(parents=True)
    (folder / "personas" / "lan.yml").write_text("name: Lan")
    return folder


def reported(changed: Changes, path: Path) -> None:
    """Wait until the path is reported."""
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        if changed.wait(0.1) and path in changed.taken():
            return
    pytest.fail(f"{path} was not reported")


def quiet(changed: Changes) -> set[Path]:
    """Return the paths reported until nothing more comes for a while."""
    found = set[Path]()
    while changed.wait(QUIET):
        found.update(changed.taken())
    return found


def test_a_change_is_reported_once(content: Path) -> None:
    with watching([content]) as changed:
        (content / "personas" / "lan.yml").write_text("name: Mai")
        reported(changed, content / "personas" / "lan.yml")
        assert quiet(changed) <= {content / "personas" / "lan.yml"}
        assert not changed.wait(QUIET)


def test_a_folder_that_was_replaced_is_followed(content: Path, tmp_path: Path) -> None:
    with watching([content]) as changed:
        for number in range(3):
            shutil.rmtree(content)
            reported(changed, content / "personas" / "lan.yml")
            (content / "personas").mkdir(parents=True)
            (content / "personas" / "lan.yml").write_text(f"name: {number}")
            reported(changed, content / "personas" / "lan.yml")
        other = tmp_path / "other"
        other.mkdir()
        (other / "playbook.yml").write_text("title: x")
        content.rename(tmp_path / "away")
        other.rename(content)
        reported(changed, content / "playbook.yml")
        quiet(changed)
        (content / "playbook.yml").write_text("title: y")
        reported(changed, content / "playbook.yml")


def test_what_is_not_there_yet_is_followed_once_it_is(content: Path, tmp_path: Path) -> None:
    templates, config = tmp_path / "templates", tmp_path / "mkdocs.en.yml"
    with watching([content, templates, config]) as changed:
        config.write_text("a")
        reported(changed, config)
        templates.mkdir()
        (templates / "home.html").write_text("a")
        reported(changed, templates / "home.html")


def test_the_whole_project_may_be_replaced(content: Path, tmp_path: Path) -> None:
    config = tmp_path / "mkdocs.yml"
    config.write_text("a")
    with watching([content, config]) as changed:
        copy = tmp_path.with_name(f"{tmp_path.name}-copy")
        shutil.copytree(tmp_path, copy)
        (copy / "content" / "playbook.yml").write_text("title: x")
        (copy / "mkdocs.yml").write_text("b")
        tmp_path.rename(tmp_path.with_name(f"{tmp_path.name}-away"))
        copy.rename(tmp_path)
        found = set[Path]()
        deadline = time.monotonic() + 20
        while not found >= {content / "playbook.yml", config} and time.monotonic() < deadline:
            changed.wait(0.1)
            found.update(changed.taken())
        assert found >= {content / "playbook.yml", config}
        quiet(changed)
        (content / "playbook.yml").write_text("title: y")
        reported(changed, content / "playbook.yml")


def test_scratch_files_of_editors_are_not_reported(content: Path) -> None:
    with watching([content]) as changed:
        (content / "personas" / ".lan.yml.swp").write_text("x")
        (content / "personas" / "lan.yml~").write_text("x")
        assert quiet(changed) == set()


def test_an_announced_change_is_reported_at_once_and_only_once(content: Path) -> None:
    lan, mai = content / "personas" / "lan.yml", content / "personas" / "mai.yml"
    with watching([content]) as changed:
        lan.write_text("name: Lan Anh")
        mai.write_text("name: Mai")
        changed.announce([lan, mai])
        assert changed.wait(0)
        assert {lan, mai} <= set(changed.taken())
        assert quiet(changed) == set()
        mai.unlink()
        changed.announce([mai])
        assert mai in changed.taken()
        lan.write_text("name: Lan Chi")  # somebody else changes it after that
        reported(changed, lan)
