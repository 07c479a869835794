"""Configuration files for continuous integration of a playbook on GitHub or GitLab."""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from cxsite import __version__
from cxsite.authoring.repository import GitRepository, find_repository
from cxsite.authoring.write_new import write_new
from cxsite.problems import CxsiteError

if TYPE_CHECKING:
    from pathlib import Path

Host: TypeAlias = Literal["github", "gitlab"]
Publish: TypeAlias = Literal["artefact", "rsync", "pages"]
HOSTS: Final[tuple[Host, ...]] = ("github", "gitlab")
WAYS: Final[tuple[Publish, ...]] = ("artefact", "rsync", "pages")
"""How the site of the main branch is published: kept as an artefact, copied to the intranet, or on Pages."""
_PATHS: Final[dict[Host, str]] = {"github": ".github/workflows/playbook.yml", "gitlab": ".gitlab-ci.yml"}
_LFS_MARK: Final = "__LFS__"
"""Marks the lines that only a repository with Git LFS needs."""
_PLAIN: Final = re.compile(r"\.|(?!true$|false$|null$|yes$|no$|on$|off$)[A-Za-z][A-Za-z0-9_./-]*")
_GLOB: Final = re.compile(r"[+!\]]")
"""Characters of branch names that GitHub interprets as parts of a pattern."""


@dataclass(frozen=True, slots=True)
class CiFile:
    """The path at which a host reads its file, and the repository that it is for."""

    path: Path
    repository: GitRepository


def find_ci_file(folder: Path, host: Host) -> CiFile:
    """Return the path of the host's file for a playbook's folder: at the top of its repository.

    Raises CxsiteError if the file exists: it may be the pipeline of something else.
    """
    repository = find_repository(folder)
    path = repository.top / _PATHS[host]
    if os.path.lexists(path):
        raise _file_exists_error(path)
    return CiFile(path, repository)


def write_ci(folder: Path, host: Host, publish: Publish) -> CiFile:
    """Write the host's file where the host reads it. Raises CxsiteError, and writes nothing, if the file exists."""
    file = find_ci_file(folder, host)
    if not write_new(file.path, ci_text(host, publish, file.repository)):
        raise _file_exists_error(file.path)
    return file


def _file_exists_error(path: Path) -> CxsiteError:
    return CxsiteError(
        "{file} already exists.", "Move it away first, or add the missing parts to it yourself.", file=path
    )


def ci_text(host: Host, publish: Publish, repository: GitRepository) -> str:
    """Return the text of the host's file: checks and a comment for every change, and publishing."""
    sources = resources.files("cxsite.authoring").joinpath("ci")
    parts = (sources.joinpath(f"{name}.yml").read_text(encoding="utf-8") for name in (host, f"{host}-{publish}"))
    lines = "".join(parts).split("\n")
    if not repository.uses_lfs:
        lines = [line for line in lines if _LFS_MARK not in line]
    text = "\n".join(line.replace(f" # {_LFS_MARK}", "") for line in lines)
    marks = {
        "CXSITE": f"{_package(repository.top / repository.project)}=={__version__}",
        "PROJECT": _quote(repository.project),
        "BRANCH": _quote(_GLOB.sub(r"\\\g<0>", repository.branch)),
        "REF": "refs/heads/" + repository.branch.replace("'", "''"),
    }
    for mark, value in marks.items():
        text = text.replace(f"__{mark}__", value)
    return text


def _package(folder: Path) -> str:
    """Return what pip installs for a playbook: with the packages that count raw answers if it has sources."""
    has_sources = any((folder / "content" / "sources").glob("*.y*ml"))
    return "cxsite[answers]" if has_sources else "cxsite"


def _quote(text: str) -> str:
    """Quote a text as a YAML value that is also valid in brackets."""
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)
