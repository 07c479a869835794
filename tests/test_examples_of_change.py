"""The worked examples of CONTRIBUTING.md: each patch applies, works, and touches only the files named there."""

from __future__ import annotations

import json
import re
from fnmatch import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from repository_copy import ROOT, copy_repository, git, run_python, run_tests
from sample_project import copied

if TYPE_CHECKING:
    from make_once import MakeOnce

EXAMPLES = Path(__file__).parent / "examples_of_change"
ROW = re.compile(r"^\| an? (\w+) \| \[.*?\]\((.*?)\) \| (.*) \|$", re.MULTILINE)
NAMED = {
    kind: (patch, re.findall(r"`([^`]+\.\w+|[^`]+/\*)`", files))
    for kind, patch, files in ROW.findall((ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"))
}
"""By what is added: its patch, and patterns of the files that it may touch."""


CHECKS = (
    "tests/rules/test_quote_in_marks.py",
    "tests/rules/test_manual.py",
    "tests/mistakes",
    "tests/pages/test_owners.py",
    "tests/cli/test_stale.py",
    "tests/cli/test_localized_help.py",
    "-k",
    "quote_in_marks or quote-in-marks or follows_the_english or CX310 or owners or stale or help_in_vietnamese",
)
"""The tests that the examples add, and those that hold the texts of a rule and of a command."""


@pytest.fixture(scope="module")
def changed(once: MakeOnce) -> Path:
    """A copy of this repository with all examples applied, and its site built; tests must not change it."""

    def fill(folder: Path) -> None:
        copy = copy_repository(folder)
        for patch, _ in NAMED.values():
            git(copy, "apply", "-C1", "--check", str(ROOT / patch))  # each alone, then one after the other
        for patch, _ in NAMED.values():
            git(copy, "apply", "-C1", str(ROOT / patch))
        run_python(copy, "-m", "cxsite", "build")

    return once("examples-of-change", fill)


def test_every_example_is_named_once() -> None:
    assert {name.rpartition("/")[2] for name, _ in NAMED.values()} == {path.name for path in EXAMPLES.glob("*.patch")}


@pytest.mark.parametrize("kind", NAMED)
def test_an_example_touches_only_the_files_that_are_named(kind: str) -> None:
    patch, patterns = NAMED[kind]
    touched = re.findall(r"^\+\+\+ b/(.*)$", (ROOT / patch).read_text(encoding="utf-8"), re.MULTILINE)
    assert touched
    assert [path for path in touched if not any(fnmatch(path, pattern) for pattern in patterns)] == []
    assert [one for one in patterns if not any(fnmatch(path, one) for path in touched)] in ([], ["templates/*.html"])


def has_heading(page: Path, title: str) -> bool:
    return re.search(f"<h1[^>]*>{title}", page.read_text(encoding="utf-8")) is not None


@pytest.mark.build
def test_the_tests_that_examples_add_pass(changed: Path) -> None:
    run_tests(changed, *CHECKS)


@pytest.mark.build
def test_a_rule_explains_itself(changed: Path) -> None:
    assert "Trang đã tự thêm dấu ngoặc kép" in run_python(changed, "-m", "cxsite", "explain", "quote-in-marks")


@pytest.mark.build
def test_a_page_stands_in_the_site_and_in_its_menu(changed: Path) -> None:
    assert has_heading(changed / "site/owners.html", "Phân công phụ trách")
    assert has_heading(changed / "site/en/owners.html", "Responsibilities")
    assert 'href="owners.html"' in (changed / "site/index.html").read_text(encoding="utf-8")


@pytest.mark.build
def test_a_command_runs_in_both_languages(changed: Path) -> None:
    assert "--check     Thoát với mã 3 khi có tệp như vậy." in run_python(changed, "-m", "cxsite", "stale", "--help")
    assert "  stale " in run_python(changed, "-m", "cxsite", "--help")


@pytest.mark.build
def test_a_field_reaches_page_schema_skeleton_and_export(changed: Path, tmp_path: Path) -> None:
    page = (changed / "site/personas/lan.html").read_text(encoding="utf-8")
    assert re.search("Dịp mua.{0,40}<li>Đám cưới của bạn thân", page, re.DOTALL)
    schema = json.loads(run_python(changed, "-m", "cxsite", "schema", "persona"))
    assert "Dịp họ mua." in json.dumps(schema, ensure_ascii=False)
    copied(tmp_path)
    run_python(changed, "-m", "cxsite", "-C", str(tmp_path), "new", "persona", "Mai")
    assert "# occasions:" in (tmp_path / "content/personas/mai.yml").read_text(encoding="utf-8")
    document = json.loads(run_python(changed, "-m", "cxsite", "export", "json"))
    lan = next(persona for persona in document["personas"] if persona["id"] == "lan")
    assert lan["lists"]["occasions"] == ["Đám cưới của bạn thân", "Tiệc cuối năm ở công ty"]
