"""What changed lately, on the first page."""

from __future__ import annotations

from datetime import date

from git_project import FILES, JOURNEY

from cxsite.i18n.catalogue import Translator
from cxsite.pages import plan_pages
from cxsite.pages.recent_changes import MOST, News
from cxsite.reading import read_files
from cxsite.review.compare import compare_content
from cxsite.review.records import RecentChanges


def news(
    after: dict[str, str], language: str = "vi", reported: str = "vi", *, before: dict[str, str] = FILES
) -> News | None:
    """What the first page in a language tells of the way from the small playbook (or `before`) to this one."""
    states = [
        read_files({path: text.encode() for path, text in files.items()}, today=date(2026, 11, 15))[0]
        for files in (before, after)
    ]
    recent_changes = RecentChanges({reported: compare_content(states[0], states[1])}, since=date(2026, 10, 15))
    home, *_ = plan_pages(states[1], Translator(language), recent_changes=recent_changes)
    found = home.context["news"]
    assert found is None or isinstance(found, News)
    return found


def test_what_tells_most_comes_first_and_leads_to_its_page() -> None:
    text = JOURNEY.replace("emotion: 2", "emotion: 4").replace("severity: 3", "severity: 5")
    found = news({**FILES, "content/journeys/mua-vay.yml": text, "content/personas/minh.yml": "name: Minh\n"})
    assert found is not None
    assert [(one.sign, one.text, one.details, one.to) for one in found.recent] == [
        ("+", "Thêm chân dung khách hàng: Minh", "", "personas/minh"),
        ("~", "Điểm chạm Thử đồ", "cảm xúc 2 → 4", "journeys/mua-vay#touchpoint-thu-do"),
        ("~", "Điểm đau “Chờ phòng thử quá lâu”", "mức nặng 3 → 5", "journeys/mua-vay#pain-cho-lau"),
    ]
    assert (found.more, found.since) == (0, date(2026, 10, 15))


def test_what_is_gone_leads_to_the_journey_that_had_it() -> None:
    text = JOURNEY.replace("      - {id: hoi, name: Hỏi, channels: [cua-hang], emotion: 4}\n", "")
    found = news({**FILES, "content/journeys/mua-vay.yml": text})
    assert found is not None
    assert [(one.sign, one.to) for one in found.recent] == [("−", "journeys/mua-vay")]


def test_a_pain_point_of_a_shared_touchpoint_leads_to_that_touchpoint() -> None:
    library = "name: Chào\nchannels: [cua-hang]\n"
    shared = {**FILES, "content/touchpoints/mua-vay.yml": f"{library}pain_points: [{{id: cho-lau, text: Đợi lâu}}]\n"}
    found = news(shared, before={**FILES, "content/touchpoints/mua-vay.yml": library})
    assert found is not None
    assert [(one.text, one.to) for one in found.recent] == [
        ("Thêm điểm đau: “Đợi lâu”, ở Chào", "touchpoints/index#library-mua-vay")
    ]


def test_of_many_changes_the_rest_is_counted() -> None:
    many = {f"content/personas/p{number}.yml": f"name: P{number}\n" for number in range(12)}
    found = news({**FILES, **many})
    assert found is not None
    assert (len(found.recent), found.more) == (MOST, 12 - MOST)


def test_nothing_is_reported_where_nothing_changed_or_nothing_is_known_in_this_language() -> None:
    assert news(dict(FILES)) is None
    assert news({**FILES, "content/personas/minh.yml": "name: Minh\n"}, language="en") is None
    playbook = FILES["content/playbook.yml"] + "vision: Vui\n"
    assert news({**FILES, "content/playbook.yml": playbook}) is None, "the tool's own settings are no news for staff"
