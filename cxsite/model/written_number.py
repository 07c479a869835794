"""Numbers that keep their author's spelling, for fields that take text."""

from __future__ import annotations


class WrittenInteger(int):
    """A whole number whose spelling differs from its value: `+84901234567`, `-0`."""

    written: str


class WrittenFloat(float):
    """A decimal number whose spelling differs from its value: `1.10`, `5e6`, `.5`."""

    written: str


def integer_as_written(text: str) -> int:
    """Return the number that `text` spells, with its spelling if `str` gives a different one."""
    value = int(text)
    if str(value) == text:
        return value
    kept = WrittenInteger(value)
    kept.written = text
    return kept


def float_as_written(text: str) -> float:
    """Return the number that `text` spells, with its spelling if `str` gives a different one."""
    value = float(text)
    if str(value) == text:
        return value
    kept = WrittenFloat(value)
    kept.written = text
    return kept


def number_as_text(value: object) -> object:
    """Return a number as its author wrote it; anything else unchanged."""
    if isinstance(value, WrittenInteger | WrittenFloat):
        return value.written
    return str(value) if value.__class__ in (int, float) else value


def format_value(value: object) -> str:
    """Return a number, a word or a truth value as an author writes it."""
    return str(value).lower() if isinstance(value, bool) else str(value)
