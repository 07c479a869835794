"""`cxsite export FORMAT`: the published playbook for other programs."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from datetime import date
from html import unescape
from typing import TYPE_CHECKING, Any

import duckdb
import pytest
from icalendar import Calendar
from sample_project import copied
from shell import a_project, cxsite

from cxsite.cli.export import FORMATS
from cxsite.exporting.build_document import build_document
from cxsite.exporting.to_calendar import content_as_calendar
from cxsite.exporting.to_csv import TABLES, document_as_csv
from cxsite.exporting.to_json import document_as_json, document_schema
from cxsite.exporting.to_tickets import TRACKERS, tickets_as_csv
from cxsite.i18n.catalogue import Translator
from cxsite.measurement.disclosure import withhold_small_groups
from cxsite.measurement.measure import with_figures
from cxsite.model.records.observation import PLACE_COLUMNS, SEGMENT_COLUMNS
from cxsite.pages import make_plans
from cxsite.pages.basis import Basis
from cxsite.pages.metric_figures import FigureFormatter
from cxsite.reading import read
from cxsite.rendering.render import render_pages

if TYPE_CHECKING:
    from pathlib import Path

    from cxsite.exporting.document import PlaybookDocument
    from cxsite.model.content import Content

TODAY = date(2026, 11, 21)
ACTIONS = """\
actions:
  - {id: tre, title: "=Trễ hạn", owner: cx, due: 2026-01-31, status: doing, impact: 5, addresses: [cho-lau]}
  - {id: kip, title: Kịp hạn, owner: cx, due: 2100-01-31}
  - {id: xong, title: Đã xong, status: done, due: 2026-01-31}
"""
FILES = {
    "playbook.yml": """\
title: Sổ tay
stages: [{id: mua-hang, name: Mua hàng}]
channels: [{id: cua-hang, name: Cửa hàng}]
teams: [{id: cx, name: Nhóm CX}]
""",
    "journeys/mua-vay.yml": f"""\
