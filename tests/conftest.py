"""What tests share: golden files, a real browser, folders served to it."""

from __future__ import annotations

import gc
import signal
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browsing import CHROMIUM_ARGS, PageAt, ServeFolder, chromium_path, served, visiting
from goldens import Golden
from hypothesis import HealthCheck, settings
from playwright.sync_api import sync_playwright
from sample_project import AS_OF, copied, run

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

# So that what differs is shown when an assert of these helpers fails.
pytest.register_assert_rewrite("written", "marked", "marked_lines", "drawing_layout")

GOLDEN_FOLDER = Path(__file__).parent / "golden"

# The same examples on every machine, and no verdict that hangs on how busy it is.
settings.register_profile("steady", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("steady")
# For `make mutate`, which runs the same tests thousands of times.
settings.register_profile("brisk", settings.get_profile("steady"), max_examples=10)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write tests/golden/ anew from what tests give")


def pytest_unconfigure() -> None:
    gc.unfreeze()  # or libraries take what the collector was told to leave for leaks of theirs, and say so


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compare a result with the file of that name under tests/golden/."""
    return Golden(GOLDEN_FOLDER, update=request.config.getoption("--update-golden"), test=request.node.nodeid)


@pytest.fixture(scope="session", autouse=True)
def _ctrl_c() -> None:
    """Where tests run in the background Ctrl-C is ignored, and what they start and interrupt would ignore it, too."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A Chromium; its absence is a failure, for a page test that is skipped shows nothing."""
    executable = chromium_path()
    if executable is None:
        pytest.fail("Chromium is not on PATH: run tools/ensure-test-programs", pytrace=False)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=executable, args=list(CHROMIUM_ARGS))
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def serve_folder() -> Iterator[ServeFolder]:
    """`serve_folder(folder)` gives the address under which the folder is served."""
    with ExitStack() as servers:
        yield lambda folder: servers.enter_context(served(folder))


@pytest.fixture(scope="session")
def page_at(browser: Browser) -> PageAt:
    """`with page_at(url, viewport={"width": 375, "height": 800}) as visit:` gives a watched page."""
    return partial(visiting, browser)


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of this repository's playbook with `site/` built, once for all tests; not to be changed."""
    project = copied(tmp_path_factory.mktemp("sample"))
    done = run(project, "build", "--as-of", AS_OF)
    assert done.returncode == 0, done.stdout + done.stderr
    return project
