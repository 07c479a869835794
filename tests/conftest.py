"""Shared fixtures: golden files, a real browser, served folders."""

from __future__ import annotations

import gc
import os
import shutil
import signal
import sys
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browsing import CHROMIUM_ARGS, PageAt, ServeFolder, chromium_path, served, visiting
from goldens import Golden
from hypothesis import HealthCheck, settings
from make_once import make_once, shared_base
from playwright.sync_api import sync_playwright
from sample_project import AS_OF, copied, run

if TYPE_CHECKING:
    from collections.abc import Iterator

    from make_once import Begin, MakeOnce
    from playwright.sync_api import Browser

# So that failed asserts of these helpers show the differences.
pytest.register_assert_rewrite("written", "marked", "marked_lines", "drawing_layout")

# A test run keeps bytecode, whatever the environment says: hundreds of processes are started, each of which would
# compile all of cxsite, and tests would be rewritten at each start.
os.environ["PYTHONDONTWRITEBYTECODE"] = ""  # empty: not set
sys.dont_write_bytecode = False

# This cannot be imported: jsonschema needs it to check IRIs, which no schema here has, and it takes more than a second.
sys.modules["rfc3987_syntax"] = None  # type: ignore[assignment]

GOLDEN_FOLDER = Path(__file__).parent / "golden"

# The same examples on every machine, and no deadline, because results must not depend on the load. Few of them by
# default; `make test-long` runs every property test with many.
settings.register_profile(
    "steady",
    deadline=None,
    derandomize=True,
    max_examples=int(os.environ.get("CXSITE_EXAMPLES", "40")),
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("steady")
# For `make mutate`, which runs the same tests thousands of times.
settings.register_profile("brisk", settings.get_profile("steady"), max_examples=10)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write tests/golden/ anew from what tests give")


# Fixtures that put a test into a tier automatically: each is a marker, too (see pyproject.toml).
TIERS = {
    "browser": "browser", "page_at": "browser", "sample": "build", "built_site": "build", "serve_project": "slow",
}  # fmt: skip


@pytest.hookimpl(tryfirst=True)  # before `-m` selects tests
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that use a browser or a built site, by their fixtures."""
    for item in items:
        for fixture in TIERS.keys() & set(getattr(item, "fixturenames", ())):
            item.add_marker(TIERS[fixture])


def pytest_unconfigure() -> None:
    gc.unfreeze()  # otherwise libraries report objects of the frozen garbage collector as leaks


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Return a function that compares a result with the file of that name under tests/golden/."""
    return Golden(GOLDEN_FOLDER, update=request.config.getoption("--update-golden"), test=request.node.nodeid)


@pytest.fixture(scope="session", autouse=True)
def _signals() -> None:
    """Restore Ctrl-C and hang-up: processes in the background ignore them, and those started by tests would, too."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) is signal.SIG_IGN:
        signal.signal(signal.SIGHUP, signal.SIG_DFL)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A Chromium. If it is missing, tests fail, because a skipped test proves nothing."""
    executable = chromium_path()
    if executable is None:
        pytest.fail("Chromium is not on PATH: run tools/ensure-test-programs", pytrace=False)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=executable, args=list(CHROMIUM_ARGS))
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def serve_folder() -> Iterator[ServeFolder]:
    """`serve_folder(folder)` returns the address at which the folder is served."""
    with ExitStack() as servers:
        yield lambda folder: servers.enter_context(served(folder))


@pytest.fixture(scope="session")
def page_at(browser: Browser) -> PageAt:
    """`with page_at(url, viewport={"width": 375, "height": 800}) as visit:` opens a watched page."""
    return partial(visiting, browser)


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> MakeOnce:
    """`once("name", fill)` returns a folder that is filled once for all processes; tests must not change it."""
    return partial(make_once, shared_base(tmp_path_factory.getbasetemp()))


@pytest.fixture(scope="session")
def begin(once: MakeOnce) -> Begin:
    """`begin(folder, "en")` writes a new playbook: what `cxsite init` wrote once for all tests, which get copies."""

    def copy(folder: Path, language: str) -> Path:
        def fill(made: Path) -> None:
            done = run(made, "init", ".", "--language", language)
            assert done.returncode == 0, done.stdout + done.stderr

        return shutil.copytree(once(f"begun-{language}", fill), folder, dirs_exist_ok=True)

    return copy


@pytest.fixture(scope="session")
def sample(once: MakeOnce) -> Path:
    """A copy of this repository's playbook with `site/` built; tests must not change it."""

    def fill(folder: Path) -> None:
        done = run(copied(folder), "build", "--as-of", AS_OF)
        assert done.returncode == 0, done.stdout + done.stderr

    return once("sample", fill)
