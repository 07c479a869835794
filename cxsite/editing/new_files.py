"""The path and the text of a new file: the YAML that a careful author would have written."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from cxsite.authoring.key_order import key_order
from cxsite.authoring.layout import lay_out
from cxsite.authoring.new_yaml_values import block_lines
from cxsite.authoring.schemas import MODELS, modeline
from cxsite.authoring.titles import check_title
from cxsite.editing.edit import NewText
from cxsite.editing.new_ids import free_id, text_of, with_ids
from cxsite.reading.file_kinds import CONTENT, KINDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cxsite.editing.edit import NewFile
    from cxsite.editing.located import EditableFiles
    from cxsite.model.records.record import Record


def new_file_text(files: EditableFiles, edit: NewFile | NewText) -> tuple[str, str]:
    """Return the path of a new file of a kind, which no file has, and its text in the standard layout.

    Raises CxsiteError if its title has no letter.
    """
    model = MODELS[edit.kind]
    if isinstance(edit, NewText):
        title, text = check_title(edit.title), edit.text
    else:
        language = files.language
        title = check_title(text_of(edit.values.get("name") or edit.values.get("title") or edit.kind, language))
        text = file_text(model, with_ids(model, edit.values, set(), language))
    head = modeline(edit.kind) if _uses_modelines(files) and not text.startswith("# yaml") else ""
    return _free_path(files, edit.kind, title), lay_out(head + text, model) or head + text


def file_text(model: type[Record], values: Mapping[str, Any]) -> str:
    """Return the text of a file with these values, keys in the model's order."""
    ordered = {key: values[key] for key in key_order(model) if values.get(key) is not None}
    return "\n".join(block_lines(ordered, 0)) + "\n"


def _free_path(files: EditableFiles, kind: str, title: str) -> str:
    folder = next(one.folder for one in KINDS if one.name.removeprefix("library ") == kind)
    paths = (PurePosixPath(path) for path in files.files)
    taken = {path.stem.casefold() for path in paths if path.parent == PurePosixPath(CONTENT, folder)}
    taken |= {old for record in getattr(files.content, folder).values() for old in record.formerly}
    return f"{CONTENT}/{folder}/{free_id(title, taken, kind)}.yml"


def _uses_modelines(files: EditableFiles) -> bool:
    """Return whether files begin with the comment by which editors find their schema."""
    return any(
        data.startswith(b"# yaml-language-server:") for path, data in files.files.items() if path.endswith("yml")
    )
