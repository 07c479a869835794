"""A playbook with long words at every place that pages gather from journeys: opportunities, research, teams, library.

Names stand in the order of writing of their language, or are one word of forty letters.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from long_journey import LONG_WORD, build_site, write_file

if TYPE_CHECKING:
    from pathlib import Path

    from make_once import MakeOnce

ARABIC = "استلام الطلب من المتجر"
PEOPLE = ("an", "binh", "chi", "dung")
TEAMS = ("cx", "kho")
SHARED = ("nhan", "tu-van")
"""The touchpoints of the library."""
PLAYBOOK = f"""\
title: Sổ tay {LONG_WORD}
version: 2
stages: [{{id: mua, name: Mua}}, {{id: dung, name: {LONG_WORD}}}]
channels: [{{id: cua-hang, name: {LONG_WORD}, kind: in-person}}, {{id: zalo, name: Zalo, kind: chat}}]
teams: [{{id: cx, name: Nhóm {LONG_WORD}, contact: {LONG_WORD}@cx.example}}, {{id: kho, name: {ARABIC}}}]
feedback: {{mailto: cx@example.org}}
repository: {{edit_url: "https://git.example/edit/main/"}}
opportunity_score: rice
"""
LIBRARY = f"""\
name: Nhận {LONG_WORD}
channels: [cua-hang, zalo]
owner: cx
reviewed: 2026-01-01
moment_of_truth: true
signature: true
standard: "- Làm **{LONG_WORD}** ngay"
metrics: [nps]
pain_points:
  - {{id: chung, text: Đau {LONG_WORD}, severity: 5, personas: [an], evidence: {{level: partial, research: [r-1]}}}}
"""
RESEARCH = f"""\
title: Nghiên cứu {{number}} {LONG_WORD}
kind: interview
date: 2025-01-{{number:02}}
by: cx
owner: kho
sample: 1200000
method: Hỏi **{LONG_WORD}** tại nhà
link: https://research.example/{LONG_WORD}{LONG_WORD}
summary: Khách {LONG_WORD}.
findings:
  - {{{{id: mot, text: Ai cũng {LONG_WORD}, quote: "{LONG_WORD}", strength: 5, supports: [an, di-1, di-1/dau-3]}}}}
  - {{{{id: hai, text: {ARABIC}, strength: 1}}}}
"""


def write_playbook(project: Path) -> None:
    """Write the content of the project."""
    content = project / "content"
    write_file(content / "playbook.yml", PLAYBOOK)
    for persona in PEOPLE:
        write_file(content / "personas" / f"{persona}.yml", f"name: {persona.title()} {LONG_WORD}\n")
    write_file(content / "metrics" / "nps.yml", f"name: NPS {LONG_WORD}\nkind: nps\nfamily: overall\nowner: cx\n")
    write_file(content / "touchpoints" / "nhan.yml", LIBRARY)
    write_file(content / "touchpoints" / "tu-van.yml", f"name: {ARABIC}\nchannels: [zalo]\nowner: kho\n")
    write_file(
        content / "plays" / "chao.yml", f"title: Chào {LONG_WORD}\napplies_to: {{touchpoints: [nhan]}}\nowner: cx\n"
    )
    for number in (1, 2, 3):
        write_file(content / "research" / f"r-{number}.yml", RESEARCH.format(number=number))
        write_file(content / "journeys" / f"di-{number}.yml", _journey(number))


def make_crowded_site(once: MakeOnce) -> Path:
    """Return the finished site of the playbook, built once for all tests."""

    def fill(folder: Path) -> None:
        write_playbook(folder)
        build_site(folder, folder / "out")

    return once("crowded", fill) / "out" / "site"


def _journey(number: int) -> str:
    lines = [f"title: Đi {number} {LONG_WORD}", "owner: cx", f"personas: [{', '.join(PEOPLE)}]", "stages:"]
    for stage, first in (("mua", 1), ("dung", 6)):
        lines += [f"  - stage: {stage}", "    touchpoints:"]
        lines += ["      - {use: nhan, emotion: 2}", "      - {use: tu-van, emotion: 4}"] if stage == "mua" else []
        for at in range(first, first + 5):
            lines += _touchpoint(at, number)
    lines.append("actions:")
    for at in range(1, 11, 2):
        lines.append(
            f"  - {{id: viec-{at}, title: Việc {LONG_WORD}, addresses: [co-{at}], owner: cx, status: doing, "
            f"due: 2026-01-{at:02}}}"
        )
    return "\n".join([*lines, ""])


def _touchpoint(at: int, number: int) -> list[str]:
    reach = 1_150_000 * at // number
    return [
        f"      - id: d-{at}",
        f"        name: Diem {at} {LONG_WORD}",
        "        channels: [cua-hang]",
        "        owner: cx",
        f"        emotion: {at % 5 + 1}",
        "        pain_points:",
        f"          - {{id: dau-{at}, text: Đau {at} {LONG_WORD}, severity: {at % 5 + 1}, evidence: assumption}}",
        "        opportunities:",
        f"          - {{id: co-{at}, text: Cơ {at} {LONG_WORD}, addresses: [dau-{at}], customer_value: {at * 9},",
        f"             business_value: {100 - at * 7}, effort: {at * 10}, confidence: {at * 8}, reach: {reach}}}",
    ]
