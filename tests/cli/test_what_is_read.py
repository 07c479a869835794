"""A build reads content, templates, mkdocs.yml and its own packages, and nothing else that lies about."""

from __future__ import annotations

import json
import mimetypes
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from planned_pages import RICH, STORES
from platformdirs import user_cache_path, user_state_path
from small_playbook import write
from small_site import CONFIG, ROOT

pytestmark = pytest.mark.build

WATCH = """
import json, sys
seen = set()
def heard(event, arguments):
    if event in ("open", "os.listdir", "os.scandir") and isinstance(arguments[0], (str, bytes)):
        seen.add(arguments[0] if isinstance(arguments[0], str) else arguments[0].decode())
sys.addaudithook(heard)
from cxsite.cli import main
sys.argv = ["cxsite", "build", "--as-of", "2026-11-20"]
try:
    main()
except SystemExit as end:
    code = end.code
else:
    code = 0
report = json.dumps([code, sorted(seen)])
with open(OUTPUT, "w") as file:
    file.write(report)
"""
SYSTEM = ("/usr/share/zoneinfo", "/etc/localtime", "/etc/timezone", "/dev", "/proc", *mimetypes.knownfiles)


def read_by_a_build(project: Path, reported: Path) -> tuple[int, list[Path]]:
    program = f"OUTPUT = {str(reported)!r}\n{WATCH}"
    ran = subprocess.run([sys.executable, "-c", program], cwd=project, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    code, seen = json.loads(reported.read_text())
    # Where a folder is emptied, names come without it; only what is there by that name can have been read.
    real = (one for one in seen if one.startswith("/") or (project / one).exists())
    return code, sorted({(project / one).resolve() for one in real})


def is_allowed(path: Path, project: Path) -> bool:
    """Whether it is content, a setting, the site that is being made, a package, the system's, or above these."""
    ours = [project / name for name in ("content", "templates", "mkdocs.yml", "site", "build/.state")]
    own = [
        user_state_path("cxsite", appauthor=False),  # the key that seals what is kept for the next build
        user_cache_path("cxsite", appauthor=False),  # sealed frames of themes and compiled templates
    ]
    packages = [Path(one).resolve() for one in (sys.prefix, sys.base_prefix, ROOT / "cxsite", ROOT / "templates")]
    roots = [*own, *ours, *packages, *map(Path, SYSTEM)]
    staged = path.as_posix().startswith(f"{project.as_posix()}/.site.")
    return staged or any(path.is_relative_to(one) or one.is_relative_to(path) for one in roots)


def test_nothing_else_is_read(tmp_path: Path) -> None:
    project = tmp_path / "shop"
    write(project, {**RICH, "content/playbook.yml": RICH["content/playbook.yml"] + STORES})
    shutil.copy(CONFIG, project / "mkdocs.yml")
    for secret in (".env", "secret.yml", "answers.csv", "drafts/lan.yml"):
        (project / secret).parent.mkdir(exist_ok=True)
        (project / secret).write_text("x", encoding="utf-8")
    code, seen = read_by_a_build(project, tmp_path / "report.json")
    assert code in (0, None)
    assert project / "content" / "playbook.yml" in seen
    assert [path for path in seen if not is_allowed(path, project)] == []


def test_links_out_of_the_content_are_not_followed(tmp_path: Path) -> None:
    project = tmp_path / "shop"
    write(project, {})
    (project / "secret.yml").write_text("name: Bí mật\n", encoding="utf-8")
    (project / "content/personas/minh.yml").symlink_to(project / "secret.yml")
    (project / "content/plays").symlink_to(tmp_path)
    shutil.copy(CONFIG, project / "mkdocs.yml")
    code, seen = read_by_a_build(project, tmp_path / "report.json")
    assert code == 1
    assert project / "secret.yml" not in seen


METRIC = "{name: NPS, kind: nps, family: overall, question: Có giới thiệu không?, scale: {min: 0, max: 10}}\n"
SOURCE = "metric: thu\ndata: %s\ncolumns: {answer: score, date: date}\n"


def test_answers_are_read_where_the_playbook_allows_it_and_nowhere_else(tmp_path: Path) -> None:
    project = tmp_path / "shop"
    own, shared, secret = project / "content/answers/own.csv", tmp_path / "chung/a.csv", tmp_path / "secret/a.csv"
    for file in (own, shared, secret):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("date,score\n" + "2026-10-01,9\n" * 9, encoding="utf-8")
    (project / "data").mkdir()
    (project / "data/link.csv").symlink_to(secret)
    (project / "data/folder").symlink_to(secret.parent)
    data = (
        "content/answers/own.csv",
        "../chung/*.csv",
        str(secret),
        "data/link.csv",
        "data/folder/*.csv",
        "data/*.csv",
    )
    more = {f"content/sources/s{number}.yml": SOURCE % one for number, one in enumerate(data)}
    playbook = RICH["content/playbook.yml"] + STORES + "answers: [../chung]\n"
    write(project, {**RICH, **more, "content/metrics/thu.yml": METRIC, "content/playbook.yml": playbook})
    shutil.copy(CONFIG, project / "mkdocs.yml")
    code, seen = read_by_a_build(project, tmp_path / "report.json")
    assert code == 1
    assert {own, shared} <= set(seen)
    assert not [path for path in seen if path.is_relative_to(secret.parent)]
