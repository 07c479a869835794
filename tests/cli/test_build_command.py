"""`cxsite build`: from files to a site in the place of the old one, or nothing changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from folders import bytes_of
from shell import cxsite

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.build

EPOCH = "1795219200"  # 21 November 2026, 00:00 UTC


NO_NEWS = "Trang chủ không có mục “Mới thay đổi”: thư mục này chưa nằm trong kho git nào."


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A playbook as `init` makes it, built."""
    top = tmp_path_factory.mktemp("built")
    cxsite("init", "shop", "--language", "vi", cwd=top, SOURCE_DATE_EPOCH=EPOCH)
    ran = cxsite("build", "--as-of", "2026-11-21", cwd=top / "shop")
    assert ran.code == 0
    assert ran.err.splitlines() == [NO_NEWS]
    return top / "shop"


@pytest.fixture
def unchanged(built: Path) -> Iterator[Path]:
    """The built playbook, whose site must stay byte for byte; its content is put back afterwards."""
    path = built / "content/personas/mai.yml"
    site, text = bytes_of(built / "site"), path.read_bytes()
    yield built
    path.write_bytes(text)
    assert bytes_of(built / "site") == site


def test_what_init_writes_builds_at_once(built: Path) -> None:
    pages = ("index", "personas/mai", "journeys/dat-banh-sinh-nhat", "coverage", "measurement/nps", "404")
    for page in pages:
        assert (built / "site" / f"{page}.html").is_file(), page
    assert "Mai" in (built / "site/personas/mai.html").read_text(encoding="utf-8")


def test_errors_are_reported_and_the_old_site_stays(unchanged: Path) -> None:
    (unchanged / "content/personas/mai.yml").write_text("nam: Mai\n", encoding="utf-8")
    ran = cxsite("build", cwd=unchanged)
    assert (ran.code, ran.out) == (1, "")
    assert "content/personas/mai.yml:1:1: lỗi" in ran.err
    assert ran.err.endswith("Chưa dựng trang; site vẫn như cũ.\n")


def test_warnings_keep_a_site_back_only_where_the_team_asks_for_it(unchanged: Path) -> None:
    persona = unchanged / "content/personas/mai.yml"
    persona.write_text(persona.read_text(encoding="utf-8").replace("2026-", "2024-"), encoding="utf-8")
    ran = cxsite("build", "--fail-on", "warning", "--as-of", "2026-11-21", cwd=unchanged)
    assert ran.code == 1
    assert "cảnh báo CX501" in ran.err
    assert "--fail-on warning" in ran.err
    elsewhere = cxsite("build", "--output", "../elsewhere", "--as-of", "2026-11-21", cwd=unchanged)
    assert (elsewhere.code, elsewhere.err.count("\n")) == (0, 1)
    assert (unchanged.parent / "elsewhere/index.html").is_file()


@pytest.mark.parametrize("output", ["content", ".", "content/site"])
def test_never_writes_over_what_people_wrote(unchanged: Path, output: str) -> None:
    before = bytes_of(unchanged / "content")
    ran = cxsite("build", "--output", output, cwd=unchanged)
    assert ran.code == 2
    assert "→" in ran.err
    assert bytes_of(unchanged / "content") == before


def test_a_broken_mkdocs_yml_is_2_and_the_old_site_stays(unchanged: Path) -> None:
    config = unchanged / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    try:
        config.write_text("site_name: [", encoding="utf-8")
        ran = cxsite("build", cwd=unchanged)
    finally:
        config.write_text(text, encoding="utf-8")
    assert ran.code == 2
    assert "mkdocs.yml" in ran.err


@pytest.mark.parametrize("day", ["2026-02-30", "yesterday"])
def test_a_day_that_is_none_is_wrong_usage(built: Path, day: str) -> None:
    assert cxsite("build", "--as-of", day, cwd=built).code == 2


def test_drafts_stay_out(built: Path) -> None:
    draft = built / "content/personas/nhap.yml"
    draft.write_text("name: Người còn nháp\nstatus: draft\n", encoding="utf-8")
    try:
        assert cxsite("build", "--output", "../drafts", cwd=built).code == 0
    finally:
        draft.unlink()
    pages = [path.read_text(encoding="utf-8") for path in (built.parent / "drafts").rglob("*.html")]
    assert pages
    assert not any("Người còn nháp" in page for page in pages)
