"""Bytes that a build keeps of each page and seldom reads: in little room, or where they lie already."""

from __future__ import annotations

import zlib
from typing import Protocol


class StoredBytes(Protocol):
    """Bytes, `size` of them."""

    @property
    def size(self) -> int:
        """How many there are."""

    def read(self) -> bytes:
        """All of them."""


class PackedBytes:
    """Bytes made small. What search is reported of a thousand journeys is 40 MB, and 6 MB packed."""

    __slots__ = ("_data", "size")

    def __init__(self, data: bytes) -> None:
        self.size = len(data)
        self._data = zlib.compress(data, 1)

    def read(self) -> bytes:
        """All of them."""
        return zlib.decompress(self._data)


class PlainBytes:
    """A part of bytes that are kept as a whole."""

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
