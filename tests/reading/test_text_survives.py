"""Whatever an author writes into a text field, in any style of YAML: the record holds it, or a problem is at its line.

`make test-long` (CXSITE_EXAMPLES) tries every text field in every style many times over.
"""

from __future__ import annotations

import re
import types
from dataclasses import dataclass
from datetime import date
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any, Final, Literal, Union, get_args, get_origin

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cxsite.i18n.catalogue import Translator
from cxsite.model.records.field_markers import HoldsName, HoldsText
from cxsite.model.records.playbook import Playbook
from cxsite.model.records.record import Record
from cxsite.pages import plan_pages
from cxsite.problems import Level
from cxsite.reading import read_files
from cxsite.reading.file_kinds import KINDS
from cxsite.rendering import render_pages
from cxsite.rules import check_content

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxsite.problems import Problem

MARK: Final = "\0"
STYLES: Final = ("plain", "double", "single", "folded", "literal", "flow plain", "flow double", "flow single")
PLAYBOOK: Final = "version: 2\ntitle: T\nlanguages: [vi]\n"
CUT: Final = ("CX442", "CX443")
"""Rules that tell of a text behind `#`, and of a line that is read as part of the text above it."""
VI: Final = Translator("vi")
Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Field:
    """A text field: its kind of file, the path to it, and the smallest tree that holds it, marked."""

    kind: str
    path: Path
    tree: dict[str, Any]


def text_fields() -> Iterator[Field]:
    """Every field of every kind of file that holds a text, those of records inside and of lists and maps, too."""
    models: dict[str, type[Record]] = {"playbook": Playbook, **{kind.folder: kind.model for kind in KINDS}}
    for kind, model in models.items():
        for path in paths(model):
            tree = {**smallest(model), **({"version": 2} if model is Playbook else {})}
            put(model, tree, path)
            yield Field(kind, path, tree)


def paths(model: type[Record]) -> Iterator[Path]:
    for name, info in model.model_fields.items():
        yield from ((name, *rest) for rest in inside((*info.metadata, info.annotation)))


def inside(parts: tuple[Any, ...]) -> Iterator[Path]:
    """Ways from a value to the texts in it."""
    if any(isinstance(part, HoldsText | HoldsName) for part in parts):
        yield ()
        return
    for part in parts:
        origin = get_origin(part)
        if isinstance(part, type) and not origin and issubclass(part, Record):
            yield from paths(part)
        elif hasattr(part, "__metadata__"):
            yield from inside((*part.__metadata__, *get_args(part)[:1]))
        elif origin in (Union, types.UnionType):
            yield from inside(get_args(part))
        elif origin is tuple:
            yield from ((0, *rest) for rest in inside(get_args(part)[:1]))
        elif origin is dict:
            yield from (("khóa", *rest) for rest in inside(get_args(part)[1:]))


def smallest(model: type[Record]) -> dict[str, Any]:
    """The fields that a record cannot do without."""
    needed = {name: info for name, info in model.model_fields.items() if info.is_required()}
    return {name: sample((*info.metadata, info.annotation)) for name, info in needed.items()}


def sample(parts: tuple[Any, ...]) -> Any:  # noqa: PLR0911 -- one for each kind of annotation
    for part in parts:
        origin = get_origin(part)
        if hasattr(part, "__metadata__"):
            return sample((*part.__metadata__, get_args(part)[0]))
        if origin is Literal:
            return get_args(part)[0]
        if origin is tuple:
            return [sample(get_args(part)[:1])]
        if isinstance(part, type) and issubclass(part, Record):
            return smallest(part)
        if part in (int, float):
            return 1
        if part is date:
            return "2026-10-05"
    return "https://a.example" if any("https" in str(part) for part in parts) else "a"


def put(model: Any, tree: Any, path: Path) -> None:
    """Put the mark at a path, with what the records on the way cannot do without."""
    for at, step in enumerate(path):
        last = at == len(path) - 1
        if isinstance(step, int):
            tree[:] = [MARK if last else smallest(record_at(model, path[: at + 1]) or Record)]
        elif last:
            tree[step] = MARK
        elif not isinstance(tree.get(step), (dict, list)):
            record = record_at(model, path[: at + 1])
            tree[step] = [] if isinstance(path[at + 1], int) else (smallest(record) if record else {})
        tree = tree[step]


def record_at(model: type[Record], path: Path) -> type[Record] | None:
    """The record that stands at a path, if one does."""
    parts: tuple[Any, ...] = (model,)
    for step in path:
        found: list[Any] = []
        for part in opened(parts):
            if isinstance(step, str) and isinstance(part, type) and not get_origin(part) and issubclass(part, Record):
                info = part.model_fields.get(step)
                found += [] if info is None else [info.annotation]
            elif get_origin(part) is tuple:
                found.append(get_args(part)[0])
            elif get_origin(part) is dict:
                found.append(get_args(part)[1])
        parts = tuple(found)
    records = (p for p in opened(parts) if isinstance(p, type) and not get_origin(p) and issubclass(p, Record))
    return next(records, None)


