"""Whatever the environment is like, a command works or says in one sentence why it does not: no traceback.

`make test` tries some pairs of a command and an oddity; `make test-faults` (CXSITE_FAULTS=all) tries all.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
import traceback
from itertools import cycle, product
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from fault_injection import run
from shell import SETTLED, Ran, cxsite

from cxsite.cli.group import COMMANDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from make_once import Begin, MakeOnce

pytestmark = pytest.mark.slow
POSIX = pytest.mark.skipif(os.name != "posix", reason="asks for what only POSIX has")
CALLS: Final = {
    "init": ("init", "new"),
    "new": ("new", "persona", "Lan"),
    "validate": ("validate",),
    "known": ("known", "write"),
    "explain": ("explain", "CX001"),
    "rules": ("rules",),
    "coverage": ("coverage", "--compare", "HEAD"),
    "diff": ("diff", "HEAD"),
    "measure": ("measure",),
    "generate": ("generate",),
    "build": ("build",),
    "rename": ("rename", "persona/mai", "lan"),
    "format": ("format",),
    "schema": ("schema", "--write"),
    "doctor": ("doctor",),
}
"""One call of each command that ends by itself; `others` names those of which nothing is tried here."""
OTHERS: Final = {"serve"}
WHOLE: Final = os.environ.get("CXSITE_FAULTS") == "all"


def some(first: Iterable[str], second: Sequence[str]) -> list[tuple[str, str]]:
    """Every pair; in the short form each of the second once, with the first in turn."""
    if WHOLE:
        return list(product(first, second))
    return list(zip(cycle(first), second, strict=False))


def make_odd(project: Path, what: str) -> None:
    """Put something odd in the place of something that is needed."""
    for path in (project / "content", project / "build"):
        path.mkdir(exist_ok=True)
    path = project / what.split(" ", maxsplit=1)[0]
    if path.is_dir():
        subprocess.run(["rm", "-r", str(path)], check=True)
    path.unlink(missing_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    kind = what.split(" ")[1]
    if kind == "folder":
        path.mkdir()
    elif kind == "file":
        path.write_text("x", encoding="utf-8")
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "circle":
        path.symlink_to(path)
    elif kind == "nowhere":
        path.symlink_to(path / "nowhere")


@pytest.fixture
def project(begin: Begin, tmp_path: Path) -> Path:
    return begin(tmp_path / "project", "vi")


@pytest.fixture(scope="module")
def strange_project(begin: Begin, once: MakeOnce, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built project with links in strange places; each output is tried in it."""
    project = shutil.copytree(begin_and_build(begin, once), tmp_path_factory.mktemp("strange") / "project")
    (project / "circle").symlink_to("circle")
    (project / "nowhere").symlink_to("not there")
    (project / "linked").symlink_to("content")
    (project / "templates").mkdir(exist_ok=True)
    (project / "build" / "docs").mkdir(parents=True, exist_ok=True)
    return project


