"""The same content gives the same bytes, whatever the machine; `cxsite build --check` says where it does not."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest
from planned_pages import RICH, STORES
from shell import cxsite
from small_playbook import write
from small_site import CONFIG

if TYPE_CHECKING:
    from pathlib import Path

    from make_once import MakeOnce

pytestmark = pytest.mark.build

AS_OF = "2026-11-20"


@dataclass(frozen=True)
class Elsewhere:
    """How another machine differs."""

    environment: dict[str, str] = field(default_factory=dict)
    umask: int = -1
    folder: str = "shop"
    shuffled: bool = False
    line_ends: bytes = b"\n"


MACHINES = {
    "Turkish, far east, in another folder, private files in another order": Elsewhere(
        {"TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "PYTHONHASHSEED": "11"},
        umask=0o077,
        folder="Thư mục khác",
        shuffled=True,
    ),
    "characters of C, the rest Vietnamese, with line ends of Windows": Elsewhere(
        {
            "LC_ALL": "",
            "LC_CTYPE": "C",
            "LANG": "vi_VN.UTF-8",
            "PYTHONUTF8": "0",
            "PYTHONCOERCECLOCALE": "0",
            "PYTHONHASHSEED": "7",
            "SOURCE_DATE_EPOCH": "1",
        },
        line_ends=b"\r\n",
    ),
}
"""Each differs in several things: where bytes differ, take them away one by one."""


def build(project: Path, *options: str, machine: Elsewhere) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "cxsite", "build", "--as-of", AS_OF, *options]
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8", **machine.environment}
    return subprocess.run(
        command, cwd=project, env=environment, umask=machine.umask, capture_output=True, encoding="utf-8", check=False
    )


@pytest.fixture(scope="module")
def published(once: MakeOnce) -> Path:
    def fill(folder: Path) -> None:
        page = "# Bên nhau\n\nGặp [Lan](persona:lan).\n\n```\na\n```\n"
        playbook = RICH["content/playbook.yml"] + STORES
        write(folder / "shop", {**RICH, "content/playbook.yml": playbook, "content/pages/ben-nhau.md": page})
        shutil.copy(CONFIG, folder / "shop" / "mkdocs.yml")
        ran = build(folder / "shop", machine=Elsewhere())
        assert ran.returncode == 0, ran.stderr

    return once("same-bytes", fill) / "shop"


def copied(project: Path, target: Path, machine: Elsewhere) -> Path:
    files = [path for path in project.rglob("*") if path.is_file() and "site" not in path.relative_to(project).parts]
    if machine.shuffled:
        random.Random(3).shuffle(files)  # noqa: S311 (an order, not a secret)
    for path in files:
        copy = target / machine.folder / path.relative_to(project)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes().replace(b"\n", machine.line_ends))
    return target / machine.folder


@pytest.mark.parametrize("machine", MACHINES.values(), ids=MACHINES.keys())
def test_another_machine_makes_the_same_bytes(tmp_path: Path, published: Path, machine: Elsewhere) -> None:
    project = copied(published, tmp_path, machine)
    ran = build(project, "--check", "--output", str(published / "site"), machine=machine)
    assert (ran.returncode, ran.stdout.splitlines()[:5]) == (0, ran.stdout.splitlines()[-1:]), ran.stderr


def test_what_differs_is_reported_and_nothing_is_written(tmp_path: Path, published: Path) -> None:
    project = copied(published, tmp_path, Elsewhere())
    shutil.copytree(published / "site", project / "site")
    (project / "site" / "personas" / "lan.html").write_text("x", encoding="utf-8")
    (project / "site" / "extra.html").write_text("x", encoding="utf-8")
    before = sorted(path.name for path in project.iterdir())
    ran = cxsite("build", "--as-of", AS_OF, "--check", cwd=project)
    assert (ran.code, ran.out.splitlines()) == (3, ["extra.html", "personas/lan.html"])
    assert (project / "site" / "personas" / "lan.html").read_text(encoding="utf-8") == "x"
    assert sorted(path.name for path in project.iterdir()) == before
