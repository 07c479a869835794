"""The playbooks in `examples/`: complete, without a problem, and in the words of their sectors on every page."""

from __future__ import annotations

import html
import re
import shutil
from itertools import product
from typing import TYPE_CHECKING, Final

import pytest
from sample_project import AS_OF, ROOT, run

from cxsite.authoring.format_files import FormatResult, format_files
from cxsite.i18n.catalogue import Translator
from cxsite.i18n.sector_words import PRESETS, Preset
from cxsite.i18n.today import get_today
from cxsite.measurement.disclosure import withhold_small_groups
from cxsite.pages import plan_pages
from cxsite.reading import read
from cxsite.rendering.render import Renderer
from cxsite.rules import check_content
from cxsite.site.docs_tree import render_page_markdown

if TYPE_CHECKING:
    from pathlib import Path

    from make_once import MakeOnce

    from cxsite.model.content import Content

EXAMPLES: Final = {"hospital": "vi", "city-services": "en"}
"""Each example with its language."""
EACH = pytest.mark.parametrize("name", EXAMPLES)
RETAIL: Final = {
    "vi": "khách hàng|khách|cửa hàng|tiệm|mua|công ty|doanh thu|nhóm",
    "en": r"customers?|stores?|shops?|shopping|buy(?:ing)?|purchases?|compan(?:y|ies)|revenue|teams?",
}
"""Words that only playbooks of retail use; some other sectors share a few of them."""
SHARED: Final[dict[Preset, dict[str, set[str]]]] = {
    "banking": {"vi": {"khách hàng"}, "en": {"customer", "customers", "team", "teams"}},
    "b2b": {"vi": {"khách hàng", "công ty", "doanh thu"}, "en": {"company", "revenue", "team", "teams"}},
}
ANOTHER_MEANING: Final = {
    "vi": re.compile(r"Nhóm so sánh|cùng nhóm|Trang do nhóm viết", re.IGNORECASE),
    "en": re.compile(r"Pages by the team", re.IGNORECASE),
}
SHOWN: Final = re.compile(r"\b(?:title|alt|aria-label|content|placeholder)=\"([^\"]*)\"")


def words_of(text: str) -> str:
    """The words of HTML or Markdown that readers see or hear: texts and the attributes that are read aloud."""
    text = re.sub(r"<(script|style)\b.*?</\1>|\{ #[\w-]+ \}", " ", text, flags=re.DOTALL)
    attributes = " ".join(SHOWN.findall(text))
    return html.unescape(f"{re.sub('<[^>]*>', ' ', text)} {attributes}")


def retail_words(text: str, language: str, preset: Preset) -> set[str]:
    """The words of retail in a page that its sector does not share."""
    plain = ANOTHER_MEANING[language].sub("", words_of(text))
    found = {word.lower() for word in re.findall(rf"\b(?:{RETAIL[language]})\b", plain, re.IGNORECASE)}
    return found - SHARED.get(preset, {}).get(language, set())


