"""Runs cxsite as a user does, and returns its exit code and output."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from click.testing import CliRunner

from cxsite.cli.group import cxsite as group

if TYPE_CHECKING:
    from pathlib import Path

FILES = {
    "content/playbook.yml": """\
title: Sổ tay
languages: [vi]
stages:
  - {id: mua-hang, name: Mua hàng}
channels: [{id: cua-hang, name: Cửa hàng, kind: in-person}]
version: 2
""",
    "content/personas/lan.yml": "name: Lan\n",
    "content/journeys/mua-vay.yml": """\
title: Mua váy
personas: [lan]
stages:
  - stage: mua-hang
    touchpoints:
      - {id: thu-do, name: Thử đồ, channels: [cua-hang], emotion: 2}
""",
}
SETTLED = {"LC_ALL": "C.UTF-8", "CI": "", "NO_COLOR": "", "SOURCE_DATE_EPOCH": ""}


@dataclass(frozen=True)
class Ran:
    """The exit code and the output of a run, read as UTF-8."""

    code: int
    out: str
    err: str


def a_project(folder: Path, **files: str) -> Path:
    """Write a small playbook without errors; `files` adds or replaces files by their path under `content/`."""
    changed = {f"content/{path}": text for path, text in files.items()}
    for name, text in {**FILES, **changed}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def cxsite(*arguments: str | Path, cwd: Path, **environment: str) -> Ran:
    """Run cxsite in a folder, in this process, with environment variables set (or, if empty, unset)."""
    runner = CliRunner(env={**SETTLED, **environment})
    with contextlib.chdir(cwd):
        done = runner.invoke(group, [str(argument) for argument in arguments], prog_name="cxsite")
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return Ran(done.exit_code, done.stdout, done.stderr)


def cxsite_process(*arguments: str | Path, cwd: Path, **environment: str) -> Ran:
    """Run cxsite in a separate process, to test its start, its encodings and its exit code."""
    kept = {name: value for name, value in {**os.environ, **SETTLED, **environment}.items() if value}
    done = subprocess.run(
        [sys.executable, "-m", "cxsite", *map(str, arguments)],
        cwd=cwd,
        env=kept,
        capture_output=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    return Ran(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))
