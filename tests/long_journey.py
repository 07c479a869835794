"""Playbooks with long journeys, with long words in every lane of their maps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from small_site import AS_OF, CONFIG, TEMPLATES

from cxsite.i18n.catalogue import Translator
from cxsite.pages import plan_pages
from cxsite.reading import read
from cxsite.rendering import render_pages
from cxsite.rendering.page import Page, Section
from cxsite.rendering.stylesheet import PATH, stylesheet
from cxsite.site.build import build
from cxsite.site.docs_tree import SiteAsset
from cxsite.site.site_spec import SiteSpec

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from make_once import MakeOnce

MENU = ("index", "strategy", "personas/index", "journeys/index", "touchpoints/index", "plays/index",
        "actions/index", "measurement/index", "coverage", "reading")  # fmt: skip
LONG_MAPS: Final = {"dai": (3, 14, 2), "dai-2": (2,), "dai-3": (5, 1), "dai-4": (7, 6), "dai-5": (15, 15, 15, 15)}
"""The journeys of one playbook whose maps are read on paper, with the number of touchpoints in each stage."""
IN_ONE_CELL = ", impact: 4, effort: 2"
CROWD = 30
"""The number of actions in one cell of the quadrant, if there are enough touchpoints."""
LONG_WORD = "khongaicothengatduoctudaibonmuoichunayde"
PLAYBOOK = """\
title: Sổ tay thử
stages: [{stages}]
channels: [{{id: cua-hang, name: Cửa hàng, kind: in-person}}, {{id: zalo, name: {long}, kind: chat}}]
teams: [{{id: cx, name: Nhóm CX}}]
feedback: {{mailto: cx@example.org}}
brand: {{colour: "#8a3358"}}
"""
TOUCHPOINT = """\
      - id: tp-{number}
        name: Diem {number} {long}
        channels: [cua-hang, zalo]
        does: Làm {long}
        thinks: Nghĩ {long}
        feels: Cảm thấy {long}
        quote: Nói {long}
        senses: {{sees: "{long}", tastes: "{long}"}}
        emotion: {{lan: {lan}, minh: {minh}}}
        moment_of_truth: {moment}
        signature: {moment}
        standard: "- Làm **{long}** ngay"
        backstage: [{{who: Kho, does: "{long}", system: "{long}"}}]
        pain_points: [{{id: dau-{number}, text: "Đau {long}", severity: 4}}]
        opportunities: [{{id: co-{number}, text: "Cơ {long}", addresses: [dau-{number}]}}]
        metrics: [nps]
"""


def write_playbook(project: Path, *journeys: Sequence[int]) -> None:
    """Write a playbook whose journey `dai` has these numbers of touchpoints in its stages; others are `dai-2`, …"""
    content = project / "content"
    stages = max(journeys, key=len)
    ids = ", ".join(f"{{id: gd-{n}, name: 'Giai đoạn {n}'}}" for n in range(1, len(stages) + 1))
    write_file(content / "playbook.yml", PLAYBOOK.format(stages=ids, long=LONG_WORD))
    for persona in ("lan", "minh"):
        write_file(content / "personas" / f"{persona}.yml", f"name: {persona.title()}\n")
    write_file(content / "metrics" / "nps.yml", "name: NPS\nkind: nps\nfamily: overall\n")
    write_file(content / "plays" / "chao.yml", f"title: Chào {LONG_WORD}\napplies_to: {{channels: [cua-hang]}}\n")
    for number, journey in enumerate(journeys, start=1):
        name = f"-{number}" if number > 1 else ""
        write_file(content / "journeys" / f"dai{name}.yml", _journey(journey, f"Hành trình dài{name}"))


def _journey(stages: Sequence[int], title: str) -> str:
    lines, number = [f"title: {title}", "personas: [lan, minh]", "stages:"], 0
    for stage, count in enumerate(stages, start=1):
        lines += [f"  - stage: gd-{stage}", "    touchpoints:"]
        for _ in range(count):
            number += 1
            feeling = {"lan": number % 5 + 1, "minh": (number * 3) % 5 + 1, "moment": str(number % 4 == 0).lower()}
            lines.append(TOUCHPOINT.format(number=number, long=LONG_WORD, **feeling).rstrip())
    actions = [
        f"  - {{id: viec-{n}, title: Việc {LONG_WORD}, addresses: [dau-{n}], owner: cx, status: doing, "
        f"due: 2026-12-{n % 28 + 1:02}{IN_ONE_CELL if n <= CROWD else ''}}}"
        for n in range(1, number + 1)
    ]
    return "\n".join([*lines, "actions:", *actions, ""])


def make_site_of_long_maps(once: MakeOnce) -> Path:
    """Return the site of the journeys `LONG_MAPS`, built once for all tests."""

    def fill(folder: Path) -> None:
        write_playbook(folder, *LONG_MAPS.values())
        build_site(folder, folder / "out")

    return once("long-maps", fill) / "out" / "site"


def build_site(project: Path, folder: Path) -> Path:
    """Build the project's pages, and return the site's folder."""
    folder.mkdir(exist_ok=True)
    build(make_site_spec(project), folder / "site")
    return folder / "site"


def make_site_spec(project: Path) -> SiteSpec:
    """Return the project's pages, and a blank page for each line of the menu that would lead nowhere."""
    content, problems = read(project, today=AS_OF)
    assert not problems
    words = Translator(content.playbook.language)
    pages = render_pages(plan_pages(content, words), content.published, words)
    missing = set(MENU) - {page.path for page in pages}
    blank = Section(level=1, heading="–", id="top")
    pages += tuple(Page(path=path, title=path, sections=(blank,)) for path in sorted(missing))
    own = SiteAsset(path=PATH, content=stylesheet(content.published).encode())
    return SiteSpec(pages=pages, config=CONFIG, templates=(TEMPLATES,), as_of=AS_OF, assets=(own,))


def write_file(path: Path, text: str) -> None:
    """Write a file with its folders."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
