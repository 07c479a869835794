"""A number from 1 to 5, such as the emotion at a touchpoint: one for everybody, or one for each persona."""

from typing import Annotated, Final, TypeAlias

from pydantic import BeforeValidator, Field

from cxsite.model.records.field_markers import Doc
from cxsite.model.records.record import Record
from cxsite.model.records.values import (
    PersonaRef,
    Score,
)

_ByPersona: TypeAlias = Annotated[dict[PersonaRef, Score], Field(min_length=1)]


class Rating(Record):
    """A number from 1 to 5: one for everybody, or one for each persona."""

    everyone: Annotated[
        Score | None, Doc("One number for all.", "Một điểm cho tất cả.", label=("everyone", "mọi người"))
    ] = None
    by_persona: Annotated[
        _ByPersona, Doc("A number for each persona.", "Mỗi chân dung một điểm.", label=("by persona", "theo chân dung"))
    ] = Field(default_factory=dict)

    def of(self, persona: str) -> int | None:
        """Return the number for a persona; None if it is not known."""
        return self.by_persona.get(persona, self.everyone)

    @property
    def numbers(self) -> tuple[int, ...]:
        """All stated numbers, sorted."""
        stated = () if self.everyone is None else (self.everyone,)
        if not self.by_persona:
            return stated
        return tuple(sorted((*stated, *self.by_persona.values())))

    @property
    def mean(self) -> float:
        """The mean of the stated numbers."""
        return sum(self.numbers) / len(self.numbers)


_FOR_EVERYONE: Final = {number: Rating(everyone=number) for number in range(1, 6)}
"""Shared instances: most touchpoints have one of them, and records never change."""


def _wrap_rating(value: object) -> object:
    if isinstance(value, Rating) or value is None:
        return value
    if value.__class__ is int and value in _FOR_EVERYONE:
        return _FOR_EVERYONE[value]
    return {"by_persona": value} if isinstance(value, dict) else {"everyone": value}


RatingField = Annotated[
    Rating | None,
    BeforeValidator(_wrap_rating, json_schema_input_type=Score | _ByPersona | None),
]
