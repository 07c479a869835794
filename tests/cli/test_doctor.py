"""`cxsite doctor`."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from shell import Ran, cxsite

from cxsite.cli.environment_checks import find_unmet

if TYPE_CHECKING:
    from pathlib import Path

    from make_once import Begin

pytestmark = pytest.mark.slow


@pytest.fixture
def shop(begin: Begin, tmp_path: Path) -> Path:
    """A playbook as `init` makes it."""
    return begin(tmp_path / "shop", "en")


def wrong(ran: Ran) -> list[str]:
    """The lines that are not fine, without their remedies."""
    return [line for line in ran.out.splitlines() if line.startswith(("warn", "fail"))]


def change(project: Path, old: str, new: str) -> None:
    config = project / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    assert old in text
    config.write_text(text.replace(old, new), encoding="utf-8")


def test_all_is_well_but_for_the_missing_history(shop: Path) -> None:
    before = sorted(str(path) for path in shop.rglob("*"))
    ran = cxsite("doctor", cwd=shop)
    assert (ran.code, ran.err) == (0, "")
    assert wrong(ran) == [f"warn  {shop} is not in a git repository."]
    assert "ok    Theme material" in ran.out
    assert sorted(str(path) for path in shop.rglob("*")) == before
    assert " vẽ\n" in cxsite("--language", "vi", "doctor", cwd=shop).out


def test_a_machine_without_a_browser_lacks_only_posters(shop: Path, tmp_path: Path) -> None:
    ran = cxsite("doctor", cwd=shop, PATH=str(tmp_path))
    assert "There is no Chromium, Chrome or Edge; only posters as PNG and PDF need one" in ran.out


@pytest.mark.parametrize(
    ("old", "new", "message", "remedy"),
    [
        ("font: false", "font: {text: Roboto}", "fonts from another host", "font: false"),
        ("name: material", "name: mkdocs", "The theme is mkdocs", "theme: {name: material}"),
        ("assets/vendor/mermaid.min.js", "https://cdn.example/m.js", "load Mermaid from another host", "javascript:"),
        ("  - assets/css/pages.css\n", "", "extra_css does not contain: assets/css/pages.css", "extra_css"),
        ("assets/js/map-bands.js", "assets/js/other.js", "maps are not printed", "extra_javascript"),
        ("assets/js/search.js", "assets/js/other.js", "takes minutes in large playbooks", "extra_javascript"),
        (
            "assets/js/diagrams.js",
            "assets/js/other.js",
            "extra_javascript does not contain: assets/js/diagrams.js",
            "Add them",
        ),
        (
            "  - mermaid2:\n",
            "  - social\n  - mermaid2:\n",
            "need the network during the build: social",
            "from plugins",
        ),
        ("    mermaid: null", "    mermaid: nowhere.js", "cannot be read", "extra: cxsite: mermaid"),
        ("theme:", "theme: [", "mkdocs.yml cannot be read", "cxsite init"),
    ],
)
def test_what_is_wrong_with_mkdocs_yml_is_reported_with_its_remedy(
    shop: Path, old: str, new: str, message: str, remedy: str
) -> None:
    change(shop, old, new)
    ran = cxsite("doctor", cwd=shop)
    line = next(line for line in wrong(ran) if message in line)
    after = ran.out.splitlines()[ran.out.splitlines().index(line) + 1]
    assert after.startswith("      → ")
    assert remedy in after
    assert ran.code == (0 if line.startswith("warn") else 2)


def test_a_folder_without_a_playbook_fails(tmp_path: Path) -> None:
    ran = cxsite("--language", "en", "-C", ".", "doctor", cwd=tmp_path)
    assert ran.code == 2
    assert "fail  There is no content/playbook.yml" in ran.out


def test_a_missing_mkdocs_yml_is_reported_once(shop: Path) -> None:
    (shop / "mkdocs.yml").unlink()
    ran = cxsite("--language", "vi", "doctor", cwd=shop)
    assert ran.code == 2
    assert [line for line in wrong(ran) if line.startswith("fail")] == [f"fail  Trong {shop} không có mkdocs.yml."]


def test_a_site_folder_of_somebody_else_fails(shop: Path) -> None:
    (shop / "site").mkdir()
    (shop / "site/theirs.html").write_text("theirs", encoding="utf-8")
    ran = cxsite("doctor", cwd=shop)
    assert ran.code == 2
    assert "contains files that cxsite did not write" in ran.out


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_to_fails(shop: Path) -> None:
    shop.chmod(0o555)
    assert "are not writable" in cxsite("doctor", cwd=shop).out
    shop.chmod(0o755)


def test_packages_are_held_against_what_is_needed() -> None:
    wanted = ["click>=8.5", "click>=99", "nobody-has-this>=1", "click>=99; extra == 'warehouse'"]
    found = find_unmet(wanted)
    assert [one.split(" ")[0] for one in found] == ["click>=99", "nobody-has-this>=1"]
    assert found[1].endswith("(–)")
