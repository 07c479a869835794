"""An editing session: reads the files of a project, saves edits whole or not at all, and undoes them."""

from __future__ import annotations

import os
from collections import OrderedDict
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Final

from cxsite.authoring.rename import apply_rename, plan_rename
from cxsite.authoring.replace_files import replace_files
from cxsite.editing.apply import apply_edit
from cxsite.editing.checks import check_file
from cxsite.editing.edit import EditProblem, EditResult
from cxsite.editing.files_on_disk import FilesOnDisk, stamp_of
from cxsite.editing.located import EditableFiles
from cxsite.editing.open_form import digest_of
from cxsite.editing.renaming import rename_in_path
from cxsite.editing.review import UndoableEdit
from cxsite.i18n.catalogue import Translator
from cxsite.problems import CxsiteError
from cxsite.reading import ParseCache, read
from cxsite.reading.file_kinds import CONTENT
from cxsite.reading.files import YAML, find_files
from cxsite.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from cxsite.editing.edit import Edit
    from cxsite.editing.renaming import RenamableId
    from cxsite.model.content import Content

_MOST_OPENED: Final = 200
"""So many versions of files are kept for the comparison with what the author saw at opening."""
_MOST_UNDO: Final = 500
_ERRORS: Final = tuple(rule for rule in RULES if rule.is_fixed)
"""What a wrong reference breaks is found by these; all rules together take seconds at a thousand journeys."""


