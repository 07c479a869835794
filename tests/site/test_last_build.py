"""A site that is up to date is not built again; a change of any of its inputs starts a build."""

from __future__ import annotations

import os
from datetime import date
from typing import TYPE_CHECKING

import pytest
from shell import cxsite

from cxsite.site.last_build import LastBuild, collect_inputs, hash_answers

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from make_once import Begin

pytestmark = pytest.mark.build

TODAY = date(2026, 11, 21)
DAY = ("build", "--as-of", "2026-11-21")
NPS = "{name: NPS, kind: nps, family: overall, scale: {min: 0, max: 10}, unit: điểm, min_answers: 10}\n"


@pytest.fixture(scope="module")
def project(begin: Begin, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return begin(tmp_path_factory.mktemp("unchanged") / "shop", "vi")


@pytest.fixture
def shop(project: Path) -> Path:
    """The project of all these tests, whatever they have left there, with its site up to date."""
    assert cxsite(*DAY, cwd=project).code == 0
    return project


def number(shop: Path) -> int:
    """The site's folder by its number on the disk: each publish puts another in its place."""
    return (shop / "site").stat().st_ino


def test_the_same_again_is_reported_and_not_built(shop: Path) -> None:
    first, before = cxsite(*DAY, cwd=shop), number(shop)
    again = cxsite(*DAY, cwd=shop)
    assert (again.code, again.out, again.err) == (0, first.out, first.err)
    assert number(shop) == before


def write_page(shop: Path, name: str) -> Path:
    page = shop / f"content/pages/{name}.md"
    page.parent.mkdir(exist_ok=True)
    page.write_text("# Mới\n\nChữ.\n", encoding="utf-8")
    return page


def publish_page(shop: Path, name: str) -> Path:
    page = write_page(shop, name)
    assert cxsite(*DAY, cwd=shop).code == 0
    return page


def edited(shop: Path) -> None:
    persona = shop / "content/personas/mai.yml"
    persona.write_text(persona.read_text(encoding="utf-8") + "# \n", encoding="utf-8")


def added(shop: Path) -> None:
    write_page(shop, "them")


def renamed(shop: Path) -> None:
    publish_page(shop, "moi").rename(shop / "content/pages/khac.md")


def removed(shop: Path) -> None:
    publish_page(shop, "bo").unlink()


def with_other_settings(shop: Path) -> None:
    config = shop / "mkdocs.yml"
    config.write_text(config.read_text(encoding="utf-8") + "copyright: Tiệm bánh\n", encoding="utf-8")


def with_a_template(shop: Path) -> None:
    (shop / "templates/assets/css").mkdir(parents=True, exist_ok=True)
    (shop / "templates/assets/css/own.css").write_text("p { color: red }\n", encoding="utf-8")


def damaged(shop: Path) -> None:
    (shop / "site/index.html").write_text("", encoding="utf-8")


def planted(shop: Path) -> None:
    for kept in (shop / "build/.state").glob("last-*"):
        kept.write_bytes(kept.read_bytes()[:-2] + b"0}")


def killed(shop: Path) -> None:
    (shop / ".site.tmp-left").mkdir()


CHANGES = (edited, added, renamed, removed, with_other_settings, with_a_template, damaged, planted, killed)


@pytest.mark.parametrize("change", CHANGES, ids=[change.__name__ for change in CHANGES])
def test_a_change_of_anything_has_it_built(shop: Path, change: Callable[[Path], None]) -> None:
    change(shop)
    before = number(shop)
    assert cxsite(*DAY, cwd=shop).code == 0
    assert number(shop) != before
    assert not (shop / ".site.tmp-left").exists()


def test_a_file_that_somebody_put_into_the_site_is_seen(shop: Path) -> None:
    assert cxsite(*DAY, cwd=shop).code == 0
    own = shop / "site/mine.html"
    own.write_text("", encoding="utf-8")
    ran = cxsite(*DAY, cwd=shop)
    assert (ran.code, "mine.html" in ran.err) == (2, True)
    own.unlink()


def test_another_day_another_demand_and_another_folder_are_built(shop: Path) -> None:
    cxsite(*DAY, cwd=shop)
    before = number(shop)
    assert cxsite("build", "--as-of", "2026-11-22", cwd=shop).code == 0
    assert number(shop) != before
    assert cxsite("build", "--as-of", "2027-11-22", "--fail-on", "warning", cwd=shop).code == 1
    assert cxsite(*DAY, "--output", "elsewhere", cwd=shop).code == 0
    assert (shop / "elsewhere/index.html").is_file()


def test_without_a_day_it_is_today(shop: Path) -> None:
    assert cxsite("build", cwd=shop, SOURCE_DATE_EPOCH="1795219200").code == 0
    before = number(shop)
    assert cxsite("build", cwd=shop, SOURCE_DATE_EPOCH="1795219200").code == 0
    assert number(shop) == before
    assert cxsite("build", cwd=shop, SOURCE_DATE_EPOCH="1795305600").code == 0
    assert number(shop) != before


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_what_cannot_be_reported_apart_is_left_to_reading(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "site").mkdir()
    (tmp_path / "build/.state").mkdir(parents=True)
    for name in ("pipe", "link"):
        found = collect_inputs(tmp_path, tmp_path / "site")
        assert found.name
        found.keep(TODAY, "Asia/Ho_Chi_Minh", LastBuild(1))
        assert found.find_last_build(TODAY) == LastBuild(1)
        path = tmp_path / "content" / name
        os.mkfifo(path) if name == "pipe" else path.symlink_to("elsewhere")
        after = collect_inputs(tmp_path, tmp_path / "site")
        assert after.name == ""
        assert after.find_last_build(TODAY) is None
        path.unlink()


@pytest.mark.parametrize("folder", ["content/answers", "answers"])
def test_answers_are_known_by_their_bytes(begin: Begin, tmp_path: Path, folder: str) -> None:
    shop = begin(tmp_path / "shop", "vi")
    file = shop / folder / "nps.csv"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(answers_text(9), encoding="utf-8")
    (shop / "content/sources").mkdir(exist_ok=True)
    source = f"metric: nps\ndata: {folder}/*.csv\ncolumns: {{answer: Điểm, date: Ngày}}\n"
    (shop / "content/sources/phieu.yml").write_text(source, encoding="utf-8")
    (shop / "content/metrics").mkdir(exist_ok=True)
    (shop / "content/metrics/nps.yml").write_text(NPS, encoding="utf-8")
    ran = cxsite(*DAY, cwd=shop)
    assert ran.code == 0, ran
    before = number(shop)
    assert cxsite(*DAY, cwd=shop).code == 0
    assert number(shop) == before
    file.write_text(answers_text(3), encoding="utf-8")
    assert cxsite(*DAY, cwd=shop).code == 0
    assert number(shop) != before
    before = number(shop)
    file.with_name("more.csv").write_text(answers_text(5), encoding="utf-8")
    assert cxsite(*DAY, cwd=shop).code == 0
    assert number(shop) != before


def answers_text(answer: int) -> str:
    return "Điểm,Ngày\n" + f"{answer},2026-10-02\n" * 40


def test_answers_of_another_machine_are_not_known(tmp_path: Path) -> None:
    for data in ("https://example.org/nps.parquet", "table:answers", "khong-co.csv", "../ngoai.csv"):
        assert hash_answers(tmp_path, (data,), ("https://example.org/",)) == ""
