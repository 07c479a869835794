"""The id of a record changes in a form, with all places that refer to it, and that can be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from editing_playbook import TOUCHPOINT, EditingBrowser, editing, write_playbook

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

RENAME = "/.edit/rename"
JOURNEY = "content/journeys/mua-vay.yml"


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[EditingBrowser]:
    with editing(write_playbook(tmp_path)) as opened:
        yield opened


def snapshot(project: Path) -> dict[str, bytes]:
    return {path.as_posix(): path.read_bytes() for path in sorted((project / "content").rglob("*.yml"))}


@pytest.mark.parametrize(
    ("record", "of", "changed", "page"),
    [
        ("personas/lan", "persona/lan", ("personas: [lan]", "personas: [lan-anh]"), "/personas/lan-anh.html"),
        ("playbook/channels/cua-hang", "channel/cua-hang", ("channels: [cua-hang]", "channels: [lan-anh]"), ""),
        ("playbook/teams/ban-hang", "team/ban-hang", ("owner: ban-hang", "owner: lan-anh"), ""),
        (TOUCHPOINT, "pain-point/mua-vay/cho-lau", ("addresses: [cho-lau]", "addresses: [lan-anh]"), "#pain-lan-anh"),
        (TOUCHPOINT, "touchpoint/mua-vay/thu-do", ("id: thu-do", "id: lan-anh"), "#touchpoint-lan-anh"),
        ("journeys/mua-vay/actions/dat-cho", "action/mua-vay/dat-cho", ("{id: dat-cho", "{id: lan-anh"), ""),
    ],
)
def test_an_id_changes_everywhere_and_back(
    browser: EditingBrowser, record: str, of: str, changed: tuple[str, str], page: str
) -> None:
    before = snapshot(browser.project)
    assert f'href="{RENAME}?record=' in browser.get(f"/.edit/form?record={record}").text
    assert f'value="{of}"' in browser.get(f"{RENAME}?record={record}").text
    came_from = "/personas/lan.html" if record == "personas/lan" else "/journeys/mua-vay.html"
    answer = browser.post(RENAME, {"record": record, "of": of, "new": " lan-anh ", "page": came_from})
    assert answer.status == 303, answer.text
    assert answer.headers["Location"].endswith(page)
    assert changed[0] not in browser.text(JOURNEY)
    assert changed[1] in browser.text(JOURNEY)
    assert browser.get(f"/.edit/form?record={answer.headers['X-Address']}").status == 200
    assert "lan-anh" in browser.session.undoable[0].sentence
    assert browser.post("/.edit/undo", {}).status == 303
    assert snapshot(browser.project) == before


def test_a_file_keeps_its_comments_under_the_new_name(browser: EditingBrowser) -> None:
    before = browser.text(JOURNEY)
    values = {"record": "journeys/mua-vay", "of": "journey/mua-vay", "new": "mua-dam", "page": "/journeys/mua-vay.html"}
    answer = browser.post(RENAME, values)
    assert (answer.status, answer.headers["Location"]) == (303, "/journeys/mua-dam.html")
    after = browser.text("content/journeys/mua-dam.yml")
    assert after.replace("formerly: [mua-vay]\n", "") == before
    assert not (browser.project / JOURNEY).exists()


@pytest.mark.parametrize("new", ["", "Lan Anh", "../lan", "index", "cho-lau", "x" * 200, "<b>"])
def test_an_id_that_cannot_be_is_asked_again_with_the_reason(browser: EditingBrowser, new: str) -> None:
    before = snapshot(browser.project)
    answer = browser.post(RENAME, {"record": TOUCHPOINT, "of": "pain-point/mua-vay/cho-lau", "new": new})
    assert answer.status == 422
    assert 'role="alert"' in answer.text
    assert "<b>" not in answer.text
    assert snapshot(browser.project) == before


@pytest.mark.parametrize(
    ("record", "of"),
    [("playbook", "persona/lan"), ("personas/lan", "journey/mua-vay"), ("personas/mai", "persona/mai"), ("", "")],
)
def test_only_an_id_of_the_record_itself_is_changed(browser: EditingBrowser, record: str, of: str) -> None:
    before = snapshot(browser.project)
    assert browser.post(RENAME, {"record": record, "of": of, "new": "lan-anh"}).status in {404, 422}
    assert snapshot(browser.project) == before


def test_a_linked_file_is_not_written(browser: EditingBrowser, tmp_path: Path) -> None:
    file, other = tmp_path / JOURNEY, tmp_path / "content/personas/khac.yml"
    other.write_bytes(file.read_bytes())
    (tmp_path / "goc.yml").write_bytes(file.read_bytes())
    other.unlink()
    file.unlink()
    file.symlink_to(tmp_path / "goc.yml")
    before = (tmp_path / "goc.yml").read_bytes()
    answer = browser.post(RENAME, {"record": "personas/lan", "of": "persona/lan", "new": "lan-anh"})
    assert answer.status in {404, 422}
    assert (tmp_path / "goc.yml").read_bytes() == before
    assert (tmp_path / "content/personas/lan.yml").exists()
