"""What do we know, and how well."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planned_pages import RICH, STORES, plan_small_playbook

if TYPE_CHECKING:
    from pathlib import Path

    from goldens import Golden
    from planned_pages import PlannedPages


def with_rows(folder: Path, *rows: str) -> PlannedPages:
    figures = "\n".join(("metric,period,value,n,low,high,numerator,denominator,store", *rows, ""))
    playbook = RICH["content/playbook.yml"] + STORES
    metric = "kind: percentage\nfamily: operations\n"
    changes = {"content/observations/figures.csv": figures, "content/metrics/dung-hen.yml": f"name: Đúng hẹn\n{metric}"}
    return plan_small_playbook(folder, {**RICH, "content/playbook.yml": playbook, **changes})


def test_metrics_by_family_and_one_metric(rich: PlannedPages, golden: Golden) -> None:
    golden("pages/measurement.md", rich["measurement/index"])
    golden("pages/metric.md", rich["measurement/nps"])


def test_few_answers_are_marked(tmp_path: Path) -> None:
    assert "29 câu trả lời ít câu trả lời" in with_rows(tmp_path, "nps,2026-10,41,29,,,,,").text("measurement/nps")


def test_a_figure_without_an_interval_says_so(tmp_path: Path) -> None:
    assert "chưa rõ khoảng tin cậy" in with_rows(tmp_path, "nps,2026-10,41,184,,,,,").text("measurement/nps")


def test_a_share_gets_its_interval_from_numerator_and_denominator(tmp_path: Path) -> None:
    page = with_rows(tmp_path, "dung-hen,2026-10,30.8,263,,,81,263,").text("measurement/dung-hen")
    assert "30,8% 10/2026 · toàn bộ · 263 lượt khoảng tin cậy 95%: 25,5% – 36,6%" in page


def test_a_small_group_is_hidden_and_another_that_would_give_it_away(rich: PlannedPages) -> None:
    stores = rich.section("measurement/nps", "by-store")
    assert "Hải Châu – ẩn để không ai bị nhận ra Phố Huế – ẩn để không ai bị nhận ra" in stores


def test_a_headline_of_so_few_people_falls_back_on_the_period_before(tmp_path: Path) -> None:
    page = with_rows(tmp_path, "nps,2026-09,30,90,,,,,", "nps,2026-10,100,3,,,,,").text("measurement/nps")
    assert "+30 09/2026" in page
    assert "+100" not in page


def test_stores_are_compared_by_their_spread(tmp_path: Path) -> None:
    rows = ("nps,2026-10,50,90,40,60,,,pho-hue", "nps,2026-10,30,80,20,40,,,hai-chau")
    page = with_rows(tmp_path, *rows)
    assert "chênh lệch giữa nơi cao nhất và thấp nhất: 20" in page.section("measurement/nps", "by-store")
    assert "Chưa có số chung" in page.text("measurement/nps")


def test_a_metric_without_observations_says_so_without_hints_for_authors(tmp_path: Path) -> None:
    page = with_rows(tmp_path).text("measurement/dung-hen")
    assert "Chỉ số này chưa có kết quả đo nào." in page
    assert "content/" not in page
