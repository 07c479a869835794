"""Files for continuous integration, held to the hosts' schemas and to what a security reviewer looks for."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from host_schemas import check_schema

from cxsite import __version__
from cxsite.authoring.ci_files import HOSTS, WAYS, ci_text, write_ci
from cxsite.authoring.repository import GitRepository
from cxsite.problems import CxsiteError

if TYPE_CHECKING:
    from cxsite.authoring.ci_files import Host, Publish

TOOLS = Path(sys.executable).parent
SCHEMAS = {"github": "github-workflows", "gitlab": "gitlab-ci"}
EVERY = [(host, way) for host in HOSTS for way in WAYS]
REPOSITORIES = [
    GitRepository(Path("/"), ".", "main", uses_lfs=False),
    GitRepository(Path("/"), "tài liệu/sổ tay: 1", "bản/l'été+#2!", uses_lfs=True),
]


def text_of(host: Host, way: Publish, repository: GitRepository = REPOSITORIES[0]) -> str:
    return ci_text(host, way, repository)


def written(folder: Path, host: Host, way: Publish, repository: GitRepository) -> Path:
    name = {"github": ".github/workflows/playbook.yml", "gitlab": ".gitlab-ci.yml"}[host]
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text_of(host, way, repository), encoding="utf-8")
    return path


def jobs(host: Host, way: Publish) -> dict[str, Any]:
    read = yaml.safe_load(text_of(host, way))
    found: dict[str, Any] = read["jobs"] if host == "github" else read
    return found


@pytest.mark.parametrize("host", HOSTS)
def test_a_playbook_with_raw_answers_installs_the_packages_that_count_them(tmp_path: Path, host: Host) -> None:
    repository = GitRepository(tmp_path, "so-tay", "main", uses_lfs=False)
    plain = yaml.safe_load(text_of(host, "artefact", repository))
    (tmp_path / "so-tay/content/sources").mkdir(parents=True)
    (tmp_path / "so-tay/content/sources/nps.yml").write_text("", encoding="utf-8")
    counting = yaml.safe_load(text_of(host, "artefact", repository))
    key = {"github": "env", "gitlab": "variables"}[host]
    assert (plain[key]["CXSITE"], counting[key]["CXSITE"]) == (
        f"cxsite=={__version__}",
        f"cxsite[answers]=={__version__}",
    )


@pytest.mark.slow
@pytest.mark.parametrize("host", HOSTS)
def test_the_hosts_own_schema_holds(tmp_path: Path, host: Host) -> None:
    every = [(way, number) for way in WAYS for number in range(len(REPOSITORIES))]
    paths = [written(tmp_path / f"{way}-{number}", host, way, REPOSITORIES[number]) for way, number in every]
    check_schema(SCHEMAS[host], *paths)


@pytest.mark.slow
@pytest.mark.parametrize("repository", REPOSITORIES, ids=["plain", "odd"])
@pytest.mark.parametrize("way", WAYS)
def test_zizmor_finds_nothing_even_when_pedantic(tmp_path: Path, way: Publish, repository: GitRepository) -> None:
    path = written(tmp_path, "github", way, repository)
    command = [str(TOOLS / "zizmor"), "--offline", "--pedantic", "--no-progress", "--no-config", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("way", WAYS)
def test_actions_are_pinned_by_whole_hashes_and_only_the_hosts_own(way: Publish) -> None:
    used = re.findall(r"uses: (.*)", text_of("github", way))
    assert used
    for one in used:
        assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", one)


@pytest.mark.parametrize("way", WAYS)
def test_no_expression_stands_in_a_script_so_that_no_title_can_become_one(way: Publish) -> None:
    scripts = [step["run"] for job in jobs("github", way).values() for step in job["steps"] if "run" in step]
    assert any("cxsite" in script for script in scripts)
    assert not [script for script in scripts if "${{" in script]


@pytest.mark.parametrize("way", WAYS)
def test_only_the_comment_may_write_and_only_pages_may_publish(way: Publish) -> None:
    found = {name: job["permissions"] for name, job in jobs("github", way).items()}
    assert yaml.safe_load(text_of("github", way))["permissions"] == {}
    assert found.pop("comment") == {"pull-requests": "write"}
    assert found.pop("check") == {"contents": "read"}
    wanted = {"artefact": {}, "rsync": {"publish": {}}, "pages": {"publish": {"pages": "write", "id-token": "write"}}}
    assert found == wanted[way]


@pytest.mark.parametrize(("host", "way"), EVERY)
def test_pages_are_reached_only_by_asking_for_them_and_with_a_warning(host: Host, way: Publish) -> None:
    text = text_of(host, way)
    assert ("PUBLIC, including pain points" in text) == (way == "pages")
    assert ("deploy-pages@" in text or "\npages:\n" in text) == (way == "pages")
    assert ("rsync --recursive" in text) == (way == "rsync")


@pytest.mark.parametrize(("host", "way"), EVERY)
def test_every_script_is_one(host: Host, way: Publish) -> None:
    for job in jobs(host, way).values():
        steps = job.get("steps", []) if isinstance(job, dict) else []
        scripts = [step["run"] for step in steps if "run" in step]
        scripts += job.get("script", []) if isinstance(job, dict) else []
        for script in scripts:
            subprocess.run(["bash", "-n"], input=script, text=True, check=True)
            for python in re.findall(r"<<'PYTHON'\n(.*)\nPYTHON", script, re.DOTALL):
                compile(python, "comment", "exec")


def test_nights_main_and_requests_all_run_it() -> None:
    text = text_of("github", "artefact")
    on = yaml.safe_load(text)[True]  # YAML 1.1 reads the key `on` so
    assert set(on) == {"pull_request", "push", "schedule", "workflow_dispatch"}
    assert "pull_request_target" not in text


@pytest.mark.parametrize("way", WAYS)
def test_names_the_folder_and_the_branch_whatever_their_letters(way: Publish) -> None:
    read = yaml.safe_load(text_of("github", way, REPOSITORIES[1]))
    assert read[True]["push"]["branches"] == [r"bản/l'été\+#2\!"]
    assert read["env"]["PROJECT"] == "tài liệu/sổ tay: 1"
    assert read["jobs"]["check"]["steps"][0]["with"]["lfs"] is True
    assert way == "artefact" or "== 'refs/heads/bản/l''été+#2!'" in read["jobs"]["publish"]["if"]
    gitlab = yaml.safe_load(text_of("gitlab", way, REPOSITORIES[1]))["variables"]
    assert (gitlab["PROJECT"], gitlab["GIT_LFS_SKIP_SMUDGE"]) == ("tài liệu/sổ tay: 1", "0")
    assert "__" not in text_of("github", way, REPOSITORIES[1]) + text_of("gitlab", way, REPOSITORIES[1])


@pytest.mark.parametrize(("host", "way"), EVERY)
def test_a_repository_without_lfs_has_no_word_of_it(host: Host, way: Publish) -> None:
    assert "lfs" not in text_of(host, way).lower()


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / ".gitlab-ci.yml").write_text("mine", encoding="utf-8")
    with pytest.raises(CxsiteError, match="already exists"):
        write_ci(tmp_path, "gitlab", "artefact")
    assert (tmp_path / ".gitlab-ci.yml").read_text(encoding="utf-8") == "mine"
