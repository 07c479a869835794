"""Measures the rows of the benchmark's table. Each can be measured alone; playbooks are made when first needed."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass, field
from statistics import median
from typing import TYPE_CHECKING, Final

from first_page import seconds_to_first_page
from projects import HERE, Playbook, Sample
from same_work import NEAR, farthest, size_of
from table import GOALS, Row
from whole_process import Command, Run, in_turn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from projects import Peers

MOST_IN_ROUNDS: Final = 3_000
"""Larger playbooks are built once, and only beside same-work peers."""
FEW: Final = 5
"""Journeys of a small playbook: about 28 files."""
TOUCHPOINTS: Final = 24
ENOUGH_OF_EACH_KIND: Final = 100
"""Journeys from which kinds of pages are judged one by one; below, most kinds are one page, which lists little."""
PEERS: Final = ("hugo", "eleventy")
NAMES: Final = {"hugo": "Hugo", "eleventy": "Eleventy"}


@dataclass(slots=True)
class Bench:
    """One run of the benchmark: its playbooks by number of journeys, and what has been measured of them."""

    top: Path
    sizes: tuple[int, ...]
    rounds: int
    found: Peers
    asked: frozenset[str]
    playbooks: dict[int, Playbook] = field(default_factory=dict)
    built: dict[int, dict[str, Run]] = field(default_factory=dict)
    compared: dict[int, dict[str, Run]] = field(default_factory=dict)

    @property
    def usual(self) -> tuple[int, ...]:
        """The sizes that are built in rounds."""
        return tuple(size for size in self.sizes if size <= MOST_IN_ROUNDS)

    def rounds_of(self, size: int) -> int:
        return self.rounds if size <= MOST_IN_ROUNDS else 1

    def playbook(self, size: int) -> Playbook:
        """Return the playbook with that many journeys, built."""
        if size not in self.playbooks:
            self.playbooks[size] = made = Playbook(self.top, size)
            made.cold.run()
        return self.playbooks[size]

    def peer(self, name: str, size: int) -> Path | None:
        """Return the folder of a same-work peer's project, or None if the peer is not installed."""
        command = self.found.same_work(name, self.top / str(size) / f"same-{name}")
        return self.playbook(size).same_work(name, self.found) if command else None

    def comparison(self, size: int) -> Mapping[str, Run]:
        """Return the cold builds of ours and of the peers that were asked for, in turn."""
        if size not in self.compared:
            playbook = self.playbook(size)
            commands: dict[str, Command | None] = {"ours": playbook.cold}
            for name in PEERS:
                if name in self.asked and (folder := self.peer(name, size)):
                    commands[f"same-{name}"] = self.found.same_work(name, folder)
            if "bodies" in self.asked and size <= MOST_IN_ROUNDS:
                playbook.write_bodies()
                commands["bodies-hugo"] = self.found.hugo(playbook.top / "hugo")
                commands["bodies-eleventy"] = self.found.eleventy(playbook.top / "eleventy")
            present = {name: command for name, command in commands.items() if command}
            if size > MOST_IN_ROUNDS:  # where a peer may need more memory than there is
                each = {name: command.attempt() for name, command in present.items()}
                self.compared[size] = {name: run for name, run in each.items() if isinstance(run, Run)}
            else:
                self.compared[size] = in_turn(present, self.rounds)
        return self.compared[size]

    def builds(self, size: int) -> Mapping[str, Run]:
        """Return a cold build, one after an edit, and one after nothing, in turn."""
        if size not in self.built:
            playbook = self.playbook(size)
            commands = {"cold": playbook.cold, "edited": playbook.edited, "same": playbook.command("build")}
            self.built[size] = in_turn(commands, self.rounds_of(size))
        return self.built[size]


