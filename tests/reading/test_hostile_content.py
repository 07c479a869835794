"""Whatever a file holds, reading gives problems with places in that file, within bounds of time and memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from hostile_texts import HOSTILE, corpus, naughty_strings
from hypothesis import given, settings
from hypothesis import strategies as st

from cxsite.model.records.journey import Journey
from cxsite.model.records.persona import Persona
from cxsite.model.records.playbook import Playbook
from cxsite.reading.observations import read_observations
from cxsite.reading.validation import validate_record
from cxsite.reading.yaml_events import read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cxsite.problems import Problem

CROWD = 21_000 if settings().max_examples <= 300 else 100_000
"""More files than are read."""


def assert_within(problems: list[Problem], text: str) -> None:
    lines = text.split("\n")
    for problem in problems:
        at = problem.place
        assert 1 <= at.line <= at.end_line <= len(lines) + 1, problem
        for line, column in ((at.line, at.column), (at.end_line, at.end_column)):
            length = len(lines[line - 1]) if line <= len(lines) else 0
            assert 1 <= column <= length + 1, (problem, lines[line - 1 : line])
        assert (at.line, at.column) <= (at.end_line, at.end_column), problem


def assert_reads(text: str) -> None:
    """Read as every kind of file; nothing is raised, and what is not read says why."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    fields, problems = read_yaml("x.yml", text)
    assert fields is not None or problems
    assert_within(problems, text)
    for model in (Playbook, Journey, Persona):
        if fields is not None:
            record, wrong = validate_record(fields, model, "vi")
            assert record is not None or wrong
            assert_within(wrong, text)
    assert_within(read_observations("x.csv", text)[1], text)


@pytest.mark.slow
def test_the_yaml_test_suite_is_read() -> None:
    for case in corpus("yaml-test-suite/cases.json"):
        assert_reads(case["yaml"])


def test_what_the_yaml_test_suite_refuses_is_refused() -> None:
    refused = [case for case in corpus("yaml-test-suite/cases.json") if case["must_fail"]]
    accepted = [case["id"] for case in refused if not read_yaml("x.yml", case["yaml"])[1]]
    assert len(accepted) <= len(refused) / 10, accepted


@pytest.mark.slow
def test_naughty_strings_are_read_as_values_keys_and_files() -> None:
    for text in [*naughty_strings(), *HOSTILE]:
        for form in (text, f"title: {text}", f"{text}: x", f"about: |\n  {text}", f"name: {json.dumps(text)}"):
            assert_reads(form)


@pytest.mark.parametrize("text", ["[!<,", "title: [!<,", "stages: [a, !<,", "!\n[!\n[!<,\n[\n[!\n[!<<\n[!"])
def test_a_list_that_ends_in_the_comma_of_a_broken_tag_is_reported(text: str) -> None:
    assert_reads(text)
    _, (problem, *_) = read_yaml("x.yml", text)
    assert problem.code.startswith("CX0")


characters = st.sampled_from(
    [*"-?:,[]{}#&*!|>'\"%@` \n\t~<=.0123456789", "a", "é", "title", "name", "stages", "null", "\\"]
)
words = st.sampled_from(
    ["title", "name", "personas", "stages", "stage", "touchpoints", "emotion", "evidence", "about", "actions", "due"]
)
values = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(allow_nan=False),
        st.text(max_size=20),
        st.sampled_from(["lan", "2026-02-30", "14d", "partial", "<b>", "`x`", "[a](b:c)", "* * *"]),
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(words, inner, max_size=5)),
    max_leaves=25,
)


@given(st.lists(characters, max_size=60).map("".join))
def test_any_signs_are_read(text: str) -> None:
    assert_reads(text)


@pytest.mark.slow
@given(st.dictionaries(words, values, max_size=8))
def test_any_values_are_read(tree: dict[str, object]) -> None:
    assert_reads(json.dumps(tree, ensure_ascii=False, indent=1))


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    assert_reads(text)


