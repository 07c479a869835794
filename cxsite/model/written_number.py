"""Numbers that keep how their author wrote them, for fields that take text."""

from __future__ import annotations


class WrittenInteger(int):
    """A whole number whose spelling says more than its value: `+84901234567`, `-0`."""

    written: str


class WrittenFloat(float):
    """A decimal number whose spelling says more than its value: `1.10`, `5e6`, `.5`."""

    written: str


def integer_as_written(text: str) -> int:
    """The number that `text` spells, with the spelling where `str` gives another."""
    value = int(text)
    if str(value) == text:
        return value
    kept = WrittenInteger(value)
    kept.written = text
    return kept


def float_as_written(text: str) -> float:
    """The number that `text` spells, with the spelling where `str` gives another."""
    value = float(text)
    if str(value) == text:
        return value
    kept = WrittenFloat(value)
    kept.written = text
    return kept


def number_as_text(value: object) -> object:
    """A number as its author wrote it; anything else unchanged."""
    if isinstance(value, WrittenInteger | WrittenFloat):
        return value.written
    return str(value) if value.__class__ in (int, float) else value
