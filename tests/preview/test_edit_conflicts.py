"""Two windows, an editor and git at the same time, a full disk: nothing is lost, and the choice is clear."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from editing_playbook import JOURNEY_PATH, TOUCHPOINT, EditingBrowser, editing, write_playbook

from cxsite.authoring import replace_files

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FORM = "/.edit/form"


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[EditingBrowser]:
    with editing(write_playbook(tmp_path)) as opened:
        yield opened


def open_digest(browser: EditingBrowser, record: str = TOUCHPOINT) -> str:
    """Open a form and return the file's hash in it."""
    found = re.search(r'name="digest" value="(\w+)"', browser.get(f"{FORM}?record={record}").text)
    assert found is not None
    return found[1]


def change_on_disk(browser: EditingBrowser, old: str, new: str) -> None:
    text = browser.text()
    assert old in text
    (browser.project / JOURNEY_PATH).write_text(text.replace(old, new), "utf-8")


def test_a_file_that_changed_on_disk_is_not_overwritten(browser: EditingBrowser) -> None:
    digest = open_digest(browser)
    change_on_disk(browser, "Khách thử ba cái váy", "Khách thử hai cái áo")
    before = browser.text()
    answer = browser.post(FORM, {"record": TOUCHPOINT, "digest": digest, "does": "Khách soi gương"})
    assert answer.status == 409
    assert "Khách soi gương" in answer.text
    assert "Khách thử hai cái áo" in answer.text
    assert "Khách thử ba cái váy" in answer.text
    assert browser.text() == before


def test_keeping_mine_saves_only_what_i_changed(browser: EditingBrowser) -> None:
    digest = open_digest(browser)
    change_on_disk(browser, "emotion: 2", "emotion: 5")
    values = {"record": TOUCHPOINT, "does": "Khách soi gương", "emotion": "2"}
    assert browser.post(FORM, {**values, "digest": digest}).status == 409
    mine = {**values, "digest": open_digest(browser), "opened": digest, "do": "keep-mine"}
    assert browser.post(FORM, mine).status == 303
    assert "does: 'Khách soi gương'" in browser.text()
    assert "emotion: 5" in browser.text()


def test_taking_theirs_shows_the_form_of_what_is_on_disk(browser: EditingBrowser) -> None:
    digest = open_digest(browser)
    change_on_disk(browser, "Khách thử ba cái váy", "Khách thử hai cái áo")
    answer = browser.post(FORM, {"record": TOUCHPOINT, "digest": digest, "does": "Tôi", "do": "take-theirs"})
    assert answer.status == 200
    assert "Khách thử hai cái áo" in answer.text


def test_a_choice_is_asked_again_if_the_file_changes_once_more(browser: EditingBrowser) -> None:
    digest = open_digest(browser)
    change_on_disk(browser, "emotion: 2", "emotion: 5")
    second = open_digest(browser)
    change_on_disk(browser, "emotion: 5", "emotion: 1")
    values = {"record": TOUCHPOINT, "digest": second, "opened": digest, "does": "Tôi", "do": "keep-mine"}
    assert browser.post(FORM, values).status == 409
    assert "emotion: 1" in browser.text()


def test_a_touchpoint_that_another_branch_does_not_have_is_gone(browser: EditingBrowser) -> None:
    digest = open_digest(browser)
    change_on_disk(browser, "id: thu-do", "id: thu-ao")  # as `git checkout` would
    answer = browser.post(FORM, {"record": TOUCHPOINT, "digest": digest, "does": "Khách soi gương"})
    assert answer.status == 409
    assert "Khách soi gương" in answer.text
    assert "Khách soi gương" not in browser.text()


def test_a_number_does_not_lead_to_another_record(browser: EditingBrowser) -> None:
    record = "journeys/mua-vay/stages/0/touchpoints/1"
    digest = open_digest(browser, record)
    browser.post("/.edit/move", {"record": TOUCHPOINT, "by": "-1"})
    answer = browser.post(FORM, {"record": record, "digest": digest, "does": "Sai chỗ"})
    assert answer.status == 409
    assert "Sai chỗ" not in browser.text()


