"""One touchpoint's emotion on its way from YAML to a page: each step is taken once, in order, and is not deep."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from small_playbook import FILES, TODAY
from small_site import CONFIG

import cxsite
from cxsite.cli.assemble_site import assemble_site
from cxsite.model.records.touchpoint import Touchpoint
from cxsite.reading import read
from cxsite.rules import check_content
from cxsite.site.build import build
from cxsite.site.builders import processes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

pytestmark = pytest.mark.build

PACKAGE = Path(cxsite.__file__).parent
STEPS = ("plan", "context", "render", "frame", "assemble", "finish", "verify", "publish")
OF_A_PAGE = STEPS[1:5]
ORDER = ("reading", "rules", "pages", "rendering", "site")
"""Packages in the order in which the emotion passes them. `model`, `i18n` and others are asked from everywhere."""
DEEPEST = 8
"""How many calls lie between `build` and the context of a page; they were nineteen."""
NAME = "Thử váy mới lạ"


@dataclass
class Trace:
    """The calls of a build: those of steps, and those that are given the touchpoint or HTML that shows it."""

    steps: list[str] = field(default_factory=list)
    passed: list[tuple[int, str, str]] = field(default_factory=list)
    deepest: int = 0
    _depth: int = 0
    _step: str = ""

    def see(self, frame: FrameType, event: str, _: object) -> None:
        code = frame.f_code
        self._depth += (event == "call") - (event == "return")
        if event != "call" or not code.co_filename.startswith(str(PACKAGE)):
            return
        path = Path(code.co_filename).relative_to(PACKAGE)
        if path.as_posix() in ("site/pipeline.py", "site/publishing/publish.py") and code.co_name in STEPS:
            self._step = code.co_name
            self.steps.append(self._step)
        if path.as_posix() == "site/build.py" and code.co_name == "build":
            self._depth = 0
        if path.as_posix() == "pages/journey.py" and self._step == "context":
            self.deepest = self.deepest or self._depth
        given = (frame.f_locals[name] for name in code.co_varnames[: code.co_argcount])
        if any(map(is_trace, given)):
            self.passed.append((self.steps.count("context"), path.parts[0], self._step))


def is_trace(value: object) -> bool:
    if isinstance(value, Touchpoint):
        return value.name == NAME
    return isinstance(value, str) and NAME in value and "<" in value


@contextmanager
def traced() -> Iterator[Trace]:
    trace = Trace()
    sys.setprofile(trace.see)
    try:
        yield trace
    finally:
        sys.setprofile(None)


@pytest.fixture(scope="module")
def trace(tmp_path_factory: pytest.TempPathFactory) -> Trace:
    project = tmp_path_factory.mktemp("playbook")
    (project / "mkdocs.yml").write_bytes(CONFIG.read_bytes())
    for path, text in FILES.items():
        file = project / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text.replace("Thử đồ", NAME), "utf-8")
    with pytest.MonkeyPatch.context() as patch, traced() as found:
        patch.setattr(processes, "count_usable_cores", lambda: 1)
        content, _ = read(project, today=TODAY)
        check_content(content)
        build(assemble_site(project, content), project / "site")
    page = (project / "site/journeys/mua.html").read_text("utf-8")
    assert NAME in page
    return found


def test_each_step_is_taken_in_order_and_each_page_takes_its_own_once(trace: Trace) -> None:
    assert tuple(dict.fromkeys(trace.steps)) == STEPS
    pages = "".join(step[0] for step in trace.steps if step in OF_A_PAGE).split("c")[1:]
    assert len(pages) > 20
    assert set(pages) <= {"rfa", "rf"}, "a page whose frame is not known yet is made again"
    assert pages.count("rf") < len(pages) / 4
    assert [step for step in trace.steps if step not in OF_A_PAGE] == ["plan", "finish", "verify", "publish"]


def test_the_emotion_never_goes_back(trace: Trace) -> None:
    ways: dict[int, list[str]] = {}
    for page, package, _ in trace.passed:
        ways.setdefault(page, []).append(package)
    assert len(ways) > 3
    for way in ways.values():
        passed = [ORDER.index(package) for package in way if package in ORDER]
        assert passed == sorted(passed), way
    assert {package for _, package, step in trace.passed if step == "context"} >= {"pages"}
    assert {package for _, package, step in trace.passed if step in ("frame", "assemble")} <= {"site", "escaping"}


def test_the_context_of_a_page_is_not_deep_inside_a_build(trace: Trace) -> None:
    assert 0 < trace.deepest <= DEEPEST
