"""Every command of the documents runs, in a playbook that has what the examples name."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Final

import click
import pytest
from documented_playbook import write_playbook
from git_project import Repository
from shell import cxsite
from test_documents import DOCUMENTS, ROOT, code_of, text_of

from cxsite.cli.group import cxsite as group

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from make_once import MakeOnce

pytestmark = [pytest.mark.build, pytest.mark.slow]

SERVERS: Final = {"serve", "serve --edit", "edit", "-C examples/hospital serve"}
"""Run until they are stopped: tests/cli/test_serve_command.py and tests/editing_pages/ start and use them."""

FILLED_IN: Final = {
    "COMMAND --help": "build --help",
    "LỆNH --help": "build --help",
    "TÊN-LỆNH --help": "build --help",
    "diff BASE [HEAD]": "diff v1 v2",
    "explain CODE": "explain CX105",
    "export FORMAT": "export json",
    "format [PATH]…": "format content/personas",
    "format [PATH…] [--check]": "format content/personas --check",
    "import FILE": "import map.xlsx",
    "import TỆP": "import map.xlsx",
    "import FILE.xlsx": "import map.xlsx",
    "import TỆP.xlsx": "import map.xlsx",
    "init DIR": "init another",
    "known write [FILE]": "known write old.json",
    "measure --metric": "measure --metric nps",
    "measure check": "measure check phieu",
    "measure check NAME": "measure check phieu",
    "measure check SOURCE": "measure check phieu",
    "measure check NGUỒN": "measure check phieu",
    "measure check TÊN": "measure check phieu",
    "migrate [--check]": "migrate --check",
    "new journey TITLE --from FILE": "new journey 'Xem mẫu' --from mai.xlsx",
    "new journey TITLE --ideal-of ID": "new journey 'Mua thật nhanh' --ideal-of mua-vay",
    "rename KIND/ID NEW": "rename persona/lan lan-anh",
    "new {persona|journey|touchpoint|action|play|goal|metric|research|source} TITLE": "new persona Bình",
    "schema": "schema --help",
    "schema KIND": "schema journey",
    "schema [playbook|persona|journey|touchpoint|action|goal|metric|play|research|source]": "schema metric",
    "validate --format …": "validate --format json",
    "validate --known FILE": "validate --known .cxsite-known.json",
    "validate [PATH]…": "validate content/personas",
}
"""Forms of commands, each with the command that stands for it."""

BEFORE: Final = {
    "build --check": "build",
    "import ban-do.xlsx": "export xlsx --output ban-do.xlsx",
    "validate --known .cxsite-known.json": "known write .cxsite-known.json",
    "schema --check": "schema --write",
}
"""What is run first."""

SAME_WORK: Final = {
    "ap-phich": "poster",
    "chan-dung": "personas",
    "chi-so.csv": "metrics.csv",
    "hanh-dong.csv": "actions.csv",
    "hanh-trinh.xlsx": "journey.xlsx",
    "hop-thang": "meeting",
    "mau-trong": "workshop",
    "so-tay": "playbook",
    "Sổ tay khách hàng của chúng ta": "Our customers",
    "Our customer playbook": "Our customers",
    "Cô Hạnh": "Ms Hanh",
    "Mrs Hanh": "Ms Hanh",
}
"""Names that readers may choose: calls that differ only in these are run once."""

OTHER_PROGRAMS: Final = {
    "make": "runs these tests, or for hours; Makefile has what it does",
    "eval": "tests/cli/test_completion.py completes in these shells",
    "_CXSITE_COMPLETE=fish_source": "tests/cli/test_completion.py completes in these shells",
    "cd": "the folder of the reader",
    "pip": "needs a network",
    "pipx": "needs a network",
    "py": "needs Windows",
    "brew": "needs macOS",
    "sudo": "needs a network",
    "uv": "needs a network",
    "uvx": "needs a network",
    "duckdb": "is another program",
    "mkdocs": "tests/sample/test_languages.py runs both commands",
    "export": "sets a variable of the shell",
    "bench/search_in_browser.py": "measures in a slowed browser for a minute",
    "rsync": "needs a server",
    "robocopy": "needs Windows",
}
"""Programs in code blocks for the shell that no test runs from there, with the reason."""


PYTHON: Final = ".venv/bin/python"
RUN_BELOW: Final = {"git", "bench/generate.py", "bench/where_time_goes.py", "bench/validate.py"}


def calls_of(name: str) -> Iterator[str]:
    """Yield the calls of `cxsite` in a document, without comments."""
    for code in code_of(name):
        for found in re.findall(r"(?:^|\$\(|\| *|&& *)cxsite ((?:\{[^}]*\}|\[[^\]]*\]|[^#|`){[])*)", code):
            yield re.split(r"\s{3,}", found.strip())[0]


CALLS: Final = {call for name in DOCUMENTS for call in calls_of(name)}


def with_one_name(call: str) -> str:
    """Return a call with the same name in each document, so that the same work is not done for each of its names."""
    for name, same in SAME_WORK.items():
        call = call.replace(name, same)
    return call


RUN: Final = sorted({with_one_name(FILLED_IN.get(call, call)) for call in CALLS - SERVERS})


@pytest.fixture(scope="module")
def playbook(once: MakeOnce) -> Path:
    return once("documented-playbook", write_playbook) / "playbook"


def needs_an_argument(words: list[str]) -> bool:
    """Whether this only names a command, to which a reader must add something."""
    command = group.get_command(click.Context(group), words[0])
    if len(words) > 1 or command is None:
        return False
    return isinstance(command, click.Group) or any(one.required for one in command.params)


@pytest.mark.parametrize("call", RUN)
def test_a_command_runs(call: str, playbook: Path, tmp_path: Path) -> None:
    words = shlex.split(call)
    if needs_an_argument(words):
        words.append("--help")
    folder = tmp_path / "playbook"
    if words[0] == "init":
        folder.mkdir()
    else:
        shutil.copytree(playbook, folder)
    if call in BEFORE:
        assert cxsite(*shlex.split(BEFORE[call]), cwd=folder).code == 0
    ran = cxsite(*words, cwd=folder)
    assert ran.code == 0, ran
    assert "Traceback" not in ran.err


def test_what_is_not_run_is_listed_exactly() -> None:
    assert CALLS >= SERVERS
    assert all(any(name in call for call in CALLS) for name in SAME_WORK)
    assert FILLED_IN.keys() <= CALLS
    assert {*RUN} >= BEFORE.keys()
    forms = {call for call in CALLS if re.search(r"\b(?!HEAD\b)[A-Z]{3,}\b|[\[{…]", call)}
    assert forms <= FILLED_IN.keys()
    programs = {program_of(line) for name in DOCUMENTS for line in shell_lines_of(name)}
    assert programs - RUN_BELOW == {*OTHER_PROGRAMS, "cxsite"}


def program_of(line: str) -> str:
    """Return the program of a line for the shell, or the file that Python runs."""
    words = line.split()
    return words[1] if words[0] == PYTHON else words[0]


def test_the_programs_of_the_benchmark_run(tmp_path: Path) -> None:
    large = tmp_path / "large"
    assert cxsite("init", "start", "--language", "vi", "--starter", "empty", cwd=tmp_path).code == 0
    lines, others = (benchmark_lines_of(f"docs/performance{ending}.md") for ending in ("", ".vi"))
    assert len(lines) == 4
    assert lines == others
    for words in lines:
        few = re.sub(r"(--journeys|--rounds) \d+", r"\1 2", " ".join(words).replace("../large", str(large)))
        done = subprocess.run(
            [sys.executable, *few.split()[1:]], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False
        )
        assert done.returncode == 0, done.stderr
        if "bench/generate.py" in words:
            (tmp_path / "start" / "mkdocs.yml").rename(large / "mkdocs.yml")
    assert (large / "site" / "index.html").is_file()


def benchmark_lines_of(name: str) -> list[list[str]]:
    """Return the lines that run programs of the benchmark, without comments, as words."""
    lines = (line for line in shell_lines_of(name) if line.startswith(PYTHON) and program_of(line) in RUN_BELOW)
    return [shlex.split(line, comments=True) for line in lines]


@pytest.mark.parametrize("name", ["docs/publish.md", "docs/publish.vi.md"])
def test_the_steps_with_git_run(name: str, playbook: Path, tmp_path: Path) -> None:
    """A folder stands for the address of the host."""
    folder, host = tmp_path / "playbook", tmp_path / "host"
    shutil.copytree(playbook, folder, ignore=shutil.ignore_patterns(".git"))
    repository = Repository(folder, folder)
    subprocess.run(["git", "init", "--quiet", "--bare", host], check=True)
    steps = [shlex.split(line) for line in shell_lines_of(name) if program_of(line) == "git"]
    assert [step[1] for step in steps] == ["init", "add", "commit", "remote", "push", "pull"]
    (written,) = (word for step in steps for word in step if word.startswith("https://"))
    instead = {"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": f"url.{host}.insteadOf", "GIT_CONFIG_VALUE_0": written}
    for step in steps:
        repository.git(*step[1:], **instead)
    assert repository.git("ls-remote", host, "main")


def shell_lines_of(name: str) -> Iterator[str]:
    """Yield the lines that a reader types into a shell."""
    for kind, block in re.findall(r"^ *```(sh|console)\n(.*?)^ *```$", text_of(name), re.MULTILINE | re.DOTALL):
        lines = [line.strip() for line in block.splitlines()]
        yield from (line for line in lines if kind == "sh" and line and not line.startswith("#"))
        yield from (line.removeprefix("$ ") for line in lines if kind == "console" and line.startswith("$ "))
