"""From version 1 of the format to version 2: only what has to change changes, and every meaning is kept."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_playbook import write

from cxsite.authoring.layout import comments
from cxsite.authoring.migrate import Migration, plan_migration
from cxsite.authoring.replace_files import replace_files
from cxsite.model.facts.applicable_plays import fits_any
from cxsite.problems import CxsiteError
from cxsite.reading import read

if TYPE_CHECKING:
    from collections.abc import Mapping

HERE = Path(__file__).parent
SAMPLE = HERE.parents[1] / "content"
OLD_PLAYS = HERE / "version_1"
"""The sample's plays as they were written in version 1."""


def old_playbook(folder: Path, files: Mapping[str, str]) -> Path:
    write(folder, {"content/playbook.yml": "version: 1\n", **files})
    return folder


def migrated(project: Path) -> Migration:
    migration = plan_migration(project)
    replace_files(project, dict(migration.changes))
    return migration


def after(project: Path, applies_to: str) -> str:
    """What `applies_to:…` of a play becomes, with the rest of its file."""
    old_playbook(project, {"content/plays/cho.yml": f"title: Chờ\n{applies_to}steps: [Xin lỗi]\n"})
    migrated(project)
    return (project / "content/plays/cho.yml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("before", "now"),
    [
        (
            "applies_to:\n  journeys: [mua] # hai hành trình\n  # kênh\n  channels: [zalo]\n",
            "applies_to:\n  - journeys: [mua] # hai hành trình\n  # kênh\n  - channels: [zalo]\n",
        ),
        (
            "applies_to:\n  journeys:\n    - mua # một\n    # hai\n\n  channels:\n  - zalo\n  - cua-hang\n",
            "applies_to:\n  - journeys:\n      - mua # một\n    # hai\n\n  - channels:\n    - zalo\n    - cua-hang\n",
        ),
        (
            "applies_to:\n  journeys: [mua,\n    mua]\n  stages:\n  channels: [zalo]\n",
            "applies_to:\n  - journeys: [mua,\n      mua]\n    stages:\n  - channels: [zalo]\n",
        ),
        (
            "applies_to:\n    stages:\n    journeys: [mua]\n    channels: [zalo]\n",
            "applies_to:\n    - stages:\n      journeys: [mua]\n    - channels: [zalo]\n",
        ),
        (
            'applies_to: {journeys: [mua], "channels": [zalo] } # xong\n',
            'applies_to: [{journeys: [mua]}, {"channels": [zalo] }] # xong\n',
        ),
        (
            "applies_to: {\n  journeys: [mua], # một\n  channels: [zalo],\n}\n",
            "applies_to: [{\n  journeys: [mua]}, # một\n  {channels: [zalo],\n}]\n",
        ),
        ("applies_to: {channels: [zalo, cua-hang]}\n", "applies_to: {channels: [zalo, cua-hang]}\n"),
        ("applies_to:\n  channels: [zalo]\n", "applies_to:\n  channels: [zalo]\n"),
        ("applies_to:\n", "applies_to:\n"),
        ("", ""),
    ],
)
def test_several_kinds_become_entries_of_a_list_and_all_else_stays(tmp_path: Path, before: str, now: str) -> None:
    assert after(tmp_path, before) == f"title: Chờ\n{now}steps: [Xin lỗi]\n"
    content, problems = read(tmp_path)
    assert problems == []
    assert all(len(entry.places) == 1 for entry in content.plays["cho"].applies_to)
    assert content.playbook.version == 2


IDS = {
    "journeys": ["mua", "k"], "stages": ["mua-hang", "hau-mai"], "touchpoints": ["mua/thu-do", "k/hoi"],
    "channels": ["zalo", "cua-hang"],
}  # fmt: skip
NAMED = st.fixed_dictionaries(
    {}, optional={key: st.lists(st.sampled_from(ids), min_size=1, max_size=2, unique=True) for key, ids in IDS.items()}
)
JOURNEY = """\
title: Khám
personas: [lan]
stages:
  - stage: mua-hang
    touchpoints: [{id: hoi, name: Hỏi, channels: [zalo]}]
  - stage: hau-mai
    touchpoints: [{id: ve, name: Về, channels: [cua-hang, zalo]}]
"""


def in_lines(named: Mapping[str, list[str]], indent: int, comment: str) -> str:
    """The same in block style, each key with a comment above and behind it."""
    space = " " * indent
    keys = "".join(
        f"{space}# {comment}\n{space}{key}: # {comment}\n" + "".join(f"{space}- {one}\n" for one in ids)
        for key, ids in named.items()
    )
    return f"applies_to:\n{keys}" if named else ""


