"""Both languages say the same things, and say all of them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from babel import Locale
from babel.numbers import format_decimal

import cxsite.i18n
from cxsite.i18n.catalogue import BESIDE_CODE, CATALOGUES, LANGUAGES, LOCALES, Translator, entries

if TYPE_CHECKING:
    from cxsite.i18n.catalogue import Entry

FOLDER = Path(cxsite.i18n.__file__).parent
EACH = pytest.mark.parametrize("name", CATALOGUES)
NAME = re.compile(r"(?<!\{)\{(\w+)\}(?!\})")
ACCENTED = re.compile("[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]", re.IGNORECASE)


def forms(entry: Entry) -> dict[str, str]:
    """The sentences of an entry by their plural form; a plain one stands under an empty name."""
    return {"": entry} if isinstance(entry, str) else dict(entry)


def names(sentence: str) -> set[str]:
    """The `{names}` that a sentence is filled with."""
    return set(NAME.findall(sentence))


def test_every_file_is_a_catalogue_and_stands_in_each_language() -> None:
    for language in LANGUAGES:
        wanted = {*CATALOGUES} if language == "en" else {*CATALOGUES, *BESIDE_CODE}
        assert {path.stem for path in (FOLDER / language).glob("*.toml")} == wanted


@pytest.mark.parametrize("language", LANGUAGES)
def test_plain_numbers_and_their_forms_are_those_of_babel(language: str) -> None:
    words, locale = Translator(language), Locale.parse(LOCALES[language])
    for number in (0, 1, 2, 11, 21, 100, 999, -5, 1.0, 90.0):
        assert words.number(number) == format_decimal(number, locale=locale)
        assert words._plural_form({"one": "", "other": ""}, number) == locale.plural_form(number)  # noqa: SLF001 -- said only in sentences


@EACH
def test_no_catalogue_misses_a_word_of_the_other_language(name: str) -> None:
    found = {language: set(entries(language, name)) for language in LANGUAGES}
    assert found["vi"]
    assert found["vi"] ^ found["en"] == set()


@EACH
def test_both_sentences_are_filled_with_the_same(name: str) -> None:
    vi, en = entries("vi", name), entries("en", name)
    assert {key for key in vi if _all_names(vi[key]) != _all_names(en[key])} == set()


@EACH
@pytest.mark.parametrize("language", LANGUAGES)
def test_plural_forms_are_those_of_the_language(name: str, language: str) -> None:
    wanted = set(Locale.parse(LOCALES[language]).plural_form.tags) | {"other"}
    found = {key: set(entry) for key, entry in entries(language, name).items() if not isinstance(entry, str)}
    assert {key for key, has in found.items() if has != wanted} == set()


@EACH
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_is_empty_and_each_form_is_filled_with_the_same(name: str, language: str) -> None:
    for key, entry in entries(language, name).items():
        every = forms(entry)
        assert all(sentence.strip() for sentence in every.values()), key
        assert all(names(sentence) | {"n"} == _all_names(entry) | {"n"} for sentence in every.values()), key


@EACH
def test_english_is_not_written_in_vietnamese(name: str) -> None:
    found = {
        key: ACCENTED.findall(text) for key, entry in entries("en", name).items() for text in forms(entry).values()
    }
    assert {key for key, letters in found.items() if letters} <= VIETNAMESE_ON_PURPOSE


VIETNAMESE_ON_PURPOSE: set[str] = set()
"""English entries that quote Vietnamese."""


def _all_names(entry: Entry) -> set[str]:
    return {name for sentence in forms(entry).values() for name in names(sentence)}