def test_two_windows_that_save_at_once_lose_nothing(browser: EditingBrowser) -> None:
    digest = open_digest(browser)
    texts = [f"Cửa sổ {number}" for number in range(8)]

    def save(text: str) -> int:
        return browser.post(FORM, {"record": TOUCHPOINT, "digest": digest, "does": text}).status

    with ThreadPoolExecutor(8) as pool:
        statuses = list(pool.map(save, texts))
    assert sorted(statuses) == [303, *[409] * 7]
    assert texts[statuses.index(303)] in browser.text()


def test_a_full_disk_changes_nothing(browser: EditingBrowser, monkeypatch: pytest.MonkeyPatch) -> None:
    before = browser.text()

    def no_space(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as full:
        full.setattr(replace_files, "write_beside", no_space)
        answer = browser.post(FORM, {"record": TOUCHPOINT, "does": "Khách soi gương"})
    assert answer.status == 500
    assert browser.text() == before
    assert "Chưa lưu được gì" in answer.text
    assert browser.session.undoable == ()
    assert browser.post(FORM, {"record": TOUCHPOINT, "does": "Khách soi gương"}).status == 303


def test_undo_gives_the_bytes_back_newest_first(browser: EditingBrowser) -> None:
    first = browser.text()
    browser.post(FORM, {"record": TOUCHPOINT, "does": "Một"})
    second = browser.text()
    browser.post("/.edit/delete", {"record": "journeys/mua-vay/touchpoints/hoi", "confirmed": "yes"})
    assert "id: hoi" not in browser.text()
    assert browser.post("/.edit/undo", {}).status == 303
    assert browser.text() == second
    assert browser.post("/.edit/undo", {}).status == 303
    assert browser.text() == first
    assert browser.post("/.edit/undo", {}).status == 409


def test_what_is_saved_and_undone_is_announced_to_the_preview(browser: EditingBrowser) -> None:
    announced: list[Path] = []
    browser.session.announce = announced.extend
    browser.post(FORM, {"record": TOUCHPOINT, "digest": open_digest(browser), "does": "Khách soi gương"})
    browser.post(FORM, {"record": TOUCHPOINT, "digest": open_digest(browser), "emotion": "9"})  # refused
    browser.post("/.edit/undo", {})
    assert announced == [browser.project / JOURNEY_PATH] * 2


def test_what_was_changed_elsewhere_since_is_not_undone(browser: EditingBrowser) -> None:
    browser.post(FORM, {"record": TOUCHPOINT, "does": "Một"})
    change_on_disk(browser, "emotion: 2", "emotion: 5")
    before = browser.text()
    assert browser.post("/.edit/undo", {}).status == 409
    assert browser.text() == before


def test_values_that_cannot_be_read_are_never_written(browser: EditingBrowser) -> None:
    before = browser.text()
    answer = browser.post(FORM, {"record": "journeys/mua-vay/actions/dat-cho", "due": "2026-02-31", "title": "Xong"})
    assert answer.status == 422
    assert "2026-02-31" in answer.text
    assert "Xong" in answer.text
    assert browser.text() == before


def test_warnings_do_not_stop_a_save(browser: EditingBrowser) -> None:
    assert browser.post(FORM, {"record": "journeys/mua-vay/actions/dat-cho", "due": ""}).status == 303
    assert "due:" not in browser.text()


def test_what_others_name_is_not_removed_before_they_stop(browser: EditingBrowser) -> None:
    before = browser.text()
    record = {"record": TOUCHPOINT, "confirmed": "yes"}
    answer = browser.post("/.edit/delete", record)
    assert answer.status == 422
    assert "cho-lau" in answer.text
    assert browser.text() == before
    assert browser.post("/.edit/delete", {**record, "references": "yes"}).status == 303
    assert "thu-do" not in browser.text()
    assert "cho-lau" not in browser.text()
    assert "title: Đặt chỗ phòng thử" in browser.text()


def test_records_are_added_copied_and_moved(browser: EditingBrowser) -> None:
    where = "journeys/mua-vay/stages/1/touchpoints"
    assert (
        browser.post("/.edit/new", {"record": where, "name": "Giặt ở nhà", "emotion": "3", "number": "0"}).status == 303
    )
    assert browser.post("/.edit/duplicate", {"record": TOUCHPOINT}).status == 303
    moved = browser.post("/.edit/move", {"record": "journeys/mua-vay/touchpoints/thu-do-2", "to": where, "number": "1"})
    assert moved.status == 303
    content = browser.session.files().content
    stages = content.journeys["mua-vay"].stages
    assert [[one.key for one in stage.touchpoints] for stage in stages] == [
        ["hoi", "thu-do"], ["giat-o-nha", "thu-do-2", "mac"]
    ]  # fmt: skip
    assert stages[1].touchpoints[1].pain_points[0].id == "cho-lau-2"
    assert "# điểm quan trọng" in browser.text()


def test_new_files_are_what_a_careful_author_would_write(browser: EditingBrowser) -> None:
    values: dict[str, str | list[str]] = {"record": "persona", "name": "Mai Hạnh", "goals.0": "Mua nhanh"}
    answer = browser.post("/.edit/new", values, X_Requested_With="panel")
    assert (answer.status, answer.headers["X-Address"]) == (204, "personas/mai-hanh")
    assert browser.text("content/personas/mai-hanh.yml") == "name: Mai Hạnh\ngoals:\n  - Mua nhanh\n"
    journey = {"record": "journey", "title": "Đổi váy", "personas": ["", "lan"], "stages": ["", "su-dung"]}
    assert browser.post("/.edit/new", journey).status == 303
    assert browser.text("content/journeys/doi-vay.yml") == (
        "title: Đổi váy\npersonas: [lan]\nstages:\n  - stage: su-dung\n"
    )
    assert browser.post("/.edit/new", {"record": "journey", "title": "Thiếu"}).status == 422
    action = {"record": "action", "title": "Gọi lại", "addresses": ["", "mua-vay/cho-lau"], "due": "31/12/2026"}
    assert browser.post("/.edit/new", action).status == 303
    assert "due: 2026-12-31" in browser.text("content/actions/goi-lai.yml")


def upload(name: str, data: bytes, token: str) -> tuple[bytes, str]:
    """Return a multipart body with a file and the token, and its media type."""
    parts = [
        f'Content-Disposition: form-data; name="token"\r\n\r\n{token}'.encode(),
        f'Content-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'.encode() + data,
    ]
    body = b"".join(b"--limit\r\n" + part + b"\r\n" for part in parts) + b"--limit--\r\n"
    return body, "multipart/form-data; boundary=limit"


def test_a_table_becomes_a_draft_that_can_be_undone(browser: EditingBrowser) -> None:
    before = sorted((browser.project / "content").rglob("*.yml"))
    table = "Giai đoạn,Điểm chạm,Kênh,Cảm xúc\nMua hàng,Xem váy,Cửa hàng,4\nĐổi trả,Gửi lại,Bưu điện,2\n"
    body, kind = upload("../../Hành trình đổi trả.csv", table.encode(), browser.access.form_token)
    answer = browser.send("POST", "/.edit/import", body, Content_Type=kind)
    assert answer.status == 303
    made = [path for path in sorted((browser.project / "content").rglob("*.yml")) if path not in before]
    assert [path.parent.name for path in made] == ["journeys"]
    assert "Gửi lại" in made[0].read_text("utf-8")
    assert "Đổi trả" in browser.text("content/playbook.yml")
    assert browser.post("/.edit/undo", {}).status == 303
    assert sorted((browser.project / "content").rglob("*.yml")) == before


@pytest.mark.parametrize(("name", "data"), [("x.csv", b""), ("x.doc", b"x"), ("x.xlsx", b"no workbook"), ("", b"x")])
def test_a_file_that_cannot_be_taken_is_refused(browser: EditingBrowser, name: str, data: bytes) -> None:
    body, kind = upload(name, data, browser.access.form_token)
    answer = browser.send("POST", "/.edit/import", body, Content_Type=kind)
    assert answer.status == 422
    assert 'role="alert"' in answer.text


def test_an_upload_needs_the_token_too(browser: EditingBrowser) -> None:
    body, kind = upload("x.csv", b"a,b\n", "0" * 32)
    assert browser.send("POST", "/.edit/import", body, Content_Type=kind).status == 403
