"""Posters of journeys: as SVG, and as PNG and PDF where there is a Chromium."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

import pytest
from shell import a_project, cxsite

from cxsite.cli.exit_codes import Exit
from cxsite.drawing.poster import Poster
from cxsite.exporting import to_picture

if TYPE_CHECKING:
    from pathlib import Path

FILES = {
    "playbook.yml": """\
title: Sổ tay
stages: [{id: mua-hang, name: Mua hàng}]
channels: [{id: cua-hang, name: Cửa hàng}]
stores: [{id: ha-noi, name: Hà Nội}, {id: hue, name: Huế}]
version: 2
""",
    "journeys/mua-vay.yml": """\
title: Mua váy
personas: [lan]
stages:
  - stage: mua-hang
    touchpoints:
      - {id: thu-do, name: Thử đồ, emotion: 2, metrics: [nps], does: Đứng chờ,
         pain_points: [{id: cho, text: Chờ lâu, severity: 4}]}
      - {id: tra-tien, name: Trả tiền, emotion: 4, moment_of_truth: true}
""",
    "journeys/doi-vay.yml": """\
title: Đổi váy
personas: [lan]
stages: [{stage: mua-hang, touchpoints: [{id: doi, name: Đổi}]}]
""",
    "journeys/trong.yml": "title: Trống\npersonas: [lan]\nstages: [{stage: mua-hang}]\n",
    "journeys/nhap.yml": "title: Bản nháp bí mật\nstatus: draft\npersonas: [lan]\nstages: [{stage: mua-hang}]\n",
    "metrics/nps.yml": "name: NPS\nkind: nps\nfamily: overall\n",
    "observations/a.csv": "metric,period,value,n,touchpoint\nnps,2026-10,66.6,3,mua-vay/thu-do\n",
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return a_project(tmp_path, **FILES)


def run(project: Path, *arguments: str, **environment: str) -> Any:
    return cxsite("export", *arguments, cwd=project, **environment)


def test_each_published_journey_with_touchpoints_has_a_poster(project: Path) -> None:
    ran = run(project, "svg")
    assert (ran.code, ran.out.strip()) == (0, f"2 áp phích trong {project / 'build/export/svg'}.")
    posters = {path.name: path.read_text(encoding="utf-8") for path in (project / "build/export/svg").iterdir()}
    assert sorted(posters) == ["doi-vay.svg", "mua-vay.svg"]
    shown = posters["mua-vay.svg"]
    for words in ("Mua váy", "Hiện tại · Lan", "1. Thử đồ", "Đứng chờ", "Mức nặng 4/5 Chờ lâu", "Điểm đau", "Cảm xúc"):
        assert words in shown


def test_small_groups_and_drafts_are_on_no_poster(project: Path) -> None:
    run(project, "svg", "--output", "posters")
    shown = "".join(path.read_text(encoding="utf-8") for path in (project / "posters").iterdir())
    assert "NPS" in shown
    assert not [word for word in ("66,6", "66.6", "bí mật") if word in shown]


def test_one_journey_is_one_file_or_the_output(project: Path) -> None:
    ran = run(project, "svg", "--journey", "mua-vay")
    assert ran.out.startswith("<svg ")
    assert run(project, "svg", "--journey", "mua-vay", "--output", "a.svg", "--paper", "a1").code == 0
    assert 'width="841mm"' in (project / "a.svg").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["svg", "--journey", "trong"], "chưa có điểm chạm"),
        (["svg", "--journey", "nhap"], "nhap"),
        (["svg", "--output", "a.svg"], "--journey"),
        (["json", "--paper", "a3"], "--paper"),
    ],
)
def test_what_cannot_be_drawn_is_said_and_nothing_is_written(project: Path, arguments: list[str], message: str) -> None:
    ran = run(project, *arguments)
    assert (ran.code, message in ran.err) == (2, True)
    assert not (project / "a.svg").exists()


@pytest.mark.parametrize("form", ["png", "pdf"])
def test_without_a_browser_it_says_what_to_do(project: Path, form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(to_picture, "_PLACES", ())
    ran = run(project, form, "--journey", "mua-vay", "--output", f"a.{form}", PATH="/nowhere")
    assert ran.code == Exit.ENVIRONMENT
    assert "Chromium" in ran.err
    assert "export svg" in ran.err
    assert not (project / f"a.{form}").exists()


@pytest.mark.slow
@pytest.mark.skipif(to_picture.find_chromium() is None, reason="Chromium is not installed")
def test_png_and_pdf_have_the_size_of_the_poster(project: Path) -> None:
    from PIL import Image  # noqa: PLC0415 -- slow to import

    for form in ("png", "pdf"):
        ran = run(project, form, "--journey", "mua-vay", "--output", f"a.{form}", "--paper", "a3")
        assert (ran.code, ran.err) == (0, "")
    pdf = (project / "a.pdf").read_bytes()
    assert len(re.findall(rb"/Type /Page\b", pdf)) == 1
    assert b"/CreationDate (D:" in pdf
    sides = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf)[0]
    assert [round(float(side) / 72 * 25.4) for side in sides] == [420, 297]
    with Image.open(io.BytesIO((project / "a.png").read_bytes())) as picture:
        assert abs(picture.width / picture.height - 420 / 297) < 0.01
        assert picture.width > 3000
        assert len(picture.convert("RGB").getcolors(1 << 24) or ()) > 50


def test_a_browser_that_fails_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    broken = tmp_path / "chromium"
    broken.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    broken.chmod(0o755)
    monkeypatch.setattr(to_picture, "find_chromium", lambda: str(broken))
    with pytest.raises(Exception, match="could not draw the poster"):
        to_picture.poster_as_png(Poster("<svg/>", (420, 297), 8))
