from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from line_markers import check, problems_by_line
from small_playbook import TODAY, playbook, write

from cxsite.reading import read
from cxsite.reports.sentences import describe_problem
from cxsite.rules import check_content

if TYPE_CHECKING:
    from pathlib import Path


def test_the_base_playbook_has_no_fault(tmp_path: Path) -> None:
    assert check(tmp_path) == []


def test_every_unknown_id_is_reported_at_its_own_place(tmp_path: Path) -> None:
    problems = check(
        tmp_path,
        journeys_mua="""\
personas:
  - lan
  - lam  # <- CX201
owner: ban-hag  # <- CX205
serves: [khach-quay-lai, khach-vui]  # <- CX208
parent: mua-nam  # <- CX202
stages:
  - stage: mua-hang
    metrics: [nsp]  # <- CX207
    touchpoints:
      - {id: thu-do, name: Thử đồ, channels: [cua-hng], emotion: 4}  # <- CX204
      - id: tra-tien
        name: Trả tiền
        channels: [cua-hang]
        emotion:
          lan: 4
          lân: 2  # <- CX201
  - stage: hau-maii  # <- CX203
    touchpoints: [{use: hoi-dap, emotion: 3}]  # <- CX209
""",
    )
    assert {p.values["found"]: p.values["suggestion"] for p in problems} == {
        "lam": "lan",
        "ban-hag": "ban-hang",
        "khach-vui": "",
        "mua-nam": "",
        "nsp": "nps",
        "cua-hng": "cua-hang",
        "lân": "lan",
        "hau-maii": "hau-mai",
        "hoi-dap": "",
    }
    wrong = next(p for p in problems if p.values["found"] == "cua-hng")
    assert (wrong.place.column, wrong.place.end_column) == (47, 54)


def test_a_name_written_for_an_id_is_understood(tmp_path: Path) -> None:
    [problem] = check(tmp_path, journeys_mua="owner: Bán hàng  # <- CX205\n")
    assert problem.values["suggestion"] == "ban-hang"


def test_several_ids_in_one_value_are_told_apart(tmp_path: Path) -> None:
    [problem] = check(tmp_path, personas_lan="channels: [zalo; cua-hang]  # <- CX204\n")
    assert "[zalo, cua-hang]" in describe_problem(problem, "en").remedy


def test_what_is_no_id_is_offered_as_one_for_the_playbook(tmp_path: Path) -> None:
    [problem] = check(tmp_path, personas_lan="channels: [Tổng đài & Zalo]  # <- CX204\n")
    assert "{id: tong-dai-zalo, name: …" in describe_problem(problem, "en").remedy


def test_ids_of_observations(tmp_path: Path) -> None:
    rows = "metric,period,value,n,journey,touchpoint,channel\n"
    rows += "nps,2026-10,41,184,,,\n"
    rows += "nps,2026-10,41,184,mua,thu-do,cua-hang\n"
    rows += "nps,2026-10,41,184,mua,mua/thu-do,\n"
    rows += "nps,2026-10,41,184,mua,thu-dp,\n"
    rows += "nps,2026-10,41,184,muaa,,fax\n"
    problems = problems_by_line(tmp_path, {"observations/figures.csv": rows})
    assert [(p.code, p.place.line, p.values["suggestion"]) for p in problems] == [
        ("CX210", 5, "mua/thu-do"),
        ("CX202", 6, "mua"),
        ("CX204", 6, ""),
    ]


def test_nothing_follows_from_a_file_that_could_not_be_read(tmp_path: Path) -> None:
    write(tmp_path, {})
    for path in ("playbook.yml", "personas/lan.yml", "metrics/nps.yml"):
        (tmp_path / "content" / path).write_text("title: [\n", encoding="utf-8")
    content, unreadable = read(tmp_path, today=TODAY)
    assert unreadable
    assert check_content(content) == []