def in_braces(named: Mapping[str, list[str]]) -> str:
    inside = ", ".join(f"{key}: [{', '.join(ids)}]" for key, ids in named.items())
    return f"applies_to: {{{inside}}} # ở đây\n"


@given(named=NAMED, indent=st.integers(1, 6), comment=st.sampled_from(["một", "a: b", "- x"]), flow=st.booleans())
def test_a_play_applies_where_it_did_and_no_comment_is_lost(
    tmp_path_factory: pytest.TempPathFactory,
    named: dict[str, list[str]],
    indent: int,
    comment: str,
    flow: bool,  # noqa: FBT001 -- drawn by hypothesis
) -> None:
    project = tmp_path_factory.mktemp("old")
    applies_to = in_braces(named) if flow else in_lines(named, indent, comment)
    text = f"title: Chờ\n{applies_to}steps: [Xin lỗi]\n"
    old_playbook(project, {"content/journeys/k.yml": JOURNEY, "content/plays/cho.yml": text})
    content, _ = read(project)
    entries = content.plays["cho"].applies_to
    before = {p.key for p in content.placed_touchpoints if any(fits_any(entry, p) for entry in entries)}
    migration = migrated(project)
    content, problems = read(project)
    assert problems == []
    assert {p.key for p in content.placed_touchpoints if content.plays_for(p)} == before
    assert comments(content.texts["content/plays/cho.yml"]) == comments(text)
    assert [set(play.before) for play in migration.plays] == ([before] if len(named) > 1 else [])


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("title: A\nversion: 1 # cũ\n", "title: A\nversion: 2 # cũ\n"),
        ('version: 1\r\ntitle: "A"\r\n', 'version: 2\r\ntitle: "A"\r\n'),
        ("\ufefftitle: A\n", "\ufeffversion: 2\ntitle: A\n"),
        ("# Sổ tay\n\n# tên\ntitle: A\n", "# Sổ tay\n\nversion: 2\n# tên\ntitle: A\n"),
        ("# Sổ tay\ntitle: A\n", "# Sổ tay\nversion: 2\ntitle: A\n"),
        ("---\ntitle: A\n", "---\nversion: 2\ntitle: A\n"),
        ("{title: A}\n", "{version: 2, title: A}\n"),
        ("title: A\nversion:\n", "title: A\nversion: 2\n"),
    ],
)
def test_the_version_is_written_where_it_stands_or_at_the_top(tmp_path: Path, before: str, now: str) -> None:
    path = tmp_path / "content/playbook.yml"
    path.parent.mkdir()
    path.write_bytes(before.encode())
    assert migrated(tmp_path).version == 1
    assert path.read_bytes() == now.encode()
    assert plan_migration(tmp_path).changes == {}
    assert read(tmp_path)[0].playbook.version == 2


def test_what_cannot_be_read_is_not_migrated(tmp_path: Path) -> None:
    old_playbook(tmp_path, {"content/plays/cho.yml": "titel: Chờ\n"})
    with pytest.raises(CxsiteError, match=r"content/plays/cho\.yml:1:1"):
        plan_migration(tmp_path)


def test_a_newer_version_is_not_migrated(tmp_path: Path) -> None:
    old_playbook(tmp_path, {"content/playbook.yml": "version: 3\n"})
    with pytest.raises(CxsiteError, match=r"content/playbook\.yml:14:10"):
        plan_migration(tmp_path)


@pytest.mark.slow
def test_the_sample_of_version_1_becomes_the_sample_of_today(tmp_path: Path) -> None:
    shutil.copytree(SAMPLE, tmp_path / "content")
    shutil.copytree(OLD_PLAYS, tmp_path / "content/plays", dirs_exist_ok=True)
    playbook = tmp_path / "content/playbook.yml"
    playbook.write_text(playbook.read_text(encoding="utf-8").replace("version: 2\n", "version: 1\n"), encoding="utf-8")
    before = {path: path.read_text(encoding="utf-8").split("\n") for path in OLD_PLAYS.iterdir()}
    migration = migrated(tmp_path)
    assert [play.place.path for play in migration.plays] == [path for path in migration.changes if "/plays/" in path]
    assert all(play.is_rewritten and set(play.now) < set(play.before) for play in migration.plays)
    migrated_content, sample = read(tmp_path)[0], read(SAMPLE.parent)[0]
    for path, lines in before.items():
        now = migrated_content.texts[f"content/plays/{path.name}"].split("\n")
        changed = [(old, new) for old, new in zip(lines, now, strict=True) if old != new]
        assert all(new == old.replace("  ", "  - ", 1) for old, new in changed)
        assert migrated_content.plays[path.stem].applies_to == sample.plays[path.stem].applies_to
