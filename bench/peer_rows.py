"""Rows of the benchmark that compare our builds with those of other programs."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING, Final

from bench_run import PEERS, Bench, compare_runs, missing, run_script
from projects import HERE, Sample
from same_work import NEAR, farthest, size_of
from table import Row
from whole_process import in_turn

if TYPE_CHECKING:
    from collections.abc import Iterator

ENOUGH_OF_EACH_KIND: Final = 100
"""Journeys from which kinds of pages are judged one by one; below, most kinds are one page, which lists little."""
NAMES: Final = {"hugo": "Hugo", "eleventy": "Eleventy"}


def elements(bench: Bench) -> Iterator[Row]:
    """Compare the pages of the same-work peers with ours: elements and bytes, in all and by kind of page."""
    for size in bench.usual:
        for name in PEERS:
            folder = bench.peer(name, size)
            if folder is None:
                yield missing(NAMES[name], size)
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
            yield Row(f"cold from YAML, {figure}", ours.wall / run.wall, figure, size, compare_runs(ours, run))
        else:
            yield missing(NAMES[name], size)


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
                yield Row(figure, ours.wall / run.wall, journeys=size, scale=compare_runs(ours, run))
            else:
                yield missing(f"{title} with finished bodies", size)


def mkdocs(bench: Bench) -> Iterator[Row]:
    """Compare our builder, from rendered pages, with stock MkDocs on the docs tree that `cxsite generate` writes."""
    figure = "our builder against stock MkDocs on the same docs tree"
    for size in bench.usual:
        playbook, rounds = bench.playbook(size), min(bench.rounds, 3)
        playbook.command("generate").run()
        theirs = in_turn({"stock": playbook.stock}, rounds)["stock"].wall
        ours = median(float(run_script(playbook, "builder.py")) for _ in range(rounds))
        yield Row(figure, ours / theirs, figure, size, f"{ours:.2f} s against {theirs:.1f} s")


def engines(bench: Bench) -> Iterator[Row]:
    """Compare the sample on Zensical with the sample on MkDocs: cold, and after one persona got a new quote."""
    zensical = HERE.parent / ".venv-engines" / "zensical"
    if not zensical.is_dir():
        yield missing("Zensical (`make test-engines` installs it)", 0)
        return
    ours, theirs = Sample(bench.top / "mkdocs"), Sample(bench.top / "zensical")
    theirs.use_zensical(zensical)
    cold = in_turn({"mkdocs": ours.cold, "zensical": theirs.cold}, bench.rounds)
    edits = in_turn({"mkdocs": ours.edited, "zensical": theirs.edited}, bench.rounds)
    for name, runs in (("cold", cold), ("one file edited", edits)):
        one, other = runs["zensical"], runs["mkdocs"]
        figure = f"the sample on Zensical, {name}, against MkDocs"
        yield Row(figure, one.wall / other.wall, scale=compare_runs(one, other))
        yield Row(f"{figure}, processor time", one.cpu / other.cpu)
