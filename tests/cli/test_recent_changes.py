"""What changed lately on the first page, from real git histories."""

from __future__ import annotations

import subprocess
from datetime import date
from typing import TYPE_CHECKING

import pytest
from git_project import FILES, JOURNEY, Repository, a_repository
from shell import cxsite

from cxsite.authoring.starters import starter_files

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow

AS_OF = "1794700800"  # 2026-11-15 in UTC


def a_playbook_with_a_past(top: Path) -> Repository:
    repository = a_repository(top)
    settings = dict(starter_files("vi", "Tiệm Nắng", date(2026, 10, 1)))["mkdocs.yml"]
    repository.commit({**FILES, "mkdocs.yml": settings}, day="2026-10-01")
    repository.commit({"content/journeys/mua-vay.yml": JOURNEY.replace("emotion: 2", "emotion: 4")}, day="2026-11-10")
    repository.commit({"content/personas/minh.yml": "name: Minh\nstatus: draft\n"}, day="2026-11-12")
    return repository


def first_page(project: Path) -> str:
    return (project / "build/docs/index.md").read_text(encoding="utf-8")


def test_the_first_page_tells_what_changed_in_thirty_days(tmp_path: Path) -> None:
    repository = a_playbook_with_a_past(tmp_path)
    ran = cxsite("generate", cwd=tmp_path, SOURCE_DATE_EPOCH=AS_OF)
    assert (ran.code, ran.err) == (0, "")
    page = first_page(tmp_path)
    assert "## Mới thay đổi" in page
    assert ">Điểm chạm Thử đồ</a>" in page
    assert "cảm xúc 2 → 4" in page
    assert "Minh" not in page, "drafts are no news"
    repository.write({"content/personas/lan.yml": "name: Lan\nowner: ban-hang\ntags: [x]\n"})
    cxsite("generate", cwd=tmp_path, SOURCE_DATE_EPOCH=AS_OF)
    assert first_page(tmp_path) == page, "what is not committed is no news"


def test_a_quiet_month_has_no_news(tmp_path: Path) -> None:
    a_playbook_with_a_past(tmp_path)
    ran = cxsite("generate", cwd=tmp_path, SOURCE_DATE_EPOCH=str(int(AS_OF) + 60 * 86_400))
    assert (ran.code, ran.err) == (0, "")
    assert "Mới thay đổi" not in first_page(tmp_path)


def test_a_history_fetched_in_part_has_no_news_and_says_so(tmp_path: Path) -> None:
    whole = a_playbook_with_a_past(tmp_path / "whole")
    shallow = tmp_path / "shallow"
    subprocess.run(["git", "clone", "-q", "--depth", "1", whole.top.as_uri(), str(shallow)], check=True)
    ran = cxsite("generate", cwd=shallow, SOURCE_DATE_EPOCH=AS_OF)
    assert ran.code == 0
    assert "lịch sử git chưa đủ 30 ngày" in ran.err
    assert "Mới thay đổi" not in first_page(shallow)


def test_a_playbook_without_git_has_no_news_and_says_so(tmp_path: Path) -> None:
    repository = a_playbook_with_a_past(tmp_path / "elsewhere")
    (repository.top / ".git").rename(tmp_path / "git")
    ran = cxsite("generate", cwd=repository.project, SOURCE_DATE_EPOCH=AS_OF)
    assert ran.code == 0
    assert "thư mục này chưa nằm trong kho git nào" in ran.err


def test_a_young_playbook_in_a_subfolder_has_news_too(tmp_path: Path) -> None:
    project = tmp_path / "docs" / "playbook"
    cxsite("init", str(project), "--language", "vi", cwd=tmp_path)
    repository = Repository(tmp_path, project)
    repository.git("init", "-q")
    repository.git("add", "-A")
    repository.git("commit", "-q", "-m", "a", day="2026-11-02")
    (project / "content/personas/minh.yml").write_text("name: Minh\n", encoding="utf-8")
    repository.git("add", "-A")
    repository.git("commit", "-q", "-m", "b", day="2026-11-03")
    ran = cxsite("generate", cwd=project, SOURCE_DATE_EPOCH=AS_OF)
    assert (ran.code, ran.err) == (0, "")
    assert "Minh" in first_page(project).partition("## Mới thay đổi")[2]


def test_what_init_brought_is_no_news_but_each_edit_of_it_is(tmp_path: Path) -> None:
    cxsite("init", ".", "--language", "vi", cwd=tmp_path)
    repository = Repository(tmp_path, tmp_path)
    repository.git("init", "-q")
    repository.git("add", "content/playbook.yml", "mkdocs.yml")
    repository.git("commit", "-q", "-m", "a", day="2026-11-02")
    repository.git("add", "-A")
    repository.git("commit", "-q", "-m", "b", day="2026-11-03")
    ran = cxsite("generate", cwd=tmp_path, SOURCE_DATE_EPOCH=AS_OF)
    assert ran.code == 0
    assert "Mới thay đổi" not in first_page(tmp_path)
    journey = tmp_path / "content/journeys/dat-banh-sinh-nhat.yml"
    journey.write_text(journey.read_text("utf-8").replace("emotion: 2", "emotion: 3"), encoding="utf-8")
    (tmp_path / "content/personas/minh.yml").write_text("name: Minh\n", encoding="utf-8")
    (tmp_path / "content/actions/nhan-tin-khi-banh-roi-tiem.yml").unlink()
    repository.git("add", "-A")
    repository.git("commit", "-q", "-m", "c", day="2026-11-04")
    assert cxsite("generate", cwd=tmp_path, SOURCE_DATE_EPOCH=AS_OF).code == 0
    news = first_page(tmp_path).partition("## Mới thay đổi")[2].partition("</ul>")[0]
    assert "Minh" in news
    assert "Nhắn tin" not in news, "an example that goes is no news"
    assert "Mai</a>" not in news
