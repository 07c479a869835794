"""Playbooks that each engine builds, and what stands on their pages, for `make test-engines`."""

from __future__ import annotations

import os
import re
import subprocess
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

import pytest
from sample_project import AS_OF, ROOT, run
from selectolax.lexbor import LexborHTMLParser

from cxsite.site.finish import finish_site

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from selectolax.lexbor import LexborNode

ENVIRONMENTS: Final = ROOT / ".venv-engines"
IS_WANTED: Final = bool(os.environ.get("CXSITE_ENGINES"))
"""Whether a missing engine is an error (`make test-engines`), or skips its tests."""


@dataclass(frozen=True)
class Engine:
    """An engine: its name, its package, the program that builds with it; "" if `cxsite build` runs the engine."""

    name: str
    package: str
    program: str = ""

    @property
    def path(self) -> Path:
        """The program, which is installed in an environment of its own."""
        return ENVIRONMENTS / self.package / "bin" / self.program


ENGINES: Final = (
    Engine("MkDocs + Material", "mkdocs"),
    Engine("ProperDocs + Material", "properdocs", "properdocs"),
    Engine("mkdocs-ng + Material", "mkdocs-ng", "mkdocs"),
    Engine("Zensical", "zensical"),
)


def require(engine: Engine) -> None:
    """Skip the test if the engine is not installed; fail if `make test-engines` should have installed it."""
    if engine.program:
        is_installed = engine.path.is_file()
    else:
        try:
            __import__(engine.package)
            is_installed = True
        except ImportError:
            is_installed = False
    if not is_installed:
        (pytest.fail if IS_WANTED else pytest.skip)(f"{engine.name} is not installed: make test-engines")


def use_zensical(project: Path) -> None:
    """Write the one line that makes a playbook use Zensical."""
    config = project / "mkdocs.yml"
    text, count = re.subn(r"(?m)^  cxsite:\n", "  cxsite:\n    engine: zensical\n", config.read_text(encoding="utf-8"))
    assert count == 1
    config.write_text(text, encoding="utf-8")


def build(engine: Engine, project: Path) -> Path:
    """Build a playbook strictly with an engine, and return the finished site."""
    if engine.package == "zensical":
        use_zensical(project)
    if not engine.program:
        done = run(project, "--language", "en", "build", "--as-of", AS_OF)
        assert done.returncode == 0, done.stdout + done.stderr
        assert "itself" not in done.stderr, "our builder did not get its frames from the engine"
        return project / "site"
    noon = int(datetime.fromisoformat(f"{AS_OF}T12:00:00+00:00").timestamp())
    done = run(project, "generate", SOURCE_DATE_EPOCH=str(noon))
    assert done.returncode == 0, done.stdout + done.stderr
    site = project / "made"
    folders = {}
    for config in sorted(project.glob("mkdocs*.yml"), reverse=True):  # the main language first: it empties the folder
        language = config.name.removeprefix("mkdocs").removesuffix(".yml").removeprefix(".")
        folders[language or "main"] = language
        command = (engine.path, "build", "--strict", "-f", config, "-d", site / language)
        built = subprocess.run(command, cwd=project, capture_output=True, text=True, encoding="utf-8", check=False)
        assert built.returncode == 0, built.stdout + built.stderr
    main = re.search(r"(?m)^  language: (\w+)", (project / "mkdocs.yml").read_text(encoding="utf-8"))
    language = main[1] if main else "en"
    folders[language] = folders.pop("main")
    finish_site(site, folders if len(folders) > 1 else {}, language)
    return site


def describe(site: Path) -> dict[str, Mapping[str, object]]:
    """Return by page the headings, anchors, links, tables and drawings of its article."""
    return {
        file.relative_to(site).as_posix(): _describe_page(file.read_bytes())
        for file in sorted(site.rglob("*.html"))
        if file.name != "404.html"
    }


def _describe_page(page: bytes) -> Mapping[str, object]:
    article = LexborHTMLParser(page.decode()).css_first("article")
    if article is None:  # an old address
        return {}
    return {
        "headings": [(one.tag, one.attributes.get("id"), _text(one)) for one in article.css("h1, h2, h3, h4, h5, h6")],
        "anchors": [one.attributes["id"] for one in article.css("[id]") if one.attributes["id"] != "__skip"],
        "links": [(one.attributes.get("href"), _text(one)) for one in article.css("a[href]")],
        "tables": [[_text(cell) for cell in table.css("th, td")] for table in article.css("table")],
        "drawings": Counter(_text(one) for one in article.css("svg, pre.mermaid")),
    }


def _text(node: LexborNode) -> str:
    return " ".join(node.text().split())
