"""The words of a sector: what it calls its customers, its stores and its teams, put into the sentences of catalogues.

A sentence names them in square brackets, in the form that it needs: `[customer]`, `[Customers]` at the beginning of a
sentence, `[a customer]` with the English article, `[customer's]` and `[customers']`. The catalogue `sector_words` has
one table for each preset. Its other entries are parts of sentences in which sectors differ in more than one word.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, TypeAlias, get_args

if TYPE_CHECKING:
    from collections.abc import Mapping

Preset: TypeAlias = Literal["retail", "healthcare", "public-service", "education", "banking", "b2b"]
PRESETS: Final[tuple[Preset, ...]] = get_args(Preset)
DEFAULT_PRESET: Final[Preset] = "retail"
PLURALS: Final = {"customer": "customers", "store": "stores", "team": "teams"}
"""The words that a playbook can choose, each with its plural."""
PLACEHOLDER: Final = re.compile(r"\[(?P<article>[Aa] )?(?P<word>[A-Za-z][a-z-]*)(?P<possessive>['’]s?)?\]")
_AS_AN: Final = re.compile(r"[aeio]|u(?!ni[cfloqtv]|s[aeu]|t[ei]|r[aiu]|bi|k\b)|hono|honest|heir|hour", re.IGNORECASE)
"""The beginnings of words that are pronounced with a vowel: an applicant, an heir, an hourly guest."""
_AS_A: Final = re.compile(r"one\b|once\b|eu|ewe", re.IGNORECASE)
"""The beginnings of words that are written with a vowel, but pronounced without one: a one-time guest, a European."""
_SPELLED: Final = re.compile(r"[AEFHILMNORSX]")
"""The first letter of an abbreviation that is spelled out, pronounced with a vowel: an NHS trust, an SME."""
_ABBREVIATION: Final = re.compile(r"[A-Z]{2,}\b")
_SIBILANT: Final = re.compile(r"(?:s|x|z|ch|sh)$", re.IGNORECASE)
_IRREGULAR: Final = {"person": "people", "child": "children", "man": "men", "woman": "women"}


class SectorWords:
    """The words of one sector in one language, by their names in the catalogue. Compared by identity, to be cheap."""

    __slots__ = ("_words",)

    def __init__(self, words: Mapping[str, str]) -> None:
        self._words = words

    def fill(self, sentence: str) -> str:
        """Put the words into a sentence of a catalogue. Other text in square brackets stays."""
        return PLACEHOLDER.sub(self._replace, sentence) if "[" in sentence else sentence

    def _replace(self, found: re.Match[str]) -> str:
        name = found["word"]
        word = self._words.get(name) or self._words.get(name[:1].lower() + name[1:])
        if word is None:
            return found[0]
        if found["possessive"]:
            word = _make_possessive(word, found["possessive"][0], is_plural=found["possessive"][1:] == "")
        article = found["article"]
        if article:
            word = f"{_find_article(word)} {word}"
        is_first = (article or name)[0].isupper()
        return word[:1].upper() + word[1:] if is_first else word


class SectorLanguage(str):
    """A language with the words of a sector in it; `sector` has these words.

    It behaves as the plain name of the language everywhere; only catalogues look at the words.
    """

    __slots__ = ("own", "preset", "sector")
    preset: Preset
    own: tuple[tuple[str, str], ...]
    sector: SectorWords

    def __new__(cls, language: str, preset: Preset, own: tuple[tuple[str, str], ...]) -> SectorLanguage:  # noqa: PYI034 -- final in all but name
        """Create the language with the words of a preset, and a playbook's own words instead of some of them."""
        made = super().__new__(cls, language)
        made.preset, made.own = preset, own
        made.sector = _find_words(str(language), preset, own)
        return made

    def __getnewargs__(self) -> tuple[str, Preset, tuple[tuple[str, str], ...]]:  # type: ignore[override]
        return str(self), self.preset, self.own

    def __getstate__(self) -> None:
        """Leave out the words, which are found again by the arguments."""


def sector_of(language: str) -> SectorWords:
    """Return the words that sentences in a language are filled with; those of the default preset for a plain name."""
    return language.sector if isinstance(language, SectorLanguage) else _find_words(language, DEFAULT_PRESET, ())


def fill_in(language: str, sentence: str) -> str:
    """Put the words of the language's sector into a sentence."""
    return sector_of(language).fill(sentence)


@lru_cache(maxsize=256)
def _find_words(language: str, preset: Preset, own: tuple[tuple[str, str], ...]) -> SectorWords:
    written = dict(own)
    for singular, plural in PLURALS.items():
        if language == "en" and singular in written:
            written.setdefault(plural, make_plural(written[singular]))
        elif language != "en" and (singular in written or plural in written):  # Vietnamese has one form for both
            either = written.get(singular) or written[plural]
            written = {singular: either, plural: either, **written}
    words = {**_presets(language)[preset], **written}
    inside = SectorWords(words)
    return SectorWords({name: word if name in written else inside.fill(word) for name, word in words.items()})


@cache
def _presets(language: str) -> Mapping[str, Mapping[str, str]]:
    text = Path(__file__).with_name(language).joinpath("sector_words.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def make_plural(word: str) -> str:
    """Return the regular English plural of a word or phrase: `facilities`, `branches`, `members of staff`."""
    phrase, of, rest = word.partition(" of ")
    head, gap, last = phrase.rpartition(" ")
    if last.lower() in _IRREGULAR:
        plural = _IRREGULAR[last.lower()]
    elif _SIBILANT.search(last):
        plural = f"{last}es"
    elif re.search(r"[^aeiou]y$", last, re.IGNORECASE):
        plural = f"{last[:-1]}ies"
    else:
        plural = f"{last}s"
    return f"{head}{gap}{plural}{of}{rest}"


def _make_possessive(word: str, apostrophe: str, *, is_plural: bool) -> str:
    return f"{word}{apostrophe}" if is_plural and word.endswith("s") else f"{word}{apostrophe}s"


def _find_article(word: str) -> str:
    """Return the English article by the sound that the word begins with: `a customer`, `an applicant`, `a user`."""
    if _ABBREVIATION.match(word):
        return "an" if _SPELLED.match(word) else "a"
    return "an" if _AS_AN.match(word) and not _AS_A.match(word) else "a"
