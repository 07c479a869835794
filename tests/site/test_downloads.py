"""Tables and journeys that readers download: the same as on the page, linked, and the same at each build."""

from __future__ import annotations

import csv
import io
import json
import shutil
import zipfile
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from folders import bytes_of
from shell import a_project
from small_site import CONFIG
from two_builders import by_mkdocs, by_us, unlike

from cxsite.cli.assemble_site import assemble_site
from cxsite.measurement.disclosure import withhold_small_groups
from cxsite.reading import read
from cxsite.rendering.table_downloads import read_table, table_as_csv
from cxsite.site.build import build

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.build

TODAY = date(2026, 11, 21)
PLAYBOOK = """\
title: Sổ tay
stages: [{id: mua-hang, name: Mua hàng}]
channels: [{id: cua-hang, name: Cửa hàng}]
teams: [{id: cx, name: Nhóm CX}]
stores: [{id: ha-noi, name: Hà Nội}, {id: hue, name: Huế}]
version: 2
"""
JOURNEY = """\
title: Mua váy
personas: [lan]
stages:
  - stage: mua-hang
    touchpoints:
      - {id: thu-do, name: Thử đồ, emotion: 2, pain_points: [{id: cho-lau, text: "=Chờ lâu", severity: 4}]}
actions:
  - {id: tre, title: "=Trễ hạn", owner: cx, due: 2026-01-31, status: doing, addresses: [cho-lau]}
"""
FILES = {
    "playbook.yml": f"{PLAYBOOK}downloads: true\n",
    "journeys/mua-vay.yml": JOURNEY,
    "journeys/nhap.yml": "title: Bản nháp\nstatus: draft\npersonas: [lan]\nstages: [{stage: mua-hang}]\n",
    "metrics/nps.yml": "name: NPS\nkind: nps\nfamily: overall\n",
    "observations/a.csv": (
        "metric,period,value,n,store\nnps,2026-10,42,120,\nnps,2026-10,41.5,117,ha-noi\nnps,2026-10,66.6,3,hue\n"
    ),
}


def build_site(project: Path, output: Path) -> dict[str, bytes]:
    content, problems = read(project, today=TODAY)
    assert not [one for one in problems if one.code < "CX3"]
    shutil.copy(CONFIG, project / "mkdocs.yml")
    site = assemble_site(project, withhold_small_groups(content))
    build(site, output)
    return bytes_of(output)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return a_project(tmp_path_factory.mktemp("downloads"), **FILES)


@pytest.fixture(scope="module")
def site(project: Path) -> dict[str, bytes]:
    return build_site(project, project / "site")


def rows_of(data: bytes) -> list[list[str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))


def test_a_page_links_the_csv_of_each_of_its_tables(site: dict[str, bytes]) -> None:
    page = site["actions/index.html"].decode()
    links = [f'href="../downloads/actions.index.{n}.csv" download' for n in (1, 2)]
    assert [page.count(link) for link in links] == [1, 1]
    head, row = rows_of(site["downloads/actions.index.1.csv"])
    assert head[:4] == ["Hành động", "Trạng thái", "Phụ trách", "Hạn"]
    assert row[:3] == ["'=Trễ hạn", "trễ 294 ngày", "Nhóm CX"]


def test_drafts_and_small_groups_are_in_no_download(site: dict[str, bytes]) -> None:
    downloads = {path: data for path, data in site.items() if path.startswith("downloads/")}
    texts = [data.decode("utf-8-sig") for path, data in downloads.items() if path.endswith(".csv")]
    for path in (path for path in downloads if path.endswith(".xlsx")):
        with zipfile.ZipFile(io.BytesIO(downloads[path])) as book:
            texts += [book.read(name).decode() for name in book.namelist()]
    assert len(downloads) > 5
    assert any(text.startswith("Kỳ,") and "+42" in text for text in texts)
    hidden = ("66,6", "66.6", "41,5", "41.5", "Bản nháp")  # the other store follows from the whole and the small one
    assert not [text for text in texts for one in hidden if one in text]
    assert "downloads/nhap.xlsx" not in site


