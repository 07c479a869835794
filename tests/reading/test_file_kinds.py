from __future__ import annotations

from dataclasses import fields

from cxsite.model.content import Content
from cxsite.reading.file_kinds import FOLDERS, KINDS


def test_every_kind_has_a_folder_that_is_also_its_field_of_content() -> None:
    names = {field.name for field in fields(Content)}
    assert {kind.folder for kind in KINDS} <= names
    assert len({kind.name for kind in KINDS}) == len({kind.folder for kind in KINDS}) == len(KINDS)
    assert {kind.folder for kind in KINDS} <= set(FOLDERS)
