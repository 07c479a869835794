"""What the documents claim is true: files, commands, links, layers, examples and the five-minute tour."""

from __future__ import annotations

import re
import runpy
import shlex
import subprocess
import sys
import tomllib
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import click
import pytest
import yaml
from host_schemas import check_schema
from pydantic import ValidationError
from shell import cxsite as run_cxsite

from cxsite import __version__
from cxsite.cli.group import cxsite as group
from cxsite.model.records.playbook import Playbook
from cxsite.reading.file_kinds import KINDS
from cxsite.reading.yaml_events import read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxsite.model.records.record import Record

ROOT = Path(__file__).resolve().parents[1]
READMES = ("README.md", "README.vi.md")
GENERATED = {"rules.md", "rules.vi.md"}
DOCUMENTS = [
    *READMES,
    "CONTRIBUTING.md",
    "DESIGN.md",
    "SECURITY.md",
    *(f"docs/{path.name}" for path in sorted((ROOT / "docs").glob("*.md")) if path.name not in GENERATED),
]
EACH = pytest.mark.parametrize("name", DOCUMENTS)
CONTRACT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
FILES: tuple[type[Record], ...] = (Playbook, *(kind.model for kind in KINDS))
OURS = ("cxsite/", "tests/", "docs/", "tools/", "bench/", ".ci/", "templates/")
PRIVATE_WORDS = re.compile(r"\b(told|mended|mend|hangs? on|the house|rooms?|strangers?|anew|is otherwise)\b")


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def code_of(name: str) -> list[str]:
    """Each piece of code in the running text, and each line of a code block."""
    text = text_of(name)
    blocks = re.findall(r"^ *```\w*\n(.*?)^ *```$", text, re.MULTILINE | re.DOTALL)
    inline = re.findall(r"`([^`\n]+)`", re.sub(r"^ *```.*?^ *```$", "", text, flags=re.MULTILINE | re.DOTALL))
    return [*inline, *(line.strip().removeprefix("$ ") for block in blocks for line in block.splitlines())]


def layers_of_contract() -> list[list[str]]:
    (contract,) = (one for one in CONTRACT if one["type"] == "layers" and one["containers"] == ["cxsite"])
    return [re.findall(r"\w+", layer) for layer in contract["layers"]]


@EACH
def test_every_file_that_is_named_exists(name: str) -> None:
    words = (word for code in code_of(name) for word in re.split(r"[\s'\"|]+", code))
    named = {word.rstrip(".,:;)") for word in words if word.startswith(OURS) and "NAME" not in word and "@" not in word}
    assert [path for path in sorted(named) if not list(ROOT.glob(path.partition("::")[0].rstrip("/")))] == []


@EACH
def test_every_link_leads_to_a_file_and_a_heading(name: str) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", text_of(name)):
        if re.match(r"\w+:", target) or name.endswith(("languages.md", "languages.vi.md")):
            continue
        path, _, anchor = target.partition("#")
        file = ((ROOT / name).parent / path).resolve() if path else ROOT / name
        assert file.exists(), target
        if anchor:
            assert anchor in headings_of(file.read_text(encoding="utf-8")), target


def headings_of(text: str) -> set[str]:
    titles = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).strip().replace(" ", "-") for title in titles}


def calls_of(name: str) -> Iterator[tuple[str, list[str]]]:
    """Each call of `cxsite` in a document, as words."""
    for code in code_of(name):
        for found in re.findall(r"(?:^|\$\(|\| *|&& *)cxsite ([^#|`]*)", code):
            words = re.split(r"[\s\[\]]+", found.strip())
            yield found, [word for word in words if word]


@EACH
def test_every_command_and_option_that_is_named_exists(name: str) -> None:
    for call, words in calls_of(name):
        context = click.Context(group)
        command: click.Command = group
        options = options_of(group)
        rest = iter(words)
        for word in rest:
            key = word.partition("=")[0]
            if key.startswith("-") and key != "--help":
                assert key in options, call
                if command is group:
                    next(rest, None)
            elif isinstance(command, click.Group) and re.fullmatch(r"[a-z]+", word):
                found = command.get_command(context, word)
                if found is None and command is not group:
                    continue  # an argument
                assert found is not None, call
                command, options = found, options_of(found)


