from __future__ import annotations

import os
import re
from datetime import date
from html import unescape

import mermaidx  # type: ignore[import-untyped]
import pytest
from hostile_texts import HOSTILE, is_printable_text, naughty_strings

from cxsite.drawing import mermaid_flowchart, mermaid_gantt, mermaid_journey, mermaid_timeline
from cxsite.drawing.mermaid_text import LONGEST_DIAGRAM, block
from cxsite.escaping.mermaid import shorten

NAMED = {"title": "Mua váy: lần 1", "description": "Hành trình; 3 giai đoạn"}
STAGE, TASK = mermaid_journey.JourneySection, mermaid_journey.JourneyTask


def shown(diagram: str) -> str:
    """All words of the drawing that the real Mermaid makes of it, without white space."""
    drawing = mermaidx.render(diagram).svg()
    assert "Syntax error" not in drawing
    words = re.sub(r"<style.*?</style>", "", drawing, flags=re.DOTALL)
    return squeezed(unescape(re.sub(r"<[^>]*>", " ", words)))


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u200b\u2060]+", "", text)


def assert_names_are_shown(diagram: str | None, names: tuple[str, ...] | list[str]) -> None:
    assert diagram is not None
    words = shown(diagram)
    assert [name for name in names if squeezed(shorten(name, 40)) not in words] == []


def journey(*stages: mermaid_journey.JourneySection) -> mermaid_journey.JourneyDiagrams:
    return mermaid_journey.draw(stages, others="và người khác", **NAMED)


def test_a_journey_names_stages_touchpoints_emotions_and_actors() -> None:
    result = journey(STAGE(name="Mua: thử", tasks=(TASK(name="Thử đồ", score=2, actors=("Lan", "Nhân viên")),)))
    (diagram,) = result.diagrams
    assert diagram.splitlines() == [
        "journey",
        "accTitle: Mua váy#58; lần 1",
        "accDescr: Hành trình#59; 3 giai đoạn",
        "section Mua#58; thử",
        "  Thử đồ: 2: Lan, Nhân viên",
    ]


def test_a_task_without_score_is_left_out_and_named() -> None:
    result = journey(
        STAGE(name="Một", tasks=(TASK(name="A", score=None), TASK(name="B", score=3))),
        STAGE(name="Hai", tasks=(TASK(name="C", score=None),)),
    )
    assert result.left_out == ("A", "C")
    assert "Hai" not in result.diagrams[0]


def test_nothing_known_gives_no_diagram() -> None:
    assert journey(STAGE(name="Một", tasks=(TASK(name="A", score=None),))) == mermaid_journey.JourneyDiagrams(
        diagrams=(), left_out=("A",)
    )


def test_more_than_six_actors_are_called_others() -> None:
    actors = tuple(f"Người {letter}" for letter in "ABCDEFGH")
    result = journey(STAGE(name="Một", tasks=(TASK(name="x", score=4, actors=actors),)))
    assert result.diagrams[0].endswith("Người A, Người B, Người C, Người D, Người E, và người khác")


def test_a_long_journey_becomes_several_diagrams_of_whole_stages() -> None:
    tasks = tuple(TASK(name=f"{index} {'&' * 37}", score=3, actors=("@" * 40,)) for index in range(40))
    result = journey(*(STAGE(name=f"Giai đoạn {index}", tasks=tasks) for index in range(6)))
    assert len(result.diagrams) > 1
    assert all(len(diagram) <= LONGEST_DIAGRAM for diagram in result.diagrams)
    assert [re.findall(r"section (.*)", diagram) for diagram in result.diagrams] == [
        ["Giai đoạn 0", "Giai đoạn 1", "Giai đoạn 2"],
        ["Giai đoạn 3", "Giai đoạn 4", "Giai đoạn 5"],
    ]


def test_a_stage_too_long_for_one_diagram_is_split() -> None:
    tasks = tuple(TASK(name=f"{index} {'&' * 37}", score=3) for index in range(400))
    result = journey(STAGE(name="Một", tasks=tasks))
    assert all(len(diagram) <= LONGEST_DIAGRAM for diagram in result.diagrams)
    assert sum(diagram.count(": 3") for diagram in result.diagrams) == 400


@pytest.mark.slow
def test_mermaid_shows_every_hostile_name_of_a_journey() -> None:
    half = len(HOSTILE) // 2
    result = journey(
        *(
            STAGE(name=stage, tasks=(TASK(name=task, score=3, actors=(actor,)), TASK(name="x", score=1)))
            for stage, task, actor in zip(HOSTILE, reversed(HOSTILE), HOSTILE[half : half + 6] * 9, strict=False)
        )
    )
    assert_names_are_shown(result.diagrams[0], [*HOSTILE, *HOSTILE[half : half + 6]])


