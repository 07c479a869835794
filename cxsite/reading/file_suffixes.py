"""Files that look right to their author and count for nothing, because of how their names end."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from cxsite.problems import Level, Place, Problem
from cxsite.reading.file_kinds import KINDS, OBSERVATIONS, PAGES, PICTURES
from cxsite.reading.files import YAML

if TYPE_CHECKING:
    from collections.abc import Container

IMAGES: Final = (".png", ".jpg", ".jpeg", ".webp")
_READ: Final = {"": YAML, OBSERVATIONS: (".csv",), PAGES: (".md",), PICTURES: IMAGES} | {
    kind.folder: YAML for kind in KINDS
}
_INSTEAD: Final = {
    OBSERVATIONS: ("table", frozenset({".xlsx", ".xls", ".ods", ".tsv"})),
    PAGES: ("page", frozenset({".docx", ".doc", ".odt", ".html", ".markdown"})),
    PICTURES: ("picture", frozenset({".gif", ".svg", ".heic", ".bmp", ".tif", ".tiff", ".avif"})),
}


_SAVED_AS: Final = {"table": ".csv", "page": ".md"}


def find_misleading_suffix(path: str, folder: str, present: Container[str] = ()) -> Problem | None:
    """CX023 for a file of `folder` that is meant to be read and is not; None for notes and what else may lie there.

    Windows hides the last ending, so that `lan.yml.txt` looks like `lan.yml`; and what a spreadsheet or a telephone
    saves is not what a site can show. `present` are the paths of all files: nobody is told to overwrite one of them.
    """
    name = PurePosixPath(path)
    ending = name.suffix.lower()
    wanted, others = _INSTEAD.get(folder, ("", frozenset[str]()))
    hidden = PurePosixPath(name.stem).suffix.lower() in _READ.get(folder, ())
    if not ending or not (hidden or ending in others):
        return None
    instead = name.stem if hidden else name.stem + _SAVED_AS.get(wanted, "")
    if str(name.with_name(instead)) in present:
        values = {"ending": ending, "wanted": "exists", "suggestion": instead}
        return Problem(code="CX023", level=Level.WARNING, place=Place(path), values=values)
    values = {"ending": ending, "wanted": "rename" if hidden else wanted, "suggestion": name.stem if hidden else ""}
    return Problem(code="CX023", level=Level.WARNING, place=Place(path), values=values)