def example(name: str, monkeypatch: pytest.MonkeyPatch) -> Content:
    """The content of an example, as of the day of these tests."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795219200")  # AS_OF
    content, problems = read(ROOT / "examples" / name, today=get_today("UTC"))
    assert problems == []
    return content


@pytest.mark.slow
@EACH
def test_an_example_is_without_a_problem_and_laid_out(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    content = example(name, monkeypatch)
    assert check_content(content) == []
    assert content.today.isoformat() == AS_OF
    assert format_files(ROOT / "examples" / name, lambda _: True) == FormatResult()


@EACH
def test_an_example_has_the_settings_of_a_starter(name: str) -> None:
    own = re.compile(r"^(?:# )?site_(?:name|description|url):.*\n", re.MULTILINE)
    starter = ROOT / "cxsite/authoring/starters" / EXAMPLES[name] / "shared/mkdocs.yml"
    texts = [path.read_text("utf-8") for path in (ROOT / "examples" / name / "mkdocs.yml", starter)]
    assert own.sub("", texts[0]) == own.sub("", texts[1])


@EACH
def test_an_example_shows_every_kind_of_content(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    content = example(name, monkeypatch)
    assert sorted(one.state for one in content.journeys.values()) == ["current", "current", "current", "ideal"]
    assert len(content.personas) == 3
    for records in (content.metrics, content.goals, content.plays, content.actions, content.touchpoints):
        assert records
    touchpoints = [placed.touchpoint for placed in content.placed_touchpoints]
    assert any(touchpoint.personas for touchpoint in touchpoints)
    assert any(touchpoint.owner for touchpoint in touchpoints)
    assert {row.metric for row in content.observations} == set(content.metrics)


@EACH
def test_an_example_rests_on_research_and_gathers_at_shared_touchpoints(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = example(name, monkeypatch)
    assert len(content.research) == 5
    for study in content.research.values():
        assert study.sample
        assert study.method
        assert study.date
        assert study.findings
        assert content.supported_by[study.id]
    for touchpoint in content.touchpoints.values():
        uses = {at.journey.id for at in content.placed_touchpoints if at.touchpoint.use == touchpoint.id}
        assert len(uses) > 1
        assert touchpoint.pain_points
    opportunities = [at.opportunity for at in content.opportunities.values()]
    assert None not in {value for one in opportunities for value in (one.effort, one.confidence, one.reach)}
    assert all(team.contact for team in content.playbook.teams)
    assert any(step.label for at in content.placed_touchpoints for step in at.touchpoint.next)


def test_insured_and_uninsured_patients_take_different_ways(monkeypatch: pytest.MonkeyPatch) -> None:
    content = example("hospital", monkeypatch)
    by_key = {key.partition("/")[2]: placed.touchpoint for key, placed in content.touchpoint_by_key.items()}
    branches = {branch.label: branch.to for branch in by_key["dang-ky-nhap-vien"].next}
    assert branches == {"Có BHYT": "kiem-tra-the", "Không có BHYT": "tam-ung"}
    assert by_key["kiem-tra-the"].personas == ("bac-hoi",)
    assert by_key["tam-ung"].personas == ("anh-truong",)


@pytest.mark.slow
@pytest.mark.parametrize(("name", "preset"), list(product(EXAMPLES, [one for one in PRESETS if one != "retail"])))
def test_no_page_of_another_sector_has_a_word_of_retail(
    tmp_path: Path, name: str, preset: Preset, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(ROOT / "examples" / name / "content", tmp_path / "content")
    playbook = tmp_path / "content/playbook.yml"
    text = re.sub(r"words:\n(?:  .*\n)+", f"words:\n  preset: {preset}\n", playbook.read_text("utf-8"))
    playbook.write_text(text, encoding="utf-8")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795219200")
    content, _ = read(tmp_path, today=get_today("UTC"))
    assert content.playbook.words is not None
    assert content.playbook.words.preset == preset
    language = EXAMPLES[name]
    content = withhold_small_groups(content)
    words = Translator(content.sector_language(language))
    renderer = Renderer(content.published, words)
    pages = {plan.path: render_page_markdown(renderer.page(plan)) for plan in plan_pages(content, words)}
    assert len(pages) > 30
    found = {path: hits for path, page in pages.items() if (hits := retail_words(page, language, preset))}
    assert found == {}


@pytest.fixture(scope="module", params=EXAMPLES)
def built(request: pytest.FixtureRequest, once: MakeOnce) -> tuple[str, Path]:
    """An example with `site/` built."""

    def fill(folder: Path) -> None:
        shutil.copytree(ROOT / "examples" / request.param, folder, dirs_exist_ok=True)
        done = run(folder, "build", "--as-of", AS_OF)
        assert done.returncode == 0, done.stdout + done.stderr

    return request.param, once(f"example-{request.param}", fill)


@pytest.mark.build
def test_the_built_site_has_no_word_of_retail_and_can_be_searched_in_its_own_words(built: tuple[str, Path]) -> None:
    name, folder = built
    language, site = EXAMPLES[name], folder / "site"
    preset: Preset = "healthcare" if name == "hospital" else "public-service"
    pages = [path for path in sorted(site.rglob("*.html")) if "assets" not in path.parts]
    assert len(pages) > 30
    found = {path.name: hits for path in pages if (hits := retail_words(path.read_text("utf-8"), language, preset))}
    assert found == {}
    index = (site / "search/search_index.json").read_text("utf-8")
    assert {"vi": " – Khoa/phòng", "en": " – Department"}[language] in index
    assert {"vi": " – Nhóm", "en": " – Team"}[language] not in index
