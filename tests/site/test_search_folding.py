"""The search index finds words that are typed without accents."""

from __future__ import annotations

from typing import Any

from cxsite.site.finish.search import finish_index
from cxsite.site.finish.search_words import fold_words


def index(*entries: dict[str, object]) -> dict[str, Any]:
    return {"config": {"lang": ["vi"], "fields": {"title": {"boost": 1000.0}}}, "docs": list(entries)}


def test_accented_words_are_there_without_accents() -> None:
    folded = finish_index(index({"location": "a.html", "title": "Khách hàng", "text": "<p>Đổi trả</p>"}))
    assert folded["docs"][0]["folded"] == "khach hang doi tra"
    assert folded["config"]["fields"]["folded"] == {"boost": 1.0}


def test_plain_words_and_repeated_ones_take_no_room() -> None:
    assert fold_words("<p>wifi VÁY váy &lt;váy&gt; v&aacute;y</p>") == ("vay",)
    folded = finish_index(index({"location": "a.html", "title": "Wifi", "text": "free"}))
    assert "folded" not in folded["docs"][0]


def test_tags_count_as_words() -> None:
    folded = finish_index(index({"location": "a", "title": "A", "text": "", "tags": ["cửa hàng"]}))
    assert folded["docs"][0]["folded"] == "cua hang"


def test_words_for_kinds_are_not_folded() -> None:
    """Or `ban hang` would find every play, a `kịch bản`."""
    folded = finish_index(index({"location": "plays/a.html", "title": "Chào khách", "text": ""}))["docs"][0]
    assert (folded["title"], folded["folded_title"]) == ("Chào khách – Kịch bản ứng xử", "chao khach")


def test_folding_twice_changes_nothing() -> None:
    once = finish_index(index({"location": "a.html", "title": "Đà Nẵng", "text": ""}))
    assert finish_index(once) == once


def test_words_of_languages_without_spaces_are_found_by_their_characters() -> None:
    assert fold_words("<p>お客様LINE</p>") == ("お", "客", "様", "line")
    assert fold_words("ลูกค้า cũ") == ("ลู", "ก", "ค้", "า", "cu")
