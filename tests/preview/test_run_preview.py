"""The preview in a browser: a change reloads the page, a broken one keeps the last good page."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from cxsite.preview.background_build import PreviewResult
from cxsite.preview.run_preview import run_preview
from cxsite.problems import CxsiteError
from cxsite.site.pipeline import OutdatedError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from playwright.sync_api import Browser

    from cxsite.site.builders.page_frame import PageFrames

pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded.*:DeprecationWarning")
"""Here the preview runs in a thread; `cxsite serve` copies its process before there are any."""
LOOKS: Any = ("as always",)
"""Pages of the project do without."""
HOSTILE = "content/a.yml:1:1: <img src=x onerror=window.hacked=1>"


class Project:
    """A project whose site is its one text, and whose text `broken` cannot be built.

    A text that begins with `early` is shown before it is built, which waits for the file `go on`.
    """

    def __init__(self, root: Path) -> None:
        self.content = root / "content"
        self.config = root / "mkdocs.yml"
        self.content.mkdir()
        self.text = self.content / "a.yml"
        self.text.write_text("one")
        self.config.write_text("")
        self.go_on = root / "go on"

    def open(self, folder: Path) -> PreviewResult | None:
        """A project whose text begins with `opened` is shown before it is built."""
        if not (self.text.exists() and self.text.read_text().startswith("opened")):
            return None
        (folder / "style.css").write_text("")
        return PreviewResult(folder, looks=LOOKS)

    def render(self, file: str) -> str | None:
        return html_of(f"rendered {self.text.read_text()}") if file == "index.html" else None

    def page(self, file: str, looks: Sequence[PageFrames]) -> str | None:
        text = self.text.read_text() if self.text.exists() else ""
        return html_of(text) if looks and file == "index.html" and text.startswith("early") else None

    def can_show_alone(self, changed: Path) -> bool:
        return changed == self.text

    def build(self, folder: Path, is_outdated: Callable[[], bool]) -> PreviewResult:
        try:
            text = self.text.read_text()
        except OSError:
            return PreviewResult(None, ("There is no content.",))
        while text.startswith(("early", "opened")) and not self.go_on.exists():
            if is_outdated():
                raise OutdatedError
            time.sleep(0.05)
        if text in ("broken", "early and broken"):
            return PreviewResult(None, (HOSTILE,))
        if text == "full":
            return PreviewResult(None, ("The disk is full.", "Free space."))
        if text == "ended":
            os._exit(1)
        for name in ("index.html", "other.html"):
            (folder / name).write_text(html_of(f"{text}{self.config.read_text()}"))
        return PreviewResult(folder, looks=LOOKS)


def html_of(text: str) -> str:
    head = '<!doctype html><html lang="en"><title>A</title><link rel="icon" href="data:,">'
    return f"{head}<body><article><h1>{text}</h1></article></body></html>"


@contextmanager
def served(project: Project, port: int = 0) -> Iterator[str]:
    ready, stop, reported = threading.Event(), threading.Event(), []

    def received(address: str) -> None:
        reported.append(address)
        ready.set()

    arguments = {"port": port, "ready": received, "stop": stop}
    watched = [project.content, project.config]
    thread = threading.Thread(target=run_preview, args=(project, watched), kwargs=arguments)
    thread.start()
    assert ready.wait(60)
    yield reported[0]
    stop.set()
    thread.join(60)
    assert not thread.is_alive()


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)


@pytest.mark.browser
def test_a_change_reloads_the_page_and_a_broken_one_keeps_it(project: Project, browser: Browser, scratch: Path) -> None:
    with served(project) as address, browser.new_context() as context:
        page = context.new_page()
        page.goto(address)
        page.get_by_role("heading", name="one").wait_for()
        project.text.write_text("two")
        page.get_by_role("heading", name="two").wait_for()
        project.text.write_text("broken")
        page.get_by_role("alert").wait_for()
        assert page.get_by_role("alert").inner_text() == HOSTILE
        assert page.get_by_role("heading").inner_text() == "two"
        assert page.evaluate("window.hacked") is None
        project.text.write_text("three")
        page.get_by_role("heading", name="three").wait_for()
        assert page.get_by_role("alert").count() == 0
    assert not list(scratch.iterdir())


@pytest.mark.browser
def test_a_page_is_shown_before_the_first_build_and_stays(project: Project, browser: Browser, scratch: Path) -> None:
    project.text.write_text("opened")
    with served(project) as address, browser.new_context() as context:
        page = context.new_page()
        page.goto(address)
        page.get_by_role("heading", name="rendered opened").wait_for()
        assert context.request.get(f"{address}style.css").ok
        assert context.request.get(f"{address}other.html").status == 404
        page.evaluate("window.stays = true")
        project.go_on.touch()
        while context.request.get(f"{address}other.html").status == 404:
            time.sleep(0.05)
        assert page.evaluate("window.stays") is True, "it was not loaded again"
        page.reload()
        page.get_by_role("heading", name="opened", exact=True).wait_for()
    assert not list(scratch.iterdir())


@pytest.mark.browser
def test_the_page_that_is_looked_at_is_shown_before_the_rest_is_built(project: Project, browser: Browser) -> None:
    with served(project) as address, browser.new_context() as context:
        other, page = context.new_page(), context.new_page()
        other.goto(f"{address}other.html")
        page.goto(address)
        page.get_by_role("heading", name="one").wait_for()
        project.text.write_text("early")
        page.get_by_role("heading", name="early").wait_for()
        assert other.get_by_role("heading").inner_text() == "one"
        third = context.new_page()
        third.goto(f"{address}other.html")
        assert third.get_by_role("heading").inner_text() == "one"
        page.evaluate("window.stays = true")
        project.go_on.touch()
        for waiting in (other, third):
            waiting.get_by_role("heading", name="early").wait_for()
        assert page.evaluate("window.stays") is True, "it was not loaded again"


@pytest.mark.browser
def test_a_build_that_another_change_overtakes_is_given_up(project: Project, browser: Browser, scratch: Path) -> None:
    with served(project) as address, browser.new_context() as context:
        page = context.new_page()
        page.goto(address)
        page.get_by_role("heading", name="one").wait_for()
        for text in ("early first", "early second"):
            project.text.write_text(text)
            page.get_by_role("heading", name=text).wait_for()
        project.text.write_text("last")
        page.get_by_role("heading", name="last").wait_for()
    assert not list(scratch.iterdir())


@pytest.mark.browser
def test_a_page_that_was_shown_too_early_is_taken_back(project: Project, browser: Browser) -> None:
    with served(project) as address, browser.new_context() as context:
        page = context.new_page()
        page.goto(address)
        page.get_by_role("heading", name="one").wait_for()
        project.text.write_text("early and broken")
        page.get_by_role("heading", name="early and broken").wait_for()
        project.go_on.touch()
        page.get_by_role("heading", name="one", exact=True).wait_for()
        assert page.get_by_role("alert").inner_text() == HOSTILE


@pytest.mark.browser
def test_a_first_build_that_fails_is_shown_and_mended(project: Project, browser: Browser) -> None:
    project.text.write_text("full")
    with served(project) as address, browser.new_context() as context:
        page = context.new_page()
        page.goto(address)
        page.get_by_role("alert").wait_for()
        assert page.get_by_role("alert").inner_text().split("\n") == ["The disk is full.", "Free space."]
        project.text.write_text("one")
        page.get_by_role("heading", name="one").wait_for()


@pytest.mark.browser
@pytest.mark.parametrize(("has_shared_workers", "tabs"), [(True, 7), (False, 2)])
def test_any_number_of_tabs_is_kept_up_to_date(
    project: Project, browser: Browser, tabs: int, *, has_shared_workers: bool
) -> None:
    """Seven are one more than Chromium's connections to a server; without shared workers no tab keeps a connection."""
    with served(project) as address, browser.new_context() as context:
        if not has_shared_workers:
            context.add_init_script("delete window.SharedWorker")
        pages = [context.new_page() for _ in range(tabs)]
        for page in pages:
            page.goto(address)
            page.get_by_role("heading", name="one").wait_for(timeout=5000)
        for text in ("two", "three"):
            project.text.write_text(text)
            for page in pages:
                page.get_by_role("heading", name=text).wait_for(timeout=10_000)
        for page in pages[1:]:
            page.close()
        project.text.write_text("broken")
        pages[0].get_by_role("alert").wait_for(timeout=10_000)


