"""Creates new files with the YAML that a careful author would have written."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from cxsite.authoring.key_order import key_order
from cxsite.authoring.layout import lay_out
from cxsite.authoring.new_yaml_values import block_lines
from cxsite.authoring.schemas import MODELS, modeline
from cxsite.authoring.titles import check_title
from cxsite.editing.edit import EditProblem, EditResult, NewText
from cxsite.editing.new_ids import free_id, text_of, with_ids
from cxsite.i18n.error_messages import translate_error
from cxsite.problems import CxsiteError
from cxsite.reading.file_kinds import CONTENT, KINDS
from cxsite.reading.yaml_events import read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cxsite.editing.edit import NewFile
    from cxsite.editing.edit_context import EditContext
    from cxsite.editing.located import EditableFiles
    from cxsite.model.records.record import Record


def create_file(context: EditContext, edit: NewFile | NewText) -> EditResult:
    """Return the edit that creates a file under an id made from its name; each problem stands beside its field."""
    files, values = context.files, {"title": edit.title} if isinstance(edit, NewText) else edit.values
    key = next((key for key in ("name", "title") if key in MODELS[edit.kind].model_fields), "")
    title = text_of(values.get(key) or edit.kind, files.language)
    if not values:
        return EditResult(problems=tuple(_required_problems(context, MODELS[edit.kind])))
    path, data = _free_path(files, edit.kind, title), _text_of_edit(files, edit).encode()
    problems = context.check(path, None, data, (), {} if isinstance(edit, NewText) else edit.names)
    if not any(one.stops and one.name == key for one in problems):
        problems += _title_problems(title, key, files.language)
    folder, _, name = path.partition("/")[2].rpartition(".")[0].rpartition("/")
    return context.result({path: data}, problems, f"{folder}/{name}", "created", title)


def _required_problems(context: EditContext, model: type[Record]) -> Iterator[EditProblem]:
    """Yield the problem of each field that must have a value, for a form that was left empty."""
    for name, info in model.model_fields.items():
        if info.is_required():
            yield EditProblem(sentence=context.say("required"), name=name)


def _title_problems(title: str, key: str, language: str) -> Iterator[EditProblem]:
    """Yield the problem of a title from which no id can be made."""
    try:
        check_title(title)
    except CxsiteError as error:
        yield EditProblem(sentence=" ".join(filter(None, translate_error(error, language))), name=key)


def _text_of_edit(files: EditableFiles, edit: NewFile | NewText) -> str:
    """Return the text of a new file in the standard layout, even if it has mistakes."""
    model = MODELS[edit.kind]
    if isinstance(edit, NewText):
        text = edit.text
    else:
        text = file_text(model, with_ids(model, edit.values, set(), files.language))
    head = modeline(edit.kind) if _uses_modelines(files) and not text.startswith("# yaml") else ""
    _, problems = read_yaml("", head + text)
    return (None if problems else lay_out(head + text, model)) or head + text


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
