"""Every word of the interface is asked for somewhere, every word asked for is there, and none stands outside."""

from __future__ import annotations

import ast
import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jinja2 import nodes

import cxsite
from cxsite.i18n.catalogue import LANGUAGES, entries
from cxsite.installed import find_own_templates
from cxsite.rendering.templates import make_environment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jinja2 import Environment

PACKAGE = Path(cxsite.__file__).parent
TEMPLATES = sorted(find_own_templates().rglob("*.html"))
FILTERS = ("day", "number", "percent", "signed", "plain", "lines", "listed", "length_of_time")
ASKING = frozenset({"words", "say"})
LABELS = frozenset({"label", "labels"})
SENTENCES = frozenset({"title", "alt", "placeholder", "summary", "label"})
SIGNS = frozenset({"n"})
"""Letters that are signs in both languages: the n of a sample."""
LETTER = re.compile(r"[^\W\d_]")
SENTENCE = re.compile(r"[^\W\d_]{2,}[,:]? [^\W\d_]{2,}")
MARKUP = re.compile(r"<[^>]*>?|^[^<]*>|\bcx-.*")
SYNTAX = frozenset(
    {
        "all work",
        "library touchpoint",
        "flowchart LR",
        "dateFormat YYYY-MM-DD",
        "axisFormat %d/%m/%Y",
        "todayMarker off",
    }
)
"""Names that only code reads: kinds of references, what a page keeps for others, and what Mermaid reads."""
ACCENTED = re.compile("[ăâđêôơưàảãáạèẻẽéẹìỉĩíịòỏõóọùủũúụỳỷỹýỵ]", re.IGNORECASE)


@cache
def jinja() -> Environment:
    return make_environment(None, dict.fromkeys(FILTERS, str))


def keys_of_templates() -> Iterator[str]:
    """What templates ask `t` for, as patterns."""
    for path in TEMPLATES:
        for call in jinja().parse(path.read_text(encoding="utf-8")).find_all(nodes.Call):
            if isinstance(call.node, nodes.Name) and call.node.name == "t":
                yield from _template_patterns(call.args[0])


def _template_patterns(asked: nodes.Node) -> Iterator[str]:
    if isinstance(asked, nodes.CondExpr):
        yield from _template_patterns(asked.expr1)
        if asked.expr2 is not None:
            yield from _template_patterns(asked.expr2)
    elif isinstance(asked, nodes.Const):
        yield re.escape(str(asked.value))
    elif isinstance(asked, nodes.Concat):
        yield "".join(re.escape(str(one.value)) if isinstance(one, nodes.Const) else ".+" for one in asked.nodes)


def keys_of_code() -> Iterator[str]:
    """What code asks words for, as patterns."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for one in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if _is_interface(path) else ():
            if isinstance(one, ast.Call) and one.args and _name(one.func) in ASKING:
                yield from _code_patterns(one.args[0])
            elif isinstance(one, ast.Subscript) and _name(one.value) in LABELS:
                yield from _code_patterns(one.slice)


def _is_interface(path: Path) -> bool:
    return path.parent.name in {"pages", "drawing", "rendering", "components"}


def _code_patterns(asked: ast.expr) -> Iterator[str]:
    if isinstance(asked, ast.IfExp):
        yield from _code_patterns(asked.body)
        yield from _code_patterns(asked.orelse)
    elif isinstance(asked, ast.Constant) and isinstance(asked.value, str):
        yield re.escape(asked.value)
    elif isinstance(asked, ast.BinOp) and isinstance(asked.left, ast.Constant):
        yield f"{re.escape(str(asked.left.value))}.+"
    elif isinstance(asked, ast.JoinedStr):
        yield "".join(re.escape(str(one.value)) if isinstance(one, ast.Constant) else ".+" for one in asked.values)


def _name(called: ast.expr) -> str:
    return called.id if isinstance(called, ast.Name) else called.attr if isinstance(called, ast.Attribute) else ""


def strings_of_code() -> Iterator[str]:
    """Every string of the code, for keys that wait in a table or a variable, as patterns."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for one in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(one, ast.Constant) and isinstance(one.value, str) and re.fullmatch(r"[\w.-]+", one.value):
                yield re.escape(one.value)
            elif isinstance(one, ast.JoinedStr):
                pattern = next(_code_patterns(one))
                if re.match(r"[a-z\\-]+\\\.", pattern):
                    yield pattern


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_that_is_asked_for_is_there(language: str) -> None:
    known = "\n".join(entries(language, "interface"))
    asked = {*keys_of_templates(), *keys_of_code()}
    assert len(asked) > 300
    assert {pattern for pattern in asked if not re.search(f"^{pattern}$", known, re.MULTILINE)} == set()


