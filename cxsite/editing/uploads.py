"""New journeys from a table or diagram that the author has: an Excel file, CSV, Markdown or Mermaid."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from cxsite.editing.edit import EditProblem, EditResult
from cxsite.i18n.catalogue import Translator
from cxsite.importing.import_journeys import make_journey_files
from cxsite.importing.options import ImportOptions
from cxsite.importing.read_source import read_source
from cxsite.importing.understand_source import understand_source
from cxsite.importing.understanding_as_text import question_text

if TYPE_CHECKING:
    from cxsite.editing.session import EditingSession
    from cxsite.importing.journey_draft import Understanding
    from cxsite.importing.source_tables import SourceDocument
    from cxsite.model.content import Content


def import_journeys(session: EditingSession, name: str, data: bytes) -> EditResult:
    """Write the journeys of an uploaded file as drafts, with the stages and channels that the playbook lacks.

    Columns that are only likely are taken, and the first persona if the file names none: the author corrects the draft
    in its form. Raises CxsiteError for a file that cannot be read.
    """
    content = session.files().content
    source = _read(PurePosixPath(name.replace("\\", "/")).name, data)
    found, options = _understand(source, content)
    if not found.journeys:
        return EditResult(problems=(EditProblem(sentence=session.words("message.no-journey-in-file")),))
    if found.questions:
        words = Translator(session.language, "importing")
        return EditResult(problems=tuple(EditProblem(sentence=question_text(one, words)) for one in found.questions))
    texts, files = make_journey_files(session.project, found, content, options, source.name)
    first = next(iter(files.journeys))
    address = first.removeprefix("content/").rpartition(".")[0]
    return session.save_texts(texts, address, session.words("done.imported", file=source.name))


def _read(name: str, data: bytes) -> SourceDocument:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / (name or "upload")
        file.write_bytes(data)
        return read_source(file)[0]


def _understand(source: SourceDocument, content: Content) -> tuple[Understanding, ImportOptions]:
    """Return what the file holds, with likely answers to the questions that have one."""
    options = ImportOptions(add_vocabulary=True)
    found = understand_source(source, content, options)
    columns = {str(one.values["header"]): str(one.values["field"]) for one in found.questions if one.key == "guess"}
    has_no_persona = any(one.key == "persona" for one in found.questions)
    personas = tuple(content.personas)[:1] if has_no_persona else ()
    if columns or personas:
        options = replace(options, columns=columns, personas=personas)
        found = understand_source(source, content, options)
    return found, options
