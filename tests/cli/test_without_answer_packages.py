"""A playbook without raw answers needs none of the packages of `cxsite[answers]`; one with answers names them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from typing import TYPE_CHECKING

import pytest
from shell import SETTLED, Ran, cxsite
from small_site import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from make_once import MakeOnce

pytestmark = pytest.mark.slow
WITHOUT = """
import sys

class Missing:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {"duckdb", "highspy", "numpy"}:
            raise ModuleNotFoundError(name)

sys.meta_path.insert(0, Missing())
from cxsite.cli import main
main()
"""
INSTALL = 'pip install "cxsite[answers]"'
LACKS = "có câu trả lời thô, nhưng chưa cài các gói dùng để đếm"
SOURCE = "metric: nps\ndata: content/answers/nps.csv\ncolumns: {date: day, answer: score}\n"


def run(*arguments: str, cwd: Path) -> Ran:
    """Run cxsite in a process that cannot import the packages."""
    environment = {name: value for name, value in {**os.environ, **SETTLED}.items() if value}
    command = [sys.executable, "-c", WITHOUT, *arguments]
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, check=False, stdin=subprocess.DEVNULL)
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


INIT = ("init", "shop", "--starter", "retail", "--language", "vi")


@pytest.fixture
def shop(once: MakeOnce, tmp_path: Path) -> Path:
    """A playbook of the sector retail, with written figures and no answers."""
    begun = once("begun-retail", lambda folder: cxsite(*INIT, cwd=folder))
    return shutil.copytree(begun / "shop", tmp_path / "shop")


def add_answers(shop: Path) -> None:
    for path, text in {"sources/nps-store.yml": SOURCE, "answers/nps.csv": "day,score\n2026-10-05,9\n"}.items():
        (shop / "content" / path).parent.mkdir(exist_ok=True)
        (shop / "content" / path).write_text(text, encoding="utf-8")


@pytest.mark.build
def test_a_playbook_without_answers_is_begun_and_built(tmp_path: Path) -> None:
    assert run(*INIT, cwd=tmp_path).code == 0
    shop = tmp_path / "shop"
    quarters = next((shop / "content/observations").glob("*.csv"))
    quarters.write_text(
        "metric,period,value,n\nnps,2026-Q1,30,180\nnps,2026-01,30,60\nnps,2026-02,31,70\nnps,2026-03,32,50\n"
        "nps,2026-04,33,3\n",
        encoding="utf-8",
    )
    ran = run("build", cwd=shop)
    assert (ran.code, ran.out.startswith("Đã dựng ")) == (0, True), ran.err
    assert (shop / "site/index.html").is_file()
    report = run("doctor", cwd=shop)
    assert report.code == 0
    assert "ok    Chưa cài các gói để đếm câu trả lời thô (cxsite[answers]); sổ tay này không có" in report.out


@pytest.mark.parametrize("command", [("build",), ("validate",), ("measure",)])
def test_answers_name_the_packages_that_count_them(shop: Path, command: tuple[str, ...]) -> None:
    add_answers(shop)
    ran = run(*command, cwd=shop)
    assert (ran.code, ran.out, ran.err.splitlines()) == (
        2,
        "",
        [
            f"cxsite: content/sources/nps-store.yml {LACKS}: duckdb, highspy.",
            '  → Cài cxsite kèm các gói ấy: pip install "cxsite[answers]", hoặc pipx install --force "cxsite[answers]"',
        ],
    )
    assert not (shop / "site").exists()


def test_doctor_says_that_they_are_missing(shop: Path) -> None:
    add_answers(shop)
    ran = run("--language", "en", "doctor", cwd=shop)
    lines = ran.out.splitlines()
    at = lines.index(
        "fail  content/sources/ has raw answers, and packages that count them are not installed: duckdb, highspy"
    )
    assert INSTALL in lines[at + 1]
    assert ran.code == 2


def test_answers_that_other_machines_have_need_no_packages(shop: Path) -> None:
    """CI without the answers publishes the figures that `measure --write` left among the observations."""
    (shop / "content/sources").mkdir()
    (shop / "content/sources/nps-store.yml").write_text(SOURCE, encoding="utf-8")
    rows = "metric,period,value,n,source\nnps,2026-10,30,60,nps-store\n"
    next((shop / "content/observations").glob("*.csv")).write_text(rows, encoding="utf-8")
    assert run("validate", cwd=shop).code == 0


def test_small_groups_that_need_the_solver_name_it(shop: Path) -> None:
    rows = "metric,period,value,n,channel\nnps,2026-10,30,60,\nnps,2026-10,31,57,cua-hang\nnps,2026-10,32,3,zalo\n"
    next((shop / "content/observations").glob("*.csv")).write_text(rows, encoding="utf-8")
    ran = run("--language", "en", "validate", cwd=shop)
    assert ran.code == 2
    assert "the package that decides which may be shown is not installed: highspy." in ran.err
    assert INSTALL in ran.err


def test_a_clone_installs_what_the_extra_names() -> None:
    """`make site` builds the sample, which has answers."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    extra = project["project"]["optional-dependencies"]["answers"]
    assert project["dependency-groups"]["answers"] == extra
    assert not {one.partition(">")[0] for one in extra} & {
        one.partition(">")[0] for one in project["project"]["dependencies"]
    }
    for lock in ("requirements.txt", "requirements-dev.txt"):
        locked = {line.partition("==")[0] for line in (ROOT / lock).read_text("utf-8").splitlines()}
        assert {"duckdb", "highspy", "numpy"} <= locked
