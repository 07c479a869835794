"""The packages of the extra `cxsite[answers]`, which only playbooks with raw answers or very small groups need."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Final

from cxsite.problems import CxsiteError

PACKAGES: Final = ("duckdb", "highspy")


def missing_packages() -> tuple[str, ...]:
    """Return the packages of the extra that are not installed. None of them is imported."""
    return tuple(name for name in PACKAGES if not _is_installed(name))


def require_packages_for(path: str) -> None:
    """Raise CxsiteError if a package that counts the raw answers of a source's file is missing."""
    if missing := missing_packages():
        raise CxsiteError(
            "{path} has raw answers, and packages that count them are not installed: {packages}.",
            'Install cxsite with them: pip install "cxsite[answers]", or pipx install --force "cxsite[answers]"',
            path=path,
            packages=", ".join(missing),
        )


def require_solver() -> None:
    """Raise CxsiteError if the package that protects small groups is missing."""
    if not _is_installed("highspy"):
        raise CxsiteError(
            "Some figures are of very few people, and the package that decides which may be shown is not installed: "
            "{packages}.",
            'Install cxsite with them: pip install "cxsite[answers]", or pipx install --force "cxsite[answers]"',
            packages="highspy",
        )


def _is_installed(name: str) -> bool:
    try:
        return find_spec(name) is not None
    except ImportError:
        return False
