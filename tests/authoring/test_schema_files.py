"""Schemas on disk: the same bytes from the same content, and an author's own settings untouched."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

from cxsite.authoring.schema_files import SETTINGS, has_schemas, merge_settings, stale_schemas, write_schemas
from cxsite.authoring.schemas import MODELS, globs, kind_of, make_schemas, modeline, schema_path
from cxsite.authoring.starters import start_playbook
from cxsite.reading import read

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow

TODAY = date(2026, 11, 20)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    start_playbook(tmp_path, "vi", "", TODAY)
    return tmp_path


def test_a_new_playbook_has_fresh_schemas_and_every_file_names_its_own(project: Path) -> None:
    content, _ = read(project, today=TODAY)
    assert has_schemas(project)
    assert stale_schemas(project, content, "vi").stale == {}
    for path in content.texts:
        kind = kind_of(path)
        if kind:
            assert content.texts[path].startswith(modeline(kind))
            target = (project / path).parent / modeline(kind).partition("=")[2].strip()
            assert target.resolve() == (project / schema_path(kind)).resolve()


def test_what_is_written_is_the_same_every_time_with_line_feeds(project: Path) -> None:
    before = {path.name: path.read_bytes() for path in (project / ".cxsite/schemas").iterdir()}
    for path in (project / ".cxsite/schemas").iterdir():
        path.unlink()
    content, _ = read(project, today=TODAY)
    assert sorted(write_schemas(project, content, "vi").stale) == sorted(map(schema_path, MODELS))
    assert {path.name: path.read_bytes() for path in (project / ".cxsite/schemas").iterdir()} == before
    assert not any(b"\r" in data for data in before.values())


def test_a_new_persona_makes_schemas_stale(project: Path) -> None:
    (project / "content/personas/moi.yml").write_text("name: Mới\n", encoding="utf-8")
    content, _ = read(project, today=TODAY)
    assert schema_path("journey") in stale_schemas(project, content, "vi").stale


def test_hovers_speak_the_language_asked_for(project: Path) -> None:
    content, _ = read(project, today=TODAY)
    message = {language: make_schemas(content, language)["persona"]["properties"] for language in ("vi", "en")}
    assert message["vi"]["tagline"]["markdownDescription"] == "Một dòng: đây là ai."
    assert message["en"]["tagline"]["markdownDescription"] == "Who this is in one line."


def test_every_field_of_every_kind_says_what_it_is_for(project: Path) -> None:
    content, _ = read(project, today=TODAY)
    for kind, schema in make_schemas(content, "en").items():
        silent = [key for key, one in schema["properties"].items() if not one.get("markdownDescription")]
        assert silent == [], kind
        assert "$ref" not in json.dumps(schema)


def test_settings_keep_what_their_author_wrote() -> None:
    own = '{"editor.tabSize": 2, "yaml.schemas": {"./my.json": "a/*.yml"}}'
    merged = json.loads(merge_settings(own) or "")
    assert merged["editor.tabSize"] == 2
    assert merged["yaml.schemas"]["./my.json"] == "a/*.yml"
    assert merged["yaml.schemas"]["./.cxsite/schemas/persona.json"] == globs("persona")


def test_settings_that_know_the_schemas_stay_as_they_are_to_the_byte() -> None:
    own = "\n" + (merge_settings(None) or "").replace("  ", "\t") + "\n"
    assert merge_settings(own) == own


@pytest.mark.parametrize("own", ['{"a": 1, // mine\n}', "[]", '{"yaml.schemas": []}'])
def test_settings_that_are_no_plain_object_are_left_alone(project: Path, own: str) -> None:
    (project / SETTINGS).write_text(own, encoding="utf-8")
    content, _ = read(project, today=TODAY)
    assert write_schemas(project, content, "vi").foreign_settings
    assert (project / SETTINGS).read_text(encoding="utf-8") == own
