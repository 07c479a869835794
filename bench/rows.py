"""Measures the rows of the benchmark's table. Each can be measured alone; playbooks are made when first needed."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING, Final

from bench_run import Bench, compare_runs, describe_run, run_script
from first_page import seconds_to_first_page
from peer_rows import bodies, elements, eleventy, engines, hugo, mkdocs
from projects import Sample
from table import GOALS, Row
from whole_process import in_turn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping


FEW: Final = 5
"""Journeys of a small playbook: about 28 files."""
TOUCHPOINTS: Final = 24


def page(bench: Bench) -> Iterator[Row]:
    """Measure the processor time of a page in one process, at the size of its goal if that is among the sizes."""
    figure = "processor milliseconds a page, one process"
    for size in _with_goal(bench, figure):
        playbook = bench.playbook(size)
        each = [float(run_script(playbook, "one_process.py")) for _ in range(bench.rounds_of(size))]
        yield Row(figure, median(each), figure, size)


def small(bench: Bench) -> Iterator[Row]:
    """Measure a small playbook with nothing known at all, then with what an earlier playbook's build has left."""
    size = 30
    playbook = bench.playbook(size)
    runs = in_turn({"ever": playbook.first_ever, "further": playbook.cold}, bench.rounds)
    for name, figure in (
        ("ever", "first build ever, seconds"),
        ("further", "first build of a further playbook, seconds"),
    ):
        yield Row(figure, runs[name].wall, figure, size, describe_run(runs[name]))


def serve(bench: Bench) -> Iterator[Row]:
    """Measure from starting `cxsite serve` to the whole page of a journey; the playbook has not been built."""
    for size in sorted({30, *(one for one in bench.usual if one > 30)}):  # noqa: PLR2004 -- the size of a goal
        playbook = bench.playbook(size)
        each = []
        for _ in range(bench.rounds):
            playbook.forget()
            each.append(seconds_to_first_page(playbook.folder, playbook.env))
        yield Row("`serve`, first page, seconds", median(each), f"`serve`, first page, seconds ({size})", size)


def sample(bench: Bench) -> Iterator[Row]:
    """Measure the sample playbook of this repository: two languages, figures from answers."""
    made = Sample(bench.top)
    runs = in_turn({"cold": made.cold, "unchanged": made.build}, bench.rounds)
    for name in runs:
        figure = f"the sample {name}, seconds"
        yield Row(figure, runs[name].wall, figure, scale=describe_run(runs[name]))


def edited(bench: Bench) -> Iterator[Row]:
    figure = "one journey edited, against cold"
    for size in bench.sizes:
        one, cold = bench.builds(size)["edited"], bench.builds(size)["cold"]
        yield Row(figure, one.wall / cold.wall, figure, size, compare_runs(one, cold))
        yield Row("one journey edited, seconds", one.wall, "one journey edited, seconds", size)


def unchanged(bench: Bench) -> Iterator[Row]:
    figure = "nothing changed, against cold"
    for size in bench.sizes:
        same, cold = bench.builds(size)["same"], bench.builds(size)["cold"]
        yield Row(figure, same.wall / cold.wall, figure, size, compare_runs(same, cold))


def growth(bench: Bench) -> Iterator[Row]:
    """Compare the cold builds of one size and the next."""
    for size, big in zip(bench.sizes, bench.sizes[1:], strict=False):
        one, other = bench.builds(size)["cold"], bench.builds(big)["cold"]
        for what, ratio in (("time", other.wall / one.wall), ("memory", other.memory / one.memory)):
            figure = f"growth {size} → {big}, {what}"
            yield Row(figure, ratio, figure, scale=f"{big / size:g} × the journeys; {compare_runs(other, one)}")
        figure = "memory for each journey, MB"
        yield Row(figure, other.memory / big / 1e6, figure, big)


def reading(bench: Bench) -> Iterator[Row]:
    figure = "reading and rules, against CSafeLoader alone"
    for size in bench.usual:
        printed = run_script(bench.playbook(size), "validate.py", "--rounds", str(bench.rounds), "--folder")
        yield Row(figure, float(printed.split()[-1]), figure, size)


def validate(bench: Bench) -> Iterator[Row]:
    playbook = bench.playbook(FEW)
    files = sum(1 for _ in (playbook.folder / "content").rglob("*.yml"))
    run = in_turn({"validate": playbook.command("validate")}, bench.rounds)["validate"]
    figure = "`validate` of 28 files from the shell, seconds"
    yield Row(figure, run.wall, figure, scale=f"{files} files; {describe_run(run)}")


def heaviest(bench: Bench) -> Iterator[Row]:
    figure = "heaviest page of a journey with 24 touchpoints, kB"
    for size in bench.usual:
        pages = (bench.playbook(size).folder / "site" / "journeys").glob("hanh-trinh-*.html")
        texts = (file.read_bytes() for file in pages)
        found = [len(text) for text in texts if text.count(b'<h3 id="touchpoint-') == TOUCHPOINTS]
        if found:
            yield Row(figure, max(found) / 1000, figure, size)


def preview(bench: Bench) -> Iterator[Row]:
    import preview_speed  # noqa: PLC0415 -- needs Chromium

    figure = "preview, saving to seeing, seconds"
    for size in bench.usual:
        found = preview_speed.measure(bench.playbook(size).folder)
        each = [*found.idle, *found.busy]
        scale = f"{median(found.busy):.2f} s while it builds, worst {max(each):.2f} s"
        yield Row(figure, median(each), figure, size, scale)


def search(bench: Bench) -> Iterator[Row]:
    from search_in_browser import IN_TEXTS, at_most, by_clock, index_size, measure  # noqa: PLC0415 -- needs Chromium

    figure = "search on a page slowed four times, seconds"
    for size in bench.usual:
        site = bench.playbook(size).folder / "site"
        yield Row(figure, median(measure(site, way=by_clock)), figure, size)
        titles, texts = median(measure(site, way=at_most)), median(measure(site, IN_TEXTS, way=at_most))
        yield Row("the same at most, on one slow core for page and workers", titles, journeys=size)
        yield Row("the same at most, to the first result that only texts have", texts, journeys=size)
        yield Row("search index gzipped, MB", index_size(site) / 1e6, "search index gzipped, MB", size)


ROWS: Final[Mapping[str, Callable[[Bench], Iterator[Row]]]] = {
    one.__name__: one
    for one in (
        elements, hugo, eleventy, bodies, page, mkdocs, small, serve, sample, engines, edited, unchanged, growth,
        reading, validate, heaviest, preview, search,
    )
}  # fmt: skip


def _with_goal(bench: Bench, figure: str) -> tuple[int, ...]:
    """Return the size of the figure's goal if it was asked for, else all usual sizes."""
    goal = GOALS[figure].journeys
    return (goal,) if goal in bench.sizes else bench.usual
