"""Changes of single values: the smallest edit that says the new value, and nothing else changes."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxsite.authoring.schemas import MODELS, kind_of
from cxsite.authoring.value_edits import insert_item, move_item, remove_value, set_value
from cxsite.model.records.journey import Journey
from cxsite.model.records.persona import Persona
from cxsite.model.records.source_location import Fields, Items
from cxsite.problems import CxsiteError
from cxsite.reading.yaml_events import read_yaml

if TYPE_CHECKING:
    from collections.abc import Callable

SAMPLE = Path(__file__).parents[2] / "content"
IS_LONG_RUN = int(os.environ.get("CXSITE_EDITS", "60")) > 60
FILES = [*sorted(SAMPLE.glob("*/*.yml")), SAMPLE / "playbook.yml"]
PERSONA = """\
# đầu tệp
name: Lan  # tên
tagline: 'Người ''bận'' rộn'
quote: "Tôi nói: được"

# kể chuyện
about: |
  Dòng một.

  Dòng hai.
segment: >-
  Khách mua váy
  đi cưới, lần đầu,
  tại cửa hàng.
opinions: [Đẹp, 'Rẻ, bền']
demographics: {age: 32, job: kế toán}
goals:
  # trước mục đầu
  - Mặc đẹp  # mục đầu
  - Không mất
    cả buổi tối
  - "Nhanh"