title: Mua váy
personas: [lan]
reviewed: 2026-01-31
stages:
  - stage: mua-hang
    touchpoints:
      - id: thu-do
        name: Thử đồ
        emotion: 2
        pain_points: [{{id: cho-lau, text: Chờ lâu, severity: 4}}]
{ACTIONS}""",
    "journeys/nhap.yml": "title: Bản nháp bí mật\nstatus: draft\npersonas: [lan]\nstages: [{stage: mua-hang}]\n",
    "metrics/nps.yml": "name: NPS\nkind: nps\nfamily: overall\n",
    "observations/a.csv": "metric,period,value,n,journey\nnps,2026-10,42,120,\nnps,2026-09,77,3,\n",
}


SECRETS = {
    **FILES,
    "playbook.yml": FILES["playbook.yml"] + "stores: [{id: ha-noi, name: Hà Nội}, {id: hue, name: Huế}]\n",
    "personas/an.yml": "name: Người bí mật\nstatus: draft\n",
    "journeys/mua-vay.yml": FILES["journeys/mua-vay.yml"].replace("emotion: 2", "emotion: 2\n        metrics: [nps]"),
    "actions/nhap.yml": "title: Hành động\nstatus: proposed\ntext: Xem [điều này](journey:mua-vay).\n",
    "touchpoints/kho.yml": "name: Kho bí mật\nstatus: draft\n",
    "plays/nhap.yml": "title: Kịch bản bí mật\nstatus: draft\nsteps: [Một]\n",
    "observations/a.csv": (
        "metric,period,value,n,touchpoint,store\n"
        "nps,2026-10,42,120,,\nnps,2026-10,77.25,3,mua-vay/thu-do,\n"
        "nps,2026-08,66.75,2,,\nnps,2026-09,10,50,,\nnps,2026-09,77.25,3,,hue\n"
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Content:
    project = copied(tmp_path_factory.mktemp("sample"))
    content, _ = read(project, today=TODAY)
    return with_figures(withhold_small_groups(content), project)[0]


@pytest.fixture(scope="module")
def document(sample: Content) -> PlaybookDocument:
    return build_document(sample)


def test_json_follows_its_schema_and_is_the_same_twice(sample: Content, document: PlaybookDocument) -> None:
    from jsonschema import Draft202012Validator  # noqa: PLC0415 -- takes time at each collection

    schema, text = json.loads(document_schema()), document_as_json(document)
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(json.loads(text))
    assert document_as_json(build_document(sample)) == text


def test_it_holds_all_that_is_published_and_every_figure_of_pages(sample: Content, document: PlaybookDocument) -> None:
    whole = sample.published
    assert [one.id for one in document.journeys] == list(whole.journeys)
    assert [one.key for one in document.touchpoints] == [one.key for one in whole.placed_touchpoints]
    assert {one.key for one in document.actions} == set(whole.all_actions)
    shown = [one for one in document.observations if not one.hidden]
    assert len(shown) == len(whole.observations) > 100
    wanted = sorted((o.metric, str(o.period), o.value, o.n or 0) for o in whole.observations)
    assert sorted((o.metric, o.period, o.value or 0, o.n or 0) for o in shown) == wanted


def test_overdue_actions_by_team_are_one_question_to_the_tables(
    sample: Content, document: PlaybookDocument, tmp_path: Path
) -> None:
    tables = document_as_csv(document)
    assert set(tables) == {f"{name}.csv" for name in TABLES}
    (tmp_path / "actions.csv").write_text(tables["actions.csv"], encoding="utf-8")
    asked = "SELECT owner, count(*) FROM read_csv(?) WHERE overdue GROUP BY owner ORDER BY owner"
    answered = dict(duckdb.execute(asked, [str(tmp_path / "actions.csv")]).fetchall())
    late = [one.action for one in sample.published.all_actions.values() if one.action.is_overdue(sample.today)]
    assert answered == {owner: sum(a.owner == owner for a in late) for owner in {a.owner for a in late}}
    assert sum(answered.values()) > 0


def test_a_calendar_has_due_dates_and_reviews(tmp_path: Path) -> None:
    content, _ = read(a_project(tmp_path, **FILES), today=TODAY)
    data = content_as_calendar(content, Translator("vi", "exporting"))
    assert data == content_as_calendar(content, Translator("vi", "exporting"))
    events = {str(event["uid"]): event for event in Calendar.from_ical(data).walk("VEVENT")}
    late = events["action-mua-vay-tre@cxsite"]
    assert (str(late["summary"]), late.decoded("dtstart").isoformat()) == ("Đến hạn: =Trễ hạn (Nhóm CX)", "2026-01-31")
    assert "action-mua-vay-xong@cxsite" not in events
    assert events["review-journey-mua-vay@cxsite"].decoded("dtstart").isoformat() == "2026-07-31"


@pytest.mark.parametrize("tracker", list(TRACKERS))
def test_tickets_are_the_open_actions_in_the_columns_of_the_tracker(tmp_path: Path, tracker: str) -> None:
    content, _ = read(a_project(tmp_path, **FILES), today=TODAY)
    text = tickets_as_csv(build_document(content), tracker, Translator("vi", "exporting"))
    rows = list(csv.DictReader(io.StringIO(text)))
    assert list(rows[0]) == list(TRACKERS[tracker])
    title, body = (
        next(h for h, v in TRACKERS[tracker].items() if v == "title"),
        next(h for h, v in TRACKERS[tracker].items() if v == "description"),
    )
    assert [row[title] for row in rows] == ["'=Trễ hạn", "Kịp hạn"]
    assert "Giải quyết: Chờ lâu" in rows[0][body]


TICKETS = """\
actions:
  - {id: mot, title: Một, status: doing, ticket: CX-12}
  - {id: hai, title: Hai, ticket: "https://tracker.example/board/77"}
  - {id: ba, title: Ba}
  - {id: bon, title: Bốn, status: done, ticket: 7}
