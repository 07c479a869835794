"""The context of every command: the project, and the language of messages."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cxsite.i18n.catalogue import LANGUAGES, Translator
from cxsite.problems import CxsiteError

if TYPE_CHECKING:
    from collections.abc import Mapping

_PLAYBOOKS: Final = ("content/playbook.yml", "content/playbook.yaml")
_FIRST_LANGUAGE: Final = re.compile(r"^languages:\s*(?:#.*)?(?:\[\s*|\s*-\s*)[\"']?(\w+)", re.MULTILINE)
_LOCALES: Final = ("LC_ALL", "LC_MESSAGES", "LANG")


@dataclass(frozen=True)
class Call:
    """The options before the command's name."""

    wanted_project: Path | None = None
    wanted_language: str | None = None

    @cached_property
    def project(self) -> Path:
        """The project folder. Raises CxsiteError if the named folder does not exist."""
        if self.wanted_project is None:
            return find_project(current_folder())
        if not self.wanted_project.is_absolute():
            current_folder()
        if not is_folder(self.wanted_project):
            raise CxsiteError("There is no folder {folder}.", "Correct the path after -C.", folder=self.wanted_project)
        return self.wanted_project.absolute()

    @cached_property
    def language(self) -> str:
        """The language of messages: the option, else the playbook's first, else the environment's, else English."""
        return self.wanted_language or self._playbook_language or environment_language(os.environ)

    @property
    def _playbook_language(self) -> str | None:
        try:
            return playbook_language(self.wanted_project or find_project(current_folder()))
        except CxsiteError:
            return None

    @property
    def words(self) -> Translator:
        """The translator of the commands' messages."""
        return Translator(self.language, "commands")


def current_folder() -> Path:
    """Return the working directory. Raises CxsiteError if it has been deleted."""
    try:
        return Path.cwd()
    except OSError as error:
        raise CxsiteError(
            "The current folder cannot be used: {error}.", "Change to the playbook's folder again.", error=error
        ) from error


def is_folder(path: Path) -> bool:
    """Return whether a path is an accessible folder; False for names that the system refuses."""
    try:
        return path.is_dir()
    except (OSError, ValueError):  # such as a name that is too long
        return False


def find_project(start: Path) -> Path:
    """Return the nearest folder from `start` upwards that contains `content/playbook.yml`, else `start`."""
    return next((folder for folder in (start, *start.parents) if _playbook(folder)), start)


def holds_playbook(folder: Path) -> bool:
    """Return whether a folder is the project folder of a playbook."""
    return _playbook(folder) is not None


def playbook_language(project: Path) -> str | None:
    """Read the playbook's first language without validating the file; None if there is no playbook."""
    path = _playbook(project)
    if path is None:
        return None
    try:
        found = _FIRST_LANGUAGE.search(path.read_text(encoding="utf-8", errors="replace"))
    except OSError:
        return None
    return found[1] if found and found[1] in LANGUAGES else LANGUAGES[0]


def environment_language(environment: Mapping[str, str]) -> str:
    """Return Vietnamese if the environment's locale is Vietnamese, else English."""
    locale = next((environment[name] for name in _LOCALES if environment.get(name)), "")
    return "vi" if locale.lower().startswith("vi") else "en"


def _playbook(folder: Path) -> Path | None:
    try:
        return next((folder / name for name in _PLAYBOOKS if (folder / name).is_file()), None)
    except (OSError, ValueError):  # no permission, or its name is too long
        return None