BOMBS = {
    "aliases": "a: &a [x]\n" + "".join(f"b{n}: &b{n} [*a, *a, *a, *a]\n" for n in range(20_000)),
    "merge keys": "a: &a {x: 1}\n" + "<<: [*a, *a]\n" * 40_000,
    "nesting": "[" * 100_000,
    "nesting of fields": "{a: " * 100_000,
    "nesting of blocks": "".join(" " * n + "-\n" for n in range(1_000)),
    "dashes": "- " * 400_000,
    "question marks": "? " * 400_000,
    "keys": "".join(f"key{n}: x\n" for n in range(60_000)),
    "one key again": "title: x\n" * 100_000,
    "items": "stages: [" + "x, " * 300_000 + "]",
    "unknown keys in items": "personas:\n" + "  - {a: 1, b: 2, c: 3, d: 4}\n" * 30_000,
    "anchors": "".join(f"- &a{n} x\n" for n in range(60_000)),
    "tags": "- !x y\n" * 100_000,
    "long word": "title: " + "a" * 1_000_000,
    "long key": "a" * 1_000_000 + ": x",
    "blocks": "- |\n  a\n" * 100_000,
    "brackets in Markdown": 'about: "' + "[" * 19_000 + '"',
    "pictures in many texts": "".join(f"- {{a: {'![' * 9_000}}}\n" for _ in range(50)),
    "steps of brackets": "steps:\n" + f"  - '{'![' * 9_900}'\n" * 50,
    "emphasis in many texts": "steps:\n" + f"  - '{'*a* ' * 4_900}'\n" * 50,
    "paragraphs in many texts": "steps:\n" + ("  - |\n" + "    a\n\n" * 4_900) * 27,
    "lists in many texts": "steps:\n" + ("  - |\n" + "    - a\n" * 4_900) * 21,
    "asterisks in Markdown": 'about: "' + "<b>" + "*a _b " * 3_000 + '"',
    "links in Markdown": 'about: "' + "[a](" * 4_900 + '"',
    "quotes in Markdown": 'about: "' + "> " * 9_900 + 'x"',
    "backticks in Markdown": 'about: "' + "".join("`" * (n % 90) + " " for n in range(400)) + '"',
}
MEASURE = """
import json, os, sys, time
from pathlib import Path
import cxsite.reading.folder
import cxsite.escaping.author_markdown
from rapidfuzz.distance import OSA
from cxsite.problems import CxsiteError

def measure(folder):
    before = time.process_time()
    try:
        codes = sorted({problem.code for problem in cxsite.reading.read(Path(folder))[1]})
    except CxsiteError as error:
        codes = [str(error)]
    took = time.process_time() - before
    status = Path("/proc/self/status").read_text()  # what getrusage says begins with the size of whoever started this
    print(json.dumps([codes, took, int(status.split("VmHWM:")[1].split()[0]) / 1024]), flush=True)

for folder in sys.stdin:
    process = os.fork()
    if process == 0:
        measure(folder.removesuffix("\\n"))
        os._exit(0)
    if os.waitpid(process, 0)[1]:
        print("null", flush=True)
"""
"""For each line of the input, a new process reads that folder. All has been imported before."""


@pytest.fixture(scope="module")
def reader() -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [sys.executable, "-c", MEASURE], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        yield process
        assert process.stdin is not None
        process.stdin.close()


def assert_refused_at_once(reader: subprocess.Popen[str], folder: Path) -> None:
    """Check that reading takes seconds of processor, not minutes, and less than 200 MB, and finds something wrong.

    On a free machine it takes less than half a second. With much else to do a program's own seconds grow, too: so the
    best of five goes counts, and there is room for four times as much.
    """
    assert reader.stdin is not None
    assert reader.stdout is not None
    for _ in range(5):
        reader.stdin.write(f"{folder}\n")
        reader.stdin.flush()
        codes, seconds, megabytes = json.loads(reader.stdout.readline())
        assert codes
        assert megabytes < 200
        if seconds < 2:
            return
    pytest.fail("five times more than two seconds")


def with_playbook(folder: Path) -> Path:
    content = folder / "content"
    (content / "personas").mkdir(parents=True)
    (content / "playbook.yml").write_text("title: A\n", encoding="utf-8")
    return content


@pytest.mark.slow
@pytest.mark.parametrize("text", BOMBS.values(), ids=BOMBS.keys())
def test_a_bomb_is_refused_at_once(reader: subprocess.Popen[str], tmp_path: Path, text: str) -> None:
    folder = with_playbook(tmp_path) / ("plays" if text.startswith("steps") else "personas")
    folder.mkdir(exist_ok=True)
    (folder / "lan.yml").write_text(text, encoding="utf-8")
    assert_refused_at_once(reader, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("text", ["x\n" * 500_000, "metric,period,value\n" + "x,y,z\n" * 150_000, "a," * 500_000])
def test_a_table_of_rubbish_is_refused_at_once(reader: subprocess.Popen[str], tmp_path: Path, text: str) -> None:
    table = with_playbook(tmp_path) / "observations" / "a.csv"
    table.parent.mkdir()
    table.write_text(text, encoding="utf-8")
    assert_refused_at_once(reader, tmp_path)


@pytest.mark.slow
def test_a_file_of_50_megabytes_is_refused_at_once(reader: subprocess.Popen[str], tmp_path: Path) -> None:
    (with_playbook(tmp_path) / "personas" / "lan.yml").write_bytes(b"a: b\n" * 10_000_000)
    assert_refused_at_once(reader, tmp_path)


@pytest.mark.slow
def test_tens_of_thousands_of_files_are_refused_at_once(reader: subprocess.Popen[str], tmp_path: Path) -> None:
    folder = with_playbook(tmp_path) / "personas"
    for number in range(CROWD):
        os.close(os.open(folder / f"{number}.yml", os.O_CREAT | os.O_WRONLY))
    assert_refused_at_once(reader, tmp_path)
