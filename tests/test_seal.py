"""What is kept for the next run is taken up only where this user's cxsite wrote it."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from jinja2 import DictLoader

from cxsite.rendering.templates import make_environment
from cxsite.seal import seal_data, unseal_data
from cxsite.site.builders import theme_cache
from cxsite.site.builders.frame_template import FrameTemplate
from cxsite.site.builders.theme import HeadingTemplates, Sitemap, SiteTheme, TableOfContents
from cxsite.site.settings import SiteEngine

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("data", [b"", b"\0", "Váy Mây".encode(), b"x" * 100_000])
def test_what_was_sealed_is_opened(data: bytes) -> None:
    assert unseal_data(seal_data(data)) == data


def test_what_was_changed_or_not_sealed_is_not() -> None:
    kept = seal_data(b"Lan")
    for other in (b"", b"Lan", kept[:-1], kept + b"x", kept[1:], b"\0" * 32 + b"Lan", kept.replace(b"Lan", b"Mai")):
        assert unseal_data(other) is None


def by_another(home: Path) -> bytes:
    """Bytes that the same program of another user sealed."""
    run = "import sys; from cxsite.seal import seal_data; sys.stdout.buffer.write(seal_data(b'Lan'))"
    env = {**os.environ, "HOME": str(home), "XDG_STATE_HOME": str(home)}
    return subprocess.check_output([sys.executable, "-c", run], env=env)


@pytest.mark.skipif(sys.platform != "linux", reason="HOME says where a user's folder is on Linux only")
def test_another_user_has_another_seal_that_stays(tmp_path: Path) -> None:
    theirs = by_another(tmp_path)
    assert unseal_data(theirs) is None
    assert by_another(tmp_path) == theirs
    assert (tmp_path / "cxsite" / "seal.key").stat().st_mode & 0o077 == 0


@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() == 0, reason="root may write everywhere")
def test_without_a_folder_of_its_own_nothing_is_taken_up(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    assert by_another(tmp_path) != by_another(tmp_path)


def test_templates_that_somebody_else_compiled_are_not_run(tmp_path: Path) -> None:
    def shown() -> str:
        made = make_environment(None, {}, compiled=tmp_path / "kept")
        made.loader = DictLoader({"a.html": "ours"})
        return made.get_template("a.html").render()

    assert shown() == "ours"
    (kept,) = [path for path in tmp_path.rglob("*") if path.is_file()]
    data = unseal_data(kept.read_bytes())
    assert data is not None
    planted = data.replace(b"ours", b"evil")
    kept.write_bytes(seal_data(planted))
    assert shown() == "evil", "or this shows nothing"
    kept.write_bytes(b"\0" * 32 + planted)
    assert shown() == "ours"
    kept.write_bytes(planted)
    assert shown() == "ours"


def test_a_theme_that_somebody_else_learned_is_not_taken_up(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    nothing = FrameTemplate("")
    toc = TableOfContents(nothing, nothing, "", "")
    learned = SiteTheme(
        key="x",
        engine=SiteEngine.MKDOCS,
        files=tmp_path / "site",
        directories=False,
        headings=HeadingTemplates({}),
        toc=toc,
        shells={},
        search="",
        language="vi",
        sitemap=Sitemap("", None, ""),
        hand={},
    )
    theme_cache.save_theme(learned, tmp_path)
    loaded = theme_cache.load_theme(tmp_path)
    assert loaded is not None
    assert loaded.key == "x"
    file = tmp_path / "theme.pickle"
    data = unseal_data(file.read_bytes())
    assert data is not None
    for planted in (data, b"\0" * 32 + data):
        file.write_bytes(planted)
        assert theme_cache.load_theme(tmp_path) is None
