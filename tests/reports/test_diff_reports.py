"""A diff as text, Markdown and JSON."""

from __future__ import annotations

import html
import json
import re
from datetime import date
from typing import TYPE_CHECKING

import pytest
from git_project import FILES, JOURNEY
from hostile_texts import HOSTILE
from markdown_it import MarkdownIt

from cxsite.reading import read_files
from cxsite.reports.diff import PlaybookDiff, PlaybookState
from cxsite.reports.diff_as_json import diff_as_json
from cxsite.reports.diff_as_markdown import LONGEST, MARKER, diff_as_markdown
from cxsite.reports.diff_as_text import diff_as_text
from cxsite.rules import check_content

if TYPE_CHECKING:
    from goldens import Golden

IDEAL = JOURNEY.replace("title: Mua váy", "title: Mua váy lý tưởng\nstate: ideal\nbaseline: mua-vay").replace(
    "emotion: 2", "emotion: 5"
)
BEFORE = {**FILES, "content/journeys/ly-tuong.yml": IDEAL}
AFTER = {
    **BEFORE,
    "content/personas/minh.yml": "name: Minh\nowner: ban-hang\n",
    "content/journeys/mua-vay.yml": JOURNEY.replace("emotion: 2", "emotion: 4")
    .replace("{id: mac,", "{id: khoe, name: Khoe ảnh, emotion: 5}\n      - {id: mac,")
    .replace("severity: 3", "severity: 5")
    .replace("owner: ban-hang, due", "owner: van-hanh, due"),
}


def state(name: str, files: dict[str, str]) -> PlaybookState:
    content, problems = read_files({path: text.encode() for path, text in files.items()}, today=date(2026, 11, 15))
    found = sorted([*problems, *check_content(content)], key=lambda problem: problem.order)
    return PlaybookState(name=name, content=content, problems=tuple(found), commit="0123456789abcdef" if name else "")


def diff(before: dict[str, str], after: dict[str, str]) -> PlaybookDiff:
    return PlaybookDiff(before=state("main", before), after=state("", after))


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_whole_of_it_in_both_languages(golden: Golden, language: str) -> None:
    found = diff(BEFORE, AFTER)
    golden(f"reports/diff-{language}.txt", diff_as_text(found, language))
    golden(f"reports/diff-{language}.md", diff_as_markdown(found, language))


def test_json_has_the_values_themselves() -> None:
    reported = json.loads(diff_as_json(diff(BEFORE, AFTER), "vi"))
    by_key = {(change["kind"], change["key"]): change for change in reported["changes"]}
    assert reported["before"] == {"name": "main", "commit": "0123456789abcdef", "is_empty": False}
    assert by_key["touchpoint", "mua-vay/thu-do"]["fields"] == [{"field": "emotion", "old": 2, "new": 4, "kinds": []}]
    assert by_key["persona", "minh"]["how"] == "added"
    assert reported["curves"] == [{"journey": "mua-vay", "title": "Mua váy", "who": "", "old": "▄▂·", "new": "▄▄▅·"}]
    assert reported["gaps"][0]["new"] == {"touchpoints": 1, "steps": 1}
    assert reported["coverage"]["total"]["before"]["total"] < reported["coverage"]["total"]["after"]["total"]
    assert "CX301" in {problem["code"] for problem in reported["new"]}


def test_a_finding_that_only_moved_to_another_line_or_file_is_neither_new_nor_fixed() -> None:
    lines_down = {**FILES, "content/journeys/mua-vay.yml": "# A note\n\n" + JOURNEY}
    assert diff(FILES, lines_down).before.problems
    assert (diff(FILES, lines_down).new, diff(FILES, lines_down).fixed) == ((), ())
    renamed = {path: text for path, text in FILES.items() if "mua-vay" not in path}
    renamed["content/journeys/mua-dam.yml"] = JOURNEY + "formerly: [mua-vay]\n"
    assert (diff(FILES, renamed).new, diff(FILES, renamed).fixed) == ((), ())


def test_of_two_like_findings_one_may_be_fixed() -> None:
    two = "title: A\npersonas: [lan]\nowner: ban-hang\nstages:\n  - stage: mua-hang\n    touchpoints:\n"
    rows = ("      - {id: a, name: A, emotion: 1}\n", "      - {id: b, name: B, emotion: 1}\n")
    before = {**FILES, "content/journeys/a.yml": two + "".join(rows)}
    after = {**FILES, "content/journeys/a.yml": two + rows[0]}
    assert [problem.code for problem in diff(before, after).fixed] == ["CX301"]


def test_coverage_is_not_reported_while_errors_hide_content() -> None:
    broken = {**AFTER, "content/personas/minh.yml": "name: [\n"}
    assert "Còn lỗi nên chưa tính mức độ hoàn thiện." in diff_as_text(diff(BEFORE, broken), "vi")
    assert json.loads(diff_as_json(diff(BEFORE, broken), "vi"))["coverage"]["total"]["after"] is None


@pytest.mark.parametrize("text", HOSTILE)
def test_authors_words_stay_words_whatever_they_hold(text: str) -> None:
    written = json.dumps(text)
    after = {**BEFORE, "content/personas/lan.yml": f"name: {written}\nowner: ban-hang\ntagline: {written}\n"}
    found = diff(BEFORE, after)
    markdown = diff_as_markdown(found, "en")
    assert markdown.count("<!--") == 1
    shown = MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(markdown.removeprefix(MARKER))
    assert set(re.findall(r"<(\w+)", shown)) <= {"h3", "h4", "p", "ul", "li", "br"}
    assert not re.search(r"[@#]\w|://|\n/\w", html.unescape(re.sub(r"<[^>]+>", "", shown)))
    assert "\x1b" not in diff_as_text(found, "en")
    assert "\u202e" not in diff_as_text(found, "en")


def test_a_long_comment_is_shortened_and_says_by_how_much() -> None:
    points = "".join(f"      - {{id: t{n}, name: '{'@#:<*' * 15} {n}'}}\n" for n in range(450))
    many = f"title: A\npersonas: [lan]\nowner: ban-hang\nstages:\n  - stage: mua-hang\n    touchpoints:\n{points}"
    begun = "title: A\npersonas: [lan]\nowner: ban-hang\nstages:\n  - stage: mua-hang\n    touchpoints: []\n"
    found = diff({**FILES, "content/journeys/a.yml": begun}, {**FILES, "content/journeys/a.yml": many})
    markdown = diff_as_markdown(found, "en")
    assert markdown.startswith(f"{MARKER}\n")
    assert 50_000 < len(markdown) <= LONGEST
    left_out = [int(n.replace(",", "")) for n in re.findall(r"… and ([\d,]+) more lines", markdown)]
    reported = len(re.findall(r"(?m)^- ", markdown))
    everything = len(re.findall(r"(?m)^  . |^    \S", diff_as_text(found, "en")))
    assert reported + sum(left_out) == everything
    assert "#### Coverage" in markdown
    assert "#### New findings" in markdown
