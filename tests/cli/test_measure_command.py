"""`cxsite measure` and `cxsite measure check`; raw answers never reach what is built."""

from __future__ import annotations

import html
import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from shell import cxsite

if TYPE_CHECKING:
    from pathlib import Path

    from make_once import Begin

pytestmark = pytest.mark.build

METRIC = "{name: NPS, kind: nps, family: overall, scale: {min: 0, max: 10}, question: Có giới thiệu không?}\n"
SOURCE = """\
name: Phiếu hỏi
metric: nps-thu
data: content/answers/phieu.csv
columns: {answer: Điểm, date: Ngày, respondent: Ai, comment: Góp ý}
keep: last
"""
SECRETS = ("bí mật riêng tư", "0912345678")
ROWS = "2026-06-05,9,0912345678,bí mật riêng tư\n" + "".join(f"2026-06-{d:02},{d % 11},{d},\n" for d in range(1, 31))


@pytest.fixture
def project(begin: Begin, tmp_path: Path) -> Path:
    folder = begin(tmp_path / "shop", "vi")
    for path, text in {
        "metrics/nps-thu.yml": METRIC,
        "sources/phieu.yml": SOURCE,
        "answers/phieu.csv": "Ngày,Điểm,Ai,Góp ý\n" + ROWS,
    }.items():
        file = folder / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


def test_tells_the_last_complete_period(project: Path) -> None:
    ran = cxsite("measure", "--metric", "nps-thu", cwd=project)
    assert (ran.code, ran.err) == (0, "")
    assert "NPS" in ran.out
    assert "06/2026" in ran.out
    assert "31" in ran.out


def test_says_why_there_is_nothing_to_tell(project: Path) -> None:
    ran = cxsite("--language", "en", "measure", "--by", "persona", cwd=project)
    assert ran.out == "No source has a column for this breakdown: name the column in `columns` of content/sources/.\n"
    (project / "content/answers/phieu.csv").write_text("Ngày,Điểm,Ai,Góp ý\n2026-06-01,9,,\n", encoding="utf-8")
    in_june = "1781000000"  # the 9th, and the month of the answers is not over
    ran = cxsite("--language", "en", "measure", cwd=project, SOURCE_DATE_EPOCH=in_june)
    assert ran.out == "The first period with answers has not ended yet; figures are shown after it ends.\n"


def test_json_and_csv_for_programs(project: Path) -> None:
    (figure,) = json.loads(cxsite("measure", "--format", "json", "--by", "month", cwd=project).out)["figures"]
    assert (figure["metric"], figure["period"], figure["n"], figure["hidden"]) == ("nps-thu", "2026-06", 31, False)
    assert figure["low"] < figure["value"] < figure["high"]
    lines = cxsite("measure", "--format", "csv", cwd=project).out.splitlines()
    assert lines[0].startswith("metric,period,value,n,low,high")
    assert lines[1].startswith(f"nps-thu,2026-06,{figure['value']},31,")


def test_results_are_kept_for_pages_without_answers(project: Path) -> None:
    ran = cxsite("measure", "--write", cwd=project)
    assert (ran.code, ran.err) == (0, "")
    kept = (project / "content/observations/computed.csv").read_text(encoding="utf-8")
    assert not any(secret in kept for secret in SECRETS)
    (project / "content/answers/phieu.csv").unlink()
    assert "CX161" not in cxsite("validate", cwd=project).out
    assert cxsite("measure", "--write", cwd=project).code == 2


def test_check_tells_what_was_read(project: Path) -> None:
    with (project / "content/answers/phieu.csv").open("a", encoding="utf-8") as file:
        file.write("2026-06-05,12,x,\n")
    ran = cxsite("measure", "check", "phieu", cwd=project)
    assert ran.code == 0
    assert "content/answers/phieu.csv:33" in ran.out
    assert "“12”" not in ran.out
    report = json.loads(cxsite("measure", "check", "phieu", "--format", "json", cwd=project).out)
    assert (report["read"], report["used"], report["bad"]) == (32, 31, 1)
    assert report["rows"] == [
        {"path": "content/answers/phieu.csv", "row": 33, "column": "answer", "reason": "off-scale"}
    ]