def opened(parts: tuple[Any, ...]) -> list[Any]:
    """The types among these, without their marks, each of a union for itself."""
    found: list[Any] = []
    for part in parts:
        if hasattr(part, "__metadata__"):
            found += opened(get_args(part)[:1])
        elif get_origin(part) in (Union, types.UnionType):
            found += opened(get_args(part))
        else:
            found.append(part)
    return found


def written(tree: Any, text: str, style: str, indent: str = "") -> str:
    """The tree as YAML in blocks; the text at the mark in its style, in braces or brackets for one of flow."""
    values: list[Any] = list(tree.values()) if isinstance(tree, dict) else tree
    if style.startswith("flow") and MARK in values:
        return f"{indent}{in_flow(tree, text, style)}\n" if not indent else in_flow(tree, text, style)
    lines = []
    pairs = tree.items() if isinstance(tree, dict) else (("-", value) for value in tree)
    for key, value in pairs:
        head = f"{indent}-" if isinstance(tree, list) else f"{indent}{key}:"
        if value == MARK:
            lines.append(f"{head} {scalar(text, style, indent + '  ')}")
        elif isinstance(value, (dict, list)) and value:
            flow = style.startswith("flow") and MARK in (value.values() if isinstance(value, dict) else value)
            inner = written(value, text, style, indent + "  ")
            lines.append(f"{head} {inner}" if flow else f"{head}\n{inner}".rstrip("\n"))
        else:
            lines.append(f"{head} {value}")
    return "\n".join(lines) + "\n"


def in_flow(tree: Any, text: str, style: str) -> str:
    one = scalar(text, style.removeprefix("flow "), "")
    if isinstance(tree, list):
        return f"[{one}]"
    return "{" + ", ".join(f"{key}: {one if value == MARK else value}" for key, value in tree.items()) + "}"


def scalar(text: str, style: str, indent: str) -> str:
    if style == "double":
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
    if style == "single":
        return "'" + text.replace("'", "''") + "'"
    if style in ("folded", "literal"):
        return (">" if style == "folded" else "|") + "".join(f"\n{indent}{line}" for line in text.split("\n"))
    return text


FIELDS: Final = tuple(text_fields())
PIECES: Final = (
    *("5e6", "1.10", "0x1F", "1_000", "007", "+84901234567", "-0", ".5", "1.", "1e3", "2026", "2026-10-05", "12:30"),
    *("true", "False", "no", "on", "null", "~", "nhanh", "rẻ", "Chờ lâu", "không ai hỏi", "Huế", "và", "a", "B", "ữ"),
    *("- ", "– ", "• ", "* ", "**a**", "@zalo", "%", "%5", "`", "&a", "!b", "|", ">", "?", "? ", ":", ": ", ", ", ","),
    *("#", "#1", " #2", "“", "”", '"', "'", "(", ")", "[", "]", "{", "}", "[Lan](persona:lan)", "{giảm}", "<b>", "<"),
    *("C:\\temp\\new", "\\", "\\n", "\\\\may", "//", "/", "---", "...", "=", "+", ".", "!", "…", "👩‍⚕️", "👗"),
    *("\u00a0", "\u200b", "\u200d", "\u202e", "\u2066", "\ufe0f", "\u3000", "\u00ad", "\u0301", "\u2028", "\t", " "),
)
QUOTED: Final = re.compile(r"""\s*(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')[\s,]*""")
pieces = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=4)), min_size=1, max_size=6)
texts = pieces.map("".join).filter(lambda text: "\n" not in text and "\r" not in text)
longer = st.lists(st.sampled_from((*PIECES, " ", " ")), min_size=1, max_size=14).map("".join)


@given(st.sampled_from(FIELDS), st.sampled_from(STYLES), st.one_of(texts, longer))
@example(FIELDS[0], "flow plain", "Hỏi tiếng Anh, được trả lời bằng tiếng Việt")
@example(FIELDS[0], "plain", "1.10")
@example(FIELDS[0], "plain", "null")
def test_a_text_is_read_as_written_or_a_problem_stands_at_its_line(field: Field, style: str, text: str) -> None:
    if not text.strip(" ,\t") or is_remark(text) or (style == "flow plain" and makes_further_keys(field, text)):
        return
    if style.endswith("plain") and QUOTED.fullmatch(text):  # this is another style
        return
    holds(field, style, text)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("text", ["Chờ lâu, mệt", "1.10", "Nhanh", "“a, b”", "5e6", "007", "+84901234567", "a\\b"])
def test_every_field_keeps_texts_of_each_kind(style: str, text: str) -> None:
    for field in FIELDS:
        holds(field, style, text)


def test_a_text_in_two_paragraphs_keeps_them() -> None:
    for field in FIELDS:
        holds(field, "literal", "Một\n\nHai: ba\n  bốn # năm")


