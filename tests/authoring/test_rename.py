"""`cxsite rename`: everything that named the old id names the new one, and no other byte changes."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from folders import bytes_of
from hypothesis import given
from hypothesis import strategies as st

from cxsite.authoring.rename import rename_id
from cxsite.model.facts.references import collect_references
from cxsite.problems import CxsiteError
from cxsite.reading import read
from cxsite.rules import check_content

if TYPE_CHECKING:
    from pathlib import Path

    from cxsite.model.content import Content

TODAY = date(2026, 11, 20)
FILES = {
    "playbook.yml": """\
title: Sổ tay   # của cả tiệm
summary: Khách là [Lan](persona:lan), đi [mua váy](journey:mua).
stages: [{id: mua-hang, name: Mua hàng}]
channels:
  - id: cua-hang   # tiệm
    name: Cửa hàng
teams: [{id: ban-hang, name: Bán hàng}]
stores: [{id: pho-hue, name: Phố Huế}]
""",
    "personas/lan.yml": "# Lan là ai\nname: Lan\nchannels: ['cua-hang']\nowner: ban-hang\n",
    "touchpoints/tra-tien.yml": "name: Trả tiền\nchannels: [cua-hang]\nmetrics: [nps]\n",
    "metrics/nps.yml": "name: NPS\nkind: nps\nfamily: overall\nformerly:\n  - diem   # cũ\n",
    "goals/quay-lai.yml": "{title: Khách quay lại, metric: nps}\n",
    "journeys/mua.yml": """\
title: Mua váy
personas: ["lan"]
serves: [quay-lai]
stages:
  - stage: mua-hang
    metrics: [nps]
    touchpoints:
      - id: thu-do
        name: Thử đồ
        channels: [cua-hang]   # lan không phải ở đây
        emotion: {lan: 2}
        importance: {"lan": 5}
        next: [tra-tien]
        standard: |
          Đọc [kịch bản](play:cho) và [Lan](persona:lan "chị Lan"), không phải chữ lan.
        pain_points: [{id: cho-lau, text: Chờ lâu, severity: 4}]
        opportunities: [{id: giu-cho, text: Giữ chỗ, addresses: [cho-lau]}]
      - use: tra-tien
        emotion: 4
actions: [{id: dat-cho, title: Đặt chỗ, addresses: [mua/giu-cho, cho-lau], owner: ban-hang, metric: nps}]
""",
    "journeys/mua-mo.yml": """\
title: Mua váy như mơ
personas: [lan]
state: ideal
baseline: mua
stages:
  - stage: mua-hang
    touchpoints:
      - {id: thu-do, name: Thử đồ, channels: [cua-hang]}
      - {id: tra-nhanh, name: Trả nhanh, channels: [cua-hang], replaces: [tra-tien]}
""",
    "plays/cho.yml": """\
title: Khách chờ
applies_to: {touchpoints: [mua/thu-do, tra-tien, mua/tra-tien], stages: [mua-hang]}
steps: ["Xem [chỗ thử](touchpoint:mua/thu-do)"]
""",
    "actions/ho-so.yml": "title: Một hồ sơ\naddresses: [mua/cho-lau]\n",
    "sources/phieu.yml": """\
