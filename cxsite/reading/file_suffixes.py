"""Files that their author meant to be read but that are ignored because of their suffix."""

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
    """Return CX023 for such a file of `folder`; None for notes and other files that may be there.

    Windows hides the last suffix, so `lan.yml.txt` looks like `lan.yml`; and spreadsheets and phones save formats that
    a site cannot show. `present` are the paths of all files, so that the advice never overwrites one of them.
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