class ChangedMeanwhileError(Exception):
    """A file on disk differs from what the author saw when the form was opened."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


@dataclass(frozen=True, slots=True)
class _SavedEdit:
    number: int
    time: str
    sentence: str
    before: Mapping[str, bytes | None]
    after: Mapping[str, bytes | None]


@dataclass
class EditingSession:
    """Edits of one project. Every method may be called from any thread; edits follow one after the other.

    `announce` is called with the files that were written or removed.
    """

    project: Path
    language: str
    announce: Callable[[Iterable[Path]], None] = lambda _paths: None
    _known: ParseCache = field(default_factory=ParseCache)
    _lock: RLock = field(default_factory=RLock)
    _stamps: tuple[object, ...] = ()
    _content: Content | None = None
    _opened: OrderedDict[str, bytes] = field(default_factory=OrderedDict)
    _undo: list[_SavedEdit] = field(default_factory=list)

    @property
    def words(self) -> Translator:
        """The sentences of editing."""
        return Translator(self.language, "editing")

    @property
    def sector_language(self) -> str:
        """The language with the words of the playbook's sector, as the playbook is now."""
        try:
            return self.files().language
        except CxsiteError:  # there is no content/ yet
            return self.language

    def files(self) -> EditableFiles:
        """Return the files as they are now, and the content read from them. Raises CxsiteError without content/."""
        with self._lock:
            found, _ = find_files(self.project, CONTENT)
            stamps = tuple(stamp_of(one) for one in found)
            if self._content is None or stamps != self._stamps:
                self._content, _ = read(self.project, known=self._known)
                self._stamps = stamps
            return EditableFiles(
                FilesOnDisk(self.project, found), self._content, self._content.sector_language(self.language)
            )

    def prepare(self, stem: str) -> None:
        """Read what has changed and check the file with this stem (`journeys/mua`), so that its form opens sooner."""
        with suppress(CxsiteError):
            files = self.files()
            path = next(
                (path for path in (f"{CONTENT}/{stem}{suffix}" for suffix in YAML) if path in files.files), None
            )
            if path is not None:
                check_file(files.content, path, files.files[path])

    def remember(self, data: bytes) -> str:
        """Keep what an author saw at opening, and return its hash."""
        digest = digest_of(data)
        with self._lock:
            self._opened[digest] = data
            self._opened.move_to_end(digest)
            while len(self._opened) > _MOST_OPENED:
                self._opened.popitem(last=False)
        return digest

    def opened(self, digest: str) -> bytes | None:
        """Return what an author saw at opening; None if it is no longer known."""
        return self._opened.get(digest)

    def save(self, edit: Edit, digest: str = "", files: EditableFiles | None = None) -> EditResult:
        """Apply an edit and write the files, whole or not at all; nothing is written if a problem stops it.

        `files` are those from which the edit was made; `digest` is the hash of the edited file at opening (empty: as it
        is now). Raises ChangedMeanwhileError if the file differs, and CxsiteError if writing fails.
        """
        with self._lock:
            files = files or self.files()
            self._check_digest(files, edit, digest)
            result = apply_edit(files, edit)
            if result.is_refused or not result.texts:
                return result
            before = {path: files.files.get(path) for path in result.texts}
            return self._write(result, before)

    def save_texts(self, texts: Mapping[str, bytes | None], address: str, sentence: str) -> EditResult:
        """Write files whose new texts were made elsewhere, such as imported ones, so that they can be undone, too."""
        with self._lock:
            files = self.files().files
            return self._write(
                EditResult(texts=texts, address=address, sentence=sentence), {path: files.get(path) for path in texts}
            )

    def rename(self, renamed: RenamableId, new: str) -> EditResult:
        """Change an id and all references to it, as `cxsite rename` does. Raises CxsiteError if it cannot."""
        with self._lock:
            planned = plan_rename(self.project, renamed.name, new, known=self._known, rules=_ERRORS)
            if refusal := self._refuse_links(planned.changes):
                return refusal
            before = {path: self._now(path) for path in planned.changes}
            apply_rename(self.project, planned)
            address = rename_in_path(renamed.address, renamed.id, new)
            sentence = self.words("done.renamed", title=renamed.title, id=renamed.id, new=new)
            return self._remember_edit(EditResult(texts=planned.changes, address=address, sentence=sentence), before)

    def _write(self, result: EditResult, before: Mapping[str, bytes | None]) -> EditResult:
        if refusal := self._refuse_links(result.texts):
            return refusal
        for path, data in before.items():
            if self._now(path) != data:
                raise ChangedMeanwhileError(path)
        replace_files(self.project, result.texts)
        return self._remember_edit(result, before)

    def _remember_edit(self, result: EditResult, before: Mapping[str, bytes | None]) -> EditResult:
        """Keep what an edit that was written replaced, so that it can be undone."""
        number = self._undo[-1].number + 1 if self._undo else 1
        now = datetime.now().astimezone().strftime("%H:%M:%S")
        self._undo.append(_SavedEdit(number, now, result.sentence, before, dict(result.texts)))
        del self._undo[:-_MOST_UNDO]
        self._announce(result.texts)
        return result

    def _announce(self, texts: Iterable[str]) -> None:
        self.announce([self.project / path for path in texts])

    def _check_digest(self, files: EditableFiles, edit: Edit, digest: str) -> None:
        address = getattr(edit, "address", "")
        found = files.locate(address) if digest and address else None
        if digest and found is not None and digest_of(found.data) != digest:
            raise ChangedMeanwhileError(found.path)

    def _refuse_links(self, texts: Mapping[str, bytes | None]) -> EditResult | None:
        """Return the refusal of an edit that would write through a link, or outside the content folder."""
        for path in texts:
            file = self.project / path
            parts = [
                self.project.joinpath(*Path(path).parts[:length]) for length in range(1, len(Path(path).parts) + 1)
            ]
            if ".." in Path(path).parts or Path(path).parts[0] != CONTENT or any(one.is_symlink() for one in parts):
                return EditResult(problems=(EditProblem(sentence=self.words("message.link", path=file.name)),))
        return None

    def _now(self, path: str) -> bytes | None:
        file = self.project / path
        return file.read_bytes() if os.path.lexists(file) else None

    @property
    def undoable(self) -> tuple[UndoableEdit, ...]:
        """The edits that can be undone, the newest first."""
        return tuple(UndoableEdit(one.number, one.time, one.sentence) for one in reversed(self._undo))

    def first_versions(self) -> dict[str, bytes | None]:
        """Return each file that this session changed as it was before, by path; None if it did not exist."""
        found: dict[str, bytes | None] = {}
        for one in self._undo:
            for path, data in one.before.items():
                found.setdefault(path, data)
        return found

    def problems_of(self, edit: Edit, files: EditableFiles) -> tuple[EditProblem, ...]:
        """Return what would prevent an edit."""
        return tuple(problem for problem in apply_edit(files, edit).problems if problem.stops)

    def undo(self) -> EditResult:
        """Undo the newest edit. It is refused if a file has changed since; raises CxsiteError if writing fails."""
        with self._lock:
            if not self._undo:
                return EditResult(problems=(EditProblem(sentence=self.words("message.nothing-to-undo")),))
            last = self._undo[-1]
            for path, data in last.after.items():
                if self._now(path) != data:
                    return EditResult(problems=(EditProblem(sentence=self.words("message.undo-changed", path=path)),))
            replace_files(self.project, last.before)
            self._undo.pop()
            self._announce(last.before)
            return EditResult(texts=dict(last.before), sentence=self.words("done.undone", edit=last.sentence))
