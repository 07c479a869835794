"""Improvement actions as they are to be looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from small_playbook import playbook

if TYPE_CHECKING:
    from pathlib import Path


def test_actions_stand_by_status_and_due_date_and_what_is_late_stands_apart(tmp_path: Path) -> None:
    files = {
        "content/actions/a.yml": "title: A\nstatus: doing\n",
        "content/actions/b.yml": "title: B\nstatus: doing\ndue: 2027-01-01\n",
        "content/actions/c.yml": "title: C\nstatus: planned\ndue: 2026-11-01\n",
        "content/actions/d.yml": "title: D\nstatus: done\ndue: 2026-11-01\n",
    }
    content, _ = playbook(tmp_path, files)
    assert content.action_lists == {"doing": ("b", "a"), "planned": ("c",), "overdue": ("c",), "done": ("d",)}
    assert tuple(content.all_actions) == ("a", "b", "c", "d")
