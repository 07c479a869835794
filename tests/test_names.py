"""Names and habits of the whole package: each class name once; caches are cached properties."""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path

import cxsite

PACKAGE = Path(cxsite.__file__).parent


def test_no_two_modules_have_a_class_of_one_name() -> None:
    modules: dict[str, set[str]] = defaultdict(set)
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                modules[node.name.lstrip("_")].add(path.relative_to(PACKAGE).as_posix())
    assert len(modules) > 300
    assert {name: sorted(found) for name, found in modules.items() if len(found) > 1} == {}


def test_nothing_reads_or_writes_the_dict_of_an_object() -> None:
    for path in sorted(PACKAGE.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        if "__dict__" not in text:
            continue  # only these files have to be parsed again
        for node in ast.walk(ast.parse(text)):
            assert not (isinstance(node, ast.Attribute) and node.attr == "__dict__"), f"{path}:{node.lineno}"


def test_no_two_test_files_have_one_name() -> None:
    """Pytest imports them by their name alone."""
    names = [path.name for path in Path(__file__).parent.rglob("test_*.py") if "node_modules" not in path.parts]
    assert len(names) > 200
    assert sorted({name for name in names if names.count(name) > 1}) == []
