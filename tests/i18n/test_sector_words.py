"""Sentences of the interface take the words for customers, stores and teams from one place, in the form they need."""

from __future__ import annotations

import pickle
import re
from itertools import product
from typing import TYPE_CHECKING

import pytest

from cxsite.authoring.schemas import MODELS
from cxsite.i18n.catalogue import CATALOGUES, LANGUAGES, Translator, raw_entries
from cxsite.i18n.sector_words import DEFAULT_PRESET, PLACEHOLDER, PRESETS, Preset, SectorLanguage, fill_in, make_plural
from cxsite.model.records.field_info import find_doc, record_in
from cxsite.model.records.pain_points import Opportunity
from cxsite.model.records.sector_vocabulary import SectorVocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxsite.model.records.field_markers import Doc
    from cxsite.model.records.record import Record

EACH = pytest.mark.parametrize(("language", "preset"), list(product(LANGUAGES, PRESETS)))
PLAIN_WORDS = {
    "en": re.compile(r"\b(?:customers?|stores?|shops?|shopping|shoppers?|teams?|compan(?:y|ies))\b", re.IGNORECASE),
    "vi": re.compile(r"\b(?:khách|cửa hàng|tiệm|nhóm|công ty)\b", re.IGNORECASE),
}
"""Words that a sentence takes from `sector_words`; so they stand in no sentence themselves."""
CODE = re.compile(r"`[^`]*`|\{\w+\}|content/[\w./]+")
"""Keys, names of values and paths, which are the same for every sector."""
ANOTHER_MEANING = {
    ("vi", "interface", "place.segment_1"): "a group of answers",
    ("vi", "interface", "place.segment_2"): "a group of answers",
    ("vi", "interface", "place.segment_3"): "a group of answers",
    ("vi", "interface", "conversion.lead"): "a group of people",
    ("vi", "interface", "reading.pages"): "those who write the playbook",
    ("en", "interface", "reading.pages"): "those who write the playbook",
    ("vi", "problems", "CX001.reason.indent.what"): "lines that belong together",
    ("vi", "problems", "CX001.reason.indent.remedy"): "lines that belong together",
    ("vi", "problems", "CX162.reason.too-many-segments.what"): "a group of answers",
    ("vi", "problems", "CX162.reason.too-many-segments.remedy"): "a group of answers",
    ("en", "problems", "CX115.form.email.remedy"): "an address for examples",
    ("en", "problems", "CX115.form.host.remedy"): "an address for examples",
}
"""Sentences in which such a word means something else."""
FIELDS_APART = {
    ("Playbook.words", "en"), ("Playbook.words", "vi"),
    ("Source.segments", "vi"), ("Metric.family", "vi"),
}  # fmt: skip
"""Fields that are about such words, and groups of answers and metrics."""
CODE_IN_BRACKETS = re.compile(r"`[^`]*`|cxsite\[\w+\]|replaces: \[[\w-]+\]")
"""Examples of YAML and Markdown, and names of extras."""


def own(language: str, **words: str) -> SectorLanguage:
    """A language with some words over the default preset."""
    return SectorLanguage(language, DEFAULT_PRESET, tuple(words.items()))


@pytest.mark.parametrize(
    ("sentence", "filled"),
    [
        ("[Customers] see [a store].", "Applicants see an office."),
        ("The [customer’s] side, [customers'] feedback", "The applicant’s side, applicants' feedback"),
        ("[A customer's] [team]: [teams]", "An applicant's unit: units"),
        ("steps: [Greet the [customer], …]", "steps: [Greet the applicant, …]"),
        ("`[Lan](persona:lan)` {customer} [one]", "`[Lan](persona:lan)` {customer} [one]"),
    ],
)
def test_a_sentence_has_the_form_of_the_word_that_it_needs(sentence: str, filled: str) -> None:
    assert fill_in(own("en", customer="applicant", store="office", team="unit"), sentence) == filled


@pytest.mark.parametrize(
    ("word", "article"),
    [
        ("customer", "a"), ("applicant", "an"), ("user", "a"), ("unit", "a"), ("union member", "a"), ("European", "a"),
        ("one-time guest", "a"), ("hour", "an"), ("heir", "an"), ("hotel", "a"), ("uninsured patient", "an"),
        ("urban resident", "an"), ("utility", "a"), ("NHS trust", "an"), ("UK resident", "a"), ("SME", "an"),
    ],
)  # fmt: skip
def test_the_english_article_follows_the_sound(word: str, article: str) -> None:
    assert fill_in(own("en", customer=word), "[a customer]") == f"{article} {word}"
    assert fill_in(own("en", customer=word), "[A customer]") == f"{article.capitalize()} {word}"


