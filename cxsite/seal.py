"""Marks what cxsite keeps for its next run, so that it takes up only what it wrote itself, for this user.

What is kept beside a playbook lies where a pull request can put files, too. Shells, pages and compiled templates from
there would be published, or run. The key is made at random, once for each user, and never leaves the user's own folder.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from functools import cache
from typing import TYPE_CHECKING, Final

from platformdirs import user_state_path

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_SIZE: Final = 32


def seal_data(data: bytes) -> bytes:
    """The data with our mark before them."""
    return _mark(data) + data


def write_sealed(file: Path, parts: Iterable[bytes]) -> None:
    """Write a file of sealed data that need not be in memory at once. Raises OSError."""
    mark = hashlib.blake2b(key=_key(), digest_size=_SIZE)
    with file.open("wb") as written:
        written.write(bytes(_SIZE))
        for part in parts:
            mark.update(part)
            written.write(part)
        written.seek(0)
        written.write(mark.digest())


def unseal_data(kept: bytes) -> bytes | None:
    """The data that were sealed; None where somebody else wrote them, or they are no longer whole."""
    mark, data = kept[:_SIZE], kept[_SIZE:]
    return data if hmac.compare_digest(mark, _mark(data)) else None


def _mark(data: bytes) -> bytes:
    return hashlib.blake2b(data, key=_key(), digest_size=_SIZE).digest()


@cache
def _key() -> bytes:
    """This user's key; one for this run alone, where there is no place to keep it."""
    try:
        folder = user_state_path("cxsite", appauthor=False)
        return _read_or_create_key(folder / "seal.key") if folder.is_absolute() else secrets.token_bytes(_SIZE)
    except (OSError, RuntimeError):  # no such rights, or no home at all
        return secrets.token_bytes(_SIZE)


def _read_or_create_key(file: Path) -> bytes:
    found = file.read_bytes() if file.is_file() else b""
    if len(found) == _SIZE:
        return found
    file.parent.mkdir(parents=True, exist_ok=True)
    pending = file.with_name(f"{file.name}.{os.getpid()}")
    with os.fdopen(os.open(pending, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as opened_file:
        opened_file.write(secrets.token_bytes(_SIZE))
    pending.replace(file)
    return file.read_bytes()  # another run may have been faster
