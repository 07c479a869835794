"""Fixtures of a language server with a whole playbook open and schemas written by `cxsite schema`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from full_examples import write_project
from language_server import SERVER, LanguageServer

from cxsite.authoring.schema_files import write_schemas
from cxsite.reading import read

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example playbook with its Vietnamese schemas and the settings of VS Code."""
    folder = tmp_path_factory.mktemp("project")
    write_project(folder)
    content, problems = read(folder)
    assert problems == []
    write_schemas(folder, content, "vi")
    return folder


@pytest.fixture(scope="session")
def serve_project() -> type[LanguageServer]:
    """`serve_project(folder)` starts the real server; without it, tests fail: a skipped test proves nothing."""
    if not SERVER.is_file():
        pytest.fail("The YAML language server is not installed: run make test", pytrace=False)
    return LanguageServer


@pytest.fixture(scope="session")
def editor(project: Path, serve_project: type[LanguageServer]) -> Iterator[LanguageServer]:
    """An editor with the example playbook open."""
    with serve_project(project) as server:
        yield server
