"""The journey map is edited by mouse and keyboard; forms survive what happens around them; texts stay texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import yaml
from browsing import watched
from editor_author import PATIENCE, Author, edit_in_browser

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Locator

pytestmark = pytest.mark.slow
JOURNEY = """\
# Câu này ở lại.
title: Mua bánh
personas: [hanh]
stages:
  - stage: nhan-biet
    touchpoints:
      - id: bien-hieu # tấm biển
        name: Biển hiệu
        emotion: 3
      - id: hoi-gia
        name: Hỏi giá
        emotion: 2
        pain_points:
          - id: may-ban
            text: Máy bận
  - stage: lua-chon
    touchpoints:
      - id: xem-banh
        name: Xem bánh
        emotion: 4
      - id: dat-coc
        name: Đặt cọc
        emotion: 2
"""
TURN_MILLISECONDS, QUIET_TURNS = 50, 4
"""How often the state of the preview is looked at, and how many times it is the same where nothing is being built."""
HOSTILE = "</textarea><img src=x onerror=window.hacked=1> \"'`{{ 7*7 }} &amp; <script>window.hacked=1</script>"


class Editing:
    """A playbook with one journey, its author in a browser, and the file of the journey."""

    def __init__(self, project: Path, author: Author, address: str) -> None:
        self.project, self.author, self.address = project, author, address
        self.file = project / "content/journeys/mua-banh.yml"
        self.base = address.partition("/?")[0]

    def begin(self) -> None:
        """Show the map of the journey as it was written."""
        build = self.wait_until_built()
        if self.file.read_text(encoding="utf-8") != JOURNEY:
            self.file.write_text(JOURNEY, encoding="utf-8")
            self.wait_until_built(after=build)
        page = self.author.page
        page.goto(f"{self.base}/journeys/mua-banh_map.html")
        self.author.wait_for("touchpoint", "Biển hiệu")
        page.wait_for_function("() => document.querySelectorAll('.cx-edit-knob').length === 4", timeout=PATIENCE)

    def state(self) -> dict[str, Any]:
        """What the preview shows: the number of its build, and that of the next one while it is being built."""
        found: dict[str, Any] = self.author.page.request.get(f"{self.base}/.preview/state").json()
        return found

    def wait_until_built(self, after: int = 0) -> int:
        """Wait until the preview shows a build after that one, and no other begins; return the build's number.

        A page that is exchanged would lose what is dragged.
        """
        known: dict[str, Any] = {"build": 0}
        same = 0
        while same < QUIET_TURNS:
            before, known = known, self.state()
            is_built = known["build"] > after and known["next"] == 0
            same = same + 1 if is_built and known == before else 0
            self.author.page.wait_for_timeout(TURN_MILLISECONDS)
        return int(known["build"])

    @property
    def order(self) -> list[list[str]]:
        """The ids of the touchpoints in the file, by stage."""
        read = yaml.safe_load(self.file.read_text(encoding="utf-8"))
        return [[touchpoint["id"] for touchpoint in stage.get("touchpoints") or ()] for stage in read["stages"]]

    def touchpoint(self, key: str) -> dict[str, Any]:
        read = yaml.safe_load(self.file.read_text(encoding="utf-8"))
        return next(one for stage in read["stages"] for one in stage["touchpoints"] if one["id"] == key)

    def button(self, key: str) -> Locator:
        """Return the button in the head of a column of the map."""
        return self.author.page.locator(f'.cx-map [data-main][data-record="journeys/mua-banh/touchpoints/{key}"]')

    def wait_until_saved(self, act: Any) -> None:
        """Do something, and wait until the editor has answered and the preview shows it."""
        build = int(self.state()["build"])
        with self.author.page.expect_response(lambda one: "/.edit/" in one.url and one.request.method == "POST") as got:
            act()
        assert got.value.status == 204
        self.wait_until_built(after=build)


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Editing]:
    with edit_in_browser(tmp_path_factory.mktemp("map"), browser, JOURNEY) as begun:
        editing = Editing(*begun)
        editing.author.page.goto(editing.address)  # which leaves the cookie that allows to edit
        yield editing


def test_a_touchpoint_is_moved_duplicated_and_deleted_by_keyboard(editor: Editing) -> None:
    editor.begin()
    keyboard = editor.author.page.keyboard
    editor.button("bien-hieu").focus()
    editor.wait_until_saved(lambda: keyboard.press("Alt+ArrowRight"))
    assert editor.order == [["hoi-gia", "bien-hieu"], ["xem-banh", "dat-coc"]]
    assert "- id: bien-hieu # tấm biển" in editor.file.read_text(encoding="utf-8")
    editor.author.page.wait_for_function(
        "() => document.activeElement.dataset.record === 'journeys/mua-banh/touchpoints/bien-hieu'", timeout=PATIENCE
    )
    editor.wait_until_saved(lambda: keyboard.press("Control+d"))
    assert [len(stage) for stage in editor.order] == [3, 2]
    editor.button("dat-coc").focus()
    keyboard.press("Delete")
    editor.author.place.locator("form").wait_for(timeout=PATIENCE)
    editor.wait_until_saved(lambda: editor.author.place.locator("button.cx-edit-danger").press("Enter"))
    assert editor.order[1] == ["xem-banh"]


def test_a_touchpoint_is_dragged_to_another_stage(editor: Editing) -> None:
    editor.begin()
    heads = editor.author.page.locator(".cx-map thead th[scope=col]")
    editor.wait_until_saved(lambda: heads.nth(0).drag_to(heads.nth(3)))
    assert editor.order == [["hoi-gia"], ["xem-banh", "bien-hieu", "dat-coc"]]


def test_an_emotion_is_dragged_along_the_curve(editor: Editing) -> None:
    editor.begin()
    page = editor.author.page
    knob = page.locator('[data-emotion="journeys/mua-banh/touchpoints/hoi-gia"]')
    knob.scroll_into_view_if_needed()
    box = knob.bounding_box()
    assert box is not None
    middle = box["x"] + box["width"] / 2
    heights = [box["y"] + 17 + (5 - emotion) * (box["height"] - 34) / 4 for emotion in (2, 5)]
    page.mouse.move(middle, heights[0])
    page.mouse.down()
    page.mouse.move(middle, heights[1], steps=6)
    editor.wait_until_saved(page.mouse.up)
    assert editor.touchpoint("hoi-gia")["emotion"] == 5
    assert editor.file.read_text(encoding="utf-8") == JOURNEY.replace(
        "emotion: 2\n        pain", "emotion: 5\n        pain"
    )


def test_an_emotion_is_set_by_keyboard_and_undone(editor: Editing) -> None:
    editor.begin()
    page = editor.author.page
    knob = page.locator('[data-emotion="journeys/mua-banh/touchpoints/xem-banh"]')
    editor.wait_until_saved(lambda: knob.press("ArrowUp"))
    assert editor.touchpoint("xem-banh")["emotion"] == 5
    page.goto(f"{editor.base}/.edit/changes")
    editor.wait_until_saved(page.locator("form[action='/.edit/undo'] button").first.click)
    assert editor.file.read_text(encoding="utf-8") == JOURNEY


def test_the_missing_action_is_offered_beside_the_pain_point(editor: Editing) -> None:
    editor.begin()
    page = editor.author.page
    page.goto(f"{editor.base}/journeys/mua-banh.html")
    page.locator(".cx-edit-offer", has_text="Điểm đau này chưa có hành động").first.wait_for(timeout=PATIENCE)
    editor.author.press(page.get_by_role("button", name="Thêm hành động: Máy bận").first)
    editor.author.write("title", "Thêm một máy")
    editor.author.save()
    actions = yaml.safe_load(editor.file.read_text(encoding="utf-8"))["actions"]
    assert [(one["title"], one["addresses"]) for one in actions] == [("Thêm một máy", ["may-ban"])]


def test_what_another_program_wrote_meanwhile_is_shown_and_the_author_chooses(editor: Editing) -> None:
    editor.begin()
    author = editor.author
    author.press(editor.button("dat-coc"))
    author.write("name", "Đặt cọc trước")
    editor.file.write_text(JOURNEY.replace("Đặt cọc", "Trả cọc"), encoding="utf-8")
    author.press_in_form("save")
    versions = author.place.locator("pre").all_inner_texts()
    assert "Đặt cọc trước" in versions
    assert "Trả cọc" in versions
    editor.wait_until_saved(author.place.locator("button[value=keep-mine]").click)
    assert editor.file.read_text(encoding="utf-8") == JOURNEY.replace("Đặt cọc", "Đặt cọc trước")


def test_an_open_form_keeps_what_is_written_while_the_preview_is_built_anew(editor: Editing) -> None:
    editor.begin()
    author = editor.author
    author.press(editor.button("dat-coc"))
    author.write("name", "Đặt cọc bằng thẻ")
    playbook = editor.project / "content/playbook.yml"
    before = author.page.evaluate(
        "fetch('/.preview/state').then((answer) => answer.json()).then((state) => state.build)"
    )
    playbook.write_text(playbook.read_text(encoding="utf-8").replace("Website", "Trang web"), encoding="utf-8")
    author.page.wait_for_function(
        "(before) => fetch('/.preview/state').then((answer) => answer.json()).then((state) => state.build !== before)",
        arg=before, timeout=PATIENCE,
    )  # fmt: skip
    author.save()
    assert editor.touchpoint("dat-coc")["name"] == "Đặt cọc bằng thẻ"


def test_hostile_texts_are_saved_and_shown_as_texts(editor: Editing) -> None:
    editor.begin()
    author = editor.author
    author.press(editor.button("xem-banh"))
    for name in ("name", "does", "thinks", "feels", "quote"):
        author.write(name, HOSTILE)
    author.save()
    saved = editor.touchpoint("xem-banh")
    assert {saved[name] for name in ("name", "does", "thinks", "feels", "quote")} == {HOSTILE}
    author.page.locator(".cx-map thead a", has_text=HOSTILE).wait_for(timeout=PATIENCE)
    author.press(editor.button("xem-banh"))
    assert author.place.locator("[name=name]").input_value() == HOSTILE
    assert author.page.evaluate("window.hacked") is None
    author.press(author.place.locator(".cx-edit-close"))


def test_everything_works_as_plain_pages_without_scripts(editor: Editing, browser: Browser) -> None:
    with watched(browser, editor.address, java_script_enabled=False) as visit:
        page = visit.page
        page.goto(editor.address)
        page.goto(f"{editor.base}/.edit/new?kind=persona")
        page.locator("[name=name]").fill("Chú Ba")
        page.locator("summary", has_text="Phía khách hàng").click()
        page.locator("button[value='add:needs']").click()
        page.locator("[name='needs.0']").fill("Gọn")
        page.locator("button[value='add:needs']").click()
        page.locator("[name='needs.1']").fill("Nhanh")
        page.locator("button[value='up:needs.1']").click()
        page.locator("button.cx-edit-main[value=save]").click()
    saved = yaml.safe_load((editor.project / "content/personas/chu-ba.yml").read_text(encoding="utf-8"))
    assert (saved["name"], saved["needs"]) == ("Chú Ba", ["Nhanh", "Gọn"])


def test_a_record_that_is_missing_is_created_from_the_field_that_names_it(editor: Editing) -> None:
    editor.begin()
    author = editor.author
    author.new("journey")
    author.write("title", "Giao bánh tận nhà")
    author.press(author.place.locator("[data-new-for=personas]"))
    author.place.locator("form").wait_for(timeout=PATIENCE)
    author.write("name", "Anh Tư")
    author.save()
    author.page.wait_for_function("() => document.querySelectorAll('dialog[open]').length === 1", timeout=PATIENCE)
    chosen = author.place.locator("input[name=personas]:not([type=hidden])")
    assert "Anh Tư" in [box.input_value() for box in chosen.all()]
    author.save()
    author.wait_for("journey", "Giao bánh tận nhà")
    saved = yaml.safe_load((editor.project / "content/journeys/giao-banh-tan-nha.yml").read_text(encoding="utf-8"))
    assert "anh-tu" in saved["personas"]
