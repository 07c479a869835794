"""Every skeleton reads back without error, explains every field, and never takes another file's place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from authoring_playbook import write_small_playbook

from cxsite.authoring.format_files import FormatResult, format_files
from cxsite.authoring.skeleton_comments import key_lines
from cxsite.authoring.skeletons import NEW, make_skeleton, write_skeleton
from cxsite.model.records.field_info import record_in
from cxsite.model.records.rating import Rating
from cxsite.problems import CxsiteError, Problem
from cxsite.reading import read

if TYPE_CHECKING:
    from pathlib import Path

    from cxsite.model.content import Content
    from cxsite.model.records.record import Record

LANGUAGES = ("vi", "en")


@pytest.fixture(scope="module")
def contents(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Content]:
    """The small playbook in each language."""
    return {one: read(write_small_playbook(tmp_path_factory.mktemp(one), one))[0] for one in LANGUAGES}


def written(project: Path, kind: str, title: str, *, ideal: str = "") -> str:
    content, _ = read(project)
    return write_skeleton(project, kind, title, content, ideal=ideal)


def reread(project: Path) -> tuple[Content, list[Problem]]:
    return read(project)


def fields_of(model: type[Record]) -> set[tuple[type[Record], str]]:
    """Every field that may be written below a file of this kind; ratings are numbers there."""
    found: set[tuple[type[Record], str]] = set()
    todo = [model]
    while todo:
        here = todo.pop()
        for name, info in here.model_fields.items():
            if (here, name) not in found:
                found.add((here, name))
                inner = record_in(info.annotation)
                todo += [inner] if inner not in (None, Rating) else []
    return found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", NEW)
def test_reads_back_without_a_problem(tmp_path: Path, kind: str, language: str) -> None:
    project = write_small_playbook(tmp_path, language)
    path = written(project, kind, "Đổi váy: #1, “vừa”?")
    content, problems = reread(project)
    assert problems == []
    assert path == f"content/{NEW[kind].folder}/doi-vay-1-vua.yml"
    record = getattr(content, NEW[kind].folder)["doi-vay-1-vua"]
    assert (getattr(record, "name", None) or record.title) == "Đổi váy: #1, “vừa”?"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", NEW)
def test_reads_back_with_every_line_put_to_use(tmp_path: Path, kind: str, language: str) -> None:
    project = write_small_playbook(tmp_path, language)
    path = project / written(project, kind, "Mới")
    head, body = path.read_text(encoding="utf-8").split("\n\n", 1)
    used = re.sub(r"^( *)# ", r"\1", body, flags=re.MULTILINE)
    assert used.count("\n") > 15
    path.write_text(f"{head}\n\n{used}", encoding="utf-8")
    assert reread(project)[1] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", NEW)
def test_explains_every_field_of_the_model(contents: dict[str, Content], kind: str, language: str) -> None:
    text = make_skeleton(kind, "Mới", contents[language])
    lines = text.split("\n")
    explained = {(line.model, line.key) for line in key_lines(text, NEW[kind].model) if "  # " in lines[line.number]}
    assert fields_of(NEW[kind].model) - explained == set()


LONG = "Một tên rất dài " * 12


@pytest.mark.parametrize("title", ["Mới", "Đổi váy: #1, “vừa”?", LONG])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", NEW)
def test_is_laid_out_as_format_does_and_keeps_the_order_of_its_lines(
    tmp_path: Path, kind: str, language: str, title: str
) -> None:
    project = write_small_playbook(tmp_path, language)
    path = written(project, kind, title)
    assert format_files(project, lambda one: one == path) == FormatResult()
    lines = (project / path).read_text(encoding="utf-8").split("\n")
    made = make_skeleton(kind, title.strip(), read(project)[0]).split("\n")
    assert keys_of(lines) == keys_of(made), "a commented key stays below the one that it belongs to"


def keys_of(lines: list[str]) -> list[str]:
    """The keys of a skeleton in their order, commented out or not."""
    return [found[1] for line in lines if (found := re.match(r"[ #-]*([a-z_]+):( |$)", line))]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", NEW)
def test_holds_no_sentence_in_brackets_where_a_comma_would_cut_it(
    contents: dict[str, Content], kind: str, language: str
) -> None:
    text = make_skeleton(kind, "Mới", contents[language])
    assert [line for line in text.split("\n") if SENTENCE_IN_BRACKETS.search(line.partition("  #")[0])] == []


SENTENCE_IN_BRACKETS = re.compile(r"[\[{][^\]}]*\w \w+[^:,\]}]*[\]},]")


def test_ids_follow_titles_and_make_way(tmp_path: Path) -> None:
    project = write_small_playbook(tmp_path)
    paths = [written(project, "persona", title) for title in ("má", "mã", "ma", "Lan", "Chị Lan")]
    names = ["ma", "ma-2", "ma-3", "lan-2", "chi-lan-2"]
    assert paths == [f"content/personas/{name}.yml" for name in names]
    assert reread(project)[1] == []


def test_never_overwrites_whatever_the_suffix(tmp_path: Path) -> None:
    project = write_small_playbook(tmp_path)
    other = project / "content/plays/chao.yaml"
    other.parent.mkdir()
    other.write_text("title: Chào", encoding="utf-8")
    assert written(project, "play", "Chào") == "content/plays/chao-2.yml"
    assert other.read_text(encoding="utf-8") == "title: Chào"


def test_long_titles_keep_ids_within_bounds(tmp_path: Path) -> None:
    project = write_small_playbook(tmp_path)
    for _ in range(3):
        written(project, "goal", "Khách hàng hài lòng " * 20)
    content, problems = reread(project)
    assert problems == []
    assert all(len(name) <= 64 for name in content.goals)
    assert len(content.goals) == 3


@pytest.mark.parametrize("title", ["", "  ", "!?", "a\x07b"])
def test_refuses_what_cannot_be_a_title(tmp_path: Path, title: str) -> None:
    project = write_small_playbook(tmp_path)
    with pytest.raises(CxsiteError):
        written(project, "goal", title)


def test_a_journey_needs_a_persona_and_stages_first(tmp_path: Path) -> None:
    content = tmp_path / "content"
    content.mkdir()
    (content / "playbook.yml").write_text("title: Sổ tay\n", encoding="utf-8")
    with pytest.raises(CxsiteError, match="persona"):
        written(tmp_path, "journey", "Mua váy")
    (content / "personas").mkdir()
    (content / "personas/lan.yml").write_text("name: Lan\n", encoding="utf-8")
    with pytest.raises(CxsiteError, match="stages"):
        written(tmp_path, "journey", "Mua váy")


def test_files_have_line_feeds_and_no_mark(tmp_path: Path) -> None:
    project = write_small_playbook(tmp_path)
    data = (project / written(project, "persona", "Đào")).read_bytes()
    assert b"\r" not in data
    assert data.endswith(b"\n")
    assert not data.startswith(b"\xef\xbb\xbf")
    assert [path.name for path in (project / "content/personas").iterdir() if path.name.startswith(".")] == []
