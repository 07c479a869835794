"""Prints the table of `make test-engines`: what was tested of each engine, and whether it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from engine_projects import ENGINES, IS_WANTED

if TYPE_CHECKING:
    from collections.abc import Generator

ROWS: dict[str, dict[str, bool]] = {}


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[Any]) -> Generator[None, Any, Any]:
    """Keep the outcome of each test with an engine under the first line of its docstring."""
    report: Any = yield
    engine = getattr(item, "callspec", None) and item.callspec.params.get("engine")  # type: ignore[attr-defined]
    if engine and not report.skipped and (call.when == "call" or report.failed):
        row = (item.function.__doc__ or item.name).splitlines()[0]  # type: ignore[attr-defined]
        cells = ROWS.setdefault(row, {})
        cells[engine.name] = cells.get(engine.name, True) and report.passed
    return report


def table() -> str:
    """Return the table, as Markdown."""
    names = [engine.name for engine in ENGINES]
    lines = [f"| what is tested | {' | '.join(names)} |", f"|---|{'---|' * len(names)}"]
    marks = {True: "yes", False: "no", None: "–"}
    lines += [f"| {row} | {' | '.join(marks[cells.get(name)] for name in names)} |" for row, cells in ROWS.items()]
    return "\n".join(lines)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Print the table."""
    if ROWS and IS_WANTED:
        terminalreporter.write_line(f"\n{table()}\n")
