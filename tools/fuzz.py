"""Fuzz the reader and author Markdown with atheris: `make fuzz SECONDS=600`."""

from __future__ import annotations

import sys
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import atheris

if TYPE_CHECKING:
    from cxsite.problems import Problem

with atheris.instrument_imports(include=["cxsite"]):
    from cxsite.escaping import author_markdown
    from cxsite.model.records.journey import Journey
    from cxsite.model.records.persona import Persona
    from cxsite.model.records.playbook import Playbook
    from cxsite.reading.observations import read_observations
    from cxsite.reading.validation import validate_record
    from cxsite.reading.yaml_events import read_yaml

MAY_BE_THERE = {"p", "ul", "ol", "li", "em", "strong", "br", "a"}
ATTRIBUTES = {"href", "rel", "start"}
LINKS = ("http:", "https:", "mailto:", "x/")


class _Look(HTMLParser):
    """Raises for a tag, an attribute or a link that author Markdown must never produce."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Check a tag."""
        assert tag in MAY_BE_THERE, tag
        for name, value in attrs:
            assert name in ATTRIBUTES, name
            assert name != "href" or (value or "").lower().startswith(LINKS), value


def assert_within(problems: list[Problem], text: str) -> None:
    """Check that every problem has a place in the text."""
    lines = text.split("\n")
    for problem in problems:
        at = problem.place
        assert 1 <= at.line <= at.end_line <= len(lines) + 1, problem
        assert 1 <= at.column <= (len(lines[at.line - 1]) if at.line <= len(lines) else 0) + 1, problem


def try_reading(text: str) -> None:
    """Read a text as every kind of file."""
    fields, problems = read_yaml("x.yml", text)
    assert fields is not None or problems
    assert_within(problems, text)
    for model in (Playbook, Journey, Persona):
        if fields is not None:
            record, wrong = validate_record(fields, model, "vi")
            assert record is not None or wrong
            assert_within(wrong, text)
    assert_within(read_observations("x.csv", text)[1], text)


def try_markdown(text: str) -> None:
    """Render a text as HTML, and check it."""
    written = author_markdown.read(text).html(lambda kind, name: f"x/{kind}/{name}")
    assert "\n" not in written
    _Look().feed(written)


def try_one(data: bytes) -> None:
    """Test bytes as text: the first byte decides whether as a file or as Markdown."""
    text = data[1:].decode("utf-8", "ignore").replace("\r\n", "\n").replace("\r", "\n")
    (try_markdown if data[:1] and data[0] % 2 else try_reading)(text)


if __name__ == "__main__":
    atheris.Setup(sys.argv, try_one)
    atheris.Fuzz()
