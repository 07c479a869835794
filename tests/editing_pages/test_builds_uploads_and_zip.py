"""What happens around a form: builds that run meanwhile, a table from Excel, and the changed files without git."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
import yaml
from editor_author import PATIENCE, Author, edit_in_browser
from openpyxl import Workbook
from playwright.sync_api import expect
from sample_project import run
from site_walk import AXE, COLOURS, EVERYTHING, RUN

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = pytest.mark.slow
JOURNEY = """\
# Câu này ở lại.
title: Mua bánh
personas: [hanh]
stages:
  - stage: nhan-biet
    touchpoints:
      - {id: hoi-gia, name: Hỏi giá, emotion: 2}
      - {id: xem-banh, name: Xem bánh, emotion: 4}
"""
OVERFLOW = "(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)(document.querySelector('dialog[open]'))"
"""By how many pixels the panel scrolls sideways."""
RUN_IN_PANEL = RUN.replace("axe.run(document,", "axe.run('dialog[open]',")
FINISH_TRANSITIONS = """
for (const one of document.getAnimations()) if (one.effect.getComputedTiming().endTime !== Infinity) one.finish();
"""
"""While the theme fades from light to dark, colours are between both."""
PATH = "content/journeys/mua-banh.yml"
ROWS = (
    ("Giai đoạn", "Điểm chạm", "Kênh", "Cảm xúc"),
    ("Nhận biết", "Xem quảng cáo", "Website", 4),
    ("Nhận biết", "Gọi hỏi giờ mở cửa", "Điện thoại", 2),
    ("Đổi bánh", "Mang bánh tới đổi", "Cửa hàng", 1),
)


class Desk:
    """A playbook without git, its author in a browser, and the address of its preview."""

    def __init__(self, project: Path, author: Author, base: str) -> None:
        self.project, self.author, self.base = project, author, base

    def name_of(self, touchpoint: str) -> str:
        read = yaml.safe_load((self.project / PATH).read_text("utf-8"))
        return str(next(one["name"] for one in read["stages"][0]["touchpoints"] if one["id"] == touchpoint))

    def open_journey(self) -> None:
        self.author.page.goto(f"{self.base}/journeys/mua-banh.html")

    def rename(self, before: str, after: str) -> None:
        """Change the name of a touchpoint in its form."""
        self.author.edit("touchpoint", before)
        self.author.write("name", after)
        self.author.save()


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Desk]:
    with edit_in_browser(tmp_path_factory.mktemp("desk"), browser, JOURNEY) as (project, author, address):
        author.page.context.add_init_script(path=AXE)
        author.page.emulate_media(reduced_motion="reduce")
        author.page.goto(address)
        yield Desk(project, author, address.partition("/?")[0])


def test_a_save_does_not_wait_for_a_build_of_another_process_and_is_not_lost_by_it(desk: Desk) -> None:
    desk.open_journey()
    command = [sys.executable, "-m", "cxsite", "build"]
    with subprocess.Popen(command, cwd=desk.project, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as building:
        while not (desk.project / "build").exists():
            assert building.poll() is None
        if hasattr(signal, "SIGSTOP"):
            os.kill(building.pid, signal.SIGSTOP)  # it stands in the middle of its work while the author saves
        desk.rename("Hỏi giá", "Hỏi giá bánh kem")
        assert desk.name_of("hoi-gia") == "Hỏi giá bánh kem"
        desk.author.wait_for("touchpoint", "Hỏi giá bánh kem")
        if hasattr(signal, "SIGCONT"):
            assert building.poll() is None
            os.kill(building.pid, signal.SIGCONT)
        assert building.wait(PATIENCE / 1000) == 0
    assert (desk.project / PATH).read_text("utf-8") == JOURNEY.replace("Hỏi giá", "Hỏi giá bánh kem")
    run(desk.project, "build")
    assert "Hỏi giá bánh kem" in (desk.project / "site/journeys/mua-banh.html").read_text("utf-8")


def test_saves_while_the_preview_builds_are_all_shown(desk: Desk) -> None:
    desk.open_journey()
    names = ["Xem bánh", "Xem tủ bánh", "Xem tủ bánh mới", "Chọn bánh"]
    for before, after in pairwise(names):  # each save overtakes the build of the one before
        desk.rename(before, after)
        assert desk.name_of("xem-banh") == after
        desk.author.wait_for("touchpoint", after)
    assert [one.strip() for one in (desk.project / PATH).read_text("utf-8").splitlines() if "xem-banh" in one] == [
        "- {id: xem-banh, name: Chọn bánh, emotion: 4}"
    ]


def test_the_first_box_has_the_focus_and_links_above_it_lead_to_boxes_in_folded_groups(desk: Desk) -> None:
    desk.open_journey()
    author, page = desk.author, desk.author.page
    author.edit("journey", "Mua bánh")
    assert page.evaluate("document.activeElement.name") == "title"
    link = author.place.locator('.cx-edit-note a[href="#f-owner"]')
    assert "`" not in link.locator("xpath=..").inner_text()
    author.press(link)
    assert page.evaluate("document.activeElement.id") == "f-owner"
    assert author.place.locator("#f-owner-problem").is_visible()
    page.keyboard.press("Escape")


def test_no_panel_over_a_page_shuts_anybody_out(desk: Desk) -> None:
    desk.open_journey()
    page, author = desk.author.page, desk.author
    author.press(author.edit_button("journey", "Mua bánh"))
    author.place.locator("form").first.wait_for(timeout=PATIENCE)
    page.evaluate("document.querySelectorAll('dialog details').forEach((one) => (one.open = true))")
    found = {}
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for width in (375, 1440, 2560):
            page.set_viewport_size({"width": width, "height": 900})
            rules = dict(EVERYTHING if (scheme, width) == ("light", 375) else COLOURS)
            page.evaluate(FINISH_TRANSITIONS)
            found[scheme, width] = [page.evaluate(RUN_IN_PANEL, rules), page.evaluate(OVERFLOW)]
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 1440, "height": 900})
    author.press(author.place.locator(".cx-edit-close"))
    assert {where: what for where, what in found.items() if any(what)} == {}


def test_a_persona_gets_another_id_and_the_browser_its_new_page(desk: Desk) -> None:
    page, author = desk.author.page, desk.author
    page.goto(f"{desk.base}/personas/hanh.html")
    author.edit("persona", "Hạnh")
    author.press(author.place.locator("a[href^='/.edit/rename']"))
    author.write("new", "Hạnh")
    author.press(author.place.locator("form[action='/.edit/rename'] button[type=submit]"))
    author.place.locator("[role=alert]").wait_for(timeout=PATIENCE)
    author.write("new", "chi-hanh")
    author.press(author.place.locator("form[action='/.edit/rename'] button[type=submit]"))
    expect(page).to_have_url(f"{desk.base}/personas/chi-hanh.html", timeout=PATIENCE)
    author.wait_for("persona", "Hạnh")
    assert "personas: [chi-hanh]" in (desk.project / PATH).read_text("utf-8")


def test_a_table_from_excel_becomes_a_journey(desk: Desk) -> None:
    book, data = Workbook(), BytesIO()
    for row in ROWS:
        book.worksheets[0].append(row)
    book.save(data)
    page, author = desk.author.page, desk.author
    desk.open_journey()
    author.press(page.locator(".cx-edit-menu a[href='/.edit/new']"))
    author.press(author.place.locator("a[href*='kind=import']"))
    file = author.place.locator("input[type=file]")
    wrong = {"name": "Thư.docx", "mimeType": "application/octet-stream", "buffer": b"PK"}
    file.set_input_files(wrong)  # type: ignore[arg-type]
    author.press(author.place.locator("button.cx-edit-main"))
    author.place.locator("[role=alert]").wait_for(timeout=PATIENCE)
    right = {"name": "Đổi bánh.xlsx", "mimeType": "application/octet-stream", "buffer": data.getvalue()}
    author.place.locator("input[type=file]").set_input_files(right)  # type: ignore[arg-type]
    author.press(author.place.locator("button.cx-edit-main"))
    author.wait_for("touchpoint", "Gọi hỏi giờ mở cửa")
    made = next(one for one in (desk.project / "content/journeys").glob("*.yml") if one.name != "mua-banh.yml")
    read = yaml.safe_load(made.read_text("utf-8"))
    assert [[one["name"] for one in stage["touchpoints"]] for stage in read["stages"]] == [
        ["Xem quảng cáo", "Gọi hỏi giờ mở cửa"], ["Mang bánh tới đổi"]
    ]  # fmt: skip
    assert page.url.endswith(f"/journeys/{made.stem}.html")


def test_without_git_the_changed_files_are_downloaded(desk: Desk) -> None:
    page, author = desk.author.page, desk.author
    desk.open_journey()
    desk.rename(desk.name_of("xem-banh"), "Ngắm bánh")
    author.wait_for("touchpoint", "Ngắm bánh")
    page.goto(f"{desk.base}/.edit/send")
    with page.expect_download(timeout=PATIENCE) as got:
        page.locator("a[href='/.edit/files.zip']").click()
    with ZipFile(got.value.path()) as packed:
        assert "Ngắm bánh" in packed.read(PATH).decode()
        assert all(name.startswith("content/") for name in packed.namelist())
