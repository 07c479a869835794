"""Signs the files that cxsite keeps for its next run, so that it reads only what it wrote itself, for this user.

These files lie next to a playbook, where a pull request can put files, too; page frames, pages and compiled templates
from there would be published, or executed. The key is random, one for each user, and never leaves the user's folder.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, Final

from platformdirs import user_state_path

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_SIZE: Final = 32


def seal_data(data: bytes) -> bytes:
    """Return the data with their signature before them."""
    return _signature(data) + data


def write_sealed(file: Path, parts: Iterable[bytes]) -> None:
    """Write a sealed file in pieces, so that the data need not fit in memory at once; an unfinished one has no seal.

    Raises OSError; then there is no such file.
    """
    mark = hashlib.blake2b(key=_key(), digest_size=_SIZE)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.unlink(missing_ok=True)  # A pull request may have put a link there.
        with file.open("xb") as written:
            written.write(bytes(_SIZE))  # Space for the signature, which is known only at the end.
            for part in parts:
                mark.update(part)
                written.write(part)
            written.seek(0)
            written.write(mark.digest())
    except OSError:
        with suppress(OSError):  # A read-only file system refuses even to delete a missing file.
            file.unlink(missing_ok=True)
        raise


def unseal_data(kept: bytes) -> bytes | None:
    """Return the data that were sealed; None if this user did not seal them, or if they are damaged."""
    mark, data = kept[:_SIZE], kept[_SIZE:]
    return data if hmac.compare_digest(mark, _signature(data)) else None


def _signature(data: bytes) -> bytes:
    return hashlib.blake2b(data, key=_key(), digest_size=_SIZE).digest()


@cache
def _key() -> bytes:
    """Return this user's key; one for this run only if it cannot be stored."""
    try:
        folder = user_state_path("cxsite", appauthor=False)
        return _read_or_create_key(folder / "seal.key") if folder.is_absolute() else secrets.token_bytes(_SIZE)
    except (OSError, RuntimeError):  # The user has no permission to write there, or no home folder at all.
        return secrets.token_bytes(_SIZE)


def _read_or_create_key(file: Path) -> bytes:
    found = file.read_bytes() if file.is_file() else b""
    if len(found) == _SIZE:
        return found
    file.parent.mkdir(parents=True, exist_ok=True)
    # Written aside and renamed, so that another run never reads half a key; readable for this user only.
    pending = file.with_name(f"{file.name}.{os.getpid()}")
    with os.fdopen(os.open(pending, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as opened_file:
        opened_file.write(secrets.token_bytes(_SIZE))
    pending.replace(file)
    return file.read_bytes()  # Another run may have created the key in the meantime.
