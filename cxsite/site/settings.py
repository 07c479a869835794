"""Reads the settings of the team's mkdocs.yml that cxsite needs."""

from __future__ import annotations

import errno
import hashlib
import os
from dataclasses import dataclass, field
from enum import StrEnum
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from cxsite.incremental.build_inputs import add_files
from cxsite.problems import CxsiteError
from cxsite.site.settings_nodes import find_node

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


class SiteEngine(StrEnum):
    """The program that turns the docs tree into HTML: `extra: cxsite: engine:` in mkdocs.yml."""

    MKDOCS = "mkdocs"
    ZENSICAL = "zensical"

    @property
    def product(self) -> str:
        """The name of the program, as its makers write it."""
        return "MkDocs" if self is SiteEngine.MKDOCS else "Zensical"


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteSettings:
    """Settings of mkdocs.yml: the docs tree, the site's address (or ""), the team's own Mermaid, and the engine.

    `title` is the site's and `language` the theme's, or "" if the file does not set them. `switch` has the languages of
    the theme's language switch, each with its address. `values` are all values of the file, and `sources` its text
    and those of the files that it inherits from.
    """

    docs: Path
    site_url: str
    mermaid: Path | None
    engine: SiteEngine = SiteEngine.MKDOCS
    title: str = ""
    language: str = ""
    switch: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Any] = field(default_factory=dict, repr=False)
    sources: tuple[str, ...] = ()


def read_settings(config: Path) -> SiteSettings:
    """Read mkdocs.yml without MkDocs.

    Raises:
        CxsiteError: the file does not exist, is not a YAML mapping, or names an unknown engine.
    """
    files = _read_files(config)
    values = _merge_files(files)
    ours = _mapping(_mapping(values.get("extra")).get("cxsite"))
    mermaid = ours.get("mermaid")
    return SiteSettings(
        docs=config.parent / str(values.get("docs_dir") or "docs"),
        site_url=str(values.get("site_url") or ""),
        mermaid=config.parent / str(mermaid) if mermaid else None,
        engine=_engine(config, ours.get("engine")),
        title=str(values.get("site_name") or ""),
        language=str(_mapping(values.get("theme")).get("language") or ""),
        switch=dict(_switch(_mapping(values.get("extra")).get("alternate"))),
        values=values,
        sources=tuple(text for text, _ in files),
    )


def _engine(config: Path, name: object) -> SiteEngine:
    if name is None:
        return SiteEngine.MKDOCS
    if name in tuple(SiteEngine):
        return SiteEngine(str(name))
    file, node = find_node(config, "extra", "cxsite", "engine") or (config, None)
    mark = node.start_mark if node else None
    raise CxsiteError(
        "{file}, line {line}, column {column}: there is no engine `{name}`.",
        "Write `engine: mkdocs` or `engine: zensical`, or remove the line: then MkDocs builds the site.",
        file=file,
        line=mark.line + 1 if mark else 1,
        column=mark.column + 1 if mark else 1,
        name=name,
    )


def hash_overrides(settings: SiteSettings, config: Path) -> str:
    """Return a hash of the files with which the team overrides the theme."""
    digest, name = hashlib.sha256(), _mapping(settings.values.get("theme")).get("custom_dir")
    if name and (folder := config.parent / str(name)).is_dir():
        add_files(digest, folder)
    return digest.hexdigest()


def read_ordinary_file(path: Path) -> bytes:
    """Return the bytes of a file. Raises OSError if it cannot be read, or is a pipe or device, which could block."""
    if path.exists() and not path.is_file():
        raise OSError(errno.EINVAL, "This is not an ordinary file", str(path))
    return path.read_bytes()


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]  # the fast one if it is installed
    """Reads tags such as `!ENV` and `!!python/name:` as None: no setting that we need uses one."""


_Loader.add_multi_constructor("", lambda _loader, _suffix, _node: None)
_Loader.add_multi_constructor("!", lambda _loader, _suffix, _node: None)


def _broken_settings(config: Path, error: yaml.MarkedYAMLError) -> CxsiteError:
    mark = error.problem_mark or error.context_mark
    return CxsiteError(
        "{file} cannot be read from line {line}, column {column} on: the text there, or just above "
        "it, is not valid YAML.",
        "Look for a bracket or quotation mark that is not closed, a colon inside a text, or a line "
        "with different indentation.",
        file=config,
        line=mark.line + 1 if mark else 1,
        column=mark.column + 1 if mark else 1,
    )


def read_values(config: Path) -> dict[str, Any]:
    """Return all values of mkdocs.yml, including inherited ones; tags become None. Raises CxsiteError if unreadable."""
    return _merge_files(_read_files(config))


def _merge_files(files: list[tuple[str, dict[str, Any]]]) -> dict[str, Any]:
    return reduce(_merge, (values for _, values in reversed(files)))


def _read_files(config: Path, heirs: tuple[Path, ...] = ()) -> list[tuple[str, dict[str, Any]]]:
    """Return the text and values of the file, and those of each that it inherits from."""
    real = Path(os.path.realpath(config))  # unlike `resolve`, without an error where links form a circle
    if real in heirs:
        raise CxsiteError("{file} inherits from itself.", "Correct `INHERIT:` in it.", file=config)
    text, values = _read(config)
    inherited = values.get("INHERIT")
    below = _read_files(config.parent / str(inherited), (*heirs, real)) if inherited else []
    return [(text, values), *below]


def _read(config: Path) -> tuple[str, dict[str, Any]]:
    try:
        text = read_ordinary_file(config).decode("utf-8-sig")
        values = yaml.load(text, _Loader)  # noqa: S506 (a SafeLoader)
    except FileNotFoundError:
        raise CxsiteError(
            "There is no {file} in {folder}.",
            "Run cxsite in the playbook's folder, or create a playbook with `cxsite init`.",
            file=config.name,
            folder=config.parent,
        ) from None
    except yaml.MarkedYAMLError as error:
        raise _broken_settings(config, error) from error
    except (OSError, UnicodeError, yaml.YAMLError, ValueError) as error:
        raise CxsiteError(
            "{file} cannot be read: {error}", "Correct the file and try again.", file=config, error=error
        ) from error
    if not isinstance(values, dict):
        raise CxsiteError(
            "{file} does not consist of `key: value` lines.",
            "Compare it with the file that `cxsite init` writes.",
            file=config,
        )
    return text, values


def _merge(base: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    """Merge as MkDocs does for INHERIT: mappings key by key, other values as a whole."""
    both = (key for key in base.keys() & over.keys() if isinstance(base[key], dict) and isinstance(over[key], dict))
    return {**base, **over, **{key: _merge(base[key], over[key]) for key in both}}


def _switch(alternate: object) -> Iterator[tuple[str, str]]:
    for one in alternate if isinstance(alternate, list) else ():
        if language := _mapping(one).get("lang"):
            yield str(language), str(_mapping(one).get("link") or "")


def _mapping(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
