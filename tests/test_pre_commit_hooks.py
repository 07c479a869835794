"""The hooks that other repositories take from ours."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import yaml

from cxsite.cli.group import COMMANDS

MANIFEST = Path(__file__).parents[1] / ".pre-commit-hooks.yaml"


def test_the_manifest_is_one() -> None:
    subprocess.run([sys.executable, "-m", "pre_commit", "validate-manifest", str(MANIFEST)], check=True)
    hooks = yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))
    assert [hook["id"] for hook in hooks] == ["cxsite-validate", "cxsite-format"]
    for hook in hooks:
        *program, command = hook["entry"].split()
        assert (program, command in COMMANDS) == (["python", "-m", "cxsite.cli.pre_commit"], True)


def test_they_run_for_content_also_in_a_folder_inside() -> None:
    found = {hook["id"]: hook["files"] for hook in yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))}
    for path in ("content/personas/lan.yml", "docs/cx/content/journeys/mua-vay.yaml"):
        assert re.search(found["cxsite-validate"], path)
        assert re.search(found["cxsite-format"], path)
    assert not re.search(found["cxsite-format"], "content/observations/a.csv")
    assert not re.search(found["cxsite-validate"], "src/contents/a.yml")