def test_a_journey_that_could_not_be_read_leaves_what_names_it_in_peace(tmp_path: Path) -> None:
    action = "title: Thêm phòng thử\naddresses: [mua/cho-lau]\nowner: ban-hang\ndue: 2027-01-31\nmetric: nps\n"
    write(tmp_path, {"content/actions/phong-thu.yml": action})
    (tmp_path / "content/journeys/mua.yml").write_text("title: [\n", encoding="utf-8")
    content, _ = read(tmp_path, today=TODAY)
    assert check_content(content) == []


def test_a_link_is_reported_where_it_stands_in_its_text(tmp_path: Path) -> None:
    [problem] = check(
        tmp_path,
        personas_lan="""\
about: |
  Lan hay mua ở [cửa hàng](journey:mua) và
  kể cho [Minh](persona:minh) nghe. # <- CX213
""",
    )
    assert problem.values == {"found": "persona:minh", "suggestion": ""}
    assert (problem.place.column, problem.place.end_column) == (17, 29)


def test_things_inside_journeys(tmp_path: Path) -> None:
    problems = check(
        tmp_path,
        journeys_mua="""\
stages:
  - stage: mua-hang
    touchpoints:
      - id: thu-do
        name: Thử đồ
        channels: [cua-hang]
        emotion: 2
        next: [thu-do, ra-ve]  # <- CX210
        pain_points: [{id: cho-lau, text: Chờ lâu}]
        opportunities:
          - {id: giu-cho, text: Giữ chỗ, addresses: [cho-lao]}  # <- CX211
actions:
  - {id: qr, title: Mã QR, addresses: [giu-choo], owner: ban-hang, due: 2027-01-31, metric: nps}  # <- CX212
  - {id: ke, title: Kệ, addresses: [giu-cho], owner: ban-hang, due: 2027-01-31, metric: nps}
""",
        actions_phong_thu="""\
title: Thêm phòng thử
addresses:
  - mua/giu-cho
  - cho-lau  # <- CX212
owner: ban-hang
due: 2027-01-31
metric: nps
""",
        plays_khach_buc="""\
title: Khách bực
reviewed: 2026-11-01
applies_to:
  touchpoints:
    - mua/thu-do
    - muaa/thu-do  # <- CX210
steps: [Xin lỗi]
""",
    )
    assert [p.values["suggestion"] for p in problems] == ["mua/cho-lau", "", "cho-lau", "giu-cho", "mua/thu-do"]


def test_published_things_that_name_drafts(tmp_path: Path) -> None:
    problems = check(
        tmp_path,
        personas_lan="status: draft\n",
        journeys_mua="personas: [lan]  # <- CX215\n",
        journeys_mua_nhap="""\
title: Bản nháp
status: draft
personas: [lan]
owner: ban-hang
stages:
  - stage: mua-hang
    touchpoints: [{id: thu-do, name: Thử đồ, channels: [zalo], emotion: 3}]
""",
    )
    assert [p.values["status"] for p in problems] == ["draft"]


def test_pictures(tmp_path: Path) -> None:
    picture = tmp_path / "content/pictures/lan.jpg"
    picture.parent.mkdir(parents=True)
    picture.write_bytes(b"\xff\xd8\xff\xe0")
    good = "picture: {file: lan.jpg, alt: Lan trước gương}\n"
    assert check(tmp_path, personas_lan=good) == []
    [problem] = check(tmp_path, personas_lan=good.replace("lan.jpg", "lann.jpg").replace("}", "}  # <- CX214"))
    assert problem.values == {"found": "lann.jpg", "suggestion": "lan.jpg"}
    [problem] = check(tmp_path, personas_lan=good.replace("lan.jpg", "pictures/lan.jpg").replace("}", "}  # <- CX214"))
    assert problem.values["suggestion"] == "lan.jpg"


@pytest.mark.slow
def test_a_thousand_wrong_ids_are_no_reason_to_wait(tmp_path: Path) -> None:
    stages = "stages:\n  - stage: mua-hang\n    touchpoints:\n" + "".join(
        f"      - {{id: t{n}, name: T, channels: [kenh-la], emotion: 3, next: [t{n}x]}}\n" for n in range(300)
    )
    content, _ = playbook(tmp_path, {"content/journeys/mua.yml": stages})
    assert len(check_content(content)) == 600
