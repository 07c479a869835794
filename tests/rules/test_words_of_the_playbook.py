"""What a playbook calls its customers, stores and teams: what is reported, and that findings use it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from shell import cxsite
from small_playbook import FILES, playbook

from cxsite.i18n.catalogue import Translator
from cxsite.reports.sentences import describe_problem
from cxsite.rules import check_content

if TYPE_CHECKING:
    from pathlib import Path

    from cxsite.model.content import Content
    from cxsite.problems import Problem

START = "title: Sổ tay\nversion: 2\nlanguages: [{languages}]\n"


def with_words(folder: Path, words: str, languages: str = "vi") -> tuple[Content, list[Problem]]:
    """A playbook with these words, and all that is reported about them."""
    own = FILES["content/playbook.yml"].replace("title: Sổ tay trải nghiệm\n", START.format(languages=languages))
    content, problems = playbook(folder, {"content/playbook.yml": own.replace("version: 2\n", "", 1) + words})
    found = [problem for problem in check_content(content) if problem.code == "CX133"]
    return content, [*problems, *found]


@pytest.mark.parametrize(
    ("line", "code", "words"),
    [
        ("  customer: bệnh <b>nhân</b>", "CX132", "có “<”"),
        ("  store: '{x}'", "CX132", "có “{”"),
        ("  team: '[khoa]'", "CX132", "có “[”"),
        (f"  customer: {'rất ' * 12}dài", "CX132", "dài hơn 40 ký tự"),
        ("  preset: hospital", "CX104", "healthcare"),
        ("  client: khách", "CX101", "client"),
    ],
)
def test_what_is_no_word_is_reported_at_its_place(tmp_path: Path, line: str, code: str, words: str) -> None:
    _, problems = with_words(tmp_path, f"words:\n{line}\n")
    assert [problem.code for problem in problems] == [code]
    place = problems[0].place
    assert place.path == "content/playbook.yml"
    assert (tmp_path / place.path).read_text("utf-8").splitlines()[place.line - 1] == line
    wording = describe_problem(problems[0], "vi")
    assert words in f"{wording.what} {wording.remedy}"


@pytest.mark.parametrize(
    ("words", "languages", "found"),
    [
        ("  customers: {vi: hội viên, en: guests}", "vi, en", ["customers"]),
        ("  customers: guests", "en", ["customers"]),
        ("  customers: {vi: hội viên, en: guests}\n  customer: {vi: hội viên, en: guest}", "vi, en", []),
        ("  customers: hội viên", "vi", []),
        ("  customers: hội viên", "vi, en", []),  # the English site has the words of the preset
        ("  stores: {en: offices}\n  teams: {en: units}", "en", ["stores", "teams"]),
    ],
)
def test_an_english_plural_needs_its_singular(tmp_path: Path, words: str, languages: str, found: list[str]) -> None:
    _, problems = with_words(tmp_path, f"words:\n{words}\n", languages)
    assert [(problem.code, problem.values["plural"]) for problem in problems] == [("CX133", name) for name in found]


def test_each_language_has_its_words_or_those_of_the_preset(tmp_path: Path) -> None:
    words = "words:\n  preset: healthcare\n  customer: bệnh nhân\n  store: {vi: phòng khám, en: clinic}\n"
    content, problems = with_words(tmp_path, words, "vi, en")
    assert problems == []
    vi, en = (Translator(content.sector_language(language)) for language in ("vi", "en"))
    assert vi("persona.kind") == "Chân dung bệnh nhân"
    assert vi("metric.by-store") == "Theo phòng khám"
    assert vi("search.team") == "Khoa/phòng"
    assert en("journey.customer") == "The patient’s side"
    assert en("metric.by-store") == "By clinic"


def test_in_a_language_of_messages_only_the_words_are_those_of_the_preset(tmp_path: Path) -> None:
    content, _ = with_words(tmp_path, "words:\n  preset: public-service\n  customer: công dân\n")
    assert Translator(content.sector_language("vi"))("journey.customer") == "Phía công dân"
    assert Translator(content.sector_language("en"))("journey.customer") == "The citizen’s side"


def test_commands_speak_in_the_words_of_the_playbook(tmp_path: Path) -> None:
    with_words(tmp_path, "words:\n  preset: healthcare\n")
    journey = tmp_path / "content/journeys/mua.yml"
    journey.write_text(journey.read_text("utf-8").replace(", emotion: 4", ""), encoding="utf-8")
    for command in (["validate"], ["validate", "--format", "json"], ["coverage"], ["coverage", "--format", "markdown"]):
        output = cxsite(*command, cwd=tmp_path).out
        assert "chưa ghi người bệnh cảm thấy thế nào" in output, command
        assert "chưa ghi khách" not in output, command
    assert "does not state how patients feel" in cxsite("--language", "en", "validate", cwd=tmp_path).out
