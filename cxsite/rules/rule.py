"""What a rule is, and what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from cxsite.problems import Level

if TYPE_CHECKING:
    from cxsite.model.content import Content
    from cxsite.problems import Place, Value


class Finding(NamedTuple):
    """One thing that a rule found: where, and the values that its sentence names."""

    place: Place
    values: Mapping[str, Value]


def found(place: Place, **values: Value) -> Finding:
    """A finding at a place; the values are those that the rule's entry in `rules.toml` names."""
    return Finding(place, values)


Check: TypeAlias = Callable[["Content"], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of problem: its stable code, its name, its level, and the function that finds it.

    The function's docstring is the rule's manual page (see `cxsite.rules.manual`).
    """

    code: str
    name: str
    level: Level
    check: Check

    @property
    def is_fixed(self) -> bool:
        """Whether no one can lower or waive it: what breaks it cannot be shown rightly, so pages count on it."""
        return self.level is Level.ERROR


def is_unread(content: Content, *kinds: str) -> bool:
    """Whether a file of one of these kinds is there but could not be read: what it says is not known to be missing."""
    return any(kind in kinds for kind, _ in content.unread)
