"""Bytes that a build keeps for each page and rarely reads: compressed, or as a part of existing bytes."""

from __future__ import annotations

import zlib
from typing import Protocol


class StoredBytes(Protocol):
    """Bytes of a known size that are read on demand."""

    @property
    def size(self) -> int:
        """How many there are."""

    def read(self) -> bytes:
        """All of them."""


class PackedBytes:
    """Compressed bytes. The search entries of a thousand journeys take 40 MB, and 6 MB compressed."""

    __slots__ = ("_data", "size")

    def __init__(self, data: bytes) -> None:
        self.size = len(data)
        self._data = zlib.compress(data, 1)

    def read(self) -> bytes:
        """All of them."""
        return zlib.decompress(self._data)


class PlainBytes:
    """A part of bytes that are in memory as a whole."""

    __slots__ = ("_data",)

    def __init__(self, data: bytes | memoryview) -> None:
        self._data = data

    @property
    def size(self) -> int:
        """How many there are."""
        return len(self._data)

    def read(self) -> bytes:
        """All of them."""
        return bytes(self._data)
