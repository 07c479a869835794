"""Whether this machine has what cxsite needs."""

from __future__ import annotations

import os
import sys
from importlib import metadata
from typing import TYPE_CHECKING, Final

from packaging.requirements import Requirement

from cxsite.cli.call import playbook_language
from cxsite.problems import CxsiteError
from cxsite.review.history import History
from cxsite.site.sanity import Check, Health, check_mermaid, check_output, check_settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PYTHON: Final = (3, 11)


def health(project: Path) -> Iterator[Check]:
    """Every check, in the order in which one thing stands on another. Nothing is written."""
    version = ".".join(map(str, sys.version_info[:3]))
    yield Check("python", Health.OK if sys.version_info >= PYTHON else Health.FAIL, version)
    yield from _packages()
    yield _characters()
    yield Check("chromium", Health.OK)
    if playbook_language(project) is None:
        yield Check("playbook", Health.FAIL, str(project))
        return
    yield Check("playbook", Health.OK, str(project))
    settings = [*check_settings(project / "mkdocs.yml")]
    yield from settings
    if all(check.name != "mkdocs" for check in settings):  # what cannot be read names no file of Mermaid
        yield check_mermaid(project / "mkdocs.yml")
    yield check_output(project / "site")
    yield _rights(project)
    yield _git(project)


def unmet(requirements: Iterator[str] | list[str]) -> list[str]:
    """The requirements (PEP 508) that the installed packages do not meet, each with what is there instead."""
    found = []
    for text in requirements:
        wanted = Requirement(text)
        if wanted.marker is not None and not wanted.marker.evaluate({"extra": ""}):
            continue
        try:
            there = metadata.version(wanted.name)
        except metadata.PackageNotFoundError:
            there = ""
        if not there or not wanted.specifier.contains(there, prereleases=True):
            found.append(f"{wanted.name}{wanted.specifier} ({there or '–'})")
    return found


def _packages() -> Iterator[Check]:
    try:
        wanted = metadata.requires("cxsite") or []
    except metadata.PackageNotFoundError:
        yield Check("packages", Health.WARN)
        return
    missing = unmet(wanted)
    yield from (Check("package", Health.FAIL, one) for one in missing)
    if not missing:
        yield Check("packages", Health.OK, metadata.version("cxsite"))


def _characters() -> Check:
    """Names of files with Vietnamese letters need a file system that is spoken to in UTF-8."""
    encoding = sys.getfilesystemencoding()
    return Check("characters", Health.OK if encoding.lower() == "utf-8" else Health.FAIL, encoding)


def _rights(project: Path) -> Check:
    """The project's folder, where the site is made beside the old one, and what is written inside it."""
    folders = [project, *(project / name for name in ("build", "site") if (project / name).exists())]
    closed = [str(folder) for folder in folders if not os.access(folder, os.W_OK | os.X_OK)]
    return Check("rights", Health.FAIL if closed else Health.OK, ", ".join(closed))


def _git(project: Path) -> Check:
    """Needed by `diff` and for what changed lately; a site is built without."""
    try:
        shallow = History(project).is_shallow
        commit = History(project).commit("HEAD")
    except CxsiteError as error:
        return Check("git", Health.WARN, error.what)
    return Check("shallow", Health.WARN) if shallow else Check("git", Health.OK, commit.short)
