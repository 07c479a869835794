"""Interface texts, dates and numbers in one language.

A catalogue is a TOML file of tables; code names an entry by `table.key`. A value is a sentence with `{names}`, or a
table of plural forms by CLDR category (`one`, `other`), which are chosen by the value `n`.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from cxsite.i18n.sector_words import SectorWords, sector_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

LANGUAGES: Final = ("vi", "en")
CATALOGUES: Final = (
    "interface",
    "problems",
    "rules",
    "commands",
    "skeletons",
    "editor",
    "editing",
    "editing_pages",
    "review",
    "importing",
    "exporting",
    "workbook",
    "sector_words",
)
BESIDE_CODE: Final = ("help", "manual", "error_messages")
"""Catalogues whose English texts are in the code itself: in docstrings, in help texts, and where errors are raised."""
LOCALES: Final = {"vi": "vi_VN", "en": "en_GB"}
NAMES: Final = {"vi": "Tiếng Việt", "en": "English"}
"""The name of each language in that language."""
_FIRST_MARKED: Final = 1_000
"""Whole numbers below this limit have no thousands separator in any of the languages."""
_FORMS: Final = frozenset({"zero", "one", "two", "few", "many", "other"})

Entry: TypeAlias = "str | Mapping[str, str]"


def entries(language: str, name: str) -> Mapping[str, Entry]:
    """All entries of one catalogue by their dotted keys, with the words of the language's sector."""
    return _fill_entries(language, name, sector_of(language))


@lru_cache(maxsize=256)
def _fill_entries(language: str, name: str, sector: SectorWords) -> Mapping[str, Entry]:
    return {
        key: sector.fill(entry) if isinstance(entry, str) else {form: sector.fill(text) for form, text in entry.items()}
        for key, entry in raw_entries(str(language), name).items()
    }


@cache
def raw_entries(language: str, name: str) -> Mapping[str, Entry]:
    """All entries of one catalogue by their dotted keys, with the placeholders of the sector's words."""
    text = Path(__file__).with_name(language).joinpath(f"{name}.toml").read_text(encoding="utf-8")
    return dict(_flatten(tomllib.loads(text), ""))


def _flatten(table: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, Entry]]:
    for key, value in table.items():
        if isinstance(value, str) or _FORMS.issuperset(value):
            yield prefix + key, value
        else:
            yield from _flatten(value, f"{prefix}{key}.")


@dataclass(frozen=True, slots=True)
class Translator:
    """The interface texts of one language. An unknown key raises KeyError: it is a bug, not a fault of the content.

    The sentences use the words of the language's sector, if it is a `SectorLanguage`.
    """

    language: str
    name: str = "interface"
    sector: SectorWords = field(init=False, repr=False)
    """The words of the sector, so that translators with different words are not equal."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "sector", sector_of(self.language))

    def __call__(self, key: str, /, **values: object) -> str:
        """Return the sentence for `key` with its `{names}` filled in; the value `n` chooses its plural form.

        Numbers among the values are formatted for the language.
        """
        entry = _fill_entries(self.language, self.name, self.sector)[key]
        text = entry if isinstance(entry, str) else entry[self._plural_form(entry, values["n"])]
        return text.format_map({k: self._format_value(v) for k, v in values.items()}) if values else text

    def has(self, key: str) -> bool:
        """Return whether the catalogue has the key."""
        return key in entries(self.language, self.name)

    def _plural_form(self, entry: Mapping[str, str], n: object) -> str:
        # These are the plural rules of CLDR, written here because Babel takes long to import.
        form = "one" if self.language == "en" and n == 1 else "other"
        return form if form in entry else "other"

    def _format_value(self, value: object) -> str:
        return self.number(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else str(value)

    @property
    def _locale(self) -> Any:  # noqa: ANN401 -- Babel is imported only where something is formatted
        return _locale(self.language)

    def number(self, value: float, digits: int = 1) -> str:
        """Return a number with at most `digits` decimals and the language's separators: `12.345,6` in Vietnamese."""
        if -_FIRST_MARKED < value < _FIRST_MARKED and value == int(value):
            return str(int(value))  # A shortcut: Babel takes long to import.
        pattern = "#,##0" if isinstance(value, int) or not digits else "#,##0." + "#" * digits
        return _decimal(value, pattern, self.language)

    def signed_number(self, value: float, digits: int = 1) -> str:
        """Return a number with a plus or minus before it, as NPS and changes are written: `+21`, `−4,5`, `0`."""
        text = self.number(abs(value), digits)
        sign = "" if text == self.number(0) else "+" if value > 0 else "\N{MINUS SIGN}"
        return sign + text

    def percent(self, value: float, digits: int = 0) -> str:
        """Return a share given in percent (0–100) with the percent sign: `87%` in Vietnamese and English."""
        return f"{self.number(value, digits)}%"

    def day(self, value: date) -> str:
        """Return a date as the language writes it: `05/10/2026` in Vietnamese, `5 Oct 2026` in English."""
        return _date(value, "dd/MM/yyyy" if self.language == "vi" else "d MMM yyyy", self.language)

    def month(self, value: date) -> str:
        """Return a month as the language writes it: `10/2026` in Vietnamese, `Oct 2026` in English."""
        return _date(value, "MM/yyyy" if self.language == "vi" else "MMM yyyy", self.language)

    def join_list(self, items: Sequence[str]) -> str:
        """Return items as one phrase: `a, b và c` in Vietnamese, `a, b and c` in English; empty for no items."""
        from babel.lists import format_list  # noqa: PLC0415

        return str(format_list(items, locale=self._locale)) if items else ""


@cache
def _locale(language: str) -> Any:  # noqa: ANN401 -- as above
    from babel import Locale  # noqa: PLC0415 -- costs a tenth of a second

    return Locale.parse(LOCALES[language])


@lru_cache(maxsize=1 << 14)
def _date(value: date, pattern: str, language: str) -> str:
    from babel.dates import format_date  # noqa: PLC0415

    return str(format_date(value, format=pattern, locale=_locale(language)))


@lru_cache(maxsize=1 << 14, typed=True)  # Cached: Babel parses the pattern at each call.
def _decimal(value: float, pattern: str, language: str) -> str:
    from babel.numbers import format_decimal  # noqa: PLC0415

    return str(format_decimal(value, format=pattern, locale=LOCALES[language]))