def test_a_journey_has_its_workbook(site: dict[str, bytes]) -> None:
    assert 'href="../downloads/mua-vay.xlsx" download' in site["journeys/mua-vay.html"].decode()
    assert site["downloads/mua-vay.xlsx"].startswith(b"PK")


def test_without_the_key_there_are_none_and_search_finds_the_same(project: Path, site: dict[str, bytes]) -> None:
    (project / "content" / "playbook.yml").write_text(PLAYBOOK, encoding="utf-8")
    without = build_site(project, project / "other")
    (project / "content" / "playbook.yml").write_text(FILES["playbook.yml"], encoding="utf-8")
    assert not [path for path in without if path.startswith("downloads/")]
    assert b"downloads/" not in without["actions/index.html"]
    indexes: list[Any] = [json.loads(one["search/search_index.json"])["docs"] for one in (site, without)]
    assert indexes[0] == indexes[1]


def test_a_rebuild_keeps_them_and_gives_the_same_bytes_as_a_new_build(project: Path, site: dict[str, bytes]) -> None:
    persona = project / "content" / "personas" / "lan.yml"
    persona.write_text("name: Lan\ntagline: Bận rộn\n", encoding="utf-8")
    again, fresh = build_site(project, project / "site"), build_site(project, project / "fresh")
    assert again == fresh
    assert {path for path in again if "downloads/" in path} == {path for path in site if "downloads/" in path}
    (project / "site" / "downloads" / "actions.index.1.csv").write_text("x", encoding="utf-8")
    assert build_site(project, project / "site") == fresh


def test_mkdocs_publishes_the_same(tmp_path: Path) -> None:
    project = a_project(tmp_path / "project", **FILES)
    shutil.copy(CONFIG, project / "mkdocs.yml")
    site = assemble_site(project, read(project, today=TODAY)[0])
    assert unlike(by_us(site, tmp_path / "us"), by_mkdocs(site, tmp_path / "mkdocs")) == []


@pytest.mark.parametrize(
    ("html", "rows"),
    [
        ("<tr><th>A</th><th>B</th></tr><tr><td>1</td><td> x\n y </td></tr>", [["A", "B"], ["1", "x y"]]),
        ("<tr><th>A</th><th>B</th></tr><tr><td colspan=2>1</td></tr>", [["A", "B"], ["1", "1"]]),
        ("<tr><th rowspan=2>A</th><th>B</th></tr><tr><td>1</td></tr>", [["A", "B"], ["A", "1"]]),
        ("<tr><th>A</th><th>B</th></tr><tr><td>1</td><td><svg><text>9</text></svg></td></tr>", [["A"], ["1"]]),
        ("<tr><th>A</th></tr><tr><td><ul><li>x</li>\n<li>y</li></ul></td></tr>", [["A"], ["x; y"]]),
        ("<tr><th>A</th></tr><tr><td><span>80%</span><span>4/5</span></td></tr>", [["A"], ["80% 4/5"]]),
        ('<tr><th>A</th></tr><tr><td>x<span class="cx-hidden">y</span></td></tr>', [["A"], ["x"]]),
        ('<tr><th>A</th></tr><tr><td><i aria-hidden="true">!</i> trễ</td></tr>', [["A"], ["trễ"]]),
        ("<tr><th>A</th></tr><tr><td>a&amp;b &lt;i&gt;</td></tr>", [["A"], ["a&b <i>"]]),
        ("<tr><th>A</th><th>B</th></tr><tr><td>1</td></tr>", [["A"], ["1"]]),
    ],
)
def test_a_table_is_read_as_it_is_seen(html: str, rows: list[list[str]]) -> None:
    assert read_table(f"<table>{html}</table>") == rows


def test_no_cell_runs_as_a_formula() -> None:
    assert rows_of(table_as_csv([["=1", "+84", "@x", "a;b"]])) == [["'=1", "'+84", "'@x", "a;b"]]
