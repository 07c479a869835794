"""The documentation as a reader uses it: both languages, a strict build, and pages whose commands and files work."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
import yaml
from click.testing import CliRunner
from docs_site import docs_site
from small_site import ROOT

from cxsite.cli.group import cxsite

if TYPE_CHECKING:
    from make_once import MakeOnce

DOCS: Final = ROOT / "docs"
PAGES: Final = sorted(path.name.removesuffix(".md") for path in DOCS.glob("*.md") if not path.name.endswith(".vi.md"))
LANGUAGES: Final = {"en": ".md", "vi": ".vi.md"}
FOLLOWED: Final = ("first-playbook", "for-assistants")
"""The pages whose files and commands a reader follows from top to bottom."""
BEGIN: Final = {"en": "cxsite init . --language en", "vi": "cxsite init . --language vi"}
BLOCK: Final = re.compile(r'^ *```(?:(console)|yaml title="(.*?)")\n(.*?)^ *```$', re.MULTILINE | re.DOTALL)


def text_of(page: str, language: str) -> str:
    return (DOCS / f"{page}{LANGUAGES[language]}").read_text(encoding="utf-8")


def blocks(text: str) -> list[str]:
    return re.findall(r"^ *```.*?$", text, re.MULTILINE)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_exists_in_both_languages_with_the_same_parts(page: str) -> None:
    english, vietnamese = text_of(page, "en"), text_of(page, "vi")
    headings = [re.findall(r"^(#+) ", re.sub(r"```.*?```", "", text, flags=re.DOTALL), re.MULTILINE)
                for text in (english, vietnamese)]  # fmt: skip
    assert headings[0] == headings[1]
    assert len(blocks(english)) == len(blocks(vietnamese))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_menu_names_every_page_once(language: str) -> None:
    menu = yaml.safe_load((ROOT / f"tools/docs_site/{language}.yml").read_text("utf-8"))["nav"]
    named = re.findall(r"[\w-]+(?:\.vi)?\.md", str(menu))
    assert sorted(named) == sorted(f"{page}{LANGUAGES[language]}" for page in PAGES)


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", FOLLOWED)
def test_a_reader_can_follow_the_page(
    page: str, language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    if page == "for-assistants":
        run(BEGIN[language], monkeypatch)
    for console, path, content in BLOCK.findall(text_of(page, language)):
        if console:
            for line in re.findall(r"^ *\$ (.*)$", content, re.MULTILINE):
                run(line, monkeypatch)
        else:
            Path(path).write_text(content, encoding="utf-8")
    checked = run("cxsite validate", monkeypatch)
    assert not re.search(r"\b(error|lỗi) CX", checked), checked


def run(line: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """Run a line of a console and return what it prints; it must succeed."""
    words = shlex.split(line)
    if words[0] == "cd":
        monkeypatch.chdir(words[1])
        return ""
    assert words[0] == "cxsite", line
    done = CliRunner().invoke(cxsite, words[1:], catch_exceptions=False)
    assert done.exit_code == 0, f"{line}\n{done.output}"
    return done.output


@pytest.fixture(scope="module")
def site(once: MakeOnce) -> Path:
    return docs_site(once)


@pytest.mark.build
def test_both_languages_build_strictly_and_lead_to_each_other(site: Path) -> None:
    for page in PAGES:
        vietnamese = (site / f"{page}.html").read_text("utf-8")
        english = (site / "en" / f"{page}.html").read_text("utf-8")
        assert f'href="./en/{page}.html" hreflang="en"' in vietnamese.replace('"en/', '"./en/')
        assert f'href="../{page}.html" hreflang="vi"' in english
    assert (site / "llms.txt").exists()


@pytest.mark.build
@pytest.mark.parametrize(("folder", "title"), [("", "Không có trang này"), ("en/", "Page not found")])
def test_the_page_for_missing_addresses_is_in_its_language(site: Path, folder: str, title: str) -> None:
    page = (site / folder / "404.html").read_text("utf-8")
    assert f"<h1>{title}</h1>" in page
    assert f'class="md-button" href="/cxsite/{folder}' in page


@pytest.mark.build
def test_every_address_in_llms_txt_is_a_page(site: Path) -> None:
    for address in re.findall(r"\]\((.*?)\)", (site / "llms.txt").read_text("utf-8")):
        assert (site / address).is_file(), address


@pytest.mark.build
def test_no_page_asks_another_host(site: Path) -> None:
    for path in site.rglob("*.html"):
        loaded = re.findall(r'<(?:script|img|iframe|link rel="stylesheet")[^>]*? (?:src|href)="(https?:[^"]*)"',
                            path.read_text("utf-8"))  # fmt: skip
        assert loaded == [], path
