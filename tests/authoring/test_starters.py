"""A first playbook: complete, fresh, and never in the way of anything."""

from __future__ import annotations

import re
from datetime import date
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
import yaml

from cxsite.authoring.format_files import FormatResult, format_files
from cxsite.authoring.starters import _PRESETS, STARTERS, start_playbook
from cxsite.problems import CxsiteError
from cxsite.reading import read
from cxsite.rules import check_content

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from make_once import MakeOnce

pytestmark = pytest.mark.slow

LANGUAGES = ("vi", "en")
TODAY = date(2026, 1, 31)
ROOT = Path(__file__).parents[2]
EACH = pytest.mark.parametrize(("language", "starter"), list(product(LANGUAGES, STARTERS)))
SECTOR_WORDS: Final = {
    "retail": {"vi": r"bánh|cửa hàng|tiệm", "en": r"cake|bakery|shop\b|shopping"},
    "clinic": {"vi": r"bác sĩ|người bệnh|phòng khám", "en": r"doctor|\bpatients\b|clinic"},
    "bank": {"vi": r"ngân hàng|khoản vay|lãi suất", "en": r"\bbank\b|mortgage|instalment"},
    "public-service": {"vi": r"người dân|khai sinh|một cửa", "en": r"resident|certificate|citizen"},
    "b2b": {"vi": r"phần mềm kho|thủ kho|triển khai phần mềm", "en": r"warehouse|onboarding|software"},
}
"""Words by which a reader recognises a sector, and that no other sector's starter may contain."""


@pytest.fixture
def start(once: MakeOnce) -> Callable[[str, str], Path]:
    """Return a function that starts a playbook, once for all tests that only read it."""

    def started(language: str, starter: str) -> Path:
        return (
            once(
                f"start {language} {starter}",
                lambda folder: start_playbook(folder / "new", language, "", TODAY, starter),
            )
            / "new"
        )

    return started


@EACH
def test_reads_without_a_problem_and_shows_every_kind(
    start: Callable[[str, str], Path], language: str, starter: str
) -> None:
    content, problems = read(start(language, starter), today=TODAY)
    assert (problems, check_content(content)) == ([], [])
    assert content.playbook.language == language
    if starter == "empty":
        assert not content.personas
        assert not content.journeys
    else:
        assert len(content.personas) == len(content.journeys) == len(content.metrics) == 2
        assert len(content.goals) == len(content.plays) == 1
        assert len(content.all_actions) == 3
        assert {o.metric for o in content.observations} == set(content.metrics)


@pytest.mark.parametrize(
    ("language", "starter", "title", "words"),
    [
        ("vi", "retail", "Sổ tay trải nghiệm khách hàng", "trải nghiệm khách hàng"),
        ("vi", "clinic", "Sổ tay trải nghiệm người bệnh", "trải nghiệm người bệnh"),
        ("vi", "public-service", "Sổ tay trải nghiệm người dân", "trải nghiệm người dân"),
        ("en", "clinic", "Patient experience playbook", "patient-experience"),
        ("en", "b2b", "Client experience playbook", "client-experience"),
        ("en", "bank", "Customer experience playbook", "customer-experience"),
    ],
)
def test_has_the_words_of_its_sector(
    start: Callable[[str, str], Path], language: str, starter: str, title: str, words: str
) -> None:
    folder = start(language, starter)
    content, _ = read(folder, today=TODAY)
    assert content.playbook.title == title
    assert words in (folder / "README.md").read_text("utf-8")
    assert content.playbook.words is not None
    assert content.playbook.words.preset == _PRESETS.get(starter, "retail")