def elements(bench: Bench) -> Iterator[Row]:
    """Compare the pages of the same-work peers with ours: elements and bytes, in all and by kind of page."""
    for size in bench.usual:
        for name in PEERS:
            folder = bench.peer(name, size)
            if folder is None:
                yield _missing(NAMES[name], size)
                continue
            command = bench.found.same_work(name, folder)
            if command:
                command.run()
            site = bench.playbook(size).folder / "site"
            ours, theirs = size_of(site), size_of(folder / "public")
            elements_of, bytes_of = theirs.against(ours)
            counts = f"{theirs.pages} pages of {ours.pages}; {theirs.elements:,} of {ours.elements:,}"
            weight = f"{theirs.bytes:,} of {ours.bytes:,} bytes"
            kind, ratio, each = farthest(site, folder / "public")
            peer = f"same-work {NAMES[name]}, of ours"
            yield Row(f"elements of {peer}", elements_of, journeys=size, scale=counts, near=NEAR)
            yield Row(f"bytes of {peer}", bytes_of, journeys=size, scale=weight, near=NEAR)
            farthest_is = f"{kind}; elements and bytes of each kind: {each}"
            near = NEAR if size >= ENOUGH_OF_EACH_KIND else None
            yield Row(f"the kind of page farthest off of {peer}", ratio, journeys=size, scale=farthest_is, near=near)


def hugo(bench: Bench) -> Iterator[Row]:
    return _against("hugo", bench)


def eleventy(bench: Bench) -> Iterator[Row]:
    return _against("eleventy", bench)


def _against(name: str, bench: Bench) -> Iterator[Row]:
    figure = f"against same-work {NAMES[name]}"
    for size in bench.sizes:
        runs = bench.comparison(size)
        if (run := runs.get(f"same-{name}")) and (ours := runs.get("ours")):
            yield Row(f"cold from YAML, {figure}", ours.wall / run.wall, figure, size, _scale(ours, run))
        else:
            yield _missing(NAMES[name], size)


def bodies(bench: Bench) -> Iterator[Row]:
    """Compare with generators that get finished bodies; Zensical gets our docs tree."""
    for size in bench.usual:
        runs = dict(bench.comparison(size))
        ours, playbook = runs["ours"], bench.playbook(size)
        playbook.command("generate").run()
        if (zensical := bench.found.zensical(playbook.folder)) and not zensical.refuses():  # as with a large index
            runs |= in_turn({"bodies-zensical": zensical}, min(bench.rounds, 3))
        for name, title in (("hugo", "Hugo"), ("eleventy", "Eleventy"), ("zensical", "Zensical")):
            if run := runs.get(f"bodies-{name}"):
                figure = f"cold from YAML, against {title} with finished bodies"
                yield Row(figure, ours.wall / run.wall, journeys=size, scale=_scale(ours, run))
            else:
                yield _missing(f"{title} with finished bodies", size)


def page(bench: Bench) -> Iterator[Row]:
    """Measure the processor time of a page in one process, at the size of its goal if that is among the sizes."""
    figure = "processor milliseconds a page, one process"
    for size in _with_goal(bench, figure):
        playbook = bench.playbook(size)
        each = [float(_script(playbook, "one_process.py")) for _ in range(bench.rounds_of(size))]
        yield Row(figure, median(each), figure, size)


def mkdocs(bench: Bench) -> Iterator[Row]:
    """Compare our builder, from rendered pages, with stock MkDocs on the docs tree that `cxsite generate` writes."""
    figure = "our builder against stock MkDocs on the same docs tree"
    for size in bench.usual:
        playbook, rounds = bench.playbook(size), min(bench.rounds, 3)
        playbook.command("generate").run()
        theirs = in_turn({"stock": playbook.stock}, rounds)["stock"].wall
        ours = median(float(_script(playbook, "builder.py")) for _ in range(rounds))
        yield Row(figure, ours / theirs, figure, size, f"{ours:.2f} s against {theirs:.1f} s")


def small(bench: Bench) -> Iterator[Row]:
    """Measure a small playbook with nothing known at all, then with what an earlier playbook's build has left."""
    size = 30
    playbook = bench.playbook(size)
    runs = in_turn({"ever": playbook.first_ever, "further": playbook.cold}, bench.rounds)
    for name, figure in (
        ("ever", "first build ever, seconds"),
        ("further", "first build of a further playbook, seconds"),
    ):
        yield Row(figure, runs[name].wall, figure, size, _alone(runs[name]))


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
        yield Row(figure, runs[name].wall, figure, scale=_alone(runs[name]))


