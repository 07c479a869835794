"""Marks of translations of English texts in the code: each translation has a mark of the text that it follows."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from cxsite.i18n.catalogue import entries

if TYPE_CHECKING:
    from collections.abc import Mapping


def make_mark(english: str) -> str:
    """Return the mark of an English text, ignoring line breaks; a translation's entry has it as `english`."""
    return hashlib.sha256(" ".join(english.split()).encode()).hexdigest()[:8]


def find_stale(name: str, english: Mapping[str, str]) -> dict[str, str]:
    """Return the new marks of outdated translations; "gone" for texts that no longer exist in English."""
    found = {
        key.removesuffix(".english"): mark for key, mark in entries("vi", name).items() if key.endswith(".english")
    }
    wanted = {key: make_mark(text) for key, text in english.items()}
    gone = dict.fromkeys(found.keys() - wanted.keys(), "gone")
    return {key: mark for key, mark in wanted.items() if found.get(key) != mark} | gone