@pytest.mark.browser
def test_a_page_is_loaded_anew_where_the_preview_was_started_again(project: Project, browser: Browser) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with browser.new_context() as context:
        page = context.new_page()
        with served(project, port) as address:
            page.goto(address)
            page.get_by_role("heading", name="one").wait_for()
        project.text.write_text("two")
        with served(project, port):
            page.get_by_role("heading", name="two").wait_for(timeout=20_000)


@pytest.mark.browser
def test_a_folder_that_is_deleted_and_created_again_is_followed(project: Project, browser: Browser) -> None:
    with served(project) as address, browser.new_context() as context:
        page = context.new_page()
        page.goto(address)
        for text in ("two", "three"):
            project.content.rename(project.content.with_name("away"))
            project.content.mkdir()
            project.text.write_text(text)
            page.get_by_role("heading", name=text).wait_for(timeout=10_000)
            project.text.write_text(f"{text} again")
            page.get_by_role("heading", name=f"{text} again").wait_for(timeout=10_000)
            shutil.rmtree(project.content.with_name("away"))


@pytest.mark.browser
def test_a_file_that_an_editor_replaces_is_still_watched(project: Project, browser: Browser) -> None:
    with served(project) as address, browser.new_context() as context:
        page = context.new_page()
        page.goto(address)
        for text in ("A", "B"):
            beside = project.config.with_name("mkdocs.yml~")
            beside.write_text(text)
            beside.replace(project.config)
            page.get_by_role("heading", name=f"one{text}").wait_for()


def test_a_port_that_is_taken_is_reported(project: Project) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(CxsiteError, match=str(port)) as caught:
            run_preview(project, [], port=port)
    assert "--port" in caught.value.remedy


def test_a_building_process_that_something_else_ends_is_reported(project: Project) -> None:
    project.text.write_text("ended")
    with pytest.raises(CxsiteError, match="has ended"):
        run_preview(project, [], port=0)


@pytest.mark.slow
def test_ctrl_c_ends_it_and_clears_up(tmp_path: Path) -> None:
    program = """
import sys
from pathlib import Path
from cxsite.preview.run_preview import run_preview
from cxsite.preview.background_build import PreviewResult
class Source:
    def open(self, folder):
        return None
    def build(self, folder, is_outdated):
        (folder / "index.html").write_text("<html></html>")
        print(folder, flush=True)
        return PreviewResult(folder)
run_preview(Source(), [Path(sys.argv[1])], port=0, ready=lambda address: print(address, flush=True))
print("ended", flush=True)
"""
    with subprocess.Popen([sys.executable, "-c", program, str(tmp_path)], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        folder, address = process.stdout.readline().strip(), process.stdout.readline()
        assert address.startswith("http://127.0.0.1:")
        process.send_signal(signal.SIGINT)
        assert process.stdout.read() == "ended\n"
    assert process.returncode == 0
    assert not Path(folder).exists()