"""


def tickets_project(tmp_path: Path) -> Path:
    return a_project(
        tmp_path,
        **{
            **FILES,
            "playbook.yml": FILES["playbook.yml"] + 'tickets: {url: "https://jira.example/browse/{key}"}\n',
            "journeys/mua-vay.yml": FILES["journeys/mua-vay.yml"].replace(ACTIONS, TICKETS),
        },
    )


def test_actions_that_have_a_ticket_are_exported_with_its_address_and_not_as_tickets_again(tmp_path: Path) -> None:
    project = tickets_project(tmp_path)
    content, problems = read(project, today=TODAY)
    assert problems == []
    document = build_document(content)
    assert [(one.ticket, one.ticket_url) for one in document.actions] == [
        ("CX-12", "https://jira.example/browse/CX-12"),
        ("https://tracker.example/board/77", "https://tracker.example/board/77"),
        (None, None),
        ("7", "https://jira.example/browse/7"),
    ]
    assert "CX-12,https://jira.example/browse/CX-12" in document_as_csv(document)["actions.csv"]
    ran = run(project, "tickets", "--output", "tickets.csv")
    assert (ran.code, ran.err.strip()) == (0, "Bỏ qua 2 hành động đang mở vì đã có phiếu.")
    rows = list(csv.DictReader((project / "tickets.csv").read_text(encoding="utf-8").splitlines()))
    assert [row["Summary"] for row in rows] == ["Ba"]


def run(project: Path, *arguments: str) -> Any:
    return cxsite("export", *arguments, cwd=project)


def texts_of(data: bytes) -> str:
    """Everything that stands in a file; packages and the packages in them are unpacked."""
    if not data.startswith(b"PK"):
        return data.decode("utf-8")
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return "".join(
            texts_of(package.read(name)) for name in package.namelist() if not name.endswith((".jpeg", ".bin"))
        )


@pytest.mark.parametrize("form", [one for one in FORMATS if one not in ("png", "pdf")])  # these two are drawn from svg
def test_drafts_and_small_groups_are_in_no_export(tmp_path: Path, form: str) -> None:
    project = a_project(tmp_path, **SECRETS)
    ran = run(project, form, "--output", "out")
    assert ran.code == 0, ran.err
    out = project / "out"
    files = [path.read_bytes() for path in out.iterdir()] if out.is_dir() else [out.read_bytes()]
    text = "".join(map(texts_of, files))
    assert "Mua váy" in text or form == "tickets"
    for word in ("bí mật", "77.25", "77,25", "66.75", "66,75"):
        assert word not in text


def test_a_hidden_figure_is_named_without_its_numbers(tmp_path: Path) -> None:
    project = a_project(tmp_path, **FILES)
    assert run(project, "json", "--output", "out.json").code == 0
    exported = json.loads((project / "out.json").read_text(encoding="utf-8"))
    hidden = [one for one in exported["observations"] if one["hidden"]]
    assert [(one["period"], one["value"], one["n"]) for one in hidden] == [("2026-09", None, None)]


def test_json_has_the_figures_that_pages_show(sample: Content, document: PlaybookDocument) -> None:
    basis = Basis(sample.published, Translator("vi"))
    figures = FigureFormatter(basis)
    plans = [one for one in make_plans(basis) if one.kind in ("metric", "actions", "coverage", "journey")]
    pages = dict(zip((one.path for one in plans), render_pages(plans, sample.published, basis.words), strict=True))
    shown = {path: unescape("".join(section.html for section in page.sections)) for path, page in pages.items()}
    places = (*PLACE_COLUMNS, *SEGMENT_COLUMNS)
    whole = [o for o in document.observations if not o.hidden and not any(getattr(o, name) for name in places)]
    assert len(whole) > 50
    for one in whole:
        text = shown[f"measurement/{one.metric}"]
        assert figures.value(sample.metrics[one.metric], one.value or 0) in text
        if one.n:
            assert basis.words.number(one.n) in text
    for coverage in document.coverage:
        have, total = map(basis.words.number, (coverage.have, coverage.total))
        assert f"{have}/{total}" in shown["coverage"] or f"{have} trên {total}" in shown["coverage"]
    for action in document.actions:
        if action.overdue:
            assert f"trễ {action.days_late} ngày" in shown["actions/index"]
    for pain in document.pain_points:
        assert pain.text in shown[f"journeys/{pain.journey}"]


def test_one_journey_alone_and_another_language(tmp_path: Path) -> None:
    files = {
        **FILES,
        "playbook.yml": FILES["playbook.yml"] + "languages: [vi, en]\n",
        "personas/lan.yml": "name: Lan\ntagline: {vi: Cô Lan, en: Miss Lan}\n",
        "journeys/khac.yml": "title: Khác\npersonas: [lan]\nstages: [{stage: mua-hang}]\n",
    }
    project = a_project(tmp_path, **files)
    assert run(project, "json", "--journey", "mua-vay", "--texts", "en", "--output", "a.json").code == 0
    exported = json.loads((project / "a.json").read_text(encoding="utf-8"))
    assert [one["id"] for one in exported["journeys"]] == ["mua-vay"]
    assert (exported["language"], exported["personas"][0]["tagline"]) == ("en", "Miss Lan")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["json", "--journey", "khong-co"], "khong-co"),
        (["csv", "--schema"], "--schema"),
        (["json", "--texts", "en"], "en"),
    ],
)
def test_a_wrong_call_is_2_and_writes_nothing(tmp_path: Path, arguments: list[str], message: str) -> None:
    project = a_project(tmp_path, **FILES)
    ran = run(project, *arguments, "--output", "x")
    assert (ran.code, message in ran.err) == (2, True)
    assert not (project / "x").exists()


def test_content_with_errors_is_not_exported(tmp_path: Path) -> None:
    project = a_project(tmp_path, **{**FILES, "personas/lan.yml": "nam: Lan\n"})
    assert run(project, "json", "--output", "x").code == 1
    assert not (project / "x").exists()


@pytest.mark.parametrize(
    ("form", "output"),
    [
        ("json", "mkdocs.yml"),
        ("json", "mkdocs.en.yml"),
        ("ics", "content/journeys/mua-vay.yml"),
        ("csv", "content/observations"),
        ("csv", "content"),
        ("tickets", "build/../content/actions.csv"),
        ("json", "link/new.json"),
    ],
)
def test_an_export_leaves_what_authors_wrote_alone(tmp_path: Path, form: str, output: str) -> None:
    project = a_project(tmp_path, **FILES)
    (project / "link").symlink_to("content")
    before = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
    ran = run(project, form, "--output", output)
    assert ran.code == 2
    assert output in ran.err
    assert {path: path.read_bytes() for path in project.rglob("*") if path.is_file()} == before
