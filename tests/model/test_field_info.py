"""Each field of each record has a label and a help in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cxsite.i18n.catalogue import LANGUAGES
from cxsite.model.records.field_info import find_doc, label_path, record_in
from cxsite.model.records.journey import Journey
from cxsite.model.records.persona import Persona
from cxsite.model.records.playbook import Playbook
from cxsite.reading.file_kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxsite.model.records.record import Record


def records(model: type[Record]) -> Iterator[type[Record]]:
    """The record and all inside it."""
    yield model
    for info in model.model_fields.values():
        if inner := record_in(info.annotation):
            yield from records(inner)


FILES: tuple[type[Record], ...] = (Playbook, *(kind.model for kind in KINDS))
RECORDS = dict.fromkeys(one for model in FILES for one in records(model))


@pytest.mark.parametrize("model", RECORDS, ids=lambda model: str(model.__name__))
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_has_label_and_help(model: type[Record], language: str) -> None:
    docs = {name: find_doc(info) for name, info in model.model_fields.items()}
    assert [name for name, doc in docs.items() if doc is None] == []
    known = {name: doc for name, doc in docs.items() if doc is not None}
    assert [
        n for n, doc in known.items() if not doc.label_in(language).strip() or doc.label_in(language)[-1] in ".:"
    ] == []
    assert [n for n, doc in known.items() if doc.help_in(language)[-1:] not in (".", "…", "?")] == []
    assert [n for n, doc in known.items() if doc.label_in("en") == doc.label_in("vi") and n != "logo"] == []


def test_labels_of_a_field_inside() -> None:
    assert list(label_path(Journey, ["scenario", "trigger"], "en")) == ["scenario", "trigger"]
    assert list(label_path(Journey, ["scenario", "trigger"], "vi")) == ["tình huống", "khởi đầu"]


def test_a_key_of_the_authors_own_has_no_label() -> None:
    assert list(label_path(Persona, ["demographics", "age"], "en")) == ["demographics", None]
