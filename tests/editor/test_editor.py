"""What an author sees in an editor: mistakes as they are typed, what can be typed, and what it means."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from full_examples import EXAMPLES, PATHS, with_modeline

from cxsite.authoring.schemas import MODELS

if TYPE_CHECKING:
    from pathlib import Path

    from language_server import LanguageServer

pytest_plugins = ("editor_fixtures",)
MARK = "‸"
"""Where the caret stands in an example."""


def _at_mark(kind: str, text: str) -> tuple[str, tuple[int, int]]:
    whole = with_modeline(kind, text)
    before, _, after = whole.partition(MARK)
    return before + after, (before.count("\n"), len(before) - before.rfind("\n") - 1)


def complete(editor: LanguageServer, kind: str, text: str) -> dict[str, str]:
    """Return what is offered at the mark: each label with its documentation."""
    whole, at = _at_mark(kind, text)
    offered = editor.complete(PATHS[kind], whole, at)
    return {label: _documentation_text(item.get("documentation", "")) for label, item in offered.items()}


def _documentation_text(documentation: object) -> str:
    return str(documentation["value"] if isinstance(documentation, dict) else documentation)


def hover(editor: LanguageServer, kind: str, text: str) -> str:
    """What is shown for the value or key at the mark."""
    whole, at = _at_mark(kind, text)
    return editor.hover(PATHS[kind], whole, at)


def mistakes(editor: LanguageServer, *examples: tuple[str, str]) -> list[list[tuple[int, str]]]:
    """For each example (kind, text): lines, from 1, and what is said of them.

    All are opened together, because the server waits for a fifth of a second before it judges a file.
    """
    files = {
        PATHS[kind].replace(".yml", f"-{number}.yml"): with_modeline(kind, text)
        for number, (kind, text) in enumerate(examples)
    }
    return [
        sorted((one["range"]["start"]["line"], one["message"]) for one in found)
        for found in editor.open_all(files.items()).values()
    ]


def test_a_valid_file_of_every_kind_has_no_slip(editor: LanguageServer) -> None:
    found = mistakes(editor, *((kind, EXAMPLES[kind]) for kind in MODELS))
    assert dict(zip(MODELS, found, strict=True)) == {kind: [] for kind in MODELS}


def test_a_key_of_no_such_name_is_reported_in_every_kind(editor: LanguageServer) -> None:
    found = mistakes(editor, *((kind, f"{EXAMPLES[kind]}colour_of_day: red\n") for kind in MODELS))
    last = {kind: EXAMPLES[kind].count("\n") + 1 for kind in MODELS}
    assert dict(zip(MODELS, found, strict=True)) == {
        kind: [(last[kind], "Property colour_of_day is not allowed.")] for kind in MODELS
    }


@pytest.mark.parametrize("kind", list(MODELS))
def test_an_empty_file_of_every_kind_offers_its_keys_and_a_start(editor: LanguageServer, kind: str) -> None:
    offered = complete(editor, kind, MARK)
    assert offered.keys() >= {"owner", "reviewed", "tags"}
    assert "Nhóm phụ trách." in offered["owner"]
    assert "null" not in offered
    assert any(label.startswith(("Một", "Sổ tay")) for label in offered)


SLIPS = (
    ("persona", "name: Lan\nstatus: drafted\n", (2, 'Value is not accepted. Valid values: "draft", "published"')),
    ("persona", "name: Lan\nreviewed: 5/10/2026\n", (2, "Ngày viết dạng NĂM-THÁNG-NGÀY: 2026-10-05")),
    ("persona", "name: Lan\nshare: 101\n", (2, "Value is above the maximum of 100.")),
    ("persona", "name: [5]\n", (1, "Incorrect type.")),
    ("persona", "tagline: Ai\n", (1, 'Missing property "name".')),
    ("persona", "name: {vi: Lan, fr: Lan}\n", (1, "Property fr is not allowed.")),
    ("journey", "title: A\npersonas: []\nstages: [{stage: mua-hang}]\n", (2, "Array has too few items.")),
    ("journey", "title: A\npersonas: [lan]\nperiod: 3 tuần\nstages: [{stage: mua-hang}]\n", (3, "Một số kèm")),
    ("touchpoint", "name: A\nsignature: yes\n", (2, 'Incorrect type. Expected "boolean".')),
    ("action", "title: A\nimpact: 6\n", (2, "Value is above the maximum of 5.")),
    ("goal", "title: A\ntarget: nhiều\n", (2, 'Incorrect type. Expected "number".')),
    ("metric", "name: A\nkind: npss\nfamily: overall\n", (2, "Value is not accepted.")),
    ("play", "title: A\nsteps: một\n", (2, 'Incorrect type. Expected "array".')),
    ("source", "metric: nps\ndata: a.csv\ncolumns: {answer: A, dates: B}\n", (3, "Property dates is not")),
    ("playbook", "title: A\nteams: [{id: Bán Hàng, name: B}]\n", (2, "Chữ thường a–z không dấu")),
    ("playbook", "title: A\nteams: [{id: con, name: B}]\n", (2, "Tên này đã được dành riêng")),
    ("playbook", "title: A\nbrand: {colour: red}\n", (2, "Màu viết dạng #rrggbb")),
    ("playbook", "title: A\nrepository: {edit_url: example.com}\n", (2, "Địa chỉ web đầy đủ")),
    ("playbook", "title: A\ntitle: B\n", (2, "Map keys must be unique")),
)
"""Kind and text of a file, and the line and the beginning of what is said of it."""


def test_each_slip_is_reported_on_its_line(editor: LanguageServer) -> None:
    found = mistakes(editor, *((kind, text) for kind, text, _ in SLIPS))
    for (kind, text, (line, message)), said in zip(SLIPS, found, strict=True):
        assert [number for number, wording in said if wording.startswith(message)] == [line], (kind, text, said)


NO_SLIPS = (
    ("persona", "name: Lan\nowner:\nreviewed:\nabout:\nneeds:\nevidence:\n"),
    ("persona", "name: no\ntagline: 12:30\nquote: on\n"),
    ("journey", "title: A\npersonas: [lan]\nstages: [{stage: mua-hang, touchpoints: [{id: a, emotion:}]}]\n"),
)


def test_what_is_left_empty_or_only_looks_odd_is_no_slip(editor: LanguageServer) -> None:
    assert mistakes(editor, *NO_SLIPS) == [[]] * len(NO_SLIPS)


@pytest.mark.parametrize(
    ("kind", "text", "id_", "name"),
    [
        ("persona", f"name: Lan\nchannels:\n  - {MARK}\n", "zalo", "Zalo"),
        ("persona", f"name: Lan\nowner: {MARK}\n", "ban-hang", "Bán hàng"),
        ("journey", f"title: A\npersonas:\n  - {MARK}\n", "lan", "Lan"),
        ("journey", f"title: A\nserves:\n  - {MARK}\n", "khach-quay-lai", "Khách quay lại"),
        ("journey", f"stages:\n  - stage: {MARK}\n", "mua-hang", "Mua hàng"),
        ("journey", f"stages:\n  - touchpoints:\n      - use: {MARK}\n", "tra-tien", "Trả tiền"),
        ("journey", f"baseline: {MARK}\n", "mua-vay", "Mua váy"),
        ("touchpoint", f"name: A\nmetrics:\n  - {MARK}\n", "nps", "NPS"),
        ("action", f"title: A\naddresses:\n  - {MARK}\n", "mua-vay/cho-lau", "Chờ lâu"),
        ("play", f"applies_to:\n  touchpoints:\n    - {MARK}\n", "mua-vay/thu-do", "Thử đồ"),
        ("goal", f"title: A\nmetric: {MARK}\n", "nps", "NPS"),
        ("source", f"metric: {MARK}\n", "nps", "NPS"),
    ],
)
def test_ids_that_exist_are_offered_with_their_names(
    editor: LanguageServer, kind: str, text: str, id_: str, name: str
) -> None:
    offered = complete(editor, kind, text)
    assert offered[id_] == name
    assert "null" not in offered


def test_an_id_that_does_not_exist_yet_may_be_typed(editor: LanguageServer) -> None:
    assert mistakes(editor, ("persona", "name: Lan\nowner: nhom-moi\n")) == [[]]


def test_personas_are_offered_as_keys_of_ratings(editor: LanguageServer) -> None:
    text = f"stages:\n  - touchpoints:\n      - emotion:\n          {MARK}\n"
    assert complete(editor, "journey", text)["lan"] == "Lan"


def test_codes_of_rules_and_figures_of_coverage_are_offered_with_what_they_say(editor: LanguageServer) -> None:
    levels = complete(editor, "playbook", f"title: A\nrules:\n  {MARK}\n")
    assert levels["CX301"] == "Điểm chạm “…” chưa có kênh."
    assert "CX204" not in levels  # what cannot be shown rightly stays an error
    targets = complete(editor, "playbook", f"title: A\ncoverage:\n  targets:\n    {MARK}\n")
    assert targets["touchpoints-with-emotion"] == "Điểm chạm có cảm xúc"
    waived = complete(editor, "persona", f"name: Lan\nwaivers:\n  - rule: {MARK}\n    reason: A\n")
    assert waived["CX301"] == levels["CX301"]


@pytest.mark.parametrize(
    ("kind", "text", "choice", "meaning"),
    [
        ("journey", f"state: {MARK}\n", "ideal", "Lý tưởng"),
        ("metric", f"kind: {MARK}\n", "ces", "CES (mức dễ dàng)"),
        ("action", f"status: {MARK}\n", "doing", "Đang làm"),
        ("source", f"keep: {MARK}\n", "last", "Mỗi người chỉ tính câu trả lời mới nhất"),
        ("playbook", f"channels:\n  - kind: {MARK}\n", "chat", "Nhắn tin: Zalo, Messenger, WhatsApp"),
    ],
)
def test_choices_are_offered_with_their_meaning(
    editor: LanguageServer, kind: str, text: str, choice: str, meaning: str
) -> None:
    assert complete(editor, kind, text)[choice] == meaning


@pytest.mark.parametrize(
    ("kind", "text", "shown"),
    [
        ("playbook", f"vis{MARK}ion: A\n", "Tầm nhìn: muốn khách cảm thấy gì."),
        ("persona", f"tag{MARK}line: A\n", "Một dòng: đây là ai."),
        ("journey", f"per{MARK}iod: 14d\n", "Khoảng thời gian: 14d."),
        ("journey", f"stages:\n  - touchpoints:\n      - emo{MARK}tion: 3\n", "1 (rất tệ) đến 5 (rất tốt)"),
        ("touchpoint", f"stan{MARK}dard: A\n", "Thế nào là phục vụ tốt."),
        ("action", f"expected_{MARK}change: 3\n", "theo đơn vị của chỉ số"),
        ("goal", f"w{MARK}hy: A\n", "Vì sao quan trọng."),
        ("metric", f"direc{MARK}tion: higher\n", "Chiều nào tốt hơn."),
        ("metric", f"direction: hig{MARK}her\n", "`higher`: Càng cao càng tốt"),
        ("play", f"escala{MARK}tion: A\n", "Khi nào báo cấp trên, báo ai."),
        ("source", f"date_for{MARK}mat: dd/mm/yyyy\n", "Cách viết ngày"),
        ("journey", f"owner: ban{MARK}-hang\n", "`ban-hang`: Bán hàng"),
        ("playbook", f"title: A\nrules:\n  CX3{MARK}01: off\n", "Điểm chạm “…” chưa có kênh."),
        ("playbook", f"title: A\ncoverage:\n  targets:\n    tot{MARK}al: 80\n", "Tất cả"),
        ("persona", f"name: Lan\nwaivers:\n  - {{rule: CX3{MARK}01, reason: A}}\n", "Điểm chạm “…” chưa có kênh."),
    ],
)
def test_hovering_tells_what_a_key_or_value_means(editor: LanguageServer, kind: str, text: str, shown: str) -> None:
    assert shown in hover(editor, kind, text)


def test_a_snippet_types_a_touchpoint_in_its_place(editor: LanguageServer) -> None:
    whole, at = _at_mark("journey", f"stages:\n  - stage: mua-hang\n    touchpoints:\n      - {MARK}\n")
    typed = editor.complete(PATHS["journey"], whole, at)["Một điểm chạm"]["insertText"]
    assert typed.splitlines()[:3] == ["id: ${1:id}", "  name: ${2:name}", "  channels:"]


def test_the_settings_of_vs_code_find_the_schema_without_a_comment(
    project: Path, serve_project: type[LanguageServer]
) -> None:
    settings = json.loads((project / ".vscode/settings.json").read_text(encoding="utf-8"))
    with serve_project(project, schemas=settings["yaml.schemas"]) as server:
        found = server.open("content/personas/moi.yml", "nam: Lan\n")
    assert sorted(one["message"] for one in found) == ['Missing property "name".', "Property nam is not allowed."]
