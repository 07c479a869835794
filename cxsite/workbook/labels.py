"""The words that stand in cells for ids and for words of the model, in the playbook's language, and the way back."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from cxsite.escaping.fold import fold
from cxsite.i18n.catalogue import Translator

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cxsite.model.content import Content
    from cxsite.workbook.fields import SheetField

_LONGEST: Final = 80
_OWN: Final = ("touchpoint", "pain point", "opportunity")
"""Kinds of things that a journey names by their bare ids."""


@dataclass(frozen=True)
class CellLabels:
    """Labels of references and choices. Drafts and retired files have no label of their own unless `shows_drafts`."""

    content: Content
    shows_drafts: bool = False
    words: Translator = field(init=False)
    pending: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict)
    """By kind and journey: names and ids of things that do not exist yet, to which other new things can refer."""
    _known: dict[tuple[tuple[str, ...], str], dict[str, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Choose the playbook's language."""
        object.__setattr__(
            self, "words", Translator(self.content.sector_language(self.content.playbook.language), "workbook")
        )

    def references(self, kinds: tuple[str, ...], scope: str) -> Mapping[str, str]:
        """Return the label of each id that may be referred to from inside a journey (`scope`), or from outside."""
        if (kinds, scope) not in self._known:
            pairs = [pair for kind in kinds for pair in self._named(kind, scope)]
            counts = Counter(fold(label) for _, label in pairs)
            self._known[kinds, scope] = {
                key: label if counts[fold(label)] == 1 else f"{label} ({key})" for key, label in pairs
            }
        return self._known[kinds, scope]

    def reference(self, kinds: tuple[str, ...], key: str, scope: str) -> str:
        """Return the label of an id; of a draft, the words that say so; an unknown id itself."""
        known = self.references(kinds, scope)
        bare = key.removeprefix(f"{scope}/") if scope else key
        if key in known or bare in known:
            return known.get(key) or known[bare]
        return self.words("held-back") if self._is_held_back(kinds, key, scope) else key

    def find_reference(self, kinds: tuple[str, ...], label: str, scope: str) -> str | None:
        """Return the id that a label means, or that is written itself; None if there is none."""
        wanted = fold(" ".join(label.split()))
        for known in self._by_certainty(kinds, scope):
            found = [key for key, one in known.items() if fold(one) == wanted]
            if found or label.strip() in known:
                return found[0] if found else label.strip()
        full = self.find_reference(kinds, label, "") if scope else None
        return full.removeprefix(f"{scope}/") if full is not None else None

    def _by_certainty(self, kinds: tuple[str, ...], scope: str) -> Iterator[Mapping[str, str]]:
        """Yield names by id: of what is published, of drafts, and of what is added at the same time."""
        yield self.references(kinds, scope)
        drafts = (pair for kind in kinds if kind not in _OWN for pair in self.content.names[kind].items())
        yield {key: _short(name) for key, name in drafts}
        for kind in kinds:
            yield {key: _short(name) for key, name in self.pending.get((kind, scope), {}).items()}
            if not scope:
                inside = [(journey, names) for (one, journey), names in self.pending.items() if one == kind and journey]
                yield {f"{journey}/{key}": _short(name) for journey, names in inside for key, name in names.items()}
                yield {
                    f"{journey}/{key}": f"{self._journey_title(journey)} / {_short(name)}"
                    for journey, names in inside
                    for key, name in names.items()
                }

    def _journey_title(self, journey: str) -> str:
        new = self.pending.get(("journey", ""), {}).get(journey, journey)
        return _short(self.content.names["journey"].get(journey, new))

    def choice(self, one: SheetField, word: str) -> str:
        """Return the label of a word that the model allows."""
        names = (f"{one.top}.{word}", f"word.{word}")
        key = next((f"choice.{name}" for name in names if self.words.has(f"choice.{name}")), "")
        return self.words(key) if key else word

    def find_choice(self, one: SheetField, label: str) -> str | None:
        """Return the word of the model that a label means; None if there is none."""
        wanted = fold(label.strip())
        return next((word for word in one.choices if wanted in (fold(self.choice(one, word)), word)), None)

    def _named(self, kind: str, scope: str) -> Iterator[tuple[str, str]]:
        published = self.content if self.shows_drafts else self.content.published
        if kind not in _OWN:
            yield from ((key, _short(name)) for key, name in published.names[kind].items())
            return
        if kind == "touchpoint" and not scope:
            yield from ((key, _short(name)) for key, name in published.names["library touchpoint"].items())
        for key, text in self._inside(published, kind):
            journey, _, own = key.partition("/")
            if journey == scope:
                yield own, _short(text)
            else:
                yield key, f"{_short(published.journeys[journey].title)} / {_short(text)}"

    @staticmethod
    def _inside(content: Content, kind: str) -> Iterator[tuple[str, str]]:
        if kind == "touchpoint":
            yield from ((key, one.touchpoint.title) for key, one in content.touchpoint_by_key.items())
        elif kind == "pain point":
            yield from ((key, one.pain_point.text) for key, one in content.pain_points.items())
        else:
            yield from ((key, one.opportunity.text) for key, one in content.opportunities.items())

    def _is_held_back(self, kinds: tuple[str, ...], key: str, scope: str) -> bool:
        full = key if "/" in key or not scope else f"{scope}/{key}"
        for kind in kinds:
            if kind not in _OWN and key in self.content.names[kind]:
                return True
            if kind in _OWN and any(full == one for one, _ in self._inside(self.content, kind)):
                return True
        return False


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1].rstrip()}…"