def test_nothing_but_our_own_words_is_said_at_the_end(project: Path) -> None:
    ran = subprocess.run([sys.executable, "-m", "cxsite", "measure"], cwd=project, capture_output=True, check=True)
    assert ran.stderr == b""


def test_a_name_that_nothing_has_is_an_error_of_use(project: Path) -> None:
    assert cxsite("measure", "check", "phieuu", cwd=project).code == 2
    assert cxsite("measure", "--metric", "npss", cwd=project).code == 2
    assert cxsite("measure", "--write", "elsewhere.csv", cwd=project).code == 2
    assert cxsite("measure", "--by", "store", "--by", "stage", "--by", "channel", cwd=project).code == 2


def test_raw_answers_and_comments_never_reach_the_docs_tree_or_the_site(project: Path) -> None:
    assert cxsite("build", cwd=project).code == 0
    assert cxsite("generate", cwd=project).code == 0
    built = [path for top in ("site", "build") for path in (project / top).rglob("*") if path.is_file()]
    assert any("nps-thu" in str(path) for path in built)
    for path in built:
        data = path.read_bytes()
        assert not any(secret.encode() in data for secret in SECRETS), path
    assert not [path for path in built if path.suffix in (".csv", ".parquet")]


def test_written_figures_of_so_few_people_are_nowhere_in_the_docs_tree(project: Path) -> None:
    head, where = (
        "metric,period,value,n,touchpoint,channel,journey\n",
        next((project / "content/journeys").glob("*.yml")),
    )
    (project / "content/sources/phieu.yml").unlink()
    rows = (
        "nps-thu,2026-06,41,60,,,\n" + f"nps-thu,2026-06,77.7,3,,,{where.stem}\nnps-thu,2026-06,-66.6,57,,cua-hang,\n"
    )
    (project / "content/observations/few.csv").write_text(head + rows, encoding="utf-8")
    ran = cxsite("generate", cwd=project)
    assert ran.code == 0, ran.err
    pages = html.unescape("".join(path.read_text(encoding="utf-8") for path in (project / "build/docs").rglob("*.md")))
    assert "+41" in pages
    assert "77,7" not in pages
    assert "66,6" not in pages


def test_metrics_whose_answers_cannot_be_compared_say_why_they_are_hidden(project: Path) -> None:
    content = project / "content"
    for key in ("nua", "rieng"):
        (content / f"metrics/{key}.yml").write_text(METRIC.replace("NPS", f"NPS {key}"), encoding="utf-8")
        source = SOURCE.replace("nps-thu", key).replace("keep: last\n", "")
        (content / f"sources/{key}.yml").write_text(source, encoding="utf-8")
    (content / "sources/hai-lan.yml").write_text(SOURCE, encoding="utf-8")  # counts each answer of nps-thu again
    why = "không đối chiếu được từng câu"

    assert [line for line in cxsite("measure", cwd=project).out.splitlines() if why in line] == [
        line for line in cxsite("measure", "check", "rieng", cwd=project).out.splitlines() if why in line
    ]
    assert "NPS rieng: Một số giá trị" in cxsite("measure", cwd=project).out
    assert why not in cxsite("measure", "check", "nua", cwd=project).out
    assert cxsite("generate", cwd=project).code == 0
    pages = project / "build/docs/measurement"
    assert why in html.unescape((pages / "rieng.md").read_text(encoding="utf-8"))
    assert why not in html.unescape((pages / "nua.md").read_text(encoding="utf-8"))

    (content / "sources/hai-lan.yml").unlink()
    assert why not in cxsite("measure", cwd=project).out
    figures = json.loads(cxsite("measure", "--format", "json", cwd=project).out)["figures"]
    assert [one["hidden"] for one in figures] == [False] * 3


def test_a_source_whose_file_is_missing_fails_the_build_and_leaves_the_old_site(project: Path) -> None:
    assert cxsite("build", cwd=project).code == 0
    before = {path: path.read_bytes() for path in (project / "site").rglob("*") if path.is_file()}
    (project / "content/answers/phieu.csv").unlink()
    ran = cxsite("build", cwd=project)
    assert ran.code == 1
    assert "content/sources/phieu.yml:3:7" in ran.err
    assert "content/answers/phieu.csv" in ran.err
    assert {path: path.read_bytes() for path in (project / "site").rglob("*") if path.is_file()} == before
