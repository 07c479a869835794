"""What a search result is called, and how much it counts."""

from __future__ import annotations

from typing import Any

from cxsite.site.finish.search import finish_index, language_of

ENTRIES = {
    "index.html": "Sổ tay",
    "index.html#what": "Chúng ta muốn gì",
    "journeys/index.html": "Hành trình",
    "journeys/index.html#all": "Tất cả",
    "journeys/mua.html": "Mua váy",
    "journeys/mua.html#figures": "Số đo",
    "journeys/mua.html#touchpoint-thu-do": "Thử đồ",
    "plays/chao/": "Chào khách",
    "plays/": "Kịch bản ứng xử",
    "strategy.html#goal-nps": "Khách muốn kể",
    "reading.html": "Đọc thêm",
}
CONFIG: dict[str, Any] = {"lang": ["vi"], "fields": {}}
INDEX: dict[str, Any] = {
    "config": CONFIG,
    "docs": [{"location": location, "title": title, "text": ""} for location, title in ENTRIES.items()],
}


def titles(index: dict[str, Any]) -> list[str]:
    return [entry["title"] for entry in finish_index(index)["docs"]]


def test_it_says_what_was_found_and_where() -> None:
    assert titles(INDEX) == [
        "Sổ tay",
        "Chúng ta muốn gì – Sổ tay",
        "Hành trình",
        "Tất cả – Hành trình",
        "Mua váy – Hành trình",
        "Số đo – Mua váy",
        "Thử đồ – Điểm chạm, Mua váy",
        "Chào khách – Kịch bản ứng xử",
        "Kịch bản ứng xử",
        "Khách muốn kể – Mục tiêu",
        "Đọc thêm",
    ]


def test_in_the_language_of_the_index() -> None:
    assert "Mua váy – Journey" in titles({**INDEX, "config": {**CONFIG, "lang": ["en"]}})
    assert [language_of({"lang": lang}) for lang in (["vi", "en"], ["de"], [], None)] == ["vi", "en", "en", "en"]


def test_things_count_more_than_what_stands_beside_them_and_short_titles_more_than_long_ones() -> None:
    docs = finish_index(INDEX)["docs"]
    rank = {entry["location"]: entry.get("boost") for entry in docs}
    assert rank["journeys/mua.html#figures"] is None
    assert rank["journeys/mua.html"] == 1.5
    assert rank["journeys/mua.html#touchpoint-thu-do"] == 3.75
    assert rank["strategy.html#goal-nps"] == 3.33


def test_an_author_s_own_rank_stays() -> None:
    reported = finish_index({**INDEX, "docs": [{"location": "pages/a.html", "title": "A", "text": "", "boost": 2}]})
    assert reported["docs"][0]["boost"] == 2


def test_twice_changes_nothing() -> None:
    assert finish_index(finish_index(INDEX)) == finish_index(INDEX)


def test_further_pages_of_lists_are_found_by_their_titles_and_things_alone() -> None:
    places = ("touchpoints/quay_mua.html", "touchpoints/quay_mua.html#thu-do", "touchpoints/index_2/#library-goi")
    docs = [{"location": place, "title": place[-6:], "text": "<p>Đổi trả</p>"} for place in places]
    found = finish_index({"config": CONFIG, "docs": docs})["docs"]
    assert [(entry["location"], entry["text"]) for entry in found] == [(places[0], ""), (places[2], docs[2]["text"])]