metric: nps
data: answers/*.csv
columns: {answer: Điểm, date: Ngày, journey: {value: mua}, touchpoint: {column: Chỗ, map: {Thử: thu-do}}}
""",
    "observations/so.csv": (
        "metric,period,value,journey,touchpoint,channel,store,persona,note\n"
        'nps,2026-10,41,mua,thu-do,,,,"lan, và thu-do"\n'
        "nps,2026-10,42,,tra-tien,cua-hang,,,\n"
        "nps,2026-10,43,mua,tra-tien,,,,\n"
        'nps,2026-10,44,,mua/thu-do,,"pho-hue",lan,\n'
    ),
    "pages/hop.md": "# Họp\n\nĐọc [Lan](persona:lan) rồi [thử đồ](touchpoint:mua/thu-do).\n\n[1]: journey:mua\n",
}


def a_project(folder: Path, line_end: str = "\n") -> Path:
    for name, text in FILES.items():
        path = folder / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.replace("\n", line_end).encode())
    return folder


def text_of(project: Path, name: str) -> str:
    return (project / "content" / name).read_bytes().decode()


EVERY = [
    ("persona/lan", "lan-anh"),
    ("journey/mua", "mua-vay"),
    ("touchpoint/tra-tien", "thanh-toan"),
    ("metric/nps", "diem-nps"),
    ("goal/quay-lai", "tro-lai"),
    ("play/cho", "khach-cho"),
    ("action/ho-so", "so-khach"),
    ("source/phieu", "phieu-hoi"),
    ("stage/mua-hang", "mua-sam"),
    ("channel/cua-hang", "tiem"),
    ("team/ban-hang", "ban"),
    ("store/pho-hue", "hue"),
    ("touchpoint/mua/thu-do", "thu-vay"),
    ("touchpoint/mua-mo/tra-nhanh", "tra-lien"),
    ("touchpoint/mua/tra-tien", "tra-o-quay"),
    ("pain-point/mua/cho-lau", "doi-lau"),
    ("opportunity/mua/giu-cho", "giu-phong"),
    ("action/mua/dat-cho", "dat-phong"),
]


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize(("name", "new"), EVERY)
def test_nothing_but_the_id_changes(tmp_path: Path, name: str, new: str, line_end: str) -> None:
    project = a_project(tmp_path, line_end)
    before, was = bytes_of(project), read(project, today=TODAY)[0]
    done = rename_id(project, name, new, today=TODAY)
    after = bytes_of(project)
    content, problems = read(project, today=TODAY)
    assert problems == []
    assert len(check_content(content)) == len(check_content(was))
    assert _references(content) == _references(was)
    moved = {done.moved[1]: done.moved[0]} if done.moved else {}
    assert {moved.get(path, path) for path in after} == set(before)
    for path, data in after.items():
        old = before[moved.get(path, path)]
        assert data.count(b"\r") == data.count(b"\n") * (line_end == "\r\n")
        assert (data == old) == (moved.get(path, path) not in done.edits)


def _references(content: Content) -> int:
    return sum(1 for record in content.files for _ in collect_references(record))


@pytest.mark.parametrize(("name", "new"), EVERY)
def test_there_and_back_again_leaves_only_the_former_id(tmp_path: Path, name: str, new: str) -> None:
    project = a_project(tmp_path)
    before = bytes_of(project)
    rename_id(project, name, new, today=TODAY)
    rename_id(project, f"{name.rpartition('/')[0]}/{new}", name.rpartition("/")[2], today=TODAY)
    changed = {path for path, data in bytes_of(project).items() if data != before.get(path)}
    if name == "touchpoint/mua/tra-tien":  # got an id of its own, which it keeps
        assert changed == {"content/journeys/mua.yml"}
    elif name.count("/") == 2 or name.split("/", maxsplit=1)[0] in ("stage", "channel", "team", "store"):
        assert changed == set()
    else:
        (path,) = changed
        assert new in text_of(project, path.removeprefix("content/"))


def test_links_keys_quotes_and_comments_are_each_changed_as_they_are_written(tmp_path: Path) -> None:
    project = a_project(tmp_path)
    rename_id(project, "persona/lan", "lan-anh", today=TODAY)
    journey = text_of(project, "journeys/mua.yml")
    assert 'personas: ["lan-anh"]' in journey
    assert "emotion: {lan-anh: 2}" in journey
    assert 'importance: {"lan-anh": 5}' in journey
    assert "# lan không phải ở đây" in journey
    assert '[Lan](persona:lan-anh "chị Lan"), không phải chữ lan.' in journey
    assert text_of(project, "personas/lan-anh.yml") == FILES["personas/lan.yml"] + "formerly: [lan]\n"
    assert ",lan-anh,\n" in text_of(project, "observations/so.csv")
    assert '"lan, và thu-do"' in text_of(project, "observations/so.csv")
    assert "(persona:lan-anh)" in text_of(project, "pages/hop.md")


def test_what_a_shared_touchpoint_is_called_in_journeys_follows(tmp_path: Path) -> None:
    project = a_project(tmp_path)
    rename_id(project, "touchpoint/tra-tien", "thanh-toan", today=TODAY)
    assert "- use: thanh-toan" in text_of(project, "journeys/mua.yml")
    assert "next: [thanh-toan]" in text_of(project, "journeys/mua.yml")
    assert "replaces: [thanh-toan]" in text_of(project, "journeys/mua-mo.yml")
    assert "[mua/thu-do, thanh-toan, mua/thanh-toan]" in text_of(project, "plays/cho.yml")
    assert text_of(project, "observations/so.csv").count("thanh-toan") == 2


def test_a_touchpoint_stays_alike_in_the_current_and_the_ideal_journey(tmp_path: Path) -> None:
    project = a_project(tmp_path)
    rename_id(project, "touchpoint/mua/thu-do", "thu-vay", today=TODAY)
    assert "{id: thu-vay" in text_of(project, "journeys/mua-mo.yml")
    assert "map: {Thử: thu-vay}" in text_of(project, "sources/phieu.yml")
    assert "(touchpoint:mua/thu-vay)" in text_of(project, "plays/cho.yml")


def test_a_shared_touchpoint_renamed_in_one_journey_gets_an_id_of_its_own(tmp_path: Path) -> None:
    project = a_project(tmp_path)
    rename_id(project, "touchpoint/mua/tra-tien", "tra-o-quay", today=TODAY)
    assert "      - id: tra-o-quay\n        use: tra-tien\n" in text_of(project, "journeys/mua.yml")
    assert "[mua/thu-do, tra-tien, mua/tra-o-quay]" in text_of(project, "plays/cho.yml")


@pytest.mark.parametrize(
    ("path", "formerly"),
    [
        ("metrics/nps.yml", "formerly:\n  - diem   # cũ\n  - nps\n"),
        ("goals/quay-lai.yml", "{formerly: [quay-lai], title"),
    ],
)
def test_the_former_id_joins_the_list_in_its_own_form(tmp_path: Path, path: str, formerly: str) -> None:
    project = a_project(tmp_path)
    kind, _, name = path.removesuffix(".yml").rpartition("/")
    rename_id(project, f"{kind.removesuffix('s')}/{name}", "moi", today=TODAY)
    assert formerly in text_of(project, f"{kind}/moi.yml")


@pytest.mark.parametrize(
    ("name", "new", "message"),
    [
        ("persona/lan", "Lan Anh", "cannot be an id"),
        ("persona/lan", "con", "reserved"),
        ("persona/lan", "lan", "already used"),
        ("persona/lann", "moi", "There is no “lann”"),
        ("person/lan", "moi", "does not name anything"),
        ("pain-point/cho-lau", "moi", "does not name the journey"),
        ("touchpoint/mua/thu-do", "giu-cho", "already used"),
        ("journey/mua", "mua-mo", "already used"),
        ("metric/nps", "x" * 65, "cannot be an id"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_changes(tmp_path: Path, name: str, new: str, message: str) -> None:
    project = a_project(tmp_path)
    before = bytes_of(project)
    with pytest.raises(CxsiteError, match=message):
        rename_id(project, name, new, today=TODAY)
    assert bytes_of(project) == before


def test_nothing_is_renamed_while_a_file_cannot_be_read(tmp_path: Path) -> None:
    project = a_project(tmp_path)
    (project / "content/plays/hong.yml").write_text("title: [\n", encoding="utf-8")
    before = bytes_of(project)
    with pytest.raises(CxsiteError, match=r"content/plays/hong\.yml:1"):
        rename_id(project, "persona/lan", "lan-anh", today=TODAY)
    assert bytes_of(project) == before


def test_a_link_that_hides_from_the_edit_puts_everything_back(tmp_path: Path) -> None:
    project = a_project(tmp_path)
    (project / "content/plays/la.yml").write_text('title: Lạ\nsteps: ["[Lan](persona:l\\u0061n)"]\n', encoding="utf-8")
    before = bytes_of(project)
    with pytest.raises(CxsiteError, match="CX213"):
        rename_id(project, "persona/lan", "lan-anh", today=TODAY)
    assert bytes_of(project) == before


@pytest.mark.slow
@given(new=st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,4}){0,2}", fullmatch=True), which=st.sampled_from(EVERY))
def test_any_good_id_is_taken_or_found_wherever_the_old_one_was(
    tmp_path_factory: pytest.TempPathFactory, new: str, which: tuple[str, str]
) -> None:
    project = a_project(tmp_path_factory.mktemp("project"))
    before = bytes_of(project)
    was, _ = read(project, today=TODAY)
    try:
        rename_id(project, which[0], new, today=TODAY)
    except CxsiteError:
        assert bytes_of(project) == before
        return
    content, problems = read(project, today=TODAY)
    assert problems == []
    assert _references(content) == _references(was)
