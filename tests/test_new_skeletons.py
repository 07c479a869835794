"""`tools/new`: what it writes is complete, so that all checks pass before anything of it is changed."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from repository_copy import ROOT, commit_all, copy_repository, run_program, run_python, run_tests

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
        "cxsite/pages/stock_list.py",
        "mkdocs.en.yml",
        "mkdocs.yml",
        "templates/stock-list.html",
        "tests/golden/pages/stock-list.md",
        "tests/pages/test_stock_list.py",
    },
    "command": {
        "cxsite/cli/group.py",
        "cxsite/cli/stock_count.py",
        "cxsite/i18n/en/commands.toml",
        "cxsite/i18n/vi/commands.toml",
        "cxsite/i18n/vi/help.toml",
        "docs/commands.md",
        "docs/commands.vi.md",
        "tests/cli/test_stock_count.py",
    },
}
SKELETONS = {
    "rule": ("stock-phrase", "--module", "freshness", "--level", "note"),
    "page": ("stock-list",),
    "command": ("stock-count",),
}
CHECKS = (
    "tests/rules/test_stock_phrase.py",
    "tests/rules/test_manual.py",
    "tests/reports/test_manual_reports.py",
    "tests/mistakes/test_mistakes.py",
    "tests/pages/test_stock_list.py",
    "tests/cli/test_stock_count.py",
    "tests/cli/test_localized_help.py",
    "tests/i18n/test_catalogues.py",
    "-k",
    (
        "stock_phrase or stock-phrase or manual_reports or codes_and_names or every_code or follows_the_english "
        "or stock_list or stock_count or help_in_vietnamese or test_catalogues"
    ),
)


@pytest.mark.slow
def test_skeletons_are_complete_and_pass_the_checks(tmp_path: Path) -> None:
    """One of each kind is written into the same repository, and all are checked at once."""
    copy = copy_repository(tmp_path)
    sources = []
    for kind, arguments in SKELETONS.items():
        printed = run_program(copy, "tools/new", kind, *arguments)
        changed = {*commit_all(copy)}
        assert changed == {line.strip() for line in printed.splitlines()} == EXPECTED[kind]
        sources += [path for path in changed if path.endswith(".py")]
    run_python(copy, "-m", "ruff", "check", *sources)
    run_python(copy, "-m", "ruff", "format", "--check", *sources)
    run_tests(copy, *CHECKS)


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
