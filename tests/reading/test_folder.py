from __future__ import annotations

import os
import unicodedata
from datetime import date
from typing import TYPE_CHECKING

import pytest
from caret_markers import find_marked
from project_files import TODAY, read_files

from cxsite.problems import CxsiteError
from cxsite.reading import read
from cxsite.reading.files import MAX_FILES, find_in_memory

if TYPE_CHECKING:
    from pathlib import Path

    from cxsite.problems import Problem


def message(problems: list[Problem]) -> list[tuple[str, str, dict[str, object]]]:
    return [(p.code, str(p.place), dict(p.values)) for p in problems]


def test_both_suffixes_are_read(tmp_path: Path) -> None:
    files = {"personas/lan.yml": "name: Lan", "personas/minh.yaml": "name: Minh", "goals/a.YML": "title: A"}
    content, problems = read_files(tmp_path, files)
    assert problems == []
    assert [(p.id, p.name, p.path) for p in content.personas.values()] == [
        ("lan", "Lan", "content/personas/lan.yml"),
        ("minh", "Minh", "content/personas/minh.yaml"),
    ]
    assert list(content.goals) == ["a"]


def test_a_playbook_may_end_in_yaml(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "playbook.yaml").write_text("title: A\n", encoding="utf-8")
    content, problems = read(tmp_path, today=TODAY)
    assert (content.playbook.title, content.playbook.id, problems) == ("A", "playbook", [])


def test_without_a_playbook_the_rest_is_read_and_its_absence_reported(tmp_path: Path) -> None:
    (tmp_path / "content" / "personas").mkdir(parents=True)
    (tmp_path / "content" / "personas" / "lan.yml").write_text("nam: Lan\n", encoding="utf-8")
    content, problems = read(tmp_path, today=TODAY)
    assert message(problems)[1:] == [("CX020", "content/playbook.yml:1:1", {})]
    assert problems[0].code == "CX101"
    assert content.unreadable == {("playbook", "playbook"), ("persona", "lan")}


def test_a_missing_content_folder_is_the_world_s_fault(tmp_path: Path) -> None:
    with pytest.raises(CxsiteError, match="no folder content/"):
        read(tmp_path)


