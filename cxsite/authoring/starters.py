"""Creates a first playbook, in Vietnamese or English."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache
from importlib import resources
from itertools import product
from typing import TYPE_CHECKING, Final

from cxsite.authoring.layout import lay_out
from cxsite.authoring.schema_files import write_schemas
from cxsite.authoring.schemas import MODELS, kind_of, modeline
from cxsite.authoring.titles import check_title
from cxsite.authoring.write_new import write_new
from cxsite.authoring.yaml_scalar import quote_scalar
from cxsite.i18n.sector_words import DEFAULT_PRESET, SectorLanguage, fill_in
from cxsite.problems import CxsiteError
from cxsite.reading import read

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.resources.abc import Traversable
    from pathlib import Path

    from cxsite.i18n.sector_words import Preset

STARTERS: Final = ("retail", "clinic", "bank", "public-service", "b2b", "empty")
"""The sectors that a playbook can start from, and `empty` without personas and journeys. The first is the default."""
TITLES: Final = {"vi": "Sổ tay trải nghiệm [customers]", "en": "[Customer] experience playbook"}
_PRESETS: Final[dict[str, Preset]] = {
    "clinic": "healthcare",
    "bank": "banking",
    "public-service": "public-service",
    "b2b": "b2b",
}
"""The words of starters that do not use those of retail."""
ZONES: Final = {"vi": "Asia/Ho_Chi_Minh", "en": "Europe/London"}
"""The time zones of the playbooks, which determine their dates."""
_RENAMED: Final = {"gitignore": ".gitignore"}
_IGNORED: Final = frozenset({".git", ".venv", ".idea", ".vscode", ".DS_Store"})
_FILES_SHOWN: Final = 10


def start_playbook(folder: Path, language: str, title: str, today: date, starter: str = STARTERS[0]) -> tuple[str, ...]:
    """Write a small playbook that can be built at once into an empty or new folder; return the paths of its files.

    Its dates are relative to `today`, so that nothing is overdue for review. Raises CxsiteError, and writes nothing, if
    the folder contains anything but hidden folders such as `.git`.
    """
    _refuse_taken(folder)
    files = dict(starter_files(language, check_title(title or default_title(language, starter)), today, starter))
    for path, text in files.items():
        if not write_new(folder / path, text):
            raise CxsiteError(
                "{path} appeared in {folder} in the meantime and was not changed.",
                "Check the folder, then start again in an empty one.",
                path=path,
                folder=folder,
            )
    content, _ = read(folder, today=today)
    return (*files, *write_schemas(folder, content, language).stale)


def default_title(language: str, starter: str = STARTERS[0]) -> str:
    """Return the title of a playbook whose author names none, in the words of its sector."""
    return fill_in(_sector_language(language, starter), TITLES[language])


def _sector_language(language: str, starter: str) -> str:
    return SectorLanguage(language, _PRESETS.get(starter, DEFAULT_PRESET), ())


def starter_files(language: str, title: str, today: date, starter: str = STARTERS[0]) -> Iterator[tuple[str, str]]:
    """Yield the path and text of each file, sorted by path."""
    marks = {**_dates(today), "TITLE": quote_scalar(title)}
    plain = {**marks, "TITLE": title}
    for path, source in sorted((*_sources(_root(language, "shared"), ""), *_sources(_root(language, starter), ""))):
        text = source.read_text(encoding="utf-8")
        has_title = "__TITLE__" in text
        if path.endswith(".md"):  # in YAML, `[store]` is a list
            text = fill_in(_sector_language(language, starter), text)
        for mark, value in (marks if path.endswith((".yml", ".csv")) else plain).items():
            text = text.replace(f"__{mark}__", value)
        kind = kind_of(path)
        if kind:
            text = modeline(kind) + text
        if kind and has_title:  # a long title is folded as by `cxsite format`; all else is laid out so already
            text = lay_out(text, MODELS[kind]) or text
        yield path, text


def is_example(path: str, text: str) -> bool:
    """Return whether a content file is still as `start_playbook` wrote it, ignoring dates and title."""
    return any(pattern.fullmatch(text) for pattern in _patterns(path))


@cache
def _patterns(path: str) -> tuple[re.Pattern[str], ...]:
    """Return patterns of the starters' texts at the path of a content file, with or without modeline."""
    kind = kind_of(path)
    sources = [_root(language, starter).joinpath(path) for language, starter in product(TITLES, STARTERS)]
    return tuple(_pattern(source, kind) for source in sources if kind and source.is_file())


def _pattern(source: Traversable, kind: str) -> re.Pattern[str]:
    text = re.escape(source.read_text(encoding="utf-8"))
    text = re.sub(r"__[A-Z0-9_]+__", lambda _: r"[^\n]+(?:\n  [^\n]+)*?", text)
    return re.compile(f"(?:{re.escape(modeline(kind))})?{text}")


def _root(language: str, starter: str) -> Traversable:
    return resources.files("cxsite.authoring").joinpath("starters", language, starter)


def _sources(folder: Traversable, path: str) -> Iterator[tuple[str, Traversable]]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _sources(entry, f"{path}{entry.name}/")
        else:
            yield path + _RENAMED.get(entry.name, entry.name), entry


def _dates(today: date) -> dict[str, str]:
    months = [today.replace(day=1)]
    for _ in range(3):
        months.append((months[-1] - timedelta(days=1)).replace(day=1))
    past = {f"MONTH_{number}": f"{month:%Y-%m}" for number, month in enumerate(months) if number}
    return {
        **past,
        "TODAY": today.isoformat(),
        "LAST_MONTH_DAY": months[1].replace(day=15).isoformat(),
        "IN_THREE_MONTHS": (today + timedelta(days=90)).isoformat(),
        "NEXT_YEAR": date(today.year + 1, 12, 31).isoformat(),
    }


def _refuse_taken(folder: Path) -> None:
    if folder.is_symlink() or folder.is_file():
        raise CxsiteError(
            "{folder} is not a folder.", "Name an empty folder, or one that does not exist yet.", folder=folder
        )
    names = sorted(entry.name for entry in folder.iterdir()) if folder.is_dir() else []
    in_the_way = [name for name in names if name not in _IGNORED]
    if in_the_way:
        reported = ", ".join(in_the_way[:_FILES_SHOWN]) + (" …" if len(in_the_way) > _FILES_SHOWN else "")
        raise CxsiteError(
            "{folder} is not empty: {entries}.",
            "Name an empty folder, or one that does not exist yet.",
            folder=folder,
            entries=reported,
        )
