"""What a search result is called."""

from __future__ import annotations

import json

from cxsite.site.finish.search_titles import place_titles

ENTRIES = {
    "index.html": "Sổ tay",
    "index.html#what": "Chúng ta muốn gì",
    "journeys/index.html": "Hành trình",
    "journeys/index.html#all": "Tất cả",
    "journeys/mua.html": "Mua váy",
    "journeys/mua.html#touchpoint-thu-do": "Thử đồ",
    "reading.html": "Đọc thêm",
}
INDEX = json.dumps({"docs": [{"location": location, "title": title} for location, title in ENTRIES.items()]})


def test_a_section_names_its_page_and_a_page_itself() -> None:
    assert [entry["title"] for entry in json.loads(place_titles(INDEX))["docs"]] == [
        "Sổ tay",
        "Chúng ta muốn gì – Sổ tay",
        "Hành trình",
        "Tất cả – Hành trình",
        "Mua váy",
        "Thử đồ – Mua váy",
        "Đọc thêm",
    ]


def test_twice_changes_nothing() -> None:
    assert place_titles(place_titles(INDEX)) == place_titles(INDEX)
