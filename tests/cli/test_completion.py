"""Completion in the shell, as docs/ci.md and the README tell how to turn it on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from shell import cxsite, cxsite_process

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_gets_its_script(tmp_path: Path, shell: str) -> None:
    ran = cxsite_process(cwd=tmp_path, _CXSITE_COMPLETE=f"{shell}_source", COLUMNS="100")
    assert ran.code == 0, ran.err
    assert f"_CXSITE_COMPLETE={shell}_complete" in ran.out


@pytest.mark.slow
@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        (["cxsite", "do"], "doctor"),
        (["cxsite", "diff", "--f"], "--format"),
        (["cxsite", "diff", "main", "--format", "m"], "markdown"),
        (["cxsite", "new", "per"], "persona"),
        (["cxsite", "init", "--ci", "gith"], "github"),
    ],
)
def test_commands_options_and_choices_are_completed(tmp_path: Path, typed: list[str], offered: str) -> None:
    words = {"COMP_WORDS": " ".join(typed), "COMP_CWORD": str(len(typed) - 1)}
    ran = cxsite(cwd=tmp_path, _CXSITE_COMPLETE="bash_complete", **words)
    assert ran.code == 0, ran.err
    assert offered in [line.partition(",")[2] for line in ran.out.splitlines()]
