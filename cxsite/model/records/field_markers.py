"""What the annotations of fields say beside their type: label and help, what a text refers to, what it holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from cxsite.i18n.sector_words import fill_in

if TYPE_CHECKING:
    from pydantic import GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema

LANGUAGES = ("vi", "en")
Language: TypeAlias = Literal["vi", "en"]


@dataclass(frozen=True, slots=True)
class Doc:
    """The label and the help of a field, in English and Vietnamese.

    Hovers, skeletons and the field reference show the help; the label names the field in comparisons, too. Words of the
    sector are in square brackets, as in catalogues.
    """

    en: str
    vi: str
    label: tuple[str, str]

    def help_in(self, language: str) -> str:
        """Return the help of the field."""
        return fill_in(language, self.vi if language == "vi" else self.en)

    def label_in(self, language: str) -> str:
        """Return the label of the field, in the form for the middle of a sentence."""
        english, vietnamese = self.label
        return fill_in(language, vietnamese if language == "vi" else english)

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Add label and help to the JSON Schema, from which editors show them, with the placeholders of words."""
        english, vietnamese = self.label
        return {**handler(core), "x-doc": {"vi": (vietnamese, self.vi), "en": (english, self.en)}}


@dataclass(frozen=True, slots=True)
class ReferenceTo:
    """Marks a text as the id of a record or vocabulary entry of one of the kinds in `kind`."""

    kinds: tuple[str, ...]

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Add the kinds to the JSON Schema, from which editors complete existing ids."""
        return {**handler(core), "x-refers": list(self.kinds)}


@dataclass(frozen=True, slots=True)
class OneOf:
    """Marks a word as one of a list that the program itself defines: the codes of rules, the coverage figures."""

    kind: str

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Add the kind to the JSON Schema, from which editors complete the words."""
        return {**handler(core), "x-offers": self.kind}


class HoldsText:
    """Marks a text that is translated into each language."""


class HoldsName:
    """Marks a proper name, which is the same in every language."""


class HoldsWord:
    """Marks a key or an address: one short text, which is the same in every language."""


class HoldsMarkdown:
    """Marks a text as the simple Markdown that authors may write."""
