"""Each rule's docstring is its manual page, and what it says is true."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from small_playbook import playbook

from cxsite.problems import Level
from cxsite.rules import RULES, check_content
from cxsite.rules.manual import manual

if TYPE_CHECKING:
    from pathlib import Path

    from cxsite.rules.rule import Rule

EACH_RULE = pytest.mark.parametrize("rule", RULES, ids=[f"{rule.code}-{rule.name}" for rule in RULES])


def codes(folder: Path, rule: Rule, *, good: bool) -> set[str]:
    changes = {example.path: example.text for example in manual(rule).examples if example.is_good is good}
    content, unreadable = playbook(folder, changes)
    assert changes
    assert unreadable == []
    return {problem.code for problem in check_content(content)}


@EACH_RULE
def test_bad_example_breaks_the_rule(rule: Rule, tmp_path: Path) -> None:
    assert rule.code in codes(tmp_path, rule, good=False)


@EACH_RULE
def test_good_example_keeps_the_rule(rule: Rule, tmp_path: Path) -> None:
    assert rule.code not in codes(tmp_path, rule, good=True)


@EACH_RULE
def test_page_says_what_and_why(rule: Rule) -> None:
    page = manual(rule)
    assert page.summary.endswith(".")
    assert len(page.why.split()) >= 8


def test_page_is_taken_apart() -> None:
    rule = next(rule for rule in RULES if rule.code == "CX204")
    page = manual(rule)
    assert page.summary == "A channel is named that the playbook's list of channels does not have."
    assert page.why.startswith("Touchpoints are gathered by channel")
    assert "Bad" not in page.why
    assert [(e.is_good, e.path, e.text) for e in page.examples] == [
        (False, "content/personas/lan.yml", "channels: [zaloo]\n"),
        (True, "content/personas/lan.yml", "channels: [zalo]\n"),
    ]


def test_codes_and_names_are_told_apart() -> None:
    assert len({rule.code for rule in RULES}) == len(RULES)
    assert len({rule.name for rule in RULES}) == len(RULES)
    assert [rule.code for rule in RULES] == sorted(rule.code for rule in RULES)


def test_completeness_and_freshness_never_stop_a_publish() -> None:
    errors = {rule.code for rule in RULES if rule.level is Level.ERROR and rule.code[:3] in ("CX3", "CX5")}
    assert errors == {"CX334"}  # without its variant a figure cannot be shown rightly
