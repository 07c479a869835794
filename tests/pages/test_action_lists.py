"""Improvement actions of which there are more than one page tells, and a long library."""

from __future__ import annotations

from html import unescape
from typing import TYPE_CHECKING

import pytest
from many_journeys import many_journeys
from planned_pages import lost_links, plan_small_playbook

from cxsite.pages.list_locations import MOST_ACTIONS

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow


def actions(count: int, **fields: str) -> dict[str, str]:
    """So many actions in files of their own."""
    more = "".join(f"{key}: {value}\n" for key, value in fields.items())
    return {f"content/actions/viec-{n:03}.yml": f"title: Việc số {n}\n{more}" for n in range(1, count + 1)}


def test_up_to_the_limit_one_page_tells_all(tmp_path: Path) -> None:
    below = plan_small_playbook(tmp_path / "below", actions(MOST_ACTIONS - 1))
    at = plan_small_playbook(tmp_path / "at", actions(MOST_ACTIONS))
    for site in (below, at):
        assert [path for path in site.pages if path.startswith("actions/")] == ["actions/index"]
    assert f"### Việc số {MOST_ACTIONS}" in at.text("actions/index")


def test_beyond_it_each_status_has_pages_and_the_first_tells_what_is_late(tmp_path: Path) -> None:
    site = plan_small_playbook(tmp_path, actions(MOST_ACTIONS + 1, status="doing", due="2026-11-01"))
    pages = [path for path in site.pages if path.startswith("actions/")]
    assert pages == [
        "actions/index",
        *(f"actions/{name}{n}" for name in ("overdue", "doing", "spanning") for n in ("", "_2")),
    ]
    assert "Xem tất cả 61 hành động quá hạn" in site.section("actions/index", "overdue")
    assert "Đang làm 61" in site.section("actions/index", "board")
    assert "Việc số 61" in site.text("actions/doing_2")
    assert "Trang 2 trên 2 mục 61–61 trong 61" in site.text("actions/doing_2")
    assert 'href="spanning_2.html#action-viec-061"' in unescape(site["actions/doing_2"])
    assert lost_links(site) == []


def test_the_same_in_english(tmp_path: Path) -> None:
    site = plan_small_playbook(tmp_path, actions(MOST_ACTIONS + 1, status="planned", owner="ban-hang"), "en")
    assert site.pages["actions/planned_2"].title == "Actions: Planned, page 2"
    assert lost_links(site) == []


def test_a_long_library_goes_on_and_links_lead_to_the_right_page(tmp_path: Path) -> None:
    library = {f"content/touchpoints/t-{n:02}.yml": f"name: Chung {n}\nchannels: [zalo]\n" for n in range(1, 81)}
    uses = {
        path: text.replace("id: d-1, name: Điểm", "id: d-1, use: t-80, thinks: Điểm")
        for path, text in many_journeys(30).items()
    }
    short = plan_small_playbook(tmp_path / "short", {path: library[path] for path in list(library)[:60]})
    assert "touchpoints/index_2" not in short.pages
    site = plan_small_playbook(tmp_path / "long", {**library, **uses})
    assert "Trang 2 trên 2" in site.text("touchpoints/index_2")
    assert 'href="index_2.html#library-t-80"' in unescape(site["touchpoints/cua-hang"])
    assert lost_links(site) == []