@pytest.fixture
def open_project(begin: Begin, once: MakeOnce) -> Iterator[Path]:
    """A built project in a folder that every user may reach; pytest's own folders are closed."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield shutil.copytree(begin_and_build(begin, once), Path(folder) / "project")


def begin_and_build(begin: Begin, once: MakeOnce) -> Path:
    def fill(folder: Path) -> None:
        cxsite("build", cwd=begin(folder, "vi"))

    return once("begun and built", fill)


def in_process(arguments: tuple[str, ...], cwd: Path, **environment: str) -> Ran:
    kept = {name: value for name, value in {**os.environ, **SETTLED, **environment}.items() if value}
    done = subprocess.run(
        [sys.executable, "-m", "cxsite", *arguments],
        cwd=cwd,
        env=kept,
        capture_output=True,
        check=False,
        stdin=subprocess.DEVNULL,
        timeout=300,
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


def in_this_process(arguments: tuple[str, ...], cwd: Path, **environment: str) -> Ran:
    return cxsite(*arguments, cwd=cwd, **environment)


def is_reported(ran: Ran) -> bool:
    """Whether a command ended as it should: well, or with one message."""
    assert "Traceback" not in ran.err, ran.err
    if ran.code == 2:
        assert ran.err.count("cxsite: ") + ran.err.count("Lỗi: ") + ran.err.count("Error: ") == 1 or ran.out, ran.err
    return ran.code in {0, 1, 2, 3}


def test_every_command_is_tried() -> None:
    assert {*COMMANDS} >= {*CALLS, *OTHERS}


ODD_THINGS: Final = (
    "content file",
    "content circle",
    "content/playbook.yml folder",
    "content/personas file",
    "content/personas/mai.yml pipe",
    "content/personas/mai.yml circle",
    "mkdocs.yml folder",
    "mkdocs.yml pipe",
    "mkdocs.yml nowhere",
    "mkdocs.en.yml pipe",
    "templates/home.html.j2 pipe",
    "build file",
    "build/.state file",
    "build/docs file",
    "site file",
    "site circle",
    "templates file",
    "templates circle",
    "templates/home.html.j2 folder",
    ".cxsite file",
    ".git file",
    ".site.lock folder",
    ".site.old file",
)

BUILDS: Final = [("build", what) for what in ODD_THINGS]


@POSIX
@pytest.mark.parametrize(("command", "what"), sorted({*some(["build", "validate", *CALLS], ODD_THINGS), *BUILDS}))
def test_odd_things_in_the_project_are_reported(project: Path, command: str, what: str) -> None:
    make_odd(project, what)
    assert is_reported(cxsite(*CALLS[command], cwd=project))


HARMLESS: Final[tuple[dict[str, str], ...]] = (
    {"HOME": "", "XDG_STATE_HOME": ""},
    {"HOME": "/nowhere", "XDG_STATE_HOME": ""},
    {"HOME": "relative", "XDG_STATE_HOME": "relative"},
    {"TMPDIR": "/nowhere"},
    {"LC_ALL": "zz_ZZ.nothing", "LANG": "x", "LANGUAGE": "::", "PYTHONUTF8": "0"},
    {"PATH": "/nowhere"},
    {"PATH": "BROKEN"},
    {"GIT_DIR": "/nowhere"},
    {"TERM": "", "COLUMNS": "abc", "LINES": "-1"},
    {"TZ": "Nowhere/Nothing"},
    {"GITHUB_WORKSPACE": "/nowhere", "CI_PROJECT_DIR": "relative"},
)
REPORTED: Final[tuple[dict[str, str], ...]] = ({"SOURCE_DATE_EPOCH": "abc"},)


def several_at_once() -> list[dict[str, str]]:
    """The harmless variables in three environments, which differ where a variable has several odd values."""
    every: list[dict[str, str]] = [{}, {}, {}]
    for number, odd in enumerate(HARMLESS):
        names = sorted(every, key=lambda one: (len(one.keys() & odd.keys()), len(one)))
        assert not names[0].keys() & odd.keys(), number
        names[0].update(odd)
    return every


@POSIX
@pytest.mark.parametrize("command", ["validate", "build", "doctor", "diff"] if WHOLE else ["build"])
@pytest.mark.parametrize("environment", [*(HARMLESS if WHOLE else several_at_once()), *REPORTED], ids=" ".join)
def test_odd_variables_are_reported_or_do_no_harm(project: Path, command: str, environment: dict[str, str]) -> None:
    is_harmless = environment not in REPORTED
    if environment.get("PATH") == "BROKEN":
        git = project.parent / "bin" / "git"
        git.parent.mkdir()
        git.write_text("#!/bin/sh\necho '\0garbage'; exit 3\n")
        git.chmod(0o755)
        environment = {**environment, "PATH": str(git.parent)}
    ran = (in_process if is_harmless else in_this_process)(CALLS[command], project, **environment)
    assert is_reported(ran)
    assert (ran.code == 0) == is_harmless or command != "build"


@POSIX
@pytest.mark.parametrize("command", CALLS if WHOLE else ["validate", "build", "init"])
def test_a_current_folder_that_is_gone_is_reported(project: Path, command: str) -> None:
    line = f'mkdir gone && cd gone && rmdir ../gone && exec "{sys.executable}" -P -m cxsite {" ".join(CALLS[command])}'
    done = subprocess.run(["bash", "-c", line], cwd=project, capture_output=True, text=True, check=False)
    assert is_reported(Ran(done.returncode, done.stdout, done.stderr))


@POSIX
@pytest.mark.skipif(os.name == "posix" and os.geteuid() != 0, reason="only root can become an ordinary user")
@pytest.mark.parametrize("mode", [0o000, 0o111, 0o444, 0o555] if WHOLE else [0o000])
@pytest.mark.parametrize("what", ["content", "content/personas", "content/playbook.yml", "mkdocs.yml", "site", "build"])
@pytest.mark.parametrize("command", ["validate", "build", "doctor", "format"] if WHOLE else ["build"])
def test_missing_rights_are_reported_to_an_ordinary_user(
    open_project: Path, command: str, what: str, mode: int
) -> None:
    project = open_project
    if command != "build":
        cxsite(*CALLS[command], cwd=project)  # all that is imported is then there, wherever it lies
    subprocess.run(["chown", "-R", "65534:65534", str(project)], check=True)
    (project / what).chmod(mode)

    def job() -> str:
        os.setgid(65534)
        os.setuid(65534)
        try:
            ran = cxsite(*CALLS[command], cwd=project)
        except BaseException:  # noqa: BLE001 -- it is reported
            return f"TRACEBACK {traceback.format_exc()}"
        return f"{ran.code}\n{ran.err}"

    message = run(job, traced=False).message
    (project / what).chmod(0o755)
    assert message is not None
    assert not message.startswith("TRACEBACK"), message
    assert int(message.split("\n")[0]) in {0, 1, 2, 3}


def broken(project: Path, number: int) -> Path:
    return project / "content" / "personas" / f"p{number}.yml"


@POSIX
def test_files_that_vanish_while_they_are_read_do_no_harm(project: Path) -> None:
    for number in range(300):
        broken(project, number).write_text("name: X\n", encoding="utf-8")
    command = [sys.executable, "-m", "cxsite", "validate"]
    with subprocess.Popen(command, cwd=project, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        deadline = time.monotonic() + 60
        number = 0
        while running.poll() is None and time.monotonic() < deadline:
            broken(project, number % 300).unlink(missing_ok=True)
            number += 1
            if number > 300:
                broken(project, number % 300).write_text("name: X\n", encoding="utf-8")
        assert running.stderr is not None
        assert "Traceback" not in running.stderr.read()


@POSIX
@pytest.mark.parametrize(
    "output",
    [
        "x" * 300,
        f"a/{'x' * 300}/b",
        "🙂",
        "một tên dài " * 15,
        "a\nb",
        "mkdocs.yml",
        "mkdocs.yml/x",
        "",
        ".",
        "..",
        "content",
        "content/x",
        "templates",
        "build",
        "circle",
        "circle/x",
        "nowhere",
        "nowhere/x",
        "linked",
        "/proc/x",
        b"\xff\xfe".decode("utf-8", "surrogateescape"),
    ],
)
def test_any_output_is_published_to_or_refused_in_one_sentence(strange_project: Path, output: str) -> None:
    project = strange_project
    before = sorted(path for path in (project / "content").rglob("*"))
    ran = cxsite("build", "--output", output, cwd=project)
    assert is_reported(ran)
    assert ran.code in {0, 2}
    assert sorted(path for path in (project / "content").rglob("*")) == before


@POSIX
@pytest.mark.parametrize("ending", [("| head -n 0", "closed"), (">&-", "closed"), ("> /dev/full", "No space")])
@pytest.mark.parametrize("command", ["validate", "rules", "--help"] if WHOLE else ["rules"])
def test_output_that_cannot_be_written_is_reported(project: Path, command: str, ending: tuple[str, str]) -> None:
    behind, why = ending
    line = f'set -o pipefail; "{sys.executable}" -m cxsite --language en {command} {behind}'
    done = subprocess.run(["bash", "-c", line], cwd=project, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith("cxsite: The output ")
    assert why in done.stderr
    assert done.stderr.count("\n") == 1


@POSIX
@pytest.mark.parametrize("behind", ["<&- >&- 2>&-", "> /dev/full 2> /dev/full"])
def test_streams_that_are_not_there_do_no_harm(project: Path, behind: str) -> None:
    line = f'"{sys.executable}" -m cxsite build {behind}'
    done = subprocess.run(["bash", "-c", line], cwd=project, capture_output=True, text=True, check=False)
    assert done.returncode in {0, 2}
    assert "Traceback" not in done.stderr
    assert (project / "site" / "index.html").is_file()
