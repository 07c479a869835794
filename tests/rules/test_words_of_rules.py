"""What rules find is said in both languages, in the words of the field."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from small_playbook import playbook

from cxsite.i18n.catalogue import entries
from cxsite.reports.sentences import describe_problem
from cxsite.rules import RULES, check_content
from cxsite.rules.manual import manual

if TYPE_CHECKING:
    from pathlib import Path

    from cxsite.rules.rule import Rule

BANNED = re.compile(
    r"\b(string|null|none|mapping|token|index|boolean|integer|python|pydantic|regex|schema)\b", re.IGNORECASE
)
LANGUAGES = ("vi", "en")
EACH_LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)


@pytest.mark.parametrize("rule", RULES, ids=[rule.code for rule in RULES])
def test_the_bad_example_breaks_the_rule_which_is_said_with_its_remedy(rule: Rule, tmp_path: Path) -> None:
    changes = {one.path: one.text for one in manual(rule).examples if not one.is_good}
    content, unreadable = playbook(tmp_path, changes)
    assert changes
    assert unreadable == []
    found = [problem for problem in check_content(content) if problem.code == rule.code]
    assert found
    problem = found[0]
    for language in LANGUAGES:
        message = describe_problem(problem, language)
        assert message.what.endswith((".", "…"))
        assert message.remedy.endswith((".", "?"))
        assert not BANNED.search(f"{message.what} {message.remedy} {message.meaning}")
        for key, text in {**entries(language, "problems"), **entries(language, "rules")}.items():
            if key.startswith(f"{rule.code}."):
                assert values_in(str(text)) <= {"code", *problem.values}, key


@EACH_LANGUAGE
def test_every_rule_has_its_entry_and_no_other(language: str) -> None:
    in_rules, in_problems = ({key.split(".")[0] for key in entries(language, name)} for name in ("rules", "problems"))
    of_reading = {
        rule.code for rule in RULES if rule.code.startswith("CX1")
    }  # these have their words beside the reader's
    assert in_rules == {rule.code for rule in RULES} - of_reading
    assert of_reading <= in_problems


def test_both_languages_have_the_same_entries_and_values() -> None:
    vi, en = entries("vi", "rules"), entries("en", "rules")
    assert vi.keys() == en.keys()
    for key, text in en.items():
        assert values_in(str(text)) == values_in(str(vi[key])), key


def values_in(text: str) -> set[str]:
    return set(re.findall(r"(?<!\{)\{(\w+)\}", text))


def test_banned_words_are_looked_for() -> None:
    assert BANNED.search("Input should be a valid string.")
