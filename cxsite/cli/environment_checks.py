"""Checks for `cxsite doctor` whether this machine has what cxsite needs."""

from __future__ import annotations

import os
import sys
from importlib import metadata
from typing import TYPE_CHECKING, Final

from packaging.requirements import Requirement

from cxsite.cli.call import playbook_language
from cxsite.cli.settings_checks import CheckState, SetupCheck, check_mermaid, check_output, check_settings
from cxsite.exporting.to_picture import find_chromium
from cxsite.measurement.answer_packages import PACKAGES, missing_packages
from cxsite.problems import CxsiteError
from cxsite.review.history import History

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PYTHON: Final = (3, 11)


def check_environment(project: Path) -> Iterator[SetupCheck]:
    """Run every check; a check comes after those that it depends on. Nothing is written."""
    version = ".".join(map(str, sys.version_info[:3]))
    yield SetupCheck("python", CheckState.OK if sys.version_info >= PYTHON else CheckState.FAIL, version)
    yield from _packages()
    yield _characters()
    yield _browser()
    if playbook_language(project) is None:
        yield SetupCheck("playbook", CheckState.FAIL, str(project))
        return
    yield SetupCheck("playbook", CheckState.OK, str(project))
    yield _answers(project)
    settings = [*check_settings(project / "mkdocs.yml")]
    yield from settings
    if all(check.name != "mkdocs" for check in settings):  # unreadable settings cannot name a Mermaid file
        yield check_mermaid(project / "mkdocs.yml")
    yield check_output(project / "site")
    yield _rights(project)
    yield _git(project)


def find_unmet(requirements: Iterator[str] | list[str]) -> list[str]:
    """Return the requirements (PEP 508) that the installed packages do not meet, with the installed version."""
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


def _packages() -> Iterator[SetupCheck]:
    try:
        wanted = metadata.requires("cxsite") or []
    except metadata.PackageNotFoundError:
        yield SetupCheck("packages", CheckState.WARN)
        return
    missing = find_unmet(wanted)
    yield from (SetupCheck("package", CheckState.FAIL, one) for one in missing)
    if not missing:
        yield SetupCheck("packages", CheckState.OK, metadata.version("cxsite"))


def _answers(project: Path) -> SetupCheck:
    """Check the packages of the extra `cxsite[answers]`, which only raw answers need."""
    if not (missing := missing_packages()):
        return SetupCheck("answers", CheckState.OK, ", ".join(PACKAGES))
    if any((project / "content" / "sources").glob("*.y*ml")):
        return SetupCheck("answers", CheckState.FAIL, ", ".join(missing))
    return SetupCheck("no_answers", CheckState.OK)


def _characters() -> SetupCheck:
    """Check that file names are encoded as UTF-8, which Vietnamese letters need."""
    encoding = sys.getfilesystemencoding()
    return SetupCheck("characters", CheckState.OK if encoding.lower() == "utf-8" else CheckState.FAIL, encoding)


def _browser() -> SetupCheck:
    """Look for the browser that draws posters; nothing else needs one."""
    program = find_chromium()
    return SetupCheck("chromium", CheckState.OK, program) if program else SetupCheck("no_chromium", CheckState.OK)


def _rights(project: Path) -> SetupCheck:
    """Check the rights to write in the project's folder, where the site is built next to the old one."""
    folders = [project, *(project / name for name in ("build", "site") if (project / name).exists())]
    closed = [str(folder) for folder in folders if not os.access(folder, os.W_OK | os.X_OK)]
    return SetupCheck("rights", CheckState.FAIL if closed else CheckState.OK, ", ".join(closed))


def _git(project: Path) -> SetupCheck:
    """Check git, which `diff` and recent changes need; a site can be built without it."""
    try:
        shallow = History(project).is_shallow
        commit = History(project).commit("HEAD")
    except CxsiteError as error:
        return SetupCheck("git", CheckState.WARN, error.what)
    return SetupCheck("shallow", CheckState.WARN) if shallow else SetupCheck("git", CheckState.OK, commit.short)
