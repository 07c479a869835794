"""Checks the pictures that content uses, and publishes them without metadata."""

from __future__ import annotations

import unicodedata
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Final

from cxsite.escaping.fold import slug
from cxsite.handwritten.hand_pages import rendered_pages
from cxsite.handwritten.picture_files import (
    MAX_BYTES,
    MAX_PIXELS,
    CleanPicture,
    examine_picture,
    picture_paths,
)
from cxsite.handwritten.picture_kinds import PUBLISHED, fits_ending
from cxsite.problems import Level, Place, Problem
from cxsite.rules.mentions import picture_places
from cxsite.site.docs_tree import SiteAsset

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from cxsite.handwritten.hand_pages import Edition
    from cxsite.handwritten.picture_files import PictureFile
    from cxsite.model.content import Content
    from cxsite.problems import Value

_UNFIT: Final = frozenset(":\\")
"""Characters not allowed in names of the docs tree, because on Windows they separate drives or folders."""
_UNSEEN: Final = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})
_FOLDER: Final = "content/pictures"
_MEGABYTE: Final = 1024 * 1024
_KIND_NAMES: Final = {"png": "PNG", "jpeg": "JPEG", "webp": "WebP"}
_TEXTS: Final = (".html", ".css", ".yml", ".js")


def picture_problems(content: Content, project: Path, editions: Iterable[Edition]) -> Iterator[Problem]:
    """Yield the problems of pictures that content uses, at each line that names one.

    A file whose name cannot be published is always reported, at the file itself if no line names it.
    """
    if not content.pictures:
        return
    paths, named = picture_paths(project), _places_by_name(content, editions)
    for name in sorted(content.pictures):
        places = list(dict.fromkeys(named.get(name, ())))
        if unfit := _unfit_name(name):
            for place in places or [Place(f"{_FOLDER}/{name}")]:
                yield _problem("CX026", place, name, kind="name", suggestion=unfit)
        elif places and name in paths:
            found = examine_picture(paths[name])
            for number, place in enumerate(places):
                is_first = number == 0
                yield from (one for one in _of_file(name, found, place) if is_first or one.level is not Level.NOTE)


def published_pictures(content: Content, project: Path, edition: Edition) -> Iterator[SiteAsset]:
    """Yield the pictures that a language's pages, brand, theme or styles use, without metadata.

    `content` is what the site shows, with drafts only in a preview.
    """
    if not content.pictures:
        return
    used = set(_names_in_records(content)) | set(_names_in_pages(edition)) | set(_names_in_texts(content, project))
    paths = picture_paths(project)
    for name in sorted(used & content.pictures & paths.keys()):
        yield SiteAsset(path=f"pictures/{name}", content=CleanPicture(paths[name]))


def _names_in_records(content: Content) -> Iterator[str]:
    yield from (name for name, _ in picture_places(content))


def _names_in_pages(edition: Edition) -> Iterator[str]:
    for page in rendered_pages(edition):
        if page.is_readable:
            yield from page.pictures()


def _names_in_texts(content: Content, project: Path) -> Iterator[str]:
    """Yield the names of pictures in the team's settings, templates and styles."""
    files = [*project.glob("mkdocs*.yml"), *(project / "templates").rglob("*")]
    texts = [_text(file) for file in files if file.suffix in _TEXTS and file.is_file()]
    yield from (name for name in content.pictures if any(name in text for text in texts))


def _text(file: Path) -> str:
    return unicodedata.normalize("NFC", file.read_text(encoding="utf-8", errors="replace"))


def _places_by_name(content: Content, editions: Iterable[Edition]) -> Mapping[str, list[Place]]:
    """Map the name of a picture to every place in content that names it."""
    named: dict[str, list[Place]] = {}
    for name, place in picture_places(content):
        named.setdefault(name, []).append(place)
    for edition in editions:
        for page in rendered_pages(edition):
            if page.is_readable and (shown := page.pictures()):
                places = page.places(use for uses in shown.values() for use in uses)
                for name, uses in shown.items():
                    named.setdefault(name, []).extend(place for use in uses for place in places.get(use, ()))
    return named


def _unfit_name(name: str) -> str:
    """Return a suggested name for a file; "" if its own name is valid."""
    if not any(sign in _UNFIT or unicodedata.category(sign) in _UNSEEN for sign in name) and name == name.strip():
        return ""
    path = PurePosixPath(name)
    return f"{slug(path.stem, fallback='picture')}{path.suffix.lower()}"


def _of_file(name: str, found: PictureFile, place: Place) -> Iterator[Problem]:
    if found.is_too_large:
        yield _too_large(name, found, place)
    elif not found.is_picture:
        yield _problem("CX026", place, name, kind=found.kind)
    else:
        path = PurePosixPath(name)
        if not fits_ending(found.kind, path.suffix):
            better = f"{path.stem}{PUBLISHED[found.kind][0]}"
            values = {"found": _KIND_NAMES[found.kind], "ending": path.suffix, "suggestion": better}
            yield _problem("CX028", place, name, Level.WARNING, **values)
        if found.metadata:
            reported = "-".join(one for one in found.metadata if one != "other") or "other"
            yield _problem("CX029", place, name, Level.NOTE, found=reported)


def _too_large(name: str, found: PictureFile, place: Place) -> Problem:
    many = f"{found.pixels / 1_000_000:.0f} MP" if found.size <= MAX_BYTES else f"> {MAX_BYTES // _MEGABYTE} MB"
    limits: dict[str, Any] = {"megabytes": MAX_BYTES // _MEGABYTE, "megapixels": MAX_PIXELS // 1_000_000}
    return _problem("CX027", place, name, found=many, **limits)


def _problem(code: str, place: Place, name: str, level: Level = Level.ERROR, **values: Value) -> Problem:
    return Problem(code=code, level=level, place=place, values={"file": name, **values})
