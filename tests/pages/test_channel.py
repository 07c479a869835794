"""A channel with so much on it that each stage has pages of its own."""

from __future__ import annotations

from html import unescape
from typing import TYPE_CHECKING

import pytest
from many_journeys import journey, many_journeys
from planned_pages import lost_links, plan_small_playbook
from small_playbook import TODAY, playbook

from cxsite.i18n.catalogue import Translator
from cxsite.pages.channel import MOST
from cxsite.reading import read
from cxsite.rendering.page_factory import PageOptions
from cxsite.rendering.page_factory import make_factories as makers

if TYPE_CHECKING:
    from pathlib import Path

    from cxsite.rendering.page import Page
    from cxsite.rendering.page_factory import PlannedPage as Maker

pytestmark = pytest.mark.slow

SHOP = "touchpoints/cua-hang"
STAGE = "touchpoints/cua-hang_mua-hang"
OWN = 1  # the small playbook's own touchpoint at the shop


def test_up_to_the_limit_a_channel_is_one_page(tmp_path: Path) -> None:
    below = plan_small_playbook(tmp_path / "below", many_journeys(MOST - OWN - 1))
    at = plan_small_playbook(tmp_path / "at", many_journeys(MOST - OWN))
    assert STAGE not in below.pages
    assert STAGE not in at.pages
    assert at.text(SHOP).count("### Điểm") == MOST - OWN
    assert at[SHOP].count("cx-page-link") == 0


def test_beyond_it_each_stage_has_its_own(tmp_path: Path) -> None:
    site = plan_small_playbook(tmp_path, many_journeys(MOST))
    assert "Điểm 7.1" not in site.text(SHOP)
    assert "Mua hàng 61 điểm chạm" in site.text(SHOP)
    assert site.text(STAGE).count("## Điểm") == MOST
    assert lost_links(site) == []


def test_a_full_stage_goes_on_on_further_pages_and_each_says_which_it_is(tmp_path: Path) -> None:
    site = plan_small_playbook(tmp_path, many_journeys(MOST, 3))
    first, second = site.text(STAGE), site.text(f"{STAGE}_2")
    assert "Trang 1 trên 3 mục 1–64 trong 181" in first
    assert "Trang 2 trên 3 mục 65–128 trong 181" in second
    assert "← Trang trước" in second
    assert "Trang sau →" in second
    assert site.pages[f"{STAGE}_2"].title == "Cửa hàng: Mua hàng, trang 2"
    assert len({stop for number in ("", "_2", "_3") for stop in ids(site.pages[f"{STAGE}{number}"])}) == 3 * MOST + OWN
    assert lost_links(site) == []


def test_the_same_in_english(tmp_path: Path) -> None:
    site = plan_small_playbook(tmp_path, many_journeys(MOST, 3), "en")
    assert "Page 2 of 3 entries 65–128 of 181" in site.text(f"{STAGE}_2")
    assert "61 touchpoints" in plan_small_playbook(tmp_path / "one", many_journeys(MOST), "en").text(SHOP)


def test_a_long_channel_says_where_customers_feel_worst(tmp_path: Path) -> None:
    low = {"content/journeys/j-040.yml": journey(40, 3, emotion=1)}
    site = plan_small_playbook(tmp_path, {**many_journeys(MOST, 3), **low})
    assert "Điểm 40.1 1 · rất tệ Điểm 40.2 1 · rất tệ Điểm 40.3 1 · rất tệ" in site.section(SHOP, "lowest")
    assert 'href="cua-hang_mua-hang_2.html#j-040-1-d-1"' in unescape(site[SHOP])


def test_a_stop_that_many_pass_names_some_and_leads_to_all(tmp_path: Path) -> None:
    shared = {"content/touchpoints/chao.yml": "name: Chào\nchannels: [cua-hang]\n"}
    uses = {
        path: text.replace("id: d-1, name: Điểm", "id: d-1, use: chao, thinks: Điểm")
        for path, text in many_journeys(30).items()
    }
    site = plan_small_playbook(tmp_path, {**shared, **uses})
    assert "và 6 chỗ khác trong các hành trình" in site.text(SHOP)
    assert 'href="index.html#library-chao"' in unescape(site[SHOP])
    assert lost_links(site) == []


def test_an_edit_of_one_journey_concerns_one_page_of_a_stage(tmp_path: Path) -> None:
    playbook(tmp_path, many_journeys(MOST, 3))
    before = {one.plan.path: one.make()[1] for one in stage_makers(tmp_path)}
    file = tmp_path / "content/journeys/j-030.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("Hành trình 30", "Hành trình ba mươi"), encoding="utf-8")
    changed = [one.plan.path for one in stage_makers(tmp_path) if not one.is_up_to_date(before[one.plan.path] or ())]
    assert changed == [f"{STAGE}_2"]


def stage_makers(folder: Path) -> list[Maker]:
    content, _ = read(folder, today=TODAY)
    return [one for one in makers(content.published, Translator("vi"), PageOptions()) if one.plan.path.startswith(SHOP)]


def ids(page: Page) -> set[str]:
    return {section.id for section in page.sections if section.level > 1}
