"""Checks files against the schemas that their hosts publish, as the program check-jsonschema does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from click.testing import CliRunner

if TYPE_CHECKING:
    from pathlib import Path


def check_schema(schema: str, *paths: Path) -> None:
    """Fail unless all files follow the schema: the name of one that the program brings along, such as gitlab-ci.

    The program runs in this process: starting it takes longer than its work.
    """
    from check_jsonschema import main  # noqa: PLC0415 -- takes time at each collection

    done = CliRunner().invoke(main, ["--builtin-schema", f"vendor.{schema}", *map(str, paths)])
    assert done.exit_code == 0, done.output
