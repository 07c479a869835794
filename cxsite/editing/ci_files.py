"""Files for continuous integration on GitHub or GitLab, which a playbook's repository starts from."""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from cxsite import __version__
from cxsite.editing.git_lfs import uses_lfs
from cxsite.editing.write_new import write_new
from cxsite.problems import CxsiteError

if TYPE_CHECKING:
    from pathlib import Path

Host: TypeAlias = Literal["github", "gitlab"]
Publish: TypeAlias = Literal["artefact", "rsync", "pages"]
HOSTS: Final[tuple[Host, ...]] = ("github", "gitlab")
WAYS: Final[tuple[Publish, ...]] = ("artefact", "rsync", "pages")
"""Where the site of the main branch goes: kept with its run, copied to the intranet, or shown on Pages."""
_CHECKOUT: Final = "          persist-credentials: false\n"
_WITH_LFS: Final = "          lfs: true # else pictures are pointers\n"
_PATHS: Final[dict[Host, str]] = {"github": ".github/workflows/playbook.yml", "gitlab": ".gitlab-ci.yml"}


def write_ci(folder: Path, host: Host, publish: Publish) -> str:
    """Write the host's file into a playbook's folder; gives its path there.

    Raises CxsiteError, and writes nothing, where there is one already.
    """
    path = _PATHS[host]
    if not write_new(folder / path, ci_text(host, publish, lfs=uses_lfs(folder))):
        raise CxsiteError(
            "{file} is there already.", "Take it away first, or write into it what is missing.", file=folder / path
        )
    return path


def ci_text(host: Host, publish: Publish, *, lfs: bool = False) -> str:
    """What the host's file says: checks and the comment for every change, and the way of publishing.

    With `lfs` files that the repository keeps in Git LFS are fetched, too.
    """
    sources = resources.files("cxsite.editing").joinpath("ci")
    parts = (sources.joinpath(f"{name}.yml").read_text(encoding="utf-8") for name in (host, f"{host}-{publish}"))
    text = "".join(parts).replace("__CXSITE__", f"cxsite=={__version__}")
    # GitLab's runners fetch from LFS by themselves.
    return text.replace(_CHECKOUT, f"{_CHECKOUT}{_WITH_LFS}") if lfs else text
