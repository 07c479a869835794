"""The installation: cxsite's own templates, and the versions of the packages that a site's content depends on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from cxsite.problems import CxsiteError

if TYPE_CHECKING:
    from collections.abc import Iterable

OF_THE_THEME: Final = (
    *("cxsite", "mkdocs", "mkdocs-material", "zensical"),
    *("markdown", "pymdown-extensions", "jinja2", "pygments"),
)
OF_READING: Final = ("pydantic", "pydantic-core", "pyyaml")
OF_PAGES: Final = ("babel", "markdown-it-py", "mermaidx", "nh3", "segno", "tzdata")


def find_own_templates() -> Path:
    """Return the folder of cxsite's own templates and assets: inside the installed package, else in the repository.

    Raises:
        CxsiteError: neither folder exists.
    """
    package = Path(__file__).resolve().parent
    for folder in (package / "templates", package.parent / "templates"):
        if folder.is_dir():
            return folder
    raise CxsiteError(
        "There is no folder with templates in or next to {folder}.", "Install cxsite again.", folder=package
    )


def template_folders(project: Path) -> tuple[Path, ...]:
    """Return the team's own templates, if there are any, then cxsite's; in cxsite's repository both are one folder.

    Raises:
        CxsiteError: cxsite's own templates are missing.
    """
    own = project / "templates"
    folders = (own, find_own_templates()) if own.is_dir() else (find_own_templates(),)
    return tuple({folder.resolve(): folder for folder in folders}.values())


def versions(names: Iterable[str]) -> list[str]:
    """Return the versions of installed packages, "" for one that is not installed."""
    return [_version(name) for name in names]


def _version(name: str) -> str:
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 -- slow to import, rarely needed

    try:
        return version(name)
    except PackageNotFoundError:
        return ""
