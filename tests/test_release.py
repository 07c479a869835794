"""What a release consists of: files of the package, notes, workflows, and the short forms for other repositories."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from host_schemas import check_schema
from small_site import ROOT

from cxsite import __version__

if TYPE_CHECKING:
    from make_once import MakeOnce

BIN = Path(sys.executable).parent
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
ACTION = ROOT / "action.yml"
COMPONENT = ROOT / "templates/playbook/template.yml"


def run(*command: str | Path, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(part) for part in command], cwd=folder, capture_output=True, text=True, check=False)


def notes(version: str) -> subprocess.CompletedProcess[str]:
    return run(sys.executable, "tools/release_notes.py", version)


@pytest.mark.slow
@pytest.mark.parametrize(("schema", "paths"), [("github-workflows", WORKFLOWS), ("github-actions", [ACTION])])
def test_workflows_and_the_action_follow_the_schemas_of_the_host(schema: str, paths: list[Path]) -> None:
    check_schema(schema, *paths)


@pytest.mark.slow
def test_a_security_reviewer_finds_nothing_in_them() -> None:
    done = run(BIN / "zizmor", "--offline", "--pedantic", "--no-progress", "--no-config", *WORKFLOWS, ACTION)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.slow
def test_the_jobs_of_the_component_follow_the_schema_of_gitlab(tmp_path: Path) -> None:
    jobs = tmp_path / ".gitlab-ci.yml"
    jobs.write_text(COMPONENT.read_text("utf-8").split("\n---\n", 1)[1], encoding="utf-8")
    check_schema("gitlab-ci", jobs)


def test_the_component_uses_each_of_its_inputs_and_no_other() -> None:
    header, jobs = COMPONENT.read_text("utf-8").split("\n---\n", 1)
    declared = set(yaml.safe_load(header)["spec"]["inputs"])
    assert set(re.findall(r"\$\[\[ inputs\.(\w+) \]\]", jobs)) == declared


def test_no_input_of_the_action_becomes_part_of_a_script() -> None:
    steps = yaml.safe_load(ACTION.read_text("utf-8"))["runs"]["steps"]
    scripts = [step["run"] for step in steps if "run" in step]
    assert any("validate" in script for script in scripts)
    assert not [script for script in scripts if "${{" in script]


@pytest.mark.parametrize("path", [*WORKFLOWS, ACTION], ids=lambda path: path.name)
def test_actions_are_pinned_to_whole_hashes(path: Path) -> None:
    used = [one for one in re.findall(r"uses: (.*)", path.read_text("utf-8")) if not one.startswith("./")]
    assert used
    for one in used:
        assert re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", one), one


def test_the_notes_of_this_version_are_its_section_of_the_changelog() -> None:
    done = notes(__version__)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("### Added")
    assert "\n## " not in done.stdout


def test_a_tag_that_is_not_the_version_publishes_nothing() -> None:
    done = notes("0.0.9")
    assert (done.returncode, done.stdout) == (1, "")
    assert "0.0.9" in done.stderr


@pytest.mark.build
def test_the_package_index_accepts_the_wheel(once: MakeOnce) -> None:
    wheel = next(once("wheel", _wheel).glob("*.whl"))
    done = run(BIN / "twine", "check", "--strict", wheel)
    assert done.returncode == 0, done.stdout + done.stderr
    done = run(BIN / "check-wheel-contents", "--config", ROOT / "pyproject.toml", wheel)
    assert done.returncode == 0, done.stdout + done.stderr


def _wheel(folder: Path) -> Path:
    from test_wheel import wheel  # noqa: PLC0415 -- the same wheel as in that file is built once

    return wheel(folder)
