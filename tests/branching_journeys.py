"""A playbook of journeys with branches, a way back, touchpoints of some personas, and words of forty characters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from long_journey import LONG_WORD, PLAYBOOK, build_site, write_file

if TYPE_CHECKING:
    from pathlib import Path

    from make_once import MakeOnce

SIZES = {2: 1, 8: 2, 15: 3, 24: 4, 60: 4}
"""By the number of a journey's touchpoints: the number of its personas."""
STAGES = 7
PEOPLE = ("an", "binh", "chi", "dung")
BRANCHED = 8
"""The fewest touchpoints of a journey that has branches and a way back."""


def write_playbook(project: Path) -> None:
    """Write the journeys `di-2`, `di-8`, … with those numbers of touchpoints, and a parent of two of them."""
    content = project / "content"
    stages = ", ".join(f"{{id: gd-{n}, name: 'Giai đoạn {n}'}}" for n in range(1, STAGES + 1))
    write_file(content / "playbook.yml", PLAYBOOK.format(stages=stages, long=LONG_WORD))
    for persona in PEOPLE:
        write_file(content / "personas" / f"{persona}.yml", f"name: {persona.title()}\n")
    for count, people in SIZES.items():
        write_file(content / "journeys" / f"di-{count}.yml", _journey(count, PEOPLE[:people]))
    parent = _journey(2, PEOPLE[:1]).replace("Đi 2 ", "Cả năm ").replace("parent: ca-nam\n", "")
    write_file(content / "journeys" / "ca-nam.yml", parent)


def make_branching_site(once: MakeOnce) -> Path:
    """Return the finished site of the playbook, built once for all tests."""

    def fill(folder: Path) -> None:
        write_playbook(folder)
        build_site(folder, folder / "out")

    return once("branching-journeys", fill) / "out" / "site"


def _journey(count: int, people: tuple[str, ...]) -> str:
    nested = "parent: ca-nam\n" if count in (2, BRANCHED) else ""
    lines = [f"title: Đi {count} điểm chạm\n{nested}personas: [{', '.join(people)}]\nstages:"]
    stage = 0
    for number in range(1, count + 1):
        wanted = -(-number * min(STAGES, count) // count)
        if wanted != stage:
            stage = wanted
            lines += [f"  - stage: gd-{stage}", f"    goal: Muốn {LONG_WORD}", "    touchpoints:"]
        lines += _touchpoint(number, count, people)
    lines.append("actions:")
    for number in range(2, count + 1, 4):
        lines.append(f"  - {{id: viec-{number}, title: Việc {LONG_WORD}, addresses: [dau-{number}], status: doing}}")
    return "\n".join([*lines, ""])


def _touchpoint(number: int, count: int, people: tuple[str, ...]) -> list[str]:
    felt = ", ".join(f"{who}: {(number * (place + 2)) % 5 + 1}" for place, who in enumerate(people))
    moment = str(number % 4 == 0).lower()
    lines = [
        f"      - id: tp-{number}",
        f"        name: Diem {number} {LONG_WORD}",
        "        channels: [cua-hang]",
        f"        does: Làm {LONG_WORD}",
        f"        moment_of_truth: {moment}",
        f"        evidence: {'researched' if number % 3 else 'assumption'}",
        f"        pain_points: [{{id: dau-{number}, text: Đau, severity: {number % 5 + 1}}}]",
        f"        actors: [Nhân viên {number}]",
        "        backstage: [{who: Kho, does: Soạn, system: Phần mềm}]",
    ]
    is_branched = count >= BRANCHED
    whose = (people[0],) if is_branched and number == 3 and len(people) > 1 else ()
    lines.append(f"        emotion: {{{felt}}}" if not whose else f"        emotion: {number % 5 + 1}")
    lines += [f"        personas: [{one}]" for one in whose]
    if is_branched:
        lines += _next(number)
    return lines


def _next(number: int) -> list[str]:
    """Three branches from the second touchpoint, joined at the sixth, and a way back from the seventh."""
    steps = {
        2: ((3, f"Gấp {LONG_WORD}"), (4, "Thong thả"), (5, "Không rõ")),
        3: ((6, ""),),
        4: ((6, ""),),
        7: ((8, "Xong"), (2, f"Lại {LONG_WORD}")),
    }
    if number not in steps:
        return []
    found = ["        next:"]
    for to, label in steps[number]:
        found.append(f"          - to: tp-{to}")
        found += [f"            label: {label}"] if label else []
    return found
