from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from browsing import served

if TYPE_CHECKING:
    from pathlib import Path

    from browsing import PageAt, ServeFolder

SOUND = "<!doctype html><meta charset=utf-8><link rel=icon href=data:,><title>Hành trình</title><h1>Đặt hàng</h1>"


def test_a_folder_is_served_only_while_the_block_runs(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"Lan")
    with served(tmp_path) as address, urlopen(f"{address}/a.txt") as answer:
        assert answer.read() == b"Lan"
    with pytest.raises(URLError):
        urlopen(f"{address}/a.txt")


@pytest.mark.browser
def test_a_sound_page_has_no_troubles(tmp_path: Path, serve_folder: ServeFolder, page_at: PageAt) -> None:
    (tmp_path / "index.html").write_text(SOUND, encoding="utf-8")
    with page_at(f"{serve_folder(tmp_path)}/", viewport={"width": 375, "height": 800}) as visit:
        assert visit.page.title() == "Hành trình"
        assert visit.page.evaluate("innerWidth") == 375
        assert visit.troubles == []


@pytest.mark.browser
def test_a_page_is_opened_from_a_file(tmp_path: Path, page_at: PageAt) -> None:
    file = tmp_path / "index.html"
    file.write_text(SOUND, encoding="utf-8")
    with page_at(file.as_uri()) as visit:
        assert visit.page.inner_text("h1") == "Đặt hàng"
        assert visit.troubles == []


@pytest.mark.browser
@pytest.mark.parametrize(
    ("mistake", "kind"),
    [
        ("<script>console.error('lost')</script>", "console_errors"),
        ("<script>throw new Error('lost')</script>", "page_errors"),
        ("<img src=lost.png>", "failed"),
        ("<img src=https://example.org/lost.png>", "foreign"),
        ("<script>fetch('http://127.0.0.1:9/lost').catch(() => {})</script>", "foreign"),
    ],
)
def test_each_trouble_of_a_page_is_noticed(
    tmp_path: Path, serve_folder: ServeFolder, page_at: PageAt, mistake: str, kind: str
) -> None:
    (tmp_path / "index.html").write_text(SOUND + mistake, encoding="utf-8")
    with page_at(f"{serve_folder(tmp_path)}/index.html") as visit:
        assert "lost" in " ".join(getattr(visit, kind))


@pytest.mark.browser
def test_closed_shadow_roots_are_open_to_tests(tmp_path: Path, serve_folder: ServeFolder, page_at: PageAt) -> None:
    script = "<div id=d></div><script>d.attachShadow({mode: 'closed'}).innerHTML = '<b>Lan</b>'</script>"
    (tmp_path / "index.html").write_text(SOUND + script, encoding="utf-8")
    with page_at(f"{serve_folder(tmp_path)}/") as visit:
        assert visit.page.inner_text("#d b") == "Lan"