@EACH
def test_no_starter_speaks_of_another_sector(start: Callable[[str, str], Path], language: str, starter: str) -> None:
    files = [path for path in (start(language, starter) / "content").rglob("*") if path.is_file()]
    written = "\n".join(path.read_text("utf-8") for path in files)
    for sector, words in SECTOR_WORDS.items():
        found = re.findall(words[language], written, re.IGNORECASE)
        assert bool(found) == (sector == starter), (sector, found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_mark_is_left_and_dates_follow_today(tmp_path: Path, language: str) -> None:
    for path in start_playbook(tmp_path, language, "Tiệm: #1", TODAY):
        text = (tmp_path / path).read_text(encoding="utf-8")
        assert "__" not in text, path
    content, _ = read(tmp_path, today=TODAY)
    assert content.playbook.title == "Tiệm: #1"
    assert max(str(o.period) for o in content.observations) == "2025-12"
    assert {"README.md", ".gitignore", "mkdocs.yml"} <= {path.name for path in tmp_path.iterdir()}


@pytest.mark.parametrize("day", [date(2026, 3, 31), date(2028, 2, 29), date(2027, 1, 1)])
def test_starts_on_any_day(tmp_path: Path, day: date) -> None:
    start_playbook(tmp_path, "vi", "", day)
    assert read(tmp_path, today=day)[1] == []


@EACH
def test_is_laid_out_as_format_does(start: Callable[[str, str], Path], language: str, starter: str) -> None:
    assert format_files(start(language, starter), lambda _: True) == FormatResult()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_long_title_is_laid_out_as_format_does(tmp_path: Path, language: str) -> None:
    start_playbook(tmp_path, language, "Sổ tay của một tiệm bánh rất xa, " * 6, TODAY)
    assert format_files(tmp_path, lambda _: True) == FormatResult()


@pytest.mark.parametrize(
    "folder",
    [".", *(f"cxsite/authoring/starters/{language}/{name}" for language, name in product(LANGUAGES, STARTERS))],
)
def test_no_sentence_stands_in_brackets_where_a_comma_would_cut_it(folder: str) -> None:
    files = sorted((ROOT / folder / "content").rglob("*.yml"))
    assert files
    for file in files:
        for node in in_brackets(yaml.compose(file.read_text(encoding="utf-8"), yaml.CBaseLoader)):
            assert " " not in node.value, f"{file}:{node.start_mark.line + 1}"


def in_brackets(node: yaml.Node | None, *, inside: bool = False) -> Iterator[yaml.ScalarNode]:
    """Every scalar that stands in brackets or braces."""
    if isinstance(node, yaml.ScalarNode) and inside:
        yield node
    if not isinstance(node, yaml.CollectionNode):
        return
    inside = inside or bool(node.flow_style)
    parts = [part for pair in node.value for part in pair] if isinstance(node, yaml.MappingNode) else node.value
    for part in parts:
        yield from in_brackets(part, inside=inside)


def settings(path: Path) -> dict[str, Any]:
    """A mkdocs.yml without its title, address, languages and the words of its menu."""
    values: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), yaml.CBaseLoader)  # noqa: S506
    values["nav"] = [next(iter(entry.values())) for entry in values["nav"]]
    values["theme"]["palette"] = len(values["theme"]["palette"])
    values["theme"].pop("language")
    values["markdown_extensions"]["toc"].pop("permalink_title")
    values["extra"].pop("alternate", None)
    return {key: value for key, value in values.items() if key not in {"site_name", "site_description", "site_url"}}


@pytest.mark.parametrize("language", LANGUAGES)
def test_has_the_same_settings_of_mkdocs_as_this_repository(start: Callable[[str, str], Path], language: str) -> None:
    assert settings(start(language, "retail") / "mkdocs.yml") == settings(ROOT / "mkdocs.yml")


def test_refuses_a_folder_that_holds_something_and_lists_it(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(CxsiteError, match=r"notes\.txt"):
        start_playbook(tmp_path, "vi", "", TODAY)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]
    with pytest.raises(CxsiteError, match="not a folder"):
        start_playbook(tmp_path / "notes.txt", "vi", "", TODAY)


@pytest.mark.parametrize("title", ["?!", "a\x07b"])
def test_refuses_what_cannot_be_a_title_before_it_writes(tmp_path: Path, title: str) -> None:
    with pytest.raises(CxsiteError, match="title"):
        start_playbook(tmp_path / "shop", "vi", title, TODAY)
    assert not (tmp_path / "shop").exists()


def test_takes_a_folder_that_only_git_has_begun(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    assert "content/playbook.yml" in start_playbook(tmp_path, "en", "", TODAY)


@pytest.mark.parametrize("language", LANGUAGES)
def test_writes_line_feeds_only(tmp_path: Path, language: str) -> None:
    for path in start_playbook(tmp_path, language, "", TODAY):
        assert b"\r" not in (tmp_path / path).read_bytes()
