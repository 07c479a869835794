"""Copies this repository and runs its programs there: cxsite, pytest, the tools."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = ("cxsite", "templates", "content", "tests", "tools", "docs")
FILES = (".gitignore", "pyproject.toml", "mkdocs.yml", "mkdocs.en.yml")
IGNORED = shutil.ignore_patterns("node_modules", ".hypothesis", "*.pyc.*")  # the last are being written


def copy_repository(folder: Path) -> Path:
    """Copy the package with its templates, sample, tests and tools into a new git repository.

    Bytecode is copied, too: a program that starts would otherwise compile all of cxsite first.
    """
    for name in FOLDERS:
        shutil.copytree(ROOT / name, folder / name, ignore=IGNORED)
    for name in FILES:
        shutil.copy(ROOT / name, folder)
    git(folder, "init", "--quiet")
    git(folder, "config", "core.compression", "0")  # half of the time; the repository lives for one test
    commit_all(folder)
    return folder


def commit_all(folder: Path) -> list[str]:
    """Commit every change, and return the paths of the changed files."""
    git(folder, "add", "--all")
    git(folder, "-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "--quiet", "--message", "Change")
    return git(folder, "show", "--format=", "--name-only", "--no-renames").splitlines()


def git(folder: Path, *arguments: str) -> str:
    """Run git in a folder and return its output."""
    done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def run_python(folder: Path, *arguments: str) -> str:
    """Run a Python program of the copy, which must succeed, and return its output."""
    return run_program(folder, sys.executable, *arguments)


def run_program(folder: Path, *arguments: str) -> str:
    """Run a program with the copy as its cxsite and with this Python; it must succeed. Return its output."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
    own = {"PYTHONPATH": str(folder), "PYTHON": sys.executable, "CI": "true"}
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
    """Run tests of the copy, which must pass, and return their summary."""
    options = ("-q", "-p", "no:cacheprovider", "-p", "no:xdist")
    return run_python(folder, "-m", "pytest", *options, *arguments)
