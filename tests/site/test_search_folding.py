"""The search index finds words that are typed without accents."""

from __future__ import annotations

import json

from cxsite.site.finish.search_folding import fold_index, folded_words


def index(*entries: dict[str, object]) -> str:
    return json.dumps({"config": {"lang": ["vi"], "fields": {"title": {"boost": 1000.0}}}, "docs": entries})


def test_accented_words_are_there_without_accents() -> None:
    folded = json.loads(fold_index(index({"location": "a.html", "title": "Khách hàng", "text": "<p>Đổi trả</p>"})))
    assert folded["docs"][0]["folded"] == "khach hang doi tra"
    assert folded["config"]["fields"]["folded"] == {"boost": 1.0}


def test_plain_words_and_repeated_ones_take_no_room() -> None:
    assert folded_words("<p>wifi VÁY váy &lt;váy&gt; v&aacute;y</p>") == ("vay",)
    folded = json.loads(fold_index(index({"location": "a.html", "title": "Wifi", "text": "free"})))
    assert "folded" not in folded["docs"][0]


def test_tags_count_as_words() -> None:
    folded = json.loads(fold_index(index({"location": "a", "title": "A", "text": "", "tags": ["cửa hàng"]})))
    assert folded["docs"][0]["folded"] == "cua hang"


def test_folding_twice_changes_nothing() -> None:
    once = fold_index(index({"location": "a.html", "title": "Đà Nẵng", "text": ""}))
    assert fold_index(once) == once
