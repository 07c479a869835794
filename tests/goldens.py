"""Golden files: results that a person has reviewed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True)
class Golden:
    """`golden("journey.html", html)` compares a text with the file; with `--update-golden` it writes the file."""

    folder: Path
    update: bool
    test: str

    def __call__(self, name: str, actual: str | bytes) -> None:
        """Fail unless `actual` equals the file `name`, text as UTF-8, byte for byte."""
        file = self.folder / name
        if self.update:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(actual.encode() if isinstance(actual, str) else actual)
            return
        if not file.is_file():
            pytest.fail(f"There is no golden file {name} yet. {self._remedy}", pytrace=False)
        content = file.read_bytes()
        expected = content.decode() if isinstance(actual, str) else content
        assert actual == expected, self._remedy

    @property
    def _remedy(self) -> str:
        return f"If the result is right, write it: pytest --update-golden '{self.test}'"
