"""A playbook in a real git repository, whose history a test writes commit by commit."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

PLAYBOOK = """\
title: Tiệm Nắng
languages: [vi]
stages:
  - {id: mua-hang, name: Mua hàng}
  - {id: su-dung, name: Sử dụng}
channels:
  - {id: cua-hang, name: Cửa hàng, kind: in-person}
  - {id: zalo, name: Zalo, kind: chat}
teams:
  - {id: ban-hang, name: Bán hàng}
  - {id: van-hanh, name: Vận hành}
version: 2
"""
JOURNEY = """\
title: Mua váy
personas: [lan]
owner: ban-hang
stages:
  - stage: mua-hang
    touchpoints:
      - {id: hoi, name: Hỏi, channels: [cua-hang], emotion: 4}
      - id: thu-do
        name: Thử đồ
        channels: [cua-hang]
        emotion: 2
        pain_points:
          - {id: cho-lau, text: Chờ phòng thử quá lâu, severity: 3}
  - stage: su-dung
    touchpoints:
      - {id: mac, name: Mặc đi chơi, channels: [cua-hang]}
actions:
  - {id: dat-cho, title: Đặt chỗ phòng thử, addresses: [cho-lau], owner: ban-hang, due: 2026-12-31}
"""
FILES = {
    "content/playbook.yml": PLAYBOOK,
    "content/personas/lan.yml": "name: Lan\nowner: ban-hang\n",
    "content/journeys/mua-vay.yml": JOURNEY,
}
SETTLED = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "Lan",
    "GIT_AUTHOR_EMAIL": "lan@example.com",
    "GIT_COMMITTER_NAME": "Lan",
    "GIT_COMMITTER_EMAIL": "lan@example.com",
}


@dataclass(frozen=True)
class Repository:
    """A repository whose playbook is in `project`, its top or a folder inside it."""

    top: Path
    project: Path

    def git(self, *arguments: str | Path, day: str = "2026-11-01", **environment: str) -> str:
        """Run git at the top, with the clock at noon of a day."""
        clock = dict.fromkeys(("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"), f"{day}T12:00:00Z")
        done = subprocess.run(
            ["git", *map(str, arguments)],
            cwd=self.top,
            env={**os.environ, **SETTLED, **clock, **environment},
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout.strip()

    def write(self, files: dict[str, str]) -> None:
        """Write files of the project; an empty text removes one."""
        for name, text in files.items():
            path = self.project / name
            if text:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
            else:
                path.unlink()

    def commit(self, files: dict[str, str], *, day: str = "2026-11-01") -> str:
        """Write files of the project, commit all changes, and return the commit's hash."""
        self.write(files)
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", "a change", day=day)
        return self.git("rev-parse", "HEAD")


def a_repository(top: Path, inside: str = ".") -> Repository:
    """Create an empty repository; the playbook will be in its folder `inside`."""
    top.mkdir(parents=True, exist_ok=True)
    project = Path(os.path.normpath(top / inside))
    project.mkdir(parents=True, exist_ok=True)
    repository = Repository(top, project)
    repository.git("init", "--quiet", "--initial-branch", "main")
    return repository
