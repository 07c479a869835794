"""Nobody but the browser that opened the first address can edit, and it can only edit content."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from editing_playbook import JOURNEY_PATH, TOUCHPOINT, EditingBrowser, editing, write_playbook
from hostile_texts import HOSTILE

from cxsite.editing.shown_values import tidy_text
from cxsite.preview.edit_answers import MAX_FORM

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FORM = "/.edit/form"
VALUES = {"record": TOUCHPOINT, "do": "save", "does": "Khách xem gương"}


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[EditingBrowser]:
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text("<html><body>Trang</body></html>")
    with editing(write_playbook(tmp_path), site) as opened:
        yield opened


def test_the_browser_of_the_first_address_can_edit(browser: EditingBrowser) -> None:
    first = browser.get(f"/?token={browser.access.token}&x=1", Cookie=None)
    assert (first.status, first.headers["Location"]) == (303, "/?x=1")
    assert first.headers["Set-Cookie"] == (
        f"{browser.access.cookie_name}={browser.access.token}; Path=/; HttpOnly; SameSite=Strict"
    )
    assert browser.post(FORM, VALUES).status == 303
    assert "does: 'Khách xem gương'" in browser.text()


def test_the_token_has_128_bits_and_differs_at_each_start(tmp_path: Path) -> None:
    with editing(write_playbook(tmp_path)) as one, editing(tmp_path) as other:
        assert len(one.access.token) == 22
        assert one.access.token != other.access.token
        assert other.post(FORM, VALUES, Cookie=f"{other.access.cookie_name}={one.access.token}").status == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"Cookie": None},
        {"Cookie": "cxsite-edit-1=x"},
        {"Cookie": '"; $x'},
        {"Origin": None},
        {"Origin": "null"},
        {"Origin": "http://evil.example"},
        {"Origin": "https://127.0.0.1:{port}"},
        {"Host": "rebound.example"},
        {"Host": "rebound.example:{port}", "Origin": "http://rebound.example:{port}"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
    ],
)
def test_strangers_are_refused(browser: EditingBrowser, headers: dict[str, str | None]) -> None:
    before = browser.text()
    given = {name: value and value.replace("{port}", str(browser.port)) for name, value in headers.items()}
    assert browser.post(FORM, VALUES, **given).status == 403
    assert browser.text() == before


@pytest.mark.parametrize("token", ["", "x", "0" * 32])
def test_a_form_without_the_token_is_refused(browser: EditingBrowser, token: str) -> None:
    assert browser.post(FORM, {**VALUES, "token": token}).status == 403
    assert browser.post(FORM, {**VALUES, "token": browser.access.token}).status == 403


def test_forms_are_not_shown_to_strangers(browser: EditingBrowser) -> None:
    address = f"{FORM}?record={TOUCHPOINT}"
    assert browser.get(address).status == 200
    assert browser.get(address, Cookie=None).status == 403
    assert browser.get(address, Sec_Fetch_Site="cross-site").status == 403
    assert browser.get(address, Host="rebound.example").status == 403
    assert browser.access.token not in browser.get(address).text
    assert "/.edit/" in browser.get("/").text
    assert "/.edit/" not in browser.get("/", Cookie=None).text


def test_pages_of_the_editor_have_a_strict_policy(browser: EditingBrowser) -> None:
    answer = browser.get(f"{FORM}?record={TOUCHPOINT}")
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self';")
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert not re.search(r"<script(?![^>]*src=)|\sstyle=|\son\w+=", answer.text)
    assert browser.get("/").headers["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize(
    "record",
    ["journeys/../playbook", "../content/playbook", "/etc/passwd", "journeys/mua-vay/../..", "pages/x", "x.yml", ""],
)
def test_only_records_of_the_content_can_be_named(browser: EditingBrowser, record: str) -> None:
    assert browser.post(FORM, {**VALUES, "record": record}).status in {404, 422}
    assert browser.post("/.edit/delete", {"record": record, "confirmed": "yes"}).status in {404, 422}


def test_a_body_that_is_too_long_or_of_another_kind_is_refused(browser: EditingBrowser) -> None:
    assert browser.send("POST", FORM, None, Content_Length=str(MAX_FORM + 1)).status == 413
    assert browser.send("POST", FORM, b"{}", Content_Type="application/json").status == 415
    assert browser.send("POST", FORM, b"x", Content_Type="text/plain").status == 415
    assert browser.send("POST", FORM, b"a=%ff%fe").status == 400
    many = "&".join(f"a{number}=1" for number in range(20_001))
    assert browser.send("POST", FORM, many.encode()).status == 400


def test_a_linked_file_is_not_written(browser: EditingBrowser, tmp_path: Path) -> None:
    file, outside = tmp_path / JOURNEY_PATH, tmp_path / "elsewhere.yml"
    outside.write_text(file.read_text("utf-8"), "utf-8")
    file.unlink()
    file.symlink_to(outside)
    before = outside.read_text("utf-8")
    assert browser.post(FORM, VALUES).status in {404, 422}
    assert file.is_symlink()
    assert outside.read_text("utf-8") == before


def test_a_file_in_a_linked_folder_is_not_written(browser: EditingBrowser, tmp_path: Path) -> None:
    folder = tmp_path / "content/journeys"
    folder.rename(tmp_path / "elsewhere")
    folder.symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    assert browser.post(FORM, VALUES).status in {404, 422}
    assert "Khách thử ba cái váy" in browser.text()


@pytest.mark.parametrize("text", HOSTILE)
def test_attacks_are_shown_and_saved_as_text(browser: EditingBrowser, text: str) -> None:
    answer = browser.post(FORM, {**VALUES, "does": text})
    shown = browser.get(f"{FORM}?record={TOUCHPOINT}").text
    assert "<script>alert" not in answer.text + shown
    assert "<img src=x" not in answer.text + shown
    if answer.status == 303:
        found = browser.session.files().locate(TOUCHPOINT)
        assert found is not None
        assert found.raw["does"] == tidy_text(text, one_line=False)
    else:
        assert answer.status == 422
        assert "Khách thử ba cái váy" in browser.text()


def test_other_addresses_and_methods_are_unknown(browser: EditingBrowser) -> None:
    for path in ("/", "/.preview/state", "/index.html", "/.edit/unknown"):
        assert browser.post(path, VALUES).status == 404
    for method in ("PUT", "PATCH", "DELETE"):
        assert browser.send(method, FORM, b"a=b").status == 404


WRITING = ("form", "emotion", "move", "duplicate", "delete", "rename", "new", "undo", "send", "import")


@pytest.mark.parametrize("name", WRITING)
def test_without_editing_every_address_that_writes_is_unknown(tmp_path: Path, name: str) -> None:
    with editing(write_playbook(tmp_path), is_editing=False) as browser:
        assert browser.post(f"/.edit/{name}", VALUES).status == 404
        assert browser.get(f"/.edit/{name}").status == 404
