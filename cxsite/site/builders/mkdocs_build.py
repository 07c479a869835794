"""Builds a docs tree with the team's mkdocs.yml by its engine: stock MkDocs here, Zensical in `zensical_build`."""

from __future__ import annotations

import logging
import os
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from cxsite.problems import CxsiteError
from cxsite.site.builders.zensical_build import build_with_zensical
from cxsite.site.settings import SiteEngine

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date
    from pathlib import Path

_FOUND: Final = "MkDocs reports:{warnings}"


@dataclass(frozen=True, slots=True, kw_only=True)
class MkDocsOptions:
    """Options of an MkDocs build: which mkdocs.yml, and which day.

    `plugins` replace those of mkdocs.yml; without `has_anchors`, the targets of links may lack their anchors.
    """

    config: Path
    as_of: date
    plugins: Sequence[Mapping[str, Any]] | None = None
    has_anchors: bool = True


def build_docs(docs: Path, site: Path, engine: SiteEngine, terms: MkDocsOptions) -> None:
    """Build the docs tree in `docs` into `site`, in strict mode; `docs` is not used again.

    Raises:
        CxsiteError: mkdocs.yml is missing or invalid, or the engine is not installed, warned or failed.
    """
    if engine is SiteEngine.ZENSICAL:
        build_with_zensical(docs, site, terms.config)
    else:
        build_with_mkdocs(docs, site, terms)


def build_with_mkdocs(docs: Path, site: Path, terms: MkDocsOptions) -> None:
    """Build the docs tree in `docs` into `site`, in strict mode.

    Raises:
        CxsiteError: mkdocs.yml is missing or invalid, or MkDocs warned or failed; the message has all its warnings.
    """
    config = terms.config
    if not config.is_file():
        raise CxsiteError(
            "There is no {file} in {folder}.",
            "Run cxsite in the playbook's folder, or create a playbook with `cxsite init`.",
            file=config.name,
            folder=config.parent,
        )
    with _environment(terms.as_of), _warnings() as warnings:
        _attempt(docs, site, terms, warnings)
    if warnings:
        raise CxsiteError(_FOUND, "Correct what MkDocs reports, then build again.", warnings=tuple(warnings))


def _attempt(docs: Path, site: Path, terms: MkDocsOptions, warnings: list[str]) -> None:
    import jinja2  # noqa: PLC0415 (slow; only a build pays for it)
    import yaml  # noqa: PLC0415
    from mkdocs.exceptions import MkDocsException  # noqa: PLC0415

    try:
        _build(docs, site, terms)
    except OSError as error:
        raise CxsiteError(
            "MkDocs stopped: {error}.",
            "Free space on the disk or correct the permissions of the file that it names, then try again.",
            error=error,
        ) from error
    except (MkDocsException, yaml.YAMLError, jinja2.TemplateError, ImportError) as error:
        raise CxsiteError(
            _FOUND if warnings else "MkDocs stopped: {error}",
            "Correct {file} or the page that is named, then build again.",
            file=terms.config.name,
            warnings=tuple(warnings),
            error=error,
        ) from error


def _build(docs: Path, site: Path, terms: MkDocsOptions) -> None:
    from mkdocs.commands.build import build  # noqa: PLC0415
    from mkdocs.config import load_config  # noqa: PLC0415

    values: dict[str, Any] = {"docs_dir": str(docs.resolve()), "site_dir": str(site.resolve()), "strict": True}
    if terms.plugins is not None:
        values["plugins"] = deepcopy(list(terms.plugins))
    config = load_config(str(terms.config), **values)
    if not terms.has_anchors:
        config.validation.links.anchors = logging.DEBUG
    config.plugins.on_startup(command="build", dirty=False)
    try:
        build(config)
    finally:
        config.plugins.on_shutdown()


class _WarningCollector(logging.Handler):
    def __init__(self, messages: list[str]) -> None:
        super().__init__(logging.WARNING)
        self.messages = messages

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage().strip())


@contextmanager
def _warnings() -> Iterator[list[str]]:
    """Collect the warnings of MkDocs and its plugins in this block, and keep them off the terminal."""
    messages: list[str] = []
    handler, logger = _WarningCollector(messages), logging.getLogger("mkdocs")
    level, propagate = logger.level, logger.propagate
    logger.addHandler(handler)
    logger.setLevel(logging.WARNING)
    logger.propagate = False
    try:
        yield messages
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)
        logger.propagate = propagate


@contextmanager
def _environment(as_of: date) -> Iterator[None]:
    """Set the sitemap's dates to `as_of`, and suppress the theme's advertisement on the terminal."""
    noon = datetime(as_of.year, as_of.month, as_of.day, 12, tzinfo=UTC)
    wanted = {"SOURCE_DATE_EPOCH": str(int(noon.timestamp())), "NO_MKDOCS_2_WARNING": "1"}
    before = {name: os.environ[name] for name in wanted if name in os.environ}
    os.environ.update(wanted)
    try:
        yield
    finally:
        for name in wanted:
            del os.environ[name]
        os.environ.update(before)
