"""The exported playbook as JSON, and its JSON Schema."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from cxsite.exporting.document import PlaybookDocument

if TYPE_CHECKING:
    from collections.abc import Mapping


def document_as_json(document: PlaybookDocument) -> str:
    """The document in a stable order: the same content gives the same bytes."""
    return json.dumps(document.model_dump(mode="json"), ensure_ascii=False, indent=2) + "\n"


def document_schema() -> str:
    """The JSON Schema of the document, as pydantic makes it from the models."""
    schema: Mapping[str, object] = PlaybookDocument.model_json_schema(mode="serialization")
    dialect = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return json.dumps({**dialect, **schema}, ensure_ascii=False, indent=2) + "\n"
