"""The words of forms: labels of choices and kinds, names of what a field may refer to, in the author's language."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from cxsite.authoring.schema_shape import CHOICE_TABLES
from cxsite.editing.form import Choice
from cxsite.i18n.catalogue import NAMES, Translator
from cxsite.model.facts.coverage_figures import TARGETS
from cxsite.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cxsite.editing.field_shapes import FieldShape
    from cxsite.model.content import Content

_INSIDE: Final = ("touchpoint", "pain point", "opportunity")
"""Kinds of things in journeys, which their own journey names by bare ids."""
_LONGEST: Final = 80
MOST_CHOICES: Final = 2_000
"""A field offers at most so many things by name; any other can still be named by its id."""


@dataclass(frozen=True)
class FormWords:
    """Labels in one language, and the names in a content."""

    content: Content
    language: str

    @cached_property
    def words(self) -> Translator:
        """The sentences of editing."""
        return Translator(self.language, "editing")

    def kind(self, kind: str) -> str:
        """Return the word for a kind of record (`pain point`)."""
        return self.words(f"kind.{kind.replace(' ', '-')}")

    def emotion(self, number: int) -> str:
        """Return the word for an emotion from 1 to 5."""
        return Translator(self.language)(f"emotion.{number}")

    def options(self, shape: FieldShape) -> tuple[Choice, ...]:
        """Return the choices of a field that is one of a fixed list, or refers to something."""
        if shape.words:
            return self._program_words(shape.words)
        names = [str(option) for option in shape.options]
        return tuple(Choice(name, label) for name, label in zip(names, self._option_labels(names), strict=True))

    def _option_labels(self, options: list[str]) -> list[str]:
        own = [f"choice.{option}" for option in options]
        if all(map(self.words.has, own)):
            return [self.words(key) for key in own]
        for catalogue, table in CHOICE_TABLES:
            words = Translator(self.language, catalogue)
            keys = [f"{table}.{option}" for option in options]
            if all(map(words.has, keys)):
                return [words(key) for key in keys]
        return options

    def _program_words(self, kind: str) -> tuple[Choice, ...]:
        if kind == "figure":
            words = Translator(self.language)
            return tuple(Choice(name, words(f"coverage-figure.{name}")) for name in TARGETS)
        return tuple(Choice(rule.code, f"{rule.code} {rule.name}") for rule in RULES if not rule.is_fixed)

    def languages(self, written: Iterable[str] = ()) -> tuple[Choice, ...]:
        """Return the languages of the playbook and those already written; none if that is only one."""
        found = tuple(dict.fromkeys((*self.content.playbook.languages, *(one for one in written if one in NAMES))))
        return tuple(Choice(one, NAMES[one]) for one in found) if len(found) > 1 else ()

    def references(self, kinds: tuple[str, ...], journey: str, chosen: Iterable[str] = ()) -> tuple[Choice, ...]:
        """Return what a reference may name, from inside a journey or (empty) from elsewhere; chosen ones first.

        What is chosen but does not exist is offered by its id, so that saving does not lose it.
        """
        known = {key: name for kind in kinds for key, name in self._named(kind, journey)}
        first = {key: known.get(key, key) for key in chosen}
        ordered = [*first.items(), *((key, name) for key, name in known.items() if key not in first)]
        return tuple(Choice(key, _shorten(name)) for key, name in ordered[:MOST_CHOICES])

    def _named(self, kind: str, journey: str) -> Iterator[tuple[str, str]]:
        if kind not in _INSIDE:
            yield from self.content.names.get(kind, {}).items()
            return
        inside = list(self._inside(kind))
        own = f"{journey}/"
        yield from ((key.removeprefix(own), name) for key, name in inside if journey and key.startswith(own))
        if kind == "touchpoint":
            yield from self.content.names["library touchpoint"].items()
        for key, name in inside:
            of = key.partition("/")[0]
            if of != journey:
                yield key, f"{self.content.journeys[of].title} – {name}"

    def _inside(self, kind: str) -> Iterator[tuple[str, str]]:
        content = self.content
        if kind == "touchpoint":
            yield from ((key, one.touchpoint.title) for key, one in content.touchpoint_by_key.items())
        elif kind == "pain point":
            yield from ((key, one.pain_point.text) for key, one in content.pain_points.items())
        else:
            yield from ((key, one.opportunity.text) for key, one in content.opportunities.items())


def _shorten(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1].rstrip()}…"


def capitalize(text: str) -> str:
    """Return a label with a capital first letter."""
    return text[:1].upper() + text[1:]