@given(st.lists(texts.filter(lambda text: text.isprintable() and text.strip() != ""), min_size=1, max_size=8))
@settings(max_examples=max(3, settings().max_examples // 100))
@example(["1.10", "<b>5e6</b>", "&lt;", "{{ ten }}", "**a**", "C:\\temp\\new", "“a, b”", "👩‍⚕️"])
def test_the_page_shows_what_is_written(written_texts: list[str]) -> None:
    lines = "".join(f"  - {scalar(text, 'double', '')}\n" for text in written_texts)
    rest = "demographics:\n  age: 1.10\n  phone: +84901234567\n  tuổi: 007\n"
    files: dict[str, bytes | None] = {
        "content/playbook.yml": PLAYBOOK.encode(),
        "content/personas/a.yml": f"name: 5e6\n{rest}goals:\n{lines}".encode(),
    }
    content, problems = read_files(files, today=date(2026, 11, 20))
    if any(problem.level is Level.ERROR for problem in problems):
        return
    plans = [plan for plan in plan_pages(content, VI) if plan.kind == "persona"]
    sections = [section for page in render_pages(plans, content, VI) for section in page.sections]
    shown = words_of("".join(f"{section.heading} {section.html}" for section in sections))
    assert [one for one in ("5e6", "1.10", "+84901234567", "007") if one not in shown] == []
    assert [text for text in written_texts if " ".join(text.split()) not in shown] == []


def words_of(html: str) -> str:
    """What a page's HTML says to its readers, blanks folded."""
    found: list[str] = []
    parser = HTMLParser()
    parser.handle_data = found.append  # type: ignore[method-assign, assignment]
    parser.feed(html)
    parser.close()
    return " ".join("".join(found).split())


def is_remark(text: str) -> bool:
    """Whether a text has a `#` between blanks: a remark for colleagues, which everybody who knows YAML expects."""
    return re.search(r"(?:^|\s)#(?:\s|#|$)", text) is not None


def makes_further_keys(field: Field, text: str) -> bool:
    """Whether a text in braces says just what further keys of a map say, or closes them before a remark."""
    return ("khóa" in field.path and "," in text) or re.search(r"[}\]]\s*#", text) is not None


def holds(field: Field, style: str, text: str) -> None:
    """Check one text in one field."""
    source = written(field.tree, text, style)
    first = source.split("\n")
    path = "content/playbook.yml" if field.kind == "playbook" else f"content/{field.kind}/a.yml"
    files: dict[str, bytes | None] = {
        "content/playbook.yml": PLAYBOOK.encode(),
        path: source.encode("utf-8", "replace"),
    }
    content, problems = read_files(files, today=date(2026, 11, 20))
    record = content.playbook if field.kind == "playbook" else getattr(content, field.kind).get("a")
    lines = lines_of_text(field, style, text)
    reported = reported_at(problems, path, lines)
    if reported:
        return
    assert record is not None, (first, problems)
    value = at(record, field.path)
    wanted = text.rstrip(" ,") if style == "flow plain" else text  # a comma may stand before the closing bracket
    if same(value, wanted, is_list=style == "flow plain" and isinstance(field.path[-1], int)):
        return
    cut = [problem for problem in check_content(content) if problem.code in CUT]
    assert reported_at(cut, path, lines), (source, value, text)


def reported_at(problems: list[Problem], path: str, lines: range) -> bool:
    return any(p.place.path == path and p.place.line in lines for p in problems)


def lines_of_text(field: Field, style: str, text: str) -> range:
    """The lines that the text takes; of a text that is no YAML, the parser may stop at the line behind it."""
    marked = written(field.tree, "\1", style).split("\n")
    first = next(number for number, line in enumerate(marked, 1) if "\1" in line)
    start = first - 1 if style in ("folded", "literal") else first
    return range(start, first + text.count("\n") + 1)


def at(record: Any, path: Path) -> Any:
    """What the record has at a path; all entries of a list that the path ends in."""
    for number, step in enumerate(path):
        if isinstance(step, int) and number == len(path) - 1:
            return record
        if isinstance(step, int):
            record = record[step] if step < len(record) else None
        else:
            record = record.get(step) if isinstance(record, dict) else getattr(record, step, None)
    return record


def same(value: Any, text: str, *, is_list: bool) -> bool:
    """Whether a value is the text but for white space around it; of a list, all entries together."""
    if isinstance(value, tuple):
        if not is_list:
            return len(value) == 1 and same(value[0], text, is_list=False)
        marks = re.compile(r"[\s,]*[\"']?[\s,]+[\"']?|^[\"']|[\"']$")  # entries may stand in quotes of their own
        return marks.sub(" ", ", ".join(value)).strip() == marks.sub(" ", text.strip(" ,")).strip()
    return isinstance(value, str) and value.strip() == text.strip()
