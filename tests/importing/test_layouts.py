"""Layouts in which people keep their maps, in both languages: what becomes of each.

A file in `layouts/` is one case. Its first lines say in which language the playbook is and what shall become of it, a
line for each touchpoint: stage, name, emotion, channels, pain points, and other fields. The file itself follows after
`===`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from shell import cxsite

from cxsite.reading import read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxsite.model.content import Content

CASES = sorted((Path(__file__).parent / "layouts").iterdir())
PLAYBOOKS = {
    "vi": """\
title: Sổ tay
languages: [vi]
stages:
  - {id: biet, name: Nhận biết}
  - {id: mua, name: Mua hàng}
  - {id: dung, name: Sử dụng}
channels: [{id: web, name: Website}, {id: zalo, name: Zalo}, {id: shop, name: Cửa hàng}]
version: 2
""",
    "en": """\
title: Playbook
languages: [en]
stages:
  - {id: biet, name: Awareness}
  - {id: mua, name: Purchase}
  - {id: dung, name: Use}
channels: [{id: web, name: Website}, {id: zalo, name: Chat}, {id: shop, name: Store}]
version: 2
""",
}
FIELDS = ("does", "thinks", "feels", "quote", "standard")


def shown(content: Content) -> Iterator[str]:
    """A line for each touchpoint of each journey."""
    several = len(content.journeys) > 1
    for journey in content.journeys.values():
        if several:
            yield f"# {journey.title}"
        for stage in journey.stages:
            for one in stage.touchpoints:
                by_persona = [one.emotion_of(key) for key in journey.personas]
                felt = "/".join("?" if emotion is None else str(emotion) for emotion in dict.fromkeys(by_persona))
                parts = [stage.stage, one.title, felt]
                parts += [f"@{key}" for key in one.channels]
                parts += [f"-{pain.text}" for pain in one.pain_points] + [f"+{o.text}" for o in one.opportunities]
                parts += [f"{name}={value}" for name in FIELDS if (value := getattr(one, name))]
                yield " | ".join(parts)


def test_there_are_many_layouts_in_both_languages() -> None:
    languages = [path.read_text(encoding="utf-8").partition("\n")[0] for path in CASES]
    assert languages.count("vi") >= 20
    assert languages.count("en") >= 20


@pytest.mark.parametrize("path", CASES, ids=[path.name for path in CASES])
def test_a_layout_is_understood(path: Path, tmp_path: Path) -> None:
    head, _, data = path.read_text(encoding="utf-8").partition("===\n")
    language, *wanted = head.strip().split("\n")
    for name, text in {"playbook.yml": PLAYBOOKS[language], "personas/mai.yml": "name: Mai\n"}.items():
        target = tmp_path / "content" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    (tmp_path / path.name).write_text(data, encoding="utf-8")
    ran = cxsite("import", path.name, "--persona", "mai", cwd=tmp_path)
    assert (ran.code, ran.err) == (0, "")
    content, problems = read(tmp_path)
    assert [one for one in problems if one.code != "CX125"] == []
    assert list(shown(content)) == wanted
