"""Translations of what stands in code in English: each names the text that it follows by a mark made from it."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from cxsite.i18n.catalogue import entries

if TYPE_CHECKING:
    from collections.abc import Mapping


def make_mark(english: str) -> str:
    """The mark of an English text, whatever its line breaks; it stands as `english` in a translation's entry."""
    return hashlib.sha256(" ".join(english.split()).encode()).hexdigest()[:8]


def find_stale(name: str, english: Mapping[str, str]) -> dict[str, str]:
    """What to write as `english` once the Vietnamese was read again; "gone" for what English has no more."""
    found = {
        key.removesuffix(".english"): mark for key, mark in entries("vi", name).items() if key.endswith(".english")
    }
    wanted = {key: make_mark(text) for key, text in english.items()}
    gone = dict.fromkeys(found.keys() - wanted.keys(), "gone")
    return {key: mark for key, mark in wanted.items() if found.get(key) != mark} | gone