"""


def plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    return [plain(one) for one in value] if isinstance(value, list) else value


def values(data: bytes) -> Any:
    fields, problems = read_yaml("", data.decode().removeprefix("\ufeff").replace("\r\n", "\n"))
    assert problems == []
    return plain(fields)


def common_start(one: list[bytes], other: list[bytes]) -> int:
    return next(
        (number for number, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )


def changed_lines(before: bytes, after: bytes) -> tuple[int, int]:
    """How many lines between the first and the last difference went, and how many came."""
    old, new = before.split(b"\n"), after.split(b"\n")
    same = common_start(old, new)
    same += common_start(old[same:][::-1], new[same:][::-1])
    return len(old) - same, len(new) - same


def leaves(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[tuple[str | int, ...], Any]]:
    if isinstance(value, Fields):
        return [leaf for key, one in value.items() for leaf in leaves(one, (*path, key))]
    if isinstance(value, Items):
        return [leaf for number, one in enumerate(value) for leaf in leaves(one, (*path, number))]
    return [(path, value)]


@pytest.mark.parametrize(
    ("text", "path", "left"),
    [
        ("title: A\npersonas: lan\n", ("personas", 0), "title: A\n"),
        (
            "title: A\napplies_to:\n  journeys: mua\n  stages: [a, b]\n",
            ("applies_to", 0, "stages", 1),
            "title: A\napplies_to:\n  journeys: mua\n  stages: [a]\n",
        ),
        (
            "title: A\napplies_to:\n  journeys: mua\n  stages: [a]\n",
            ("applies_to", 0, "journeys", 0),
            "title: A\napplies_to:\n  stages: [a]\n",
        ),
    ],
)
def test_of_a_list_written_as_its_only_item_the_item_is_removed(
    text: str, path: tuple[str | int, ...], left: str
) -> None:
    assert remove_value(text.encode(), path).decode() == left


@pytest.mark.slow
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_one_changed_word_is_one_changed_line_for_every_text_of_the_sample(file: Path) -> None:
    """`make test` tries one text in eight, in each file from another one on; `make test-long` tries all."""
    data = file.read_bytes()
    fields, _ = read_yaml("", data.decode())
    kind = kind_of(f"content/{file.relative_to(SAMPLE).as_posix()}")
    assert fields is not None
    assert kind is not None
    texts = [(path, value) for path, value in leaves(fields) if isinstance(value, str) and value.strip()]
    for path, value in texts if IS_LONG_RUN else texts[FILES.index(file) % 8 :: 8]:
        words = value.split(" ")
        new = " ".join(["đổi" if word == words[0] and not number else word for number, word in enumerate(words)])
        made = set_value(data, MODELS[kind], path, new)
        assert changed_lines(data, made) == (1, 1), (path, made.decode())
        assert set_value(made, MODELS[kind], path, value) == data, path


@pytest.mark.parametrize(
    ("path", "value", "line"),
    [
        (("name",), "Cô Lan", "name: Cô Lan  # tên"),
        (("name",), "Lan: khách", 'name: "Lan: khách"  # tên'),
        (("name",), "12", 'name: "12"  # tên'),
        (("tagline",), "Người 'rảnh'", "tagline: 'Người ''rảnh'''"),
        (("quote",), 'Nói "không"', r'quote: "Nói \"không\""'),
        (("about",), "Dòng một.\n\nDòng ba.\n", "  Dòng ba."),
        (("segment",), "Khách mua áo đi cưới, lần đầu, tại cửa hàng.", "  Khách mua áo"),
        (("opinions", 1), "Rẻ và bền", "opinions: [Đẹp, 'Rẻ và bền']"),
        (("opinions", 0), "Đẹp, sang", "opinions: [\"Đẹp, sang\", 'Rẻ, bền']"),
        (("demographics", "age"), 33, "demographics: {age: 33, job: kế toán}"),
        (("goals", 0), "Mặc thật đẹp", "  - Mặc thật đẹp  # mục đầu"),
        (("goals", 1), "Không phải mất cả buổi tối", "  - Không phải mất"),
    ],
)
def test_a_value_keeps_its_style(path: tuple[str | int, ...], value: object, line: str) -> None:
    data = PERSONA.encode()
    made = set_value(data, Persona, path, value)
    assert line in made.decode().split("\n")
    assert changed_lines(data, made) == (1, 1)


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_byte_order_mark_stay(ends: str, mark: str) -> None:
    data = (mark + PERSONA.replace("\n", ends)).encode()
    made = set_value(data, Persona, ("about",), "Một.\n\nHai.\n")
    assert made == data.replace("Dòng một.".encode(), "Một.".encode()).replace("Dòng hai.".encode(), b"Hai.")


def test_a_new_key_stands_where_the_model_has_it() -> None:
    made = set_value(PERSONA.encode(), Persona, ("share",), 20).decode()
    assert made == PERSONA.replace("  tại cửa hàng.\n", "  tại cửa hàng.\nshare: 20\n")
    made = set_value(PERSONA.encode(), Persona, ("picture",), {"file": "lan.png", "alt": "Lan: cười"}).decode()
    assert 'quote: "Tôi nói: được"\npicture:\n  file: lan.png\n  alt: "Lan: cười"\n' in made
    first = set_value(b"tagline: A\n", Persona, ("name",), "Lan")
    assert first == b"name: Lan\ntagline: A\n"


def test_a_key_without_a_value_gets_it() -> None:
    assert set_value(b"name: Lan\ntagline:  # ai\n", Persona, ("tagline",), "A") == b"name: Lan\ntagline: A  # ai\n"
    made = set_value(b"name: Lan\ngoals:\n", Persona, ("goals",), ["Một hai"])
    assert made == "name: Lan\ngoals:\n  - Một hai\n".encode()


JOURNEY = """\
title: Mua
personas: [lan]
stages:
  - stage: mua
    touchpoints:
      # điểm đầu
      - id: a
        name: A  # tên a
        # cuối a

      - {id: b, name: B}
      - name: C
        # giữa
        id: c
  - stage: dung
