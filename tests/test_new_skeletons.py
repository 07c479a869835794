"""`tools/new`: what it writes is complete, so that all checks pass before anything of it is changed."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from repository_copy import ROOT, copy_repository, git, run_program, run_python, run_tests

if TYPE_CHECKING:
    from pathlib import Path

EXPECTED = {
    "rule": {
        "cxsite/i18n/en/rules.toml",
        "cxsite/i18n/vi/manual.toml",
        "cxsite/i18n/vi/rules.toml",
        "cxsite/rules/__init__.py",
        "cxsite/rules/freshness.py",
        "docs/rules.md",
        "docs/rules.vi.md",
        "tests/golden/mistakes/stock-phrase.en.txt",
        "tests/golden/mistakes/stock-phrase.vi.txt",
        "tests/mistakes/cases/stock-phrase/content/personas/lan.yml",
        "tests/mistakes/places.csv",
        "tests/rules/test_stock_phrase.py",
    },
    "page": {
        "cxsite/i18n/en/interface.toml",
        "cxsite/i18n/vi/interface.toml",
        "cxsite/pages/__init__.py",
        "cxsite/pages/stock_phrase.py",
        "mkdocs.en.yml",
        "mkdocs.yml",
        "templates/stock-phrase.html",
        "tests/golden/pages/stock-phrase.md",
        "tests/pages/test_stock_phrase.py",
    },
    "command": {
        "cxsite/cli/group.py",
        "cxsite/cli/stock_phrase.py",
        "cxsite/i18n/en/commands.toml",
        "cxsite/i18n/vi/commands.toml",
        "cxsite/i18n/vi/help.toml",
        "docs/commands.md",
        "docs/commands.vi.md",
        "tests/cli/test_stock_phrase.py",
    },
}
OPTIONS = {"rule": ("--module", "freshness", "--level", "note"), "page": (), "command": ()}
CHECKS = {
    "rule": (
        "tests/rules/test_stock_phrase.py",
        "tests/rules/test_manual.py",
        "tests/reports/test_manual_reports.py",
        "tests/mistakes/test_mistakes.py",
        "-k",
        "stock_phrase or stock-phrase or manual_reports or codes_and_names or every_code or follows_the_english",
    ),
    "page": ("tests/pages/test_stock_phrase.py", "tests/i18n/test_catalogues.py"),
    "command": (
        "tests/cli/test_stock_phrase.py",
        "tests/cli/test_localized_help.py",
        "tests/i18n/test_catalogues.py",
        "-k",
        "stock_phrase or help_in_vietnamese or says_something or no_catalogue or no_sentence",
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("kind", EXPECTED)
def test_a_skeleton_is_complete_and_passes_the_checks(tmp_path: Path, kind: str) -> None:
    copy = copy_repository(tmp_path)
    printed = run_program(copy, "tools/new", kind, "stock-phrase", *OPTIONS[kind])
    changed = {line[3:] for line in git(copy, "status", "--porcelain", "-uall").splitlines()}
    assert changed == {line.strip() for line in printed.splitlines()} == EXPECTED[kind]
    sources = [path for path in changed if path.endswith(".py")]
    run_python(copy, "-m", "ruff", "check", *sources)
    run_python(copy, "-m", "ruff", "format", "--check", *sources)
    run_tests(copy, *CHECKS[kind])


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("rule", "Bad Name"), "is not a name in lower case with hyphens"),
        (("rule", "good-name", "--module", "nothing"), "there is no module cxsite/rules/nothing.py"),
        (("command", "build"), "command build exists already"),
        (("page", "strategy"), "page strategy exists already"),
    ],
)
def test_what_cannot_be_begun_is_refused(arguments: tuple[str, ...], reason: str) -> None:
    tool = [sys.executable, "tools/write_skeleton.py", *arguments]
    done = subprocess.run(tool, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert reason in done.stderr