@pytest.mark.slow
def test_no_word_is_there_for_nothing() -> None:
    asked = {*keys_of_templates(), *keys_of_code(), *strings_of_code()}
    used = re.compile("|".join(sorted(f"(?:{pattern})" for pattern in asked)))
    assert {key for key in entries("vi", "interface") if not used.fullmatch(key)} == set()


def after(html: str, state: str = "") -> str:
    """The state at the end of HTML: nothing between tags, `<` inside a tag, `"` or `'` inside a quoted value."""
    for character in re.findall(r"<(?=[a-zA-Z/])|[>\"']", html):
        if state in {'"', "'"}:
            state = "<" if character == state else state
        elif state == "<":
            state = "" if character == ">" else character if character in "\"'" else state
        elif character == "<":
            state = "<"
    return state


@pytest.mark.parametrize(
    ("html", "state"),
    [("<p>a < b", ""), ('<a href="', '"'), ('<a href="x" class=', "<"), ("<a title='\">", "'"), ("<br>x", "")],
)
def test_where_html_leaves_off(html: str, state: str) -> None:
    assert after(html) == state


class Spoken(HTMLParser):
    """Collects what a template says by itself: its texts, and attributes that are read aloud or shown."""

    def __init__(self) -> None:
        super().__init__()
        self.message: list[str] = []

    def handle_data(self, data: str) -> None:
        self.message.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 (theirs)
        self.message += [value or "" for name, value in attrs if name in SENTENCES or name.startswith("aria-l")]


def literals(source: str) -> set[str]:
    """Return the words that a template holds itself: between tags, in attributes read aloud, and in expressions."""
    html, reported, depth, state, shown = "", set(), 0, "", False
    for _, kind, value in jinja().lex(source):
        if kind == "data":
            html += value
            state = after(value, state)
        elif kind in {"variable_begin", "variable_end"}:
            html, depth, shown = html + "0", 0, kind == "variable_begin"
        elif kind == "operator":
            depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(value, 0)
        elif kind == "string" and depth == 0 and not state and shown:
            reported.add(value.strip("\"'"))
    reader = Spoken()
    reader.feed(html)
    words = {word for text in (*reader.message, *reported) for word in text.split()}
    return {word for word in words if LETTER.search(word) and "/" not in word and not word.startswith("cx-")} - SIGNS


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_holds_a_word(path: Path) -> None:
    assert literals(path.read_text(encoding="utf-8")) == set()


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("<p>Hành trình {{ t('a.b') }}</p>", {"Hành", "trình"}),
        ('<a title="Xem">{{ x }}</a>', {"Xem"}),
        (
            '<a aria-label="{{ t("a") }} thêm" class="cx-a b" href="x.html">{% if not a %}{{ a }}{% endif %}</a>',
            {"thêm"},
        ),
        ('{{ "có" if x else t("a.b") }}', {"có"}),
        ('<i class="cx-{{ "met" if x else "unmet" }}">{{ t("a." ~ x) }}, n = {{ n }}</i>', set()),
    ],
)
def test_words_in_a_template_are_found(source: str, found: set[str]) -> None:
    assert literals(source) == found


def sentences_in(source: str) -> set[str]:
    """Texts in code that readers could be shown: accented ones and those of several words, docstrings apart."""
    tree = ast.parse(source)
    apart = {id(node) for node in ast.walk(tree) if isinstance(node, ast.Raise) for node in ast.walk(node)}
    for node in ast.walk(tree):
        body: Any = getattr(node, "body", None)
        for one in body if isinstance(body, list) else ():
            if isinstance(one, ast.Expr):
                apart.add(id(one.value))
    reported = {
        one.value
        for one in ast.walk(tree)
        if isinstance(one, ast.Constant) and isinstance(one.value, str) and id(one) not in apart
    }
    return {text for text in reported if ACCENTED.search(text) or SENTENCE.search(MARKUP.sub("", text))} - SYNTAX


@pytest.mark.parametrize("package", ["pages", "drawing"])
def test_no_page_and_no_drawing_holds_a_sentence(package: str) -> None:
    found = {
        path.name: sentences_in(path.read_text(encoding="utf-8")) for path in sorted((PACKAGE / package).glob("*.py"))
    }
    assert found
    assert {name: reported for name, reported in found.items() if reported} == {}


def test_sentences_in_code_are_found() -> None:
    assert sentences_in('"""A docstring of words."""\nx = "Chưa rõ"\ny = "not known yet"\nz = "cx-mark"') == {
        "Chưa rõ",
        "not known yet",
    }