"""


def test_items_are_added_moved_and_removed_with_their_comments() -> None:
    data, at = JOURNEY.encode(), ("stages", 0, "touchpoints")
    added = insert_item(data, Journey, at, 1, {"id": "x", "name": "X: y"})
    assert changed_lines(data, added) == (0, 2)
    assert [one["id"] for one in values(added)["stages"][0]["touchpoints"]] == ["a", "x", "b", "c"]
    assert remove_value(added, (*at, 1)) == data
    last = insert_item(data, Journey, at, 3, {"id": "x"})
    assert [one["id"] for one in values(last)["stages"][0]["touchpoints"]] == ["a", "b", "c", "x"]
    moved = move_item(data, at, 0, 2)
    assert [one["id"] for one in values(moved)["stages"][0]["touchpoints"]] == ["b", "c", "a"]
    assert sorted(moved.decode().split("\n")) == sorted(JOURNEY.split("\n"))
    back = move_item(moved, at, 2, 0)
    assert values(back) == values(data)
    assert back.decode().index("# điểm đầu") < back.decode().index("id: a") < back.decode().index("# cuối a")


def test_a_list_is_made_where_it_is_missing_and_goes_when_it_is_empty() -> None:
    data = JOURNEY.encode()
    pain = {"id": "p", "text": "Chờ, lâu", "severity": 3}
    for number in (0, 1, 2):
        path = ("stages", 0, "touchpoints", number, "pain_points")
        made = insert_item(data, Journey, path, 0, pain)
        assert values(made)["stages"][0]["touchpoints"][number]["pain_points"] == [pain]
        assert remove_value(made, (*path, 0)) == data
    made = insert_item(data, Journey, ("stages", 1, "touchpoints"), 0, {"id": "d"})
    assert made.decode().endswith("  - stage: dung\n    touchpoints:\n      - id: d\n")


def test_removing_keys_leaves_the_rest_and_its_comments() -> None:
    for key in ("tagline", "about", "segment", "opinions", "goals", "demographics", "quote"):
        made = remove_value(PERSONA.encode(), (key,))
        assert values(made) == {k: v for k, v in values(PERSONA.encode()).items() if k != key}
        assert "# đầu tệp" in made.decode()
    made = remove_value(JOURNEY.encode(), ("stages", 0, "touchpoints", 2, "name"))
    assert "# giữa" in made.decode()


FLOW = "demographics: {age: 32, job: kế toán}  # ai\nopinions: [Đẹp, Rẻ]\nnotes: {}\n"


@pytest.mark.parametrize(
    ("path", "value", "line"),
    [
        (("demographics", "city"), "Hà Nội", "demographics: {age: 32, job: kế toán, city: Hà Nội}  # ai"),
        (("demographics", "city"), "Huế, phố", 'demographics: {age: 32, job: kế toán, city: "Huế, phố"}  # ai'),
        (("demographics", "city"), ["a", "b: c"], 'demographics: {age: 32, job: kế toán, city: [a, "b: c"]}  # ai'),
        (("notes", "a"), 1, "notes: {a: 1}"),
    ],
)
def test_a_key_is_added_in_braces(path: tuple[str, ...], value: object, line: str) -> None:
    made = set_value(FLOW.encode(), Persona, path, value)
    assert line in made.decode().split("\n")
    assert changed_lines(FLOW.encode(), made) == (1, 1)


def test_the_first_key_of_the_model_comes_first_in_braces() -> None:
    made = set_value(b"stages: [{touchpoints: []}]\n", Journey, ("stages", 0, "stage"), "mua")
    assert made == b"stages: [{stage: mua, touchpoints: []}]\n"


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("demographics", "age"), "demographics: {job: kế toán}  # ai"),
        (("demographics", "job"), "demographics: {age: 32}  # ai"),
        (("opinions", 0), "opinions: [Rẻ]"),
        (("opinions", 1), "opinions: [Đẹp]"),
    ],
)
def test_an_entry_is_removed_in_braces_and_brackets(path: tuple[str | int, ...], line: str) -> None:
    made = remove_value(FLOW.encode(), path)
    assert line in made.decode().split("\n")
    assert changed_lines(FLOW.encode(), made) == (1, 1)


@pytest.mark.parametrize(
    ("number", "line"),
    [
        (0, 'opinions: ["Bền, chắc", Đẹp, Rẻ]'),
        (1, 'opinions: [Đẹp, "Bền, chắc", Rẻ]'),
        (2, 'opinions: [Đẹp, Rẻ, "Bền, chắc"]'),
    ],
)
def test_an_item_is_added_in_brackets(number: int, line: str) -> None:
    made = insert_item(FLOW.encode(), Persona, ("opinions",), number, "Bền, chắc")
    assert made.decode() == FLOW.replace("opinions: [Đẹp, Rẻ]", line)


def test_items_are_moved_in_brackets_and_an_empty_list_gets_its_first() -> None:
    data = "opinions: [Đẹp, 'Rẻ, bền', Nhanh]  # ý\ngoals: []\n".encode()
    assert move_item(data, ("opinions",), 0, 2).decode().startswith("opinions: ['Rẻ, bền', Nhanh, Đẹp]  # ý\n")
    assert move_item(data, ("opinions",), 2, 1).decode().startswith("opinions: [Đẹp, Nhanh, 'Rẻ, bền']  # ý\n")
    assert values(insert_item(data, Persona, ("goals",), 0, "Một"))["goals"] == ["Một"]


def test_the_last_item_is_moved_with_its_comments_where_the_file_has_no_last_line_end() -> None:
    data = b"goals:\n  - A\n  # before B\n  - B\n  # behind all"
    moved = move_item(data, ("goals",), 1, 0)
    assert values(moved)["goals"] == ["B", "A"]
    assert sorted(moved.decode().split("\n")) == sorted(data.decode().split("\n"))
    assert moved.index(b"# before B") < moved.index(b"- B") < moved.index(b"- A")
    assert values(remove_value(b"goals:\n  - A\n  - B", ("goals", 1)))["goals"] == ["A"]


def test_the_first_key_of_an_item_is_removed_and_comments_behind_it_stay() -> None:
    data = b"stages:\n  - stage: mua\n    # one\n\n    # two\n    note: A\n"
    assert remove_value(data, ("stages", 0, "stage")) == b"stages:\n  - # one\n    # two\n    note: A\n"
    assert remove_value(b"name: Lan\ntagline: A", ("tagline",)) == b"name: Lan\n"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("Một.\n\nHai.\n", "about: |\n  Một.\n\n  Hai.\n"),
        ("Một.\nHai.", "about: |-\n  Một.\n  Hai.\n"),
    ],
)
def test_a_new_text_of_several_lines_is_a_literal_block(value: str, written: str) -> None:
    made = set_value(b"name: Lan\n", Persona, ("about",), value).decode()
    assert made == f"name: Lan\n{written}"
    assert values(made.encode())["about"] == value


def test_paragraphs_of_a_folded_text_keep_their_lines() -> None:
    data = "name: Lan\nabout: >\n  Một hai\n  ba.\n\n  Bốn.\n".encode()
    assert values(data)["about"] == "Một hai ba.\nBốn.\n"
    made = set_value(data, Persona, ("about",), "Một hai ba.\nNăm.\n")
    assert made == "name: Lan\nabout: >\n  Một hai\n  ba.\n\n  Năm.\n".encode()


@pytest.mark.parametrize("value", ["  thụt vào\nHai.\n", "\nMột.\n", "Một.\n\n\n", " ", "\n"])
def test_a_block_says_any_text_that_it_gets(value: str) -> None:
    made = set_value(PERSONA.encode(), Persona, ("about",), value)
    assert values(made) == {**values(PERSONA.encode()), "about": value}


def test_what_cannot_be_read_is_not_touched() -> None:
    with pytest.raises(CxsiteError) as raised:
        set_value(b"name: [\n", Persona, ("name",), "A")
    assert raised.value.message == "The file cannot be read, so it was not changed."
    assert raised.value.remedy == "Correct it first: cxsite validate"


WORDS = "chữ " * 40
"""Each word has three letters, so that a text of 4n - 1 letters ends with a word."""


@pytest.mark.parametrize(
    ("before", "path", "value", "after"),
    [
        # In single quotation marks a backslash is no escape.
        ("name: Lan\n", ("name",), "C:\\mới: a", "name: 'C:\\mới: a'\n"),
        # Typographic quotation marks at the start stay as plain as they were; new ones are quoted.
        ("name: “Lan” ơi\n", ("name",), "“Mai” ơi", "name: “Mai” ơi\n"),
        ("name: Lan\n", ("tagline",), "“Mai” ơi", 'name: Lan\ntagline: "“Mai” ơi"\n'),
        ("name: Lan\n", ("name",), "... và", "name: ... và\n"),
        # What other readers of YAML take for a number is quoted, too.
        ("name: A\n", ("tagline",), "0x1F", 'name: A\ntagline: "0x1F"\n'),
        ("name: Lan\n", ("name",), "-0b1", 'name: "-0b1"\n'),
        ("name: Lan\n", ("name",), "No", 'name: "No"\n'),
        (
            "name: A\n",
            ("notes",),
            {"010": "1:30", "a: b": "yes"},
            'name: A\nnotes:\n  "010": "1:30"\n  "a: b": "yes"\n',
        ),
        ("notes: {a: A}\n", ("notes", "# x"), "1_000", 'notes: {a: A, "# x": "1_000"}\n'),
        ("name: Lan\n", ("name",), "Ngày 2026-11-28", "name: Ngày 2026-11-28\n"),
        # A character that no YAML text may hold is escaped, in every style.
        ("name: A\n", ("tagline",), "a\ufeffb\n\u2028c", 'name: A\ntagline: "a\\ufeffb\\n\\u2028c"\n'),
        ("about: |\n  M.\n", ("about",), "M\ufeff.\n", 'about: "M\\ufeff.\\n"\n'),
        # New lists: single words in brackets, texts below each other, and what looks like a number is quoted.
        ("name: A\n", ("opinions",), ["Đẹp", "12"], 'name: A\nopinions: [Đẹp, "12"]\n'),
        ("name: A\n", ("opinions",), ["Rất đẹp", "12"], 'name: A\nopinions:\n  - Rất đẹp\n  - "12"\n'),
        ("name: A\n", ("opinions",), ["B", "M.\nH."], "name: A\nopinions:\n  - B\n  - |-\n    M.\n    H.\n"),
        ("notes: {a: A}\n", ("notes", "x"), {"a": "12", "b": ["c, d"]}, 'notes: {a: A, x: {a: "12", b: ["c, d"]}}\n'),
        ("notes: {a: A}\n", ("notes", "x"), {"a": None, "b": ["c"]}, "notes: {a: A, x: {b: [c]}}\n"),
        # Lists and mappings replace what stood there, in the same style.
        ("goals: [A, B]\n", ("goals",), ["Rất đẹp", "x"], "goals: [Rất đẹp, x]\n"),
        ("notes: {a: b}\n", ("notes", "a"), ["Rất đẹp", "x"], "notes: {a: [Rất đẹp, x]}\n"),
        ("goals:  # c\n  - A\nshare: 1\n", ("goals",), ["B c", "D"], "goals:  # c\n  - B c\n  - D\nshare: 1\n"),
        ("goals:\n  - A\n  - B\n", ("goals", 1), {"vi": "a", "en": "b"}, "goals:\n  - A\n  - vi: a\n    en: b\n"),
        ("goals:\n  - A\n  - B\n", ("goals", 1), ["a b", "c"], "goals:\n  - A\n  -\n    - a b\n    - c\n"),
        ("goals:\n  - vi: A\n    en: B\n", ("goals", 0), "“C”", 'goals:\n  - "“C”"\n'),
        # Blocks keep their header, their indentation and their empty lines.
        ("about: |\n    M.\n\n    H.\n", ("about",), "M.\n\nB.\n", "about: |\n    M.\n\n    B.\n"),
        ("about: |  # kể\nname: A\n", ("about",), "M.\n", "about: |  # kể\n  M.\nname: A\n"),
        ("about: >  # kể\n    M\n    h.\n", ("about",), "M\n", "about: >  # kể\n    M\n"),
        ("about: |\n  M\n  b.\n", ("about",), "  M\nnăm.\n", "about: |2\n    M\n  năm.\n"),
        # A key without a value gets it before its comment; `null` is replaced.
        ("about:  # c\nname: A\n", ("about",), "M.\nH.", "about: |-  # c\n  M.\n  H.\nname: A\n"),
        ("goals:  # c\n", ("goals",), ["M h."], "goals:  # c\n  - M h.\n"),
        ("name: null  # c\n", ("name",), "A", "name: A  # c\n"),
        ("notes: {a: , b: A}\n", ("notes", "a"), ["a", "b c"], "notes: {a: [a, b c] , b: A}\n"),
        ("notes: {a, b: 1}\n", ("notes", "a"), "X", "notes: {a: X, b: 1}\n"),
        ("notes: {a, b: 1}\n", ("notes", "c"), "X", "notes: {a, b: 1, c: X}\n"),
        ("notes: {b: 1, a}\n", ("notes", "c"), "X", "notes: {b: 1, a, c: X}\n"),
        ("name: A\ntagline:\n", ("share",), 3, "name: A\ntagline:\nshare: 3\n"),
        # A text that does not fit in a line is folded: a new one at 100 characters, a changed one at 120.
        ("tagline:\n", ("tagline",), WORDS[:87], f"tagline: {WORDS[:87]}\n"),
        ("tagline:\n", ("tagline",), WORDS[:91], f"tagline: {WORDS[:91]}\n"),
        ("tagline:\n", ("tagline",), WORDS[:95], f"tagline: >-\n  {WORDS[:95]}\n"),
        ("tagline: A\n", ("tagline",), WORDS[:111], f"tagline: {WORDS[:111]}\n"),
        ("tagline: A\n", ("tagline",), WORDS[:115], f"tagline: >-\n  {WORDS[:95]}\n  {WORDS[96:115]}\n"),
        # Lines of a folded text grow to 120 characters before they are broken.
        ("about: >-\n  A\n", ("about",), f"b{WORDS[:119]}", f"about: >-\n  b{WORDS[:119]}\n"),
        ("about: >-\n  A\n", ("about",), f"bb{WORDS[:119]}", f"about: >-\n  bb{WORDS[:95]}\n  {WORDS[96:119]}\n"),
        ("about: >-\n  A\n  b\n", ("about",), "x y z b", "about: >-\n  x y z\n  b\n"),
        ("about: >-\n  a b\n  c d\n", ("about",), "m n o p", "about: >-\n  m n\n  o p\n"),
        ("tagline: A\n", ("tagline",), f"a: {WORDS[:86]}", f'tagline: "a: {WORDS[:86]}"\n'),
        ("name: A\n", ("tagline",), f"a: {WORDS[:83]}bbb", f'name: A\ntagline: "a: {WORDS[:83]}bbb"\n'),
        (f"tagline: {WORDS[:99]}\n", ("tagline",), WORDS[:119], f"tagline: {WORDS[:119]}\n"),
        ("notes:\n  a: A\n", ("notes", "bb"), WORDS[:95], f"notes:\n  a: A\n  bb: >-\n    {WORDS[:95]}\n"),
        ("notes:\n  a: A\n", ("notes", "bb"), f"b{WORDS[:91]}", f"notes:\n  a: A\n  bb: b{WORDS[:91]}\n"),
        ("notes:\n  a: A\n", ("notes", "b"), "M.\n\nH.", "notes:\n  a: A\n  b: |-\n    M.\n\n    H.\n"),
        ("tagline: A\n", ("name",), "M.\nH.", "name: |-\n  M.\n  H.\ntagline: A\n"),
        ("opinions: [A, B]\n", ("opinions", 1), "C", "opinions: [A, C]\n"),
        (
            "notes:\n  a: A\n",
            ("notes", "b"),
            [{"c": {"d": "M.\nH.", "e": "12"}, "f": ["g", "h"]}, [], f"b{WORDS[:91]}", f"bbb{WORDS[:91]}"],
            (
                'notes:\n  a: A\n  b:\n    - c:\n        d: |-\n          M.\n          H.\n        e: "12"\n'
                f"      f: [g, h]\n    - []\n    - b{WORDS[:91]}\n    - bbb{WORDS[:91]}\n"
            ),
        ),
        # A text of several lines is indented below its key, wherever that stands.
        (
            "stages:\n  - stage: mua\n    touchpoints:\n      - id: a\n        name: A\n",
            ("stages", 0, "touchpoints", 0, "name"),
            "M.\nH.\n",
            "stages:\n  - stage: mua\n    touchpoints:\n      - id: a\n        name: |\n          M.\n          H.\n",
        ),
    ],
)
def test_a_value_is_written_as_its_place_asks(
    before: str, path: tuple[str | int, ...], value: object, after: str
) -> None:
    made = set_value(before.encode(), Persona, path, value)
    assert made.decode() == after
    read = values(made)
    for step in path:
        read = read[step]
    assert read == (value if not isinstance(value, dict) else {k: v for k, v in value.items() if v is not None})


@pytest.mark.parametrize(
    ("before", "path", "after"),
    [
        ("name: A\ntagline:\nshare: 1\n", ("tagline",), "name: A\nshare: 1\n"),
        ("name: A\nshare: null\n", ("share",), "name: A\n"),
        ("\nname: A\nshare: 1", ("name",), "\nshare: 1"),
        ("notes: {b: 1, a, c: 2}\n", ("notes", "c"), "notes: {b: 1, a}\n"),
        ("notes: {b: 1, a, c: 2}\n", ("notes", "a"), "notes: {b: 1, c: 2}\n"),
        # The value of an item may stand below its dash, behind comments and hyphens.
        ("name: A\ngoals:\n  - B\n  -\n\n# - c\n    D-e\n  - E\n", ("goals", 1), "name: A\ngoals:\n  - B\n  - E\n"),
        ("name: A\ngoals:\n  - |\n    B\n  - C", ("goals", 1), "name: A\ngoals:\n  - |\n    B\n"),
        ("stages:\n  - a: 1\n  # c\n  - b:\n      - x\n", ("stages", 1, "b", 0), "stages:\n  - a: 1\n  # c\n"),
    ],
)
def test_what_is_removed_takes_its_lines_along(before: str, path: tuple[str | int, ...], after: str) -> None:
    assert remove_value(before.encode(), path).decode() == after


@pytest.mark.parametrize(
    ("before", "source", "target", "after"),
    [
        ("\ngoals:\n- A\n- B\n- C", 2, 0, "\ngoals:\n- C\n- A\n- B"),
        ("goals:\n  # a\n  # b\n  - A\n  - B\n", 0, 1, "goals:\n  - B\n  # a\n  # b\n  - A\n"),
        # A comment with more indentation than the dash belongs to the item above it.
        ("goals:\n  - A\n  - B\n   # b\n\n", 1, 0, "goals:\n  - B\n   # b\n  - A\n\n"),
        ("goals:\n  - A\n  - B\n  # end\n", 1, 0, "goals:\n  - B\n  - A\n  # end\n"),
    ],
)
def test_a_moved_item_takes_its_comments_along(before: str, source: int, target: int, after: str) -> None:
    assert move_item(before.encode(), ("goals",), source, target).decode() == after


def test_a_new_item_is_written_below_its_dash() -> None:
    made = insert_item(b"goals:\n  - A\n", Persona, ("goals",), 1, "M.\n\nH.\n")
    assert made == b"goals:\n  - A\n  - |\n    M.\n\n    H.\n"
    wide, wider = f"b{WORDS[:95]}", f"bb{WORDS[:95]}"
    assert insert_item(b"goals:\n  - A\n", Persona, ("goals",), 0, wide).decode() == f"goals:\n  - {wide}\n  - A\n"
    assert insert_item(b"goals:\n  - A\n", Persona, ("goals",), 0, wider).decode() == (
        f"goals:\n  - >-\n    {wider[:93]}\n    {wider[94:]}\n  - A\n"
    )
    item = {"stage": "x", "title": "12", "touchpoints": [], "note": "M.\nH."}
    made = insert_item(b"stages:\n  - stage: mua\n", Journey, ("stages",), 1, item)
    assert made.decode() == (
        'stages:\n  - stage: mua\n  - stage: x\n    title: "12"\n    touchpoints: []\n'
        "    note: |-\n      M.\n      H.\n"
    )


def test_a_new_list_stands_where_the_model_has_it() -> None:
    made = insert_item(b"name: Lan\nchannels: [a]\n", Persona, ("opinions",), 0, "Đẹp")
    assert made.decode() == "name: Lan\nopinions: [Đẹp]\nchannels: [a]\n"


@pytest.mark.parametrize(
    "change",
    [
        lambda: move_item(b"name: Lan\n", ("name",), 0, 1),
        lambda: set_value(b"name: Lan\n", Persona, ("name", "x"), 1),
        lambda: remove_value(b"# the only key\nname: Lan\n", ("name",)),
    ],
)
def test_a_change_that_no_edit_can_write_is_refused_with_advice(change: Callable[[], bytes]) -> None:
    with pytest.raises(CxsiteError) as raised:
        change()
    assert raised.value.message == "This change cannot be written into the file."
    assert raised.value.remedy == "Make the change in the file itself."


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"], exclude_characters="\x00"), max_size=40)
SCALARS = TEXTS | st.integers(-999, 999) | st.booleans() | st.floats(-99, 99).map(lambda value: round(value, 3))
PLACES = [
    ("name",), ("tagline",), ("quote",), ("about",), ("segment",), ("opinions", 0), ("opinions", 1),
    ("demographics", "age"), ("demographics", "job"), ("goals", 0), ("goals", 1), ("goals", 2), ("share",), ("wants",),
]  # fmt: skip


@given(path=st.sampled_from(PLACES), value=SCALARS)
def test_any_value_at_any_place_is_what_is_read_again(path: tuple[str | int, ...], value: Any) -> None:
    data = PERSONA.encode()
    unreadable = isinstance(value, str) and read_yaml("", f"name: {value!r}")[0] is None
    try:
        made = set_value(data, Persona, path, value)
    except CxsiteError:
        assert isinstance(value, str)
        assert unreadable or any(
            ord(c) < 32 or 0x7F <= ord(c) < 0xA0 or ord(c) >= 0xFFFE or c in "\u2028\u2029\ufeff" for c in value
        )
        return
    found: Any = values(made)
    for step in path[:-1]:
        found = found[step]
    assert found[path[-1]] == value
    assert type(found[path[-1]]) is type(value)
    others = values(made)
    wanted = values(data)
    top = str(path[0])
    assert {k: v for k, v in others.items() if k != top} == {k: v for k, v in wanted.items() if k != top}


EDITS = st.lists(
    st.tuples(st.sampled_from(["set", "insert", "remove", "move"]), st.integers(0, 9), st.integers(0, 9), TEXTS),
    min_size=1,
    max_size=8,
)


@given(edits=EDITS)
def test_any_sequence_of_edits_gives_a_file_that_says_them(edits: list[tuple[str, int, int, str]]) -> None:
    data = JOURNEY.encode()
    comments = [line.strip() for line in JOURNEY.split("\n") if line.strip().startswith("#")]
    for kind, first, second, text in edits:
        at = ("stages", 0, "touchpoints")
        before = values(data)["stages"][0].get("touchpoints", [])
        wanted = [dict(one) for one in before]
        clean = "".join(c for c in text if c.isprintable()).strip() or "x"
        try:
            if kind == "set" and before:
                data = set_value(data, Journey, (*at, first % len(before), "name"), clean)
                wanted[first % len(before)]["name"] = clean
            elif kind == "insert":
                data = insert_item(data, Journey, at, first % (len(before) + 1), {"id": "n", "name": clean})
                wanted.insert(first % (len(before) + 1), {"id": "n", "name": clean})
            elif kind == "remove" and len(before) > 1:
                data = remove_value(data, (*at, first % len(before)))
                del wanted[first % len(before)]
            elif kind == "move" and before:
                data = move_item(data, at, first % len(before), second % len(before))
                wanted.insert(second % len(before), wanted.pop(first % len(before)))
        except CxsiteError:
            assert any(ord(c) >= 0xFFFE for c in clean), clean
            continue
        assert values(data)["stages"][0].get("touchpoints", []) == wanted
        if kind in ("set", "insert", "move"):
            left = [line.strip() for line in data.decode().split("\n")]
            comments = [one for one in comments if one in left]


@pytest.mark.parametrize("value", ["một\thai", "C:\\temp\nnew", "dòng a\nb tab\tc", "\\\\may\\chung\nb", "\tđầu"])
@pytest.mark.parametrize(
    "written", ["about: Cũ", "about: 'Cũ'", 'about: "Cũ"', "about: |\n  Cũ", "{name: Lan, about: Cũ}"]
)
def test_tabs_and_backslashes_are_written_in_a_style_that_is_read_without_a_warning(value: str, written: str) -> None:
    text = written if written.startswith("{") else f"name: Lan\n{written}"
    made = set_value(f"{text}\n".encode(), Persona, ("about",), value)
    assert values(made)["about"].removesuffix("\n") == value