@pytest.mark.parametrize(
    ("word", "plural"),
    [
        ("facility", "facilities"), ("branch", "branches"), ("campus", "campuses"), ("toy shop", "toy shops"),
        ("young person", "young people"), ("child", "children"), ("member of staff", "members of staff"),
    ],
)  # fmt: skip
def test_the_english_plural_is_made_where_it_is_not_written(word: str, plural: str) -> None:
    assert make_plural(word) == plural
    assert fill_in(own("en", customer=word), "[customers]") == plural
    assert fill_in(own("en", customer=word, customers="those"), "[customers]") == "those"
    ending = "" if plural.endswith("s") else "s"
    assert fill_in(own("en", store=word, customer=word), "[customers']") == f"{plural}'{ending}"


def test_vietnamese_has_one_form_for_one_and_many() -> None:
    for words in ({"customer": "bệnh nhân"}, {"customers": "bệnh nhân"}):
        assert fill_in(own("vi", **words), "[Customer], [customers]") == "Bệnh nhân, bệnh nhân"
    assert fill_in(own("vi", customer="khách", customers="quý khách"), "[customer], [customers]") == "khách, quý khách"


def test_words_of_a_playbook_replace_those_inside_phrases() -> None:
    language = SectorLanguage("en", "retail", (("store", "hotel"),))
    assert Translator(language)("family.on-site-means") == "Mystery shopping, hotel audits."
    assert Translator("en")("family.on-site-means") == "Mystery shopping, store audits."


def test_translators_with_other_words_are_not_equal_and_survive_pickling() -> None:
    hospital, plain = SectorLanguage("vi", "healthcare", ()), Translator("vi")
    copied = pickle.loads(pickle.dumps(hospital))  # noqa: S301 -- of our own
    assert copied == "vi"
    assert Translator(copied)("journey.customer") == "Phía người bệnh"
    assert Translator(hospital) != plain
    assert Translator(hospital) == Translator(copied)
    assert plain("journey.customer") == "Phía khách"


@EACH
def test_every_preset_has_every_word(language: str, preset: Preset) -> None:
    found = {key: word for key, word in raw_entries(language, "sector_words").items() if key.startswith(f"{preset}.")}
    wanted = {key for key in raw_entries("vi", "sector_words") if key.startswith(f"{DEFAULT_PRESET}.")}
    assert {key.removeprefix(f"{preset}.") for key in found} == {key.partition(".")[2] for key in wanted}


@EACH
def test_no_sentence_keeps_a_placeholder(language: str, preset: Preset) -> None:
    for name in CATALOGUES:
        words = Translator(SectorLanguage(language, preset, ()), name)
        for key, text in sentences(language, name, words).items():
            assert not PLACEHOLDER.search(CODE_IN_BRACKETS.sub("", text)), (name, key)


def sentences(language: str, name: str, words: Translator | None = None) -> dict[str, str]:
    """Every sentence of a catalogue by its key, with its plural form; filled in if there is a translator."""
    found = {}
    for key, entry in raw_entries(str(language), name).items():
        for form, text in {"": entry}.items() if isinstance(entry, str) else entry.items():
            found[f"{key}.{form}" if form else key] = words.sector.fill(text) if words else text
    return found


@pytest.mark.parametrize("name", [name for name in CATALOGUES if name != "sector_words"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_takes_such_words_from_one_place(language: str, name: str) -> None:
    found = {
        key: hits
        for key, text in sentences(language, name).items()
        if (hits := PLAIN_WORDS[language].findall(CODE.sub("", PLACEHOLDER.sub("", text))))
        and (language, name, key) not in ANOTHER_MEANING
    }
    assert found == {}


def docs_of(model: type[Record], seen: set[type[Record]]) -> Iterator[tuple[str, Doc]]:
    """The labels and helps of all fields of a model and of the records in it."""
    if model in seen:
        return
    seen.add(model)
    for name, info in model.model_fields.items():
        if doc := find_doc(info):
            yield f"{model.__name__}.{name}", doc
        if inner := record_in(info.annotation):
            yield from docs_of(inner, seen)


def test_labels_and_helps_of_fields_take_such_words_from_one_place() -> None:
    seen: set[type[Record]] = {SectorVocabulary}
    found = {
        (name, text)
        for model in MODELS.values()
        for name, doc in docs_of(model, seen)
        for language, texts in (("en", (doc.en, doc.label[0])), ("vi", (doc.vi, doc.label[1])))
        for text in texts
        if PLAIN_WORDS[language].search(PLACEHOLDER.sub("", text)) and (name, language) not in FIELDS_APART
    }
    assert found == set()


def test_labels_of_fields_are_in_the_words_of_the_sector() -> None:
    (doc,) = (one for name, one in docs_of(Opportunity, set()) if name == "Opportunity.customer_value")
    assert doc.label_in("vi") == "giá trị cho khách"
    assert doc.label_in(SectorLanguage("vi", "healthcare", ())) == "giá trị cho người bệnh"
    assert doc.help_in(SectorLanguage("en", "b2b", ())) == "Value for clients, 0–100."


def test_each_exception_is_needed() -> None:
    for language, name, key in ANOTHER_MEANING:
        assert PLAIN_WORDS[language].search(sentences(language, name)[key]), key
