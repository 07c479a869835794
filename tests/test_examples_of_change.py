"""The worked examples of CONTRIBUTING.md: each patch applies, works, and touches only the files named there."""

from __future__ import annotations

import json
import re
from fnmatch import fnmatch
from pathlib import Path

import pytest
from repository_copy import ROOT, copy_repository, git, run_python, run_tests

EXAMPLES = Path(__file__).parent / "examples_of_change"
ROW = re.compile(r"^\| an? (\w+) \| \[.*?\]\((.*?)\) \| (.*) \|$", re.MULTILINE)
NAMED = {
    kind: (patch, re.findall(r"`([^`]+\.\w+|[^`]+/\*)`", files))
    for kind, patch, files in ROW.findall((ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"))
}
"""By what is added: its patch, and patterns of the files that it may touch."""


def apply_example(folder: Path, kind: str) -> Path:
    copy = copy_repository(folder)
    git(copy, "apply", "-C1", str(ROOT / NAMED[kind][0]))
    return copy


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


@pytest.mark.slow
def test_a_rule_fires_and_explains_itself(tmp_path: Path) -> None:
    copy = apply_example(tmp_path, "rule")
    chosen = "quote_in_marks or quote-in-marks or follows_the_english or CX310"
    run_tests(copy, "tests/rules/test_quote_in_marks.py", "tests/rules/test_manual.py", "tests/mistakes", "-k", chosen)
    assert "Trang đã tự thêm dấu ngoặc kép" in run_python(copy, "-m", "cxsite", "explain", "quote-in-marks")


@pytest.mark.build
def test_a_page_stands_in_the_site_and_in_its_menu(tmp_path: Path) -> None:
    copy = apply_example(tmp_path, "page")
    run_tests(copy, "tests/pages/test_owners.py")
    run_python(copy, "-m", "cxsite", "build")
    assert has_heading(copy / "site/owners.html", "Phân công phụ trách")
    assert has_heading(copy / "site/en/owners.html", "Responsibilities")
    assert 'href="owners.html"' in (copy / "site/index.html").read_text(encoding="utf-8")


@pytest.mark.slow
def test_a_command_runs_in_both_languages(tmp_path: Path) -> None:
    copy = apply_example(tmp_path, "command")
    run_tests(copy, "tests/cli/test_stale.py", "tests/cli/test_localized_help.py", "-k", "stale or help_in_vietnamese")
    assert "--check     Thoát với mã 3 khi có tệp như vậy." in run_python(copy, "-m", "cxsite", "stale", "--help")
    assert "  stale " in run_python(copy, "-m", "cxsite", "--help")


@pytest.mark.build
def test_a_field_reaches_page_schema_skeleton_and_export(tmp_path: Path) -> None:
    copy = apply_example(tmp_path, "field")
    run_python(copy, "-m", "cxsite", "build")
    page = (copy / "site/personas/lan.html").read_text(encoding="utf-8")
    assert re.search("Dịp mua.{0,40}<li>Đám cưới của bạn thân", page, re.DOTALL)
    schema = json.loads(run_python(copy, "-m", "cxsite", "schema", "persona"))
    assert "Dịp họ mua." in json.dumps(schema, ensure_ascii=False)
    run_python(copy, "-m", "cxsite", "new", "persona", "Mai")
    assert "# occasions:" in (copy / "content/personas/mai.yml").read_text(encoding="utf-8")
    document = json.loads(run_python(copy, "-m", "cxsite", "export", "json"))
    lan = next(persona for persona in document["personas"] if persona["id"] == "lan")
    assert lan["lists"]["occasions"] == ["Đám cưới của bạn thân", "Tiệc cuối năm ở công ty"]
