"""What do I do now."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from planned_pages import RICH, plan_small_playbook
from small_playbook import playbook
from small_site import CONFIG

from cxsite.cli.assemble_site import assemble_site
from cxsite.site.build import build_into

TWENTY_MILLIMETRES = 75
"""In CSS pixels: what a camera reads at arm's length."""

if TYPE_CHECKING:
    from pathlib import Path

    from browsing import PageAt, ServeFolder
    from goldens import Golden
    from planned_pages import PlannedPages


def test_a_play_and_the_index(rich: PlannedPages, golden: Golden) -> None:
    golden("pages/plays.md", rich["plays/index"])
    golden("pages/play.md", rich["plays/phong-thu"])


def test_a_play_takes_its_channel_from_the_touchpoints_where_it_applies(rich: PlannedPages) -> None:
    assert 'data-channel="cua-hang"' in rich["plays/index"]


@pytest.mark.parametrize("part", ["Khi: Ba người", "Mở phòng dự phòng .", "Nên Báo", "Không nên Giục", "Quá mười phút"])
def test_a_card_has_trigger_steps_do_dont_and_escalation(rich: PlannedPages, part: str) -> None:
    assert part in rich.text("plays/phong-thu").replace("✓ ", "").replace("✗ ", "")


@pytest.mark.browser
def test_a_play_prints_as_one_a5_card(tmp_path: Path, serve_folder: ServeFolder, page_at: PageAt) -> None:
    content, _ = playbook(tmp_path, RICH)
    (tmp_path / "mkdocs.yml").write_bytes(CONFIG.read_bytes())
    (tmp_path / "built").mkdir()
    site = build_into(assemble_site(tmp_path, content), tmp_path / "built").folder
    with page_at(f"{serve_folder(site)}/plays/phong-thu.html") as visit:
        paper = visit.page.pdf(prefer_css_page_size=True)
        visit.page.emulate_media(media="print")
        code = visit.page.locator(".cx-qr").bounding_box()
        shown = visit.page.locator(".cx-card-address").inner_text()
    assert re.findall(rb"/MediaBox \[([^]]*)\]", paper) == [b"0 0 420 594.95996"]
    assert code is not None
    assert code["width"] == code["height"] >= TWENTY_MILLIMETRES
    assert shown == "https://so-tay.vaymay.example/plays/phong-thu.html"


def test_a_card_has_no_code_where_the_address_of_the_site_is_not_known(rich: PlannedPages) -> None:
    assert "cx-qr" not in rich["plays/phong-thu"]


PLACES = """\
title: Chờ lâu
applies_to:
  - {stages: [mua-hang], channels: [cua-hang], personas: [lan]}
  - {journeys: [mua], touchpoints: [tu-van]}
  - {journeys: [mua], stages: [hau-mai]}
  - {channels: [zalo]}
steps: [Xin lỗi]
"""


def test_a_play_says_which_kinds_must_fit_together_and_where_they_do(tmp_path: Path) -> None:
    pages = plan_small_playbook(tmp_path, {**RICH, "content/plays/cho-lau.yml": PLACES})
    applies = pages.text("plays/cho-lau").partition("Áp dụng ở")[2]
    assert "Kênh Cửa hàng và Giai đoạn Mua hàng và Chân dung khách hàng Lan" in applies
    assert "Thử đồ Mua váy" in applies, "where all three fit"
    assert "Hành trình Mua váy tại cửa hàng và Điểm chạm" in applies
    assert applies.count("Chưa có điểm chạm nào khớp tất cả.") == 1
    assert "Kênh Zalo" in applies