def options_of(command: click.Command) -> set[str]:
    return {name for one in command.params if isinstance(one, click.Option) for name in one.opts}


@EACH
def test_every_column_of_a_table_has_a_heading(name: str) -> None:
    heads = re.findall(r"^ *\|(.*)\|\n *\|[-:| ]*-[-:| ]*\|$", text_of(name), re.MULTILINE)
    assert [head for head in heads if not all(cell.strip() for cell in head.split("|"))] == []


@EACH
def test_every_make_target_that_is_named_exists(name: str) -> None:
    targets = set(re.findall(r"^([a-z-]+):", text_of("Makefile"), re.MULTILINE))
    named = {found for code in code_of(name) for found in re.findall(r"^make ([a-z-]+)", code)}
    assert named - targets == set()


def yaml_blocks_of(name: str) -> Iterator[str]:
    for indent, block in re.findall(r"^( *)```yaml[^\n]*\n(.*?)^ *```$", text_of(name), re.MULTILINE | re.DOTALL):
        yield "".join(f"{line.removeprefix(indent)}\n" for line in block.splitlines())


@EACH
def test_every_yaml_block_is_part_of_a_valid_file(name: str) -> None:
    for text in yaml_blocks_of(name):
        values = yaml.safe_load(text)
        if values is None or name.startswith(("docs/ci.", "docs/engines.")):
            continue  # comments alone, or a file of another program
        fields, problems = read_yaml(name, text)
        assert (problems, fields is None) == ([], False), text
        assert [model for model in FILES if errors_of(model, plain(fields)) <= {"missing"}], text


def errors_of(model: type[Record], values: object) -> set[str]:
    """The kinds of errors in what is part of a file: that something else is missing is none."""
    try:
        model.model_validate(values)
    except ValidationError as error:
        return {one["type"] for one in error.errors()}
    return set()


def plain(value: object) -> object:
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    return [plain(one) for one in value] if isinstance(value, (list, tuple)) else value


@pytest.mark.parametrize("name", [*DOCUMENTS, "CHANGELOG.md"])
def test_no_document_uses_private_words(name: str) -> None:
    if name != "docs/commands.md":  # which repeats the help of commands
        assert PRIVATE_WORDS.findall(text_of(name)) == []


def test_the_layers_in_the_design_are_the_contract() -> None:
    table = text_of("DESIGN.md").partition("## Layers")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| (`.*?`) \| ", table, re.MULTILINE)
    assert [re.findall(r"`(\w+)`", row) for row in rows] == layers_of_contract()


def test_the_picture_of_the_architecture_has_every_package() -> None:
    svg = ET.parse(ROOT / "docs/pictures/architecture.svg")  # noqa: S314 -- our own file
    names = {"".join(one.itertext()) for one in svg.iter() if one.get("class") == "name"}
    assert {name for name in names if not name.endswith("/")} == {
        one for layer in layers_of_contract() for one in layer
    }


def test_decisions_are_in_the_order_of_date() -> None:
    days = re.findall(r"^- \*\*(\d{4}-\d\d-\d\d) · ", text_of("DESIGN.md"), re.MULTILINE)
    assert len(days) > 20
    assert days == sorted(days)


def test_documents_for_contributors_are_short() -> None:
    assert len(text_of("CONTRIBUTING.md").splitlines()) < 80
    assert len(text_of("DESIGN.md").splitlines()) < 150


def test_the_tests_of_a_package_are_in_the_folder_with_its_name() -> None:
    packages = [path.parent.name for path in (ROOT / "cxsite").glob("*/__init__.py")]
    assert [name for name in packages if not list((ROOT / "tests" / name).glob("test_*.py"))] == []


def test_both_readmes_have_the_same_parts() -> None:
    texts = [text_of(name) for name in READMES]
    for pattern in (r"^#+ ", r"^!\[.*?\]\((.*?)\)", r"`(cxsite [a-z]+)`", r"^cxsite \w+|^make \w+"):
        vietnamese, english = (re.findall(pattern, text, re.MULTILINE) for text in texts)
        assert len(vietnamese) == len(english), pattern


