"""Rendered pages of a small playbook that has content for every kind of page."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import unquote

from small_playbook import playbook

from cxsite.i18n.catalogue import Translator
from cxsite.measurement.disclosure import withhold_small_groups
from cxsite.pages import plan_pages
from cxsite.rendering.render import Renderer
from cxsite.site.docs_tree import render_page_markdown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from cxsite.pages.page_plan import PagePlan
    from cxsite.rendering.page import Page

RICH = {
    "content/playbook.yml": """\
organisation: Mây
summary: Sổ tay của *Mây*.
vision: Khách thấy mình đẹp hơn lúc mới đến.
principles:
  - {title: Nói thật, text: Không hợp thì nói là không hợp.}
reading:
  - {title: Outside In, authors: [Harley Manning, Kerry Bodine], year: 2012, why: Về *hậu trường*.}
repository: {edit_url: "https://git.example/edit/main/"}
tickets: {url: "https://jira.example/browse/{key}"}
feedback: {mailto: cx@may.example}
coverage: {targets: {total: 50, touchpoints-with-emotion: 100}}
""",
    "content/journeys/mua.yml": """\
personas: [lan]
stages:
  - stage: mua-hang
    touchpoints:
      - {use: tu-van, emotion: 5}
      - id: thu-do
        name: Thử đồ
        channels: [cua-hang]
        emotion: 2
        metrics: [nps]
        pain_points:
          - {id: cho, text: Chờ phòng thử, severity: 4}
          - {id: den, text: Đèn tái, severity: 4}
        opportunities:
          - {id: giu-cho, text: Không mất lượt, addresses: [cho]}
actions:
  - {id: lay-so, title: Lấy số, addresses: [giu-cho], owner: ban-hang, status: doing, start: 2026-09-01,
     due: 2026-11-10, impact: 4, effort: 2, metric: nps, expected_change: 3, ticket: CX-12}
  - {id: y-tuong, title: Ý tưởng}
""",
    "content/journeys/mua-ly-tuong.yml": """\
title: Mua váy như mong muốn
personas: [lan]
state: ideal
baseline: mua
stages:
  - stage: mua-hang
    touchpoints:
      - {use: tu-van, emotion: 5}
      - {id: goi-truoc, name: Gọi trước, channels: [cua-hang]}
""",
    "content/touchpoints/tu-van.yml": """\
name: Tư vấn
channels: [cua-hang]
moment_of_truth: true
standard: Đưa tối đa *ba* mẫu.
owner: ban-hang
""",
    "content/actions/ho-so.yml": """\
title: Một hồ sơ khách
owner: ban-hang
status: done
done: 2026-10-01
due: 2026-10-31
addresses: [mua/cho]
result: Khách kể một lần.
""",
    "content/plays/phong-thu.yml": """\
title: Phòng thử đông
trigger: Ba người đợi trở lên
applies_to: {touchpoints: [mua/thu-do]}
steps: [Mở phòng **dự phòng**., Treo váy giúp khách.]
do: [Báo giờ đợi]
dont: [Giục khách]
escalation: Quá mười phút thì gọi trưởng ca.
owner: ban-hang
""",
    "content/observations/figures.csv": """\
metric,period,value,n,low,high,store
nps,2026-08,30,184,19,41,
nps,2026-09,32,190,21,43,
nps,2026-10,41,184,31,51,
nps,2026-10,50,180,40,60,pho-hue
nps,2026-10,10,4,-40,60,hai-chau
""",
    "content/pages/lam-viec.md": "# Cách làm việc\n\nThứ Hai họp.\n",
}
STORES = "stores: [{id: pho-hue, name: Phố Huế}, {id: hai-chau, name: Hải Châu}]\n"


class _Pages(Mapping[str, "Page"]):
    """Renders a page when it is first asked for: most tests look at one of a hundred."""

    def __init__(self, plans: Iterable[PagePlan], renderer: Renderer) -> None:
        self._plans = {plan.path: plan for plan in plans}
        self._renderer = renderer
        self._rendered: dict[str, Page] = {}

    def __getitem__(self, path: str) -> Page:
        if path not in self._rendered:
            self._rendered[path] = self._renderer.page(self._plans[path])
        return self._rendered[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._plans)

    def __len__(self) -> int:
        return len(self._plans)

    def __contains__(self, path: object) -> bool:
        return path in self._plans


@dataclass(frozen=True)
class PlannedPages:
    """Rendered pages by their path."""

    pages: Mapping[str, Page]

    def __getitem__(self, path: str) -> str:
        """Return the page's Markdown."""
        return render_page_markdown(self.pages[path])

    def text(self, path: str) -> str:
        """Return the visible text of the page, in one line."""
        reader = _Words()
        reader.feed(self[path])
        return " ".join(" ".join(reader.words).split())

    def section(self, path: str, anchor: str) -> str:
        """Return the text of one section of a page."""
        reader = _Words()
        reader.feed(next(one.html for one in self.pages[path].sections if one.id == anchor))
        return " ".join(" ".join(reader.words).split())


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def plan_small_playbook(
    folder: Path,
    changes: Mapping[str, str] | None = None,
    language: str = "vi",
    expected: frozenset[str] = frozenset(),
) -> PlannedPages:
    """Return the pages of the rich playbook, or of the small one with these changes; each is rendered when asked for.

    Fails if its content has problems other than the `expected` codes.
    """
    wanted = {**RICH, "content/playbook.yml": RICH["content/playbook.yml"] + STORES} if changes is None else changes
    content, problems = playbook(folder, wanted)
    assert [problem for problem in problems if problem.code not in expected] == []
    content = withhold_small_groups(content)
    words = Translator(language)
    return PlannedPages(_Pages(plan_pages(content, words), Renderer(content.published, words)))


def lost_links(site: PlannedPages) -> list[str]:
    """Return broken links between pages."""
    anchors = {
        path: {section.id for section in page.sections} | set(map(unescape, re.findall(r' id="([^"]+)"', site[path])))
        for path, page in site.pages.items()
    }
    lost = []
    for path in site.pages:
        for link in map(unescape, re.findall(r' href="([^"]+)"', site[path])):
            if ":" in link:
                continue
            target, _, anchor = link.partition("#")
            where = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
            page = where.removesuffix(".html") if target else path
            if page not in anchors or (anchor and unquote(anchor) not in anchors[page]):
                lost.append(f"{path} -> {link}")
    return lost
