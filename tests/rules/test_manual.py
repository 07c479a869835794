"""Each rule's docstring is its manual page, and what it says is true."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from small_playbook import TODAY, playbook, write
from translation_marks import find_stale

from cxsite.i18n.catalogue import entries
from cxsite.problems import Level
from cxsite.reading import read
from cxsite.rules import RULES, check_content
from cxsite.rules.manual import manual, manual_pages

if TYPE_CHECKING:
    from pathlib import Path

    from cxsite.rules.manual import ManualPage
    from cxsite.rules.rule import Rule

ACCENTED = re.compile("[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]", re.IGNORECASE)
EACH_RULE = pytest.mark.parametrize("rule", RULES, ids=[f"{rule.code}-{rule.name}" for rule in RULES])


@EACH_RULE
def test_good_example_keeps_the_rule(rule: Rule, tmp_path: Path) -> None:
    """What bad examples break, test_words_of_rules.py reads."""
    changes = {example.path: example.text for example in manual(rule).examples if example.is_good}
    content, unreadable = playbook(tmp_path, changes)
    assert changes
    assert unreadable == []
    assert rule.code not in {problem.code for problem in check_content(content)}


@EACH_RULE
def test_page_says_what_and_why(rule: Rule) -> None:
    page = manual(rule)
    assert page.summary.endswith(".")
    assert len(page.why.split()) >= 8


def test_page_is_taken_apart() -> None:
    rule = next(rule for rule in RULES if rule.code == "CX204")
    page = manual(rule)
    assert page.summary == "The content names a channel that is not in the playbook's list of channels."
    assert page.why.startswith("Touchpoints are grouped by channel")
    assert "Bad" not in page.why
    assert [(e.is_good, e.path, e.text) for e in page.examples] == [
        (False, "content/personas/lan.yml", "channels: [zaloo]\n"),
        (True, "content/personas/lan.yml", "channels: [zalo]\n"),
    ]


def test_codes_and_names_are_reported_apart() -> None:
    assert len({rule.code for rule in RULES}) == len(RULES)
    assert len({rule.name for rule in RULES}) == len(RULES)
    assert [rule.code for rule in RULES] == sorted(rule.code for rule in RULES)


def test_completeness_and_freshness_never_stop_a_publish() -> None:
    errors = {rule.code for rule in RULES if rule.level is Level.ERROR and rule.code[:3] in ("CX3", "CX5")}
    assert errors == {"CX334"}  # without its variant a figure cannot be shown rightly


ENGLISH_PAGES = {page.code: page for page in manual_pages()}
EXPLAINED = [page for page in ENGLISH_PAGES.values() if not page.is_rule]
SHOWN = [page for page in EXPLAINED if page.manual.examples]


def reading_codes(folder: Path, page: ManualPage, *, good: bool) -> set[str]:
    shown = {one.path: one.text for one in page.manual.examples if one.is_good is good}
    write(folder, shown)
    for path, text in shown.items():
        if "/personas/" in path:  # a whole file, whose keys may stand twice
            (folder / path).write_text(text, encoding="utf-8")
    return {problem.code for problem in read(folder, today=TODAY)[1]}


@pytest.mark.parametrize("page", SHOWN, ids=[page.code for page in SHOWN])
def test_examples_of_reading_show_the_slip_and_its_mending(page: ManualPage, tmp_path: Path) -> None:
    assert page.code in reading_codes(tmp_path / "bad", page, good=False)
    assert reading_codes(tmp_path / "good", page, good=True) == set()


@pytest.mark.parametrize("page", EXPLAINED, ids=[page.code for page in EXPLAINED])
def test_pages_of_reading_say_what_and_why(page: ManualPage) -> None:
    assert page.manual.summary.endswith((".", ":"))
    assert len(page.manual.why.split()) >= 8


def test_every_code_has_its_page_and_no_two_have_one_name() -> None:
    pages = manual_pages()
    reported = {key.split(".")[0] for name in ("problems", "rules") for key in entries("en", name)}
    assert {page.code for page in pages} == reported
    assert len({page.name for page in pages}) == len(pages)


def test_every_page_is_there_in_vietnamese_and_follows_the_english_of_today() -> None:
    assert find_stale("manual", {p.code: f"{p.manual.summary} {p.manual.why}" for p in manual_pages()}) == {}


@pytest.mark.parametrize("page", manual_pages("vi"), ids=list(ENGLISH_PAGES))
def test_vietnamese_pages_say_what_and_why_with_the_same_examples(page: ManualPage) -> None:
    english = ENGLISH_PAGES[page.code]
    assert page.manual.summary.endswith((".", "!"))
    assert len(page.manual.why.split()) >= 8
    assert ACCENTED.search(page.manual.summary)
    assert ACCENTED.search(page.manual.why)
    assert page.manual.examples == english.manual.examples
    assert (page.name, page.level, page.is_fixed) == (english.name, english.level, english.is_fixed)


def test_a_translation_that_its_english_left_behind_is_found() -> None:
    english = {page.code: f"{page.manual.summary} {page.manual.why}" for page in manual_pages()}
    changed = {**english, "CX204": "A channel is gone.", "CX999": "New."}
    assert set(find_stale("manual", changed)) == {"CX204", "CX999"}
    assert find_stale("manual", {key: text for key, text in english.items() if key != "CX301"}) == {"CX301": "gone"}
