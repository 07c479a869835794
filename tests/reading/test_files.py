"""Files are found in the order of their names and read within bounds; what cannot be read says why."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from cxsite.problems import CxsiteError, Level, Place
from cxsite.reading import files
from cxsite.reading.files import ContentFile, find_files, find_in_memory, read_text

ELSEWHERE = "Move files that do not belong to the playbook out of it."


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with a few files, some of which nobody wants to see."""
    for path in ("b.yml", "a/z.yml", "a/b/c/d.yml", "a/b/c/e/too-deep.yml", ".git/x.yml", "a/.x.yml", "a.txt"):
        (tmp_path / "content" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "content" / path).write_text(path)
    return tmp_path


def held(data: bytes) -> ContentFile:
    return ContentFile("content/a.yml", "content/a.yml", data)


def test_files_are_found_by_their_paths(project: Path) -> None:
    found, problems = find_files(project, "content")
    assert [(one.path, one.folder) for one in found] == [
        ("content/a.txt", ""),
        ("content/a/b/c/d.yml", "a/b/c"),
        ("content/a/z.yml", "a"),
        ("content/b.yml", ""),
    ]
    assert [Path(one.file).read_text() for one in found] == ["a.txt", "a/b/c/d.yml", "a/z.yml", "b.yml"]
    assert [one.data for one in found] == [None] * 4
    assert problems == []


def test_a_missing_folder_is_reported_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(CxsiteError) as caught:
        find_files(tmp_path, "content")
    assert caught.value.message == f"There is no folder content/ in {tmp_path}."
    assert (
        caught.value.remedy
        == "Run cxsite in the folder that contains content/, or start a playbook with: cxsite init DIR"
    )


def test_a_folder_that_cannot_be_listed_is_reported(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(folder: Path) -> None:
        raise PermissionError(13, "Permission denied", str(folder))

    monkeypatch.setattr(os, "scandir", refused)
    with pytest.raises(CxsiteError) as caught:
        find_files(project, "content")
    assert caught.value.message == f"content/ cannot be listed: Permission denied ({project / 'content'})."
    assert caught.value.remedy == "Change its permissions so that you can read it."


def test_links_that_lead_out_round_or_to_folders_are_problems(project: Path) -> None:
    content = project / "content"
    (project / "out.yml").write_text("x")
    for name, target in (("out", "../out.yml"), ("gone", "gone.yml"), ("round", "round.yml"), ("folder", "a")):
        (content / f"{name}.yml").symlink_to(target)
    (content / "good.yml").symlink_to("a/z.yml")
    found, problems = find_files(project, "content")
    assert [problem.place.path for problem in problems] == [
        "content/folder.yml", "content/gone.yml", "content/out.yml", "content/round.yml",
    ]  # fmt: skip
    assert {(problem.code, problem.level) for problem in problems} == {("CX015", Level.ERROR)}
    assert "content/good.yml" in [one.path for one in found]


def test_a_name_that_is_not_utf_8_is_written_with_escapes(project: Path) -> None:
    with open(os.path.join(os.fsencode(project), b"content", b"\xff\xe1.yml"), "wb") as opened:  # noqa: PTH118, PTH123
        opened.write(b"name: Lan")
    assert r"content/\udcff\udce1.yml" in [one.path for one in find_files(project, "content")[0]]


@pytest.mark.parametrize(("limit", "refused"), [(3, "content/"), (4, "content/a/"), (5, "content/")])
def test_too_many_files_in_one_folder_or_in_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: int, refused: str
) -> None:
    folders = {3: (".",), 4: ("a",), 5: ("a", "b")}[limit]
    for folder in folders:
        (tmp_path / "content" / folder).mkdir(parents=True)
        for number in range(limit if len(folders) > 1 else limit + 1):
            (tmp_path / "content" / folder / f"{number}.yml").write_text("")
    monkeypatch.setattr(files, "MAX_FILES", limit)
    with pytest.raises(CxsiteError) as caught:
        find_files(tmp_path, "content")
    assert (caught.value.message, caught.value.remedy) == (f"{refused} contains more than {limit} files.", ELSEWHERE)


def test_as_many_files_as_allowed_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "content").mkdir()
    for number in range(5):
        (tmp_path / "content" / f"{number}.yml").write_text("")
    monkeypatch.setattr(files, "MAX_FILES", 5)
    assert len(find_files(tmp_path, "content")[0]) == 5
    assert len(find_in_memory({f"content/{number}.yml": b"" for number in range(5)}, "content")[0]) == 5
    with pytest.raises(CxsiteError) as caught:
        find_in_memory({f"content/{number}.yml": None for number in range(6)}, "content")
    assert (caught.value.message, caught.value.remedy) == ("content/ contains more than 5 files.", ELSEWHERE)