def engines(bench: Bench) -> Iterator[Row]:
    """Compare the sample on Zensical with the sample on MkDocs: cold, and after one persona got a new quote."""
    zensical = HERE.parent / ".venv-engines" / "zensical"
    if not zensical.is_dir():
        yield _missing("Zensical (`make test-engines` installs it)", 0)
        return
    ours, theirs = Sample(bench.top / "mkdocs"), Sample(bench.top / "zensical")
    theirs.use_zensical(zensical)
    cold = in_turn({"mkdocs": ours.cold, "zensical": theirs.cold}, bench.rounds)
    edits = in_turn({"mkdocs": ours.edited, "zensical": theirs.edited}, bench.rounds)
    for name, runs in (("cold", cold), ("one file edited", edits)):
        one, other = runs["zensical"], runs["mkdocs"]
        figure = f"the sample on Zensical, {name}, against MkDocs"
        yield Row(figure, one.wall / other.wall, scale=_scale(one, other))
        yield Row(f"{figure}, processor time", one.cpu / other.cpu)


def edited(bench: Bench) -> Iterator[Row]:
    figure = "one journey edited, against cold"
    for size in bench.sizes:
        one, cold = bench.builds(size)["edited"], bench.builds(size)["cold"]
        yield Row(figure, one.wall / cold.wall, figure, size, _scale(one, cold))
        yield Row("one journey edited, seconds", one.wall, "one journey edited, seconds", size)


def unchanged(bench: Bench) -> Iterator[Row]:
    figure = "nothing changed, against cold"
    for size in bench.sizes:
        same, cold = bench.builds(size)["same"], bench.builds(size)["cold"]
        yield Row(figure, same.wall / cold.wall, figure, size, _scale(same, cold))


def growth(bench: Bench) -> Iterator[Row]:
    """Compare the cold builds of one size and the next."""
    for size, big in zip(bench.sizes, bench.sizes[1:], strict=False):
        one, other = bench.builds(size)["cold"], bench.builds(big)["cold"]
        for what, ratio in (("time", other.wall / one.wall), ("memory", other.memory / one.memory)):
            figure = f"growth {size} → {big}, {what}"
            yield Row(figure, ratio, figure, scale=f"{big / size:g} × the journeys; {_scale(other, one)}")
        figure = "memory for each journey, MB"
        yield Row(figure, other.memory / big / 1e6, figure, big)


def reading(bench: Bench) -> Iterator[Row]:
    figure = "reading and rules, against CSafeLoader alone"
    for size in bench.usual:
        printed = _script(bench.playbook(size), "validate.py", "--rounds", str(bench.rounds), "--folder")
        yield Row(figure, float(printed.split()[-1]), figure, size)


def validate(bench: Bench) -> Iterator[Row]:
    playbook = bench.playbook(FEW)
    files = sum(1 for _ in (playbook.folder / "content").rglob("*.yml"))
    run = in_turn({"validate": playbook.command("validate")}, bench.rounds)["validate"]
    figure = "`validate` of 28 files from the shell, seconds"
    yield Row(figure, run.wall, figure, scale=f"{files} files; {_alone(run)}")


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


def _missing(name: str, size: int) -> Row:
    return Row(name, float("nan"), journeys=size, scale="not installed, or does not build it: left out")


def _script(playbook: Playbook, name: str, *arguments: str) -> str:
    """Return what a script of this folder prints; its last argument is the playbook's folder."""
    command = [sys.executable, str(HERE / name), *arguments, str(playbook.folder)]
    return subprocess.check_output(command, text=True, env={**os.environ, **playbook.env})  # noqa: S603


def _alone(run: Run) -> str:
    return f"{run.wall:.2f} s, {run.cpu:.2f} s of processor, {run.memory / 1e6:.0f} MB"


def _scale(one: Run, other: Run) -> str:
    return f"{_alone(one)} against {_alone(other)}"
