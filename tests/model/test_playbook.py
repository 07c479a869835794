from __future__ import annotations

from cxsite.model.records.dates import Duration
from cxsite.model.records.playbook import DEFAULT_REVIEW, Playbook


def test_what_a_playbook_is_where_it_says_no_more_than_its_title() -> None:
    playbook = Playbook(title="A")
    assert (playbook.language, playbook.timezone, playbook.review_rhythm) == ("vi", "Asia/Ho_Chi_Minh", DEFAULT_REVIEW)


def test_the_first_language_and_the_rhythm_that_are_stated() -> None:
    playbook = Playbook.model_validate({"title": "A", "languages": ["en", "vi"], "review_every": "1y"})
    assert (playbook.language, playbook.review_rhythm) == ("en", Duration("1y"))


def test_stages_stand_in_the_order_of_the_vocabulary() -> None:
    playbook = Playbook.model_validate({"title": "A", "stages": [{"id": "b", "name": "B"}, {"id": "a", "name": "A"}]})
    assert [playbook.stage_order(name) for name in ("b", "a", "c")] == [0, 1, None]
