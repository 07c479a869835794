"""The file of findings that a team accepts for now."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, Any, Final

from cxsite.problems import CxsiteError

if TYPE_CHECKING:
    from collections.abc import Iterable

VERSION: Final = 1
DEFAULT: Final = ".cxsite/known.json"
_FINGERPRINT_LENGTH: Final = 32


@dataclass(frozen=True, slots=True, order=True)
class KnownFinding:
    """An accepted finding: its path, code, sentence at the time of writing, and fingerprint."""

    path: str
    code: str
    what: str
    fingerprint: str


def write_known(file: Path, known: Iterable[KnownFinding]) -> int:
    """Write the findings, one per line for readable diffs, and return how many. Raises CxsiteError."""
    every = sorted(known)
    lines = ",\n".join(f"  {json.dumps(asdict(one), ensure_ascii=False)}" for one in every)
    text = (
        f'{{"version": {VERSION}, "known": [\n{lines}\n]}}\n' if every else f'{{"version": {VERSION}, "known": []}}\n'
    )
    try:
        _refuse_others(file)
        file.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(
            "w", encoding="utf-8", newline="\n", dir=file.parent, prefix=".known-", delete=False
        ) as written:
            written.write(text)
        Path(written.name).chmod(0o644)
        os.replace(written.name, file)  # noqa: PTH105 -- the same on every system
    except OSError as error:
        raise CxsiteError("{file} cannot be written: {error}.", "Name another file.", file=file, error=error) from error
    return len(every)


def _refuse_others(file: Path) -> None:
    """Raise CxsiteError if the file exists and is not such a list, such as mkdocs.yml or a device."""
    if not os.path.lexists(file):
        return
    is_file = file.is_file()
    if is_file and (file.stat().st_size == 0 or '"fingerprint"' in file.read_text(encoding="utf-8", errors="replace")):
        return  # empty, or with conflict markers of a merge
    if is_file:
        with suppress(CxsiteError):
            read_known(file)
            return
    raise CxsiteError(
        "{file} already exists and is not a list of known findings; it would be overwritten.",
        "Name another file.",
        file=file,
    )


def read_known(file: Path) -> frozenset[str]:
    """Read the fingerprints of the findings in the file. Raises CxsiteError if it is missing or damaged."""
    try:
        reported = json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise CxsiteError(
            "{file} cannot be read: {error}.", "Write it with: cxsite known write", file=file, error=error
        ) from error
    except ValueError as error:
        raise _corrupt(file) from error
    if (
        not isinstance(reported, dict)
        or reported.get("version") != VERSION
        or not isinstance(reported.get("known"), list)
    ):
        raise _corrupt(file)
    return frozenset(_fingerprint(one, file) for one in reported["known"])


def _fingerprint(one: Any, file: Path) -> str:  # noqa: ANN401 -- as JSON gives it
    found = one.get("fingerprint") if isinstance(one, dict) else None
    if not isinstance(found, str) or len(found) != _FINGERPRINT_LENGTH:
        raise _corrupt(file)
    return found


def _corrupt(file: Path) -> CxsiteError:
    return CxsiteError(
        "{file} is not a list of known findings written by `cxsite known write`.",
        "Undo the last change to it, or write it again with: cxsite known write",
        file=file,
    )