@pytest.mark.build
@pytest.mark.parametrize("name", READMES)
def test_the_five_minutes_of_the_readme_go_as_it_says(name: str, tmp_path: Path) -> None:
    part = re.split(r"^## ", text_of(name), flags=re.MULTILINE)[2]
    folder = tmp_path
    for line in re.findall(r"```sh\n(.*?)```", part, re.DOTALL)[0].splitlines():
        program, *arguments = shlex.split(line)
        if program == "cd":
            folder /= arguments[0]
        else:
            ran = run_cxsite(*arguments, cwd=folder)
            assert ran.code == 0, ran
    assert (folder / "site/index.html").is_file()
    persona, journey = (re.findall(rf"`(content/{kind}/.*?\.yml)`", part)[0] for kind in ("personas", "journeys"))
    assert (folder / persona).is_file()
    broken = re.sub(r"emotion: \d", "emotion: 6", (folder / journey).read_text(encoding="utf-8"), count=1)
    (folder / journey).write_text(broken, encoding="utf-8")
    ran = run_cxsite("validate", cwd=folder)
    assert ran.code == 1
    assert ran.out.startswith(re.findall(r"```text\n(.*?)```", part, re.DOTALL)[0])
    before = (folder / "site/index.html").read_bytes()
    assert run_cxsite("build", cwd=folder).code == 1
    assert (folder / "site/index.html").read_bytes() == before
    assert run_cxsite("explain", "CX105", cwd=folder).code == 0


@pytest.mark.slow
@pytest.mark.parametrize(("page", "language"), [("commands.md", "en"), ("commands.vi.md", "vi")])
def test_the_reference_of_commands_is_that_of_today(page: str, language: str) -> None:
    """In a process of its own: a command that has run shows its help in the language of that run."""
    tool = [sys.executable, "tools/command_reference.py", language]
    printed = subprocess.run(tool, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=True).stdout
    assert printed == text_of(f"docs/{page}"), "`make docs` writes it"


REFERENCES = {"coverage": "coverage", "fields": "field", "export-schema": "export"}
"""By the name of the page: the program `tools/…_reference.py` that prints it."""


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "vi"])
@pytest.mark.parametrize("page", REFERENCES)
def test_a_reference_is_that_of_today(
    page: str, language: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["", language])
    runpy.run_path(str(ROOT / f"tools/{REFERENCES[page]}_reference.py"), run_name="__main__")
    written = text_of(f"docs/{page}{'' if language == 'en' else '.vi'}.md")
    assert capsys.readouterr().out == written, "`make docs` writes it"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("schema", "name"),
    [
        ("citation-file-format", "CITATION.cff"),
        ("github-issue-config", ".github/ISSUE_TEMPLATE/config.yml"),
        ("github-issue-forms", ".github/ISSUE_TEMPLATE/problem.yml"),
        ("github-issue-forms", ".github/ISSUE_TEMPLATE/suggestion.yml"),
    ],
)
def test_forms_and_citation_have_the_form_that_is_expected(schema: str, name: str) -> None:
    check_schema(schema, ROOT / name)


def test_the_citation_names_the_version_of_today() -> None:
    assert yaml.safe_load(text_of("CITATION.cff"))["version"] == __version__


def test_requests_have_one_template_on_both_hosts() -> None:
    github, gitlab = (".github/pull_request_template.md", ".gitlab/merge_request_templates/Default.md")
    assert text_of(github) == text_of(gitlab)


def test_the_changelog_is_one_line_a_change_under_dated_versions() -> None:
    text = text_of("CHANGELOG.md")
    versions = re.findall(r"^## \[(.*?)\](?: - (\d{4}-\d\d-\d\d))?$", text, re.MULTILINE)
    assert versions[0] == ("Unreleased", "")
    days = [date.fromisoformat(day) for _, day in versions[1:]]
    assert days == sorted(days, reverse=True)
    assert versions[1][0] == __version__
    assert set(re.findall(r"^### (.*)$", text, re.MULTILINE)) <= {
        "Added", "Changed", "Deprecated", "Removed", "Fixed", "Security",
    }  # fmt: skip
    entries = re.findall(r"^- .*$", text, re.MULTILINE)
    assert [line for line in entries if len(line) > 240] == []
    assert re.findall(r"^ +\S.*$", text, re.MULTILINE) == []