def test_files_in_memory_know_their_paths() -> None:
    found, problems = find_in_memory(
        {"content/b.yml": b"x", "content/a/\udcff.yml": b"y", "content/l.yml": None}, "content"
    )
    assert [(one.file, one.path, one.data) for one in found] == [
        ("content/a/\udcff.yml", r"content/a/\udcff.yml", b"y"),
        ("content/b.yml", "content/b.yml", b"x"),
    ]
    assert [(problem.code, problem.place) for problem in problems] == [("CX015", Place("content/l.yml"))]


@pytest.mark.parametrize(
    ("data", "text"),
    [(b"a\r\nb\rc\n", "a\nb\nc\n"), (b"\xef\xbb\xbfa", "a"), ("đỏ".encode(), "đỏ"), (b"", ""), (b"\r\r\n", "\n\n")],
)
def test_line_ends_become_line_feeds_and_a_byte_order_mark_goes(tmp_path: Path, data: bytes, text: str) -> None:
    (tmp_path / "a.yml").write_bytes(data)
    assert read_text(ContentFile(str(tmp_path / "a.yml"), "content/a.yml")) == (text, [])
    assert read_text(held(data)) == (text, [])


@pytest.mark.parametrize("on_disk", [True, False])
def test_a_file_of_just_the_limit_is_read_and_one_byte_more_is_not(tmp_path: Path, *, on_disk: bool) -> None:
    def file(data: bytes) -> ContentFile:
        (tmp_path / "a.yml").write_bytes(data)
        return ContentFile(str(tmp_path / "a.yml"), "content/a.yml") if on_disk else held(data)

    assert read_text(file(b"a" * 10), 10) == ("a" * 10, [])
    text, (problem,) = read_text(file(b"a" * 11), 10)
    assert text is None
    assert (problem.code, problem.place, problem.values) == ("CX011", Place("content/a.yml"), {"limit": 10})


def test_of_a_big_file_no_more_than_the_limit_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.yml").write_bytes(b"a" * 1_000)
    taken: list[int] = []
    read = os.read

    def noting(opened: int, most: int) -> bytes:
        part = read(opened, min(most, 4))  # as a slow disk or a pipe gives them
        taken.append(len(part))
        return part

    monkeypatch.setattr(os, "read", noting)
    assert read_text(ContentFile(str(tmp_path / "a.yml"), "content/a.yml"), 10)[0] is None
    assert taken == [4, 4, 3]
    (tmp_path / "a.yml").write_bytes(b"abcdefghij")
    assert read_text(ContentFile(str(tmp_path / "a.yml"), "content/a.yml"), 20) == ("abcdefghij", [])


@pytest.mark.parametrize(
    ("data", "line", "column"),
    [
        (b"\xff", 1, 1),
        (b"a\nb\xe1n", 2, 2),
        ("x: Chị ".encode() + b"\xe1", 1, 8),
        (b"\n\n\xc3(", 3, 1),
        (b"a\r\nb\xff", 2, 2),
    ],
)
def test_the_byte_that_is_not_utf_8_has_its_place(data: bytes, line: int, column: int) -> None:
    text, (problem,) = read_text(held(data))
    assert text is None
    assert (problem.code, problem.level) == ("CX009", Level.ERROR)
    assert problem.place == Place("content/a.yml", line, column, line, column + 1)


def test_what_is_no_file_or_cannot_be_opened_is_reported_with_its_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(tmp_path / "pipe.yml")
    assert [problem.code for problem in read_text(ContentFile(str(tmp_path / "pipe.yml"), "content/pipe.yml"))[1]] == [
        "CX016"
    ]
    gone = ContentFile(str(tmp_path / "gone.yml"), "content/gone.yml")
    assert [(p.code, p.values) for p in read_text(gone)[1]] == [("CX014", {"reason": "No such file or directory"})]

    def interrupted(*_: object) -> None:
        raise BlockingIOError

    (tmp_path / "a.yml").write_bytes(b"")
    monkeypatch.setattr(os, "open", interrupted)
    text, (problem,) = read_text(ContentFile(str(tmp_path / "a.yml"), "content/a.yml"))
    assert (text, problem.code, problem.values) == (None, "CX014", {"reason": "BlockingIOError"})


def test_files_are_closed_again(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_bytes(b"x")
    before = len(os.listdir("/proc/self/fd"))  # noqa: PTH208 -- only their number
    for _ in range(3):
        read_text(ContentFile(str(tmp_path / "a.yml"), "content/a.yml"))
    assert len(os.listdir("/proc/self/fd")) == before  # noqa: PTH208
