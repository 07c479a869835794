"""A copy of this repository to change, and its programs run there: cxsite, pytest, the tools."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = ("cxsite", "templates", "content", "tests", "tools", "docs")
FILES = ("pyproject.toml", "mkdocs.yml", "mkdocs.en.yml")
IGNORED = shutil.ignore_patterns("node_modules", "__pycache__", ".hypothesis", "*.pyc")


def copy_repository(folder: Path) -> Path:
    """The package with its templates, sample, tests and tools, in a git repository of its own."""
    for name in FOLDERS:
        shutil.copytree(ROOT / name, folder / name, ignore=IGNORED)
    for name in FILES:
        shutil.copy(ROOT / name, folder)
    git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "--quiet", "--message", "Begin")
    return folder


def git(folder: Path, *arguments: str) -> str:
    """What git prints in a folder."""
    done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def run_python(folder: Path, *arguments: str) -> str:
    """What Python prints when it runs a program of the copy, which must succeed."""
    return run_program(folder, sys.executable, *arguments)


def run_program(folder: Path, *arguments: str) -> str:
    """What a program prints that finds the copy where others find cxsite, and this Python; it must succeed."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
    own = {"PYTHONPATH": str(folder), "PYTHON": sys.executable, "CI": "true", "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        arguments,
        cwd=folder,
        env={**inherited, **own},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def run_tests(folder: Path, *arguments: str) -> str:
    """The summary of tests of the copy, which must pass."""
    options = ("-q", "-p", "no:cacheprovider", "-p", "no:xdist")
    return run_python(folder, "-m", "pytest", *options, *arguments)
