"""What all edits use: the files, the check of changed files by the reader and the rules, and results in words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cxsite.authoring.schemas import MODELS, kind_of
from cxsite.editing.checks import check_file, new_problems
from cxsite.editing.describe import FieldDescriber
from cxsite.editing.edit import EditProblem, EditResult
from cxsite.editing.named_things import find_references, named_things
from cxsite.editing.problem_places import PlaceOfForm, describe_problems
from cxsite.editing.shown_values import as_plain_value
from cxsite.reading.file_kinds import PLAYBOOK
from cxsite.reading.yaml_events import read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cxsite.editing.edit import Steps
    from cxsite.editing.located import EditableFiles, LocatedRecord
    from cxsite.model.facts.references import Reference


class EditRefusedError(Exception):
    """An edit cannot be made at all; `sentence` says why, in the author's language."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True)
class EditContext:
    """The files that an edit changes, and what it needs to check and describe the change."""

    files: EditableFiles

    def say(self, key: str, **values: object) -> str:
        """Return a sentence in the author's language."""
        return self.files.words.words(f"message.{key}", **values)

    def locate(self, address: str) -> LocatedRecord:
        """Return the record or list at an address. Raises EditRefusedError if there is none."""
        found = self.files.locate(address)
        if found is None:
            raise self.no_record()
        return found

    def no_record(self) -> EditRefusedError:
        """Return the refusal of an address that names nothing that such an edit could change."""
        return EditRefusedError(self.say("no-such-record"))

    def title(self, found: LocatedRecord) -> str:
        """Return what a record is called."""
        raw = found.raw if isinstance(found.raw, dict) else {}
        return FieldDescriber(self.files.words).title(found.model or found.file_model, raw) or found.file.id

    def check(
        self, path: str, before: bytes | None, after: bytes, place: Steps = (), names: Mapping[Steps, str] | None = None
    ) -> list[EditProblem]:
        """Return the problems that a file has with its new bytes and did not have before (None: there was no file).

        `place` is that of the form's record; `names` is that of `PlaceOfForm`.
        """
        found = check_file(self.files.content, path, after)
        known = check_file(self.files.content, path, before) if before is not None else []
        top, _ = read_yaml(path, text_of_file(after))
        form = PlaceOfForm(MODELS[kind_of(path) or PLAYBOOK], place, names or {})
        return list(describe_problems(new_problems(known, found), top, form, self.files.language))

    def named_elsewhere(self, reference: Reference) -> EditProblem:
        """Return the problem of something that shall go, but is named in another place."""
        return EditProblem(sentence=self.say("named-elsewhere", name=reference.value, place=str(reference.place)))

    def finish(
        self, found: LocatedRecord, data: bytes, place: Steps, done: str, names: Mapping[Steps, str]
    ) -> EditResult:
        """Check the new bytes of the one file that an edit changes, and return them with what was done."""
        if data == found.data:
            return EditResult(address=found.address)
        top, _ = read_yaml(found.path, text_of_file(data))
        problems = self.check(found.path, found.data, data, place, names)
        gone = named_things(found.file, as_plain_value(found.top)) - named_things(found.file, as_plain_value(top))
        outside = [one for one in find_references(self.files.content, gone) if one.place.path != found.path]
        problems += [self.named_elsewhere(one) for one in outside]
        made = replace(found, top=top or found.top, place=place, data=data)
        return self.result({found.path: data}, problems, made.address, done, self.title(made))

    def result(
        self, texts: Mapping[str, bytes | None], problems: Iterable[EditProblem], address: str, done: str, title: str
    ) -> EditResult:
        """Return the result of an edit: without texts if a problem stops it."""
        found = tuple(problems)
        is_refused = any(problem.stops for problem in found)
        sentence = self.files.words.words(f"done.{done}", title=title)
        return EditResult(texts={} if is_refused else texts, problems=found, address=address, sentence=sentence)


def text_of_file(data: bytes) -> str:
    """Return the text of a file as the reader takes it: without a byte order mark, with LF line ends."""
    return data.decode().removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
