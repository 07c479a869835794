"""Twenty mistakes in twenty files: one run reports all, each at its place, and nothing is published."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING, Final

from folders import bytes_of
from sample_project import AS_OF
from shell import cxsite

if TYPE_CHECKING:
    from pathlib import Path

MISTAKES: Final[dict[str, tuple[str | bytes, str]]] = {
    "personas/p-key.yml": ("name: An\nneed: [x]\n", "2:1"),
    "journeys/j-channel.yml": (
        (
            "title: A\npersonas: [lan]\nstages:\n  - stage: mua-hang\n    touchpoints:\n"
            "      - {id: a, name: A, channels: [cua-hng]}\n"
        ),
        "6:37",
    ),
    "journeys/j-persona.yml": ("title: A\npersonas: [lann]\nstages: [{stage: mua-hang}]\n", "2:12"),
    "personas/p-duplicate.yml": ("name: An\nquote: A\nname: Bình\n", "3:1"),
    "personas/p-tab.yml": ("name: An\ngoals:\n\t- x\n", "3:1"),
    "journeys/j-colon.yml": ("title: Step 1: open\npersonas: [lan]\nstages: [{stage: mua-hang}]\n", "1:14"),
    "journeys/j-emotion.yml": (
        (
            "title: A\npersonas: [lan]\nstages:\n  - stage: mua-hang\n    touchpoints:\n"
            "      - id: a\n        name: A\n        emotion: 6\n"
        ),
        "8:18",
    ),
    "goals/g-date.yml": ("title: A\nby: 2026-02-30\n", "2:5"),
    "personas/p-documents.yml": ("name: An\n---\nname: Bình\n", "2:1"),
    "personas/p-anchor.yml": ("name: &ten An\n", "1:7"),
    "personas/p-missing.yml": ("quote: Không có tên\n", "1:1"),
    "personas/p-indent.yml": ("name: An\ngoals:\n  - a\n - b\n", "4:2"),
    "personas/p-empty.yml": ("", "1:1"),
    "plays/p-list.yml": ("title: A\nsteps: một bước\n", "2:8"),
    "metrics/m-kind.yml": ("name: A\nkind: npss\nfamily: overall\n", "2:7"),
    "metrics/m-family.yml": ("name: A\nkind: nps\nfamily: tất cả\n", "3:9"),
    "actions/a-status.yml": ("title: A\nstatus: finished\n", "2:9"),
    "actions/a-owner.yml": ("title: A\nowner: khong-co-nhom\n", "2:8"),
    "touchpoints/t-html.yml": ("name: A\nstandard: Chào <b>to</b>\n", "2:16"),
    "goals/g-quote.yml": ('title: "A\nwhy: x\n', "1:8"),
    "personas/p-latin.yml": (b"name: Ti\xeang\n", "1:9"),
}


def test_each_is_reported_at_its_place_and_nothing_is_published(sample: Path, tmp_path: Path) -> None:
    project = shutil.copytree(sample, tmp_path / "project")
    before = bytes_of(project / "site")
    for name, (text, _) in MISTAKES.items():
        file = project / "content" / name
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
    done = cxsite("validate", cwd=project)
    assert done.code == 1
    reported = set(re.findall(r"^content/(\S+?:\d+:\d+): (?:lỗi|error)", done.out, re.MULTILINE))
    wanted = {f"{name}:{place}" for name, (_, place) in MISTAKES.items()}
    assert wanted - reported == set()
    assert {one.split(":")[0] for one in reported} == set(MISTAKES)
    assert cxsite("build", "--as-of", AS_OF, cwd=project).code == 1
    assert bytes_of(project / "site") == before