@pytest.mark.parametrize("ends", ["\r\n", "\r", "\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_line_ends_and_byte_order_mark_move_no_place(tmp_path: Path, ends: str, mark: bytes) -> None:
    text = ends.join(["name: Lan", "about: |", "  Một", "  hai <b>", "share: 101", ""])
    content, problems = read_files(tmp_path, {"personas/lan.yml": mark + text.encode()})
    assert [(p.code, str(p.place)) for p in problems] == [
        ("CX114", "content/personas/lan.yml:4:7"),
        ("CX105", "content/personas/lan.yml:5:8"),
    ]
    assert content.texts["content/personas/lan.yml"].count("\n") == 5


def test_two_files_with_one_id_are_reported_and_the_first_is_kept(tmp_path: Path) -> None:
    files = {"personas/lan.yaml": "name: Một", "personas/lan.yml": "name: Hai"}
    content, problems = read_files(tmp_path, files)
    values = {"id": "lan", "other": "content/personas/lan.yaml"}
    assert message(problems) == [("CX017", "content/personas/lan.yml:1:1", values)]
    assert content.personas["lan"].name == "Một"


@pytest.mark.parametrize(
    ("name", "suggestion"),
    [("Lan", "lan"), ("chị lan", "chi-lan"), ("a_b", "a-b"), ("-a", "a"), ("a--b", "a-b"), ("x" * 65, "x" * 64)],
)
def test_a_file_name_that_is_no_id_is_reported(tmp_path: Path, name: str, suggestion: str) -> None:
    content, problems = read_files(tmp_path, {f"personas/{name}.yml": "name: Lan"})
    assert message(problems) == [
        ("CX018", f"content/personas/{name}.yml:1:1", {"found": name, "suggestion": suggestion})
    ]
    assert content.unreadable == {("persona", name), ("persona", suggestion)}


@pytest.mark.parametrize("name", ["index", "con", "NUL", "com1", "readme", "404"])
def test_a_reserved_file_name_is_reported(tmp_path: Path, name: str) -> None:
    _, problems = read_files(tmp_path, {f"personas/{name}.yml": "name: Lan"})
    assert message(problems) == [("CX111", f"content/personas/{name}.yml:1:1", {"found": name})]


@pytest.mark.parametrize("name", [unicodedata.normalize("NFC", "hạnh"), unicodedata.normalize("NFD", "hạnh")])
def test_names_with_accents_are_reported_in_either_form(tmp_path: Path, name: str) -> None:
    _, problems = read_files(tmp_path, {f"personas/{name}.yml": "name: Hạnh"})
    assert [(p.code, p.values["suggestion"]) for p in problems] == [("CX018", "hanh")]


def test_ids_that_differ_by_case_are_reported(tmp_path: Path) -> None:
    _, problems = read_files(tmp_path, {"personas/lan.yml": "name: a", "personas/Lan.yml": "name: b"})
    assert message(problems) == [("CX018", "content/personas/Lan.yml:1:1", {"found": "Lan", "suggestion": "lan-2"})]


@pytest.mark.parametrize(
    ("first", "second"),
    [("Lan.png", "lan.PNG"), (unicodedata.normalize("NFC", "hạnh.jpg"), unicodedata.normalize("NFD", "hạnh.jpg"))],
)
def test_pictures_whose_names_are_one_on_other_computers_are_reported(tmp_path: Path, first: str, second: str) -> None:
    content, problems = read_files(tmp_path, {f"pictures/{first}": b"", f"pictures/{second}": b""})
    names = sorted([first, second])
    values = {"other": f"content/pictures/{names[0]}"} | ({} if first.isascii() else {"alike": "accents"})
    assert message(problems) == [("CX022", f"content/pictures/{names[1]}:1:1", values)]
    assert content.pictures == {unicodedata.normalize("NFC", names[0])}


@pytest.mark.parametrize(
    ("path", "folder", "suggestion"),
    [
        ("persona/lan.yml", "persona", "personas"),
        ("personas/sub/lan.yml", "personas/sub", "personas"),
        ("other/lan.yaml", "other", ""),
        ("pages/huong-dan/doi-hang.md", "pages/huong-dan", "pages"),
        ("page/doi-hang.md", "page", "pages"),
        ("observations/2026/nps.csv", "observations/2026", "observations"),
        ("observation/nps.csv", "observation", "observations"),
    ],
)
def test_a_file_in_an_unknown_folder_is_reported(tmp_path: Path, path: str, folder: str, suggestion: str) -> None:
    content, problems = read_files(tmp_path, {path: "name: Lan"})
    assert message(problems) == [("CX019", f"content/{path}:1:1", {"folder": folder, "suggestion": suggestion})]
    assert (("persona", "lan") in content.unreadable) is (suggestion == "personas")


@pytest.mark.parametrize(
    ("path", "beside", "taken"),
    [("playbok.yml", "playbook.yml", "playbook"), ("persona/lan.yml", "personas/lan.yaml", "file")],
)
def test_nobody_is_reported_to_overwrite_a_file(tmp_path: Path, path: str, beside: str, taken: str) -> None:
    files = {path: "name: Lan"} if taken == "playbook" else {path: "name: Lan", beside: "name: Lan"}
    _, problems = read_files(tmp_path, files)
    assert [(p.code, p.values["taken"], p.values["other"]) for p in problems] == [("CX019", taken, f"content/{beside}")]


def test_hidden_files_and_other_suffixes_are_left_alone(tmp_path: Path) -> None:
    files = {".git/x.yml": "a", "personas/.lan.yml": "a", "personas/notes.txt": "a", "pictures/x.txt": "a", "a.md": "a"}
    files |= {"notes/x.md": "a", "data/x.csv": "a", "answers/2026/x.csv": "a", "pictures/sub/x.png": "a"}
    content, problems = read_files(tmp_path, files)
    assert (problems, dict(content.personas), content.pictures) == ([], {}, frozenset())


@pytest.mark.parametrize(
    ("data", "code", "values"),
    [
        (b"name: L\xe1n", "CX009", {}),
        (b"", "CX010", {}),
        (b"name: " + b"a" * (1024 * 1024 - 5), "CX011", {"limit": 1024 * 1024}),
        (b"name: \x07", "CX008", {"code": "U+0007"}),
        ("name: Lan".encode("utf-16"), "CX009", {}),
        (b"name: [", "CX001", {"reason": "comma"}),
    ],
    ids=["not UTF-8", "empty", "a byte too big", "a bell", "UTF-16", "broken"],
)
def test_what_cannot_be_read_is_reported_and_still_counts_as_there(
    tmp_path: Path, data: bytes, code: str, values: dict[str, object]
) -> None:
    content, problems = read_files(tmp_path, {"personas/lan.yml": data})
    assert [(p.code, p.values) for p in problems] == [(code, values)]
    assert content.unreadable == {("persona", "lan")}


def test_a_file_of_just_the_limit_is_read(tmp_path: Path) -> None:
    text = b"name: Lan\n#" + b"a" * (1024 * 1024 - 11)
    assert len(text) == 1024 * 1024
    assert read_files(tmp_path, {"personas/lan.yml": text})[1] == []


def test_the_letter_that_is_not_utf_8_is_reported_at_its_place(tmp_path: Path) -> None:
    _, problems = read_files(tmp_path, {"personas/lan.yml": "name: Lan\nquote: Chị ".encode() + b"\xe1n\n"})
    assert [(x.line, x.column, x.end_line, x.end_column) for x in find_marked(problems)] == [(2, 12, 2, 13)]


def test_links_that_lead_out_are_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "lan.yml").write_text("name: Ngoài", encoding="utf-8")
    personas = tmp_path / "project" / "content" / "personas"
    personas.mkdir(parents=True)
    (personas / "lan.yml").symlink_to(outside / "lan.yml")
    (personas / "gone.yml").symlink_to(outside / "gone.yml")
    (personas / "round.yml").symlink_to("round.yml")
    (personas / "folder").symlink_to(outside)
    (personas / "up").symlink_to("..")
    content, problems = read_files(tmp_path / "project", {"personas/minh.yml": "name: Minh"})
    assert [(p.code, p.place.path.rpartition("/")[2]) for p in problems] == [
        ("CX015", "folder"), ("CX015", "gone.yml"), ("CX015", "lan.yml"), ("CX015", "round.yml"), ("CX015", "up"),
    ]  # fmt: skip
    assert list(content.personas) == ["minh"]
    assert ("persona", "lan") in content.unreadable


def test_a_link_to_a_file_inside_is_read(tmp_path: Path) -> None:
    read_files(tmp_path, {"personas/lan.yml": "name: Lan"})
    (tmp_path / "content" / "personas" / "hai.yml").symlink_to("lan.yml")
    content, problems = read(tmp_path, today=TODAY)
    assert (problems, list(content.personas)) == ([], ["hai", "lan"])


def test_what_is_no_ordinary_file_is_reported_at_once(tmp_path: Path) -> None:
    personas = tmp_path / "content" / "personas"
    (personas / "folder.yml").mkdir(parents=True)
    (personas / "folder.yml" / "lan.yml").write_text("name: Lan", encoding="utf-8")
    os.mkfifo(personas / "pipe.yml")
    content, problems = read_files(tmp_path, {})
    assert message(problems) == [
        ("CX016", "content/personas/folder.yml:1:1", {}),
        ("CX016", "content/personas/pipe.yml:1:1", {}),
    ]
    assert content.unreadable == {("persona", "folder"), ("persona", "pipe")}


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_that_may_not_be_read_is_reported(tmp_path: Path) -> None:
    read_files(tmp_path, {"personas/lan.yml": "name: Lan"})
    (tmp_path / "content" / "personas" / "lan.yml").chmod(0)
    content, problems = read(tmp_path, today=TODAY)
    assert [p.code for p in problems] == ["CX014"]
    assert content.unreadable == {("persona", "lan")}


def test_a_file_that_cannot_be_opened_is_reported(tmp_path: Path) -> None:
    link = tmp_path / "content" / "personas" / "lan.yml"
    link.parent.mkdir(parents=True)
    link.symlink_to("/proc/self/mem" if os.path.exists("/proc/self/mem") else "/")  # noqa: PTH110 -- a system file
    assert [p.code for p in read_files(tmp_path, {})[1]] == ["CX015"]


@pytest.mark.parametrize("name", [b"a\nb.yml", b"\xff\xfe.yml", b"\x1b[31m.yml", "\u202ea.yml".encode()])
def test_strange_file_names_are_reported_and_can_be_written(tmp_path: Path, name: bytes) -> None:
    folder = tmp_path / "content" / "personas"
    folder.mkdir(parents=True)
    with open(os.path.join(os.fsencode(folder), name), "wb") as opened:  # noqa: PTH118, PTH123 -- a name in bytes
        opened.write(b"name: Lan")
    _, problems = read_files(tmp_path, {})
    assert [p.code for p in problems] == ["CX018"]
    assert f"{problems[0].place} {problems[0].values}".encode()


def test_too_many_files_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cxsite.reading.files.MAX_FILES", 5)
    with pytest.raises(CxsiteError, match="more than 5 files"):
        read_files(tmp_path, {f"pictures/{number}.png": b"" for number in range(6)})


def test_a_hand_written_page_has_its_first_heading_as_title(tmp_path: Path) -> None:
    files = {
        "pages/a.md": "Mở đầu\n\n# Cách làm { #x }\n\n## Hai\n",
        "pages/b.md": "không có đầu đề",
        "pages/Bad.md": "",
    }
    content, problems = read_files(tmp_path, files)
    assert [(page.id, page.title) for page in content.pages.values()] == [("a", "Cách làm"), ("b", "b")]
    assert [p.code for p in problems] == ["CX018"]


def test_problems_come_in_the_order_of_files_lines_and_columns(tmp_path: Path) -> None:
    files = {
        "personas/b.yml": "nmae: B\nshare: x\nshare: y\n",
        "personas/a.yml": "share: 101\n",
        "goals/z.yml": "title: Z\nwho: {a: b}\nby: x\n",
    }
    _, problems = read_files(tmp_path, files)
    assert [(p.code, str(p.place).removeprefix("content/")) for p in problems] == [
        ("CX101", "goals/z.yml:2:1"),
        ("CX108", "goals/z.yml:3:5"),
        ("CX102", "personas/a.yml:1:1"),
        ("CX105", "personas/a.yml:1:8"),
        ("CX101", "personas/b.yml:1:1"),
        ("CX103", "personas/b.yml:2:8"),
        ("CX002", "personas/b.yml:3:1"),
    ]


def test_content_is_in_the_order_of_ids(tmp_path: Path) -> None:
    content, _ = read_files(tmp_path, {f"personas/{name}.yml": f"name: {name}" for name in ("b", "a-b", "a", "a1")})
    assert list(content.personas) == ["a", "a-b", "a1", "b"]


def test_today_is_the_day_that_is_given(tmp_path: Path) -> None:
    assert read_files(tmp_path, {})[0].today == TODAY
    assert read(tmp_path, today=date(2027, 1, 1))[0].today == date(2027, 1, 1)


def test_files_in_memory_are_found_as_on_the_disk() -> None:
    files = {
        "content/b.yml": b"x",
        "content/a/b/c/d.yml": b"",
        "content/a/b/c/d/too-deep.yml": b"",
        "content/.hidden/x.yml": b"",
        "contents/x.yml": b"",
        "content/link.yml": None,
    }
    found, problems = find_in_memory(files, "content")
    assert [(one.path, one.data) for one in found] == [("content/a/b/c/d.yml", b""), ("content/b.yml", b"x")]
    assert [(problem.code, problem.place.path) for problem in problems] == [("CX015", "content/link.yml")]
    with pytest.raises(CxsiteError, match=r"^content/ contains more than 20000 files\.$"):
        find_in_memory({f"content/{number}.yml": b"" for number in range(MAX_FILES + 1)}, "content")