@pytest.mark.slow
def test_mermaid_shows_every_naughty_name_of_a_journey() -> None:
    """Every fifth of the names; `make test-long` tries all."""
    every = [text for text in naughty_strings() if is_printable_text(text) and shorten(text, 40).isprintable()]
    names = every if int(os.environ.get("CXSITE_EDITS", "60")) > 60 else every[::5]
    for start in range(0, len(names), 100):
        part = names[start : start + 100]
        result = journey(STAGE(name="x", tasks=tuple(TASK(name=name, score=3) for name in part)))
        words = "".join(map(shown, result.diagrams))
        assert [name for name in part if squeezed(shorten(name, 40)) not in words] == []


def test_a_timeline_shows_stages_with_their_durations() -> None:
    period = mermaid_timeline.TimelinePeriod
    diagram = mermaid_timeline.draw([period(name="Mua: thử", events=("2 giờ",)), period(name="Giao")], **NAMED)
    assert str(diagram).splitlines()[3:] == ["  Mua#58; thử : 2 giờ", "  Giao"]


@pytest.mark.slow
def test_mermaid_shows_every_hostile_name_of_a_timeline() -> None:
    names = HOSTILE[::14]
    periods = [
        mermaid_timeline.TimelinePeriod(name=name, events=(other,))
        for name, other in zip(names, HOSTILE[1::14], strict=False)
    ]
    assert_names_are_shown(mermaid_timeline.draw(periods, **NAMED), [period.name for period in periods])


def node(identifier: str, name: str, *after: str) -> mermaid_flowchart.FlowchartNode:
    return mermaid_flowchart.FlowchartNode(id=identifier, name=name, next=tuple((one, "") for one in after))


def test_a_flowchart_shows_the_ways_through_the_stages() -> None:
    stage = mermaid_flowchart.FlowchartStage(
        name="Mua", nodes=(node("thu", "Thử đồ", "tra", "thu", "la"), node("tra", "Trả [tiền]"))
    )
    assert str(mermaid_flowchart.draw([stage], **NAMED)).splitlines()[3:] == [
        'subgraph s0["Mua"]',
        '  n0["Thử đồ"]',
        '  n1["Trả #91;tiền#93;"]',
        "end",
        "n0 --> n1",
        "n0 --> n0",
    ]


def test_a_flowchart_without_ways_or_with_too_many_is_none() -> None:
    assert (
        mermaid_flowchart.draw([mermaid_flowchart.FlowchartStage(name="x", nodes=(node("a", "A"),))], **NAMED) is None
    )
    names = [f"n{index}" for index in range(25)]
    everywhere = tuple(node(name, name, *names) for name in names)
    assert mermaid_flowchart.draw([mermaid_flowchart.FlowchartStage(name="x", nodes=everywhere)], **NAMED) is None


@pytest.mark.slow
def test_mermaid_shows_every_hostile_name_of_a_flowchart() -> None:
    nodes = (node("a0", HOSTILE[0], "a1"), *(node(f"a{index}", name) for index, name in enumerate(HOSTILE) if index))
    diagram = mermaid_flowchart.draw([mermaid_flowchart.FlowchartStage(name=HOSTILE[0], nodes=nodes)], **NAMED)
    assert_names_are_shown(diagram, HOSTILE)


def work(name: str, **more: object) -> mermaid_gantt.GanttTask:
    given = {"start": date(2026, 10, 1), "due": date(2026, 12, 31), "status": "doing", **more}
    return mermaid_gantt.GanttTask(name=name, **given)  # type: ignore[arg-type]


def test_a_gantt_shows_actions_by_owner_with_their_status() -> None:
    works = (
        work("QR", overdue=True),
        work("POS", status="done"),
        work("Ký", start=None, status="planned"),
        work("Không hạn", due=None),
        work("Bỏ", status="dropped"),
    )
    result = mermaid_gantt.draw(
        [mermaid_gantt.GanttSection(name="Vận hành", tasks=works), mermaid_gantt.GanttSection(name="Trống", tasks=())],
        **NAMED,
    )
    assert str(result.diagram).splitlines()[7:] == [
        "section Vận hành",
        "  QR :crit, active, a0, 2026-10-01, 2026-12-31",
        "  POS :done, a1, 2026-10-01, 2026-12-31",
        "  Ký :milestone, a2, 2026-12-31, 0d",
    ]
    assert result.left_out == ("Không hạn", "Bỏ")


@pytest.mark.slow
def test_mermaid_shows_every_hostile_name_of_a_gantt() -> None:
    owner = mermaid_gantt.GanttSection(name=HOSTILE[0], tasks=tuple(map(work, HOSTILE)))
    assert_names_are_shown(mermaid_gantt.draw([owner], **NAMED).diagram, HOSTILE)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_diagram_in_html_is_one_inert_line(text: str) -> None:
    result = journey(STAGE(name=text, tasks=(TASK(name=text, score=1, actors=(text,)),)))
    written = block(result.diagrams[0])
    inner = written.removeprefix('<pre class="mermaid"><code>').removesuffix("</code></pre>")
    assert not set(inner) & set("<>\n")
    assert unescape(inner) == result.diagrams[0]
