"""From an empty playbook to a branch that is ready for review, without typing YAML, as the guide tells it.

By default each language, each width, and keyboard and mouse once, with one touchpoint a stage; `make test-reach` tries
six pairs of them, each with eight touchpoints.
"""

from __future__ import annotations

import subprocess
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pytest
from browsing import watched
from editor_author import PATIENCE, Author, editing
from sample_project import run
from site_walk import WHOLE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Story:
    """What an author writes in one language. `touchpoints` are those of each stage, with their emotions."""

    persona: str
    tagline: str
    journey: str
    stages: Sequence[str]
    touchpoints: Sequence[Sequence[tuple[str, int]]]
    pain_points: Mapping[str, str]
    opportunity: str
    action: str
    owner: str
    channel: str
    metric: str


VIETNAMESE = Story(
    persona="Cô Hạnh",
    tagline="Đặt bánh giỗ, muốn mọi thứ chỉn chu",
    journey="Đặt bánh giỗ tại tiệm",
    stages=("Nhận biết", "Lựa chọn", "Sử dụng"),
    touchpoints=(
        (("Thấy biển hiệu", 3), ("Hỏi hàng xóm", 4), ("Gọi hỏi giá", 3)),
        (("Ghé tiệm xem bánh", 4), ("Đặt cọc", 2), ("Nhận phiếu hẹn", 2)),
        (("Lấy bánh", 4), ("Bày mâm giỗ", 5)),
    ),
    pain_points={"Đặt cọc": "Phiếu viết tay khó đọc", "Gọi hỏi giá": "Máy bận buổi sáng"},
    opportunity="Khách biết chắc tiệm đã ghi đúng",
    action="Nhắn tin xác nhận đơn",
    owner="Nhóm trải nghiệm khách hàng",
    channel="Gặp trực tiếp",
    metric="Hài lòng khi đặt bánh",
)
ENGLISH = Story(
    persona="Ms Hạnh",
    tagline="Orders cakes for the family, wants everything in order",
    journey="Ordering a cake at the shop",
    stages=("Awareness", "Choice", "Use"),
    touchpoints=(
        (("Sees the sign", 3), ("Asks a neighbour", 4), ("Calls about prices", 3)),
        (("Looks at cakes", 4), ("Pays a deposit", 2), ("Gets a slip", 2)),
        (("Collects the cake", 4), ("Sets the table", 5)),
    ),
    pain_points={"Pays a deposit": "The written slip is hard to read", "Calls about prices": "The line is busy"},
    opportunity="Customers know that the order is right",
    action="Confirm each order by message",
    owner="Customer experience",
    channel="In person",
    metric="Satisfaction with ordering",
)
STORIES = {"vi": VIETNAMESE, "en": ENGLISH}


def one_touchpoint_a_stage(story: Story) -> Story:
    """Return the story with the last touchpoint of each stage that has a pain point, or else the last one."""
    chosen = [
        next((one for one in reversed(stage) if one[0] in story.pain_points), stage[-1]) for stage in story.touchpoints
    ]
    return replace(story, touchpoints=[[one] for one in chosen])


def git(folder: Path, *arguments: str) -> str:
    command = ["git", "-c", "user.name=Author", "-c", "user.email=author@example.com", *arguments]
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout


@pytest.fixture
def playbook(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """An empty playbook in a git repository whose remote is bare."""
    language = request.node.callspec.params["language"]
    project, bare = tmp_path / "playbook", tmp_path / "shared.git"
    done = run(
        tmp_path, "init", str(project), "--language", language, "--starter", "empty", "--title", "Bánh", "--ci", "none"
    )
    assert done.returncode == 0, done.stderr
    git(tmp_path, "init", "--quiet", "--bare", "--initial-branch=main", str(bare))
    git(project, "init", "--quiet", "--initial-branch=main")
    git(project, "config", "user.name", "Author")
    git(project, "config", "user.email", "author@example.com")
    git(project, "add", ".")
    git(project, "commit", "--quiet", "-m", "Start")
    git(project, "remote", "add", "origin", str(bare))
    git(project, "push", "--quiet", "origin", "main")
    return project


@pytest.mark.parametrize(
    ("language", "width", "hand"),
    [
        ("vi", 375, "mouse"),
        ("en", 1440, "keyboard"),
        *([("vi", 1440, "mouse"), ("en", 1440, "mouse"), ("en", 375, "mouse"), ("vi", 1440, "keyboard")] * WHOLE),
    ],
)
def test_an_author_writes_a_first_journey_and_sends_it_for_review(
    playbook: Path, browser: Browser, language: str, width: int, hand: str
) -> None:
    story = STORIES[language] if WHOLE else one_touchpoint_a_stage(STORIES[language])
    with (
        editing(playbook, language) as address,
        watched(browser, address, viewport={"width": width, "height": 900}, locale="en-US") as visit,
    ):
        author = Author(visit.page, language, by_keyboard=hand == "keyboard")
        visit.page.goto(address)
        write_persona(author, story)
        write_journey(author, story)
        write_pain_points(author, story)
        write_opportunity(author, story)
        write_action(author, story)
        write_metric(author, story)
        send_for_review(author)
        assert not visit.page_errors
    check_branch(playbook, story)


def write_persona(author: Author, story: Story) -> None:
    author.new("persona")
    author.write("name", story.persona)
    author.write("tagline", story.tagline)
    author.save()
    author.wait_for("persona", story.persona)


def write_journey(author: Author, story: Story) -> None:
    author.new("journey")
    author.write("title", story.journey)
    author.press_in_form(f"remove:stages.{len(story.stages)}")
    author.save()
    author.wait_for("journey", story.journey)
    for stage, touchpoints in zip(story.stages, story.touchpoints, strict=True):
        for name, emotion in touchpoints:
            label = f"{author.word('script.add-touchpoint')}: {stage}"
            author.press(author.page.locator(f'button[aria-label="{label}"]:visible').first)
            author.write("name", name)
            author.choose("emotion", str(emotion))
            author.save()
            author.wait_for("touchpoint", name)


def write_pain_points(author: Author, story: Story) -> None:
    for touchpoint, text in story.pain_points.items():
        author.edit("touchpoint", touchpoint)
        author.write("channels", story.channel)
        author.press_in_form("add:pain_points")
        author.write("pain_points.0.text", text)
        author.choose("pain_points.0.severity", "4")
        author.save()
        author.wait_for("pain-point", text)


def write_opportunity(author: Author, story: Story) -> None:
    touchpoint, pain_point = next(iter(story.pain_points.items()))
    author.edit("touchpoint", touchpoint)
    author.press_in_form("add:opportunities")
    author.write("opportunities.0.text", story.opportunity)
    author.write("opportunities.0.addresses", pain_point)
    author.save()
    author.wait_for("opportunity", story.opportunity)


def write_action(author: Author, story: Story) -> None:
    pain_point = next(iter(story.pain_points.values()))
    label = f"{author.word('script.add-action')}: {pain_point}"
    author.press(author.page.locator(f'button[aria-label="{label}"]:visible').first)
    author.write("title", story.action)
    author.write("owner", story.owner)
    author.pick_day("due", "2026-12-24")
    author.save()
    author.wait_for("action", story.action)


def write_metric(author: Author, story: Story) -> None:
    author.new("metric")
    author.write("name", story.metric)
    author.choose("kind", "nps")
    author.choose("family", "feedback")
    author.save()
    author.wait_for("metric", story.metric)


def send_for_review(author: Author) -> None:
    author.press(author.page.locator(".cx-edit-menu a[href='/.edit/send']"))
    page = author.page
    page.wait_for_url("**/.edit/send", timeout=PATIENCE)
    author.press(page.locator("form[action='/.edit/send'] button.cx-edit-main"))
    page.locator("h1", has_text=author.word("sent.title")).wait_for(timeout=PATIENCE)


def check_branch(playbook: Path, story: Story) -> None:
    """The branch is in the shared repository, and its content passes what CI runs."""
    bare = playbook.parent / "shared.git"
    (branch,) = [one for one in git(bare, "branch", "--format=%(refname:short)").split() if one != "main"]
    copy = playbook.parent / "copy"
    git(playbook.parent, "clone", "--quiet", "--branch", branch, str(bare), str(copy))
    texts = {file.name: file.read_text(encoding="utf-8") for file in (copy / "content").rglob("*.yml")}
    everything = "\n".join(texts.values())
    wanted = [story.persona, story.tagline, story.journey, story.opportunity, story.action, story.metric]
    names = [name for touchpoints in story.touchpoints for name, _ in touchpoints]
    assert [
        text for text in (*wanted, *names, *story.pain_points.values(), "2026-12-24") if text not in everything
    ] == []
    for command in (("validate",), ("format", "--check")):
        done = run(copy, *command)
        assert done.returncode == 0, done.stdout + done.stderr
