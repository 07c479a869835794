"""Formats coverage as text for people: the total, every figure with its target, and its first gaps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wcwidth import wcswidth

from cxsite.escaping import terminal
from cxsite.i18n.catalogue import Translator

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cxsite.coverage import Coverage, CoverageFigure, CoverageGap, Share

GAPS_SHOWN: Final = 5
_LEFT: Final = (0, 4)
"""The text columns of the table, which are aligned left; numbers are aligned right."""


def coverage_as_text(coverage: Coverage, targets: Mapping[str, float], language: str) -> str:
    """Return the total, a table of all figures, and up to five gaps of each with their places."""
    words = Translator(language)
    total = coverage.total
    yields = words("coverage.have", have=total.have, total=total.total)
    blocks = [
        f"{words('coverage.title')}: {format_share(total, words)} ({yields})",
        "\n".join(_table([*_rows(coverage, targets, words)])),
        *("\n".join(_gaps(figure, words, language)) for figure in coverage.figures if figure.gaps),
    ]
    return "\n\n".join(blocks) + "\n"


def format_share(share: Share, words: Translator) -> str:
    """Format a share in whole percent; words if there is nothing to count."""
    return words("coverage.nothing-to-count") if share.whole_percent is None else words.percent(share.whole_percent)


def figure_name(name: str, words: Translator) -> str:
    """Return the name of a figure."""
    return words(f"coverage-figure.{name}")


def gap_sentence(gap: CoverageGap, words: Translator) -> str:
    """Return one sentence that describes a gap."""
    return words(f"coverage-gap.{gap.figure}", title=gap.title, stage=gap.stage)


def format_target(share: Share, target: float | None, words: Translator) -> str:
    """Return the target in percent and whether it is reached; empty if there is none."""
    if target is None:
        return ""
    met = "coverage.met" if share.reaches(target) else "coverage.unmet"
    return f"{words.percent(target, 1)} {words(met)}"


def _rows(coverage: Coverage, targets: Mapping[str, float], words: Translator) -> Iterator[tuple[str, ...]]:
    yield (
        words("coverage.figure"),
        "",
        words("coverage.share"),
        words("coverage.target"),
        "coverage.targets",
    )
    pairs = [(figure.name, figure.count) for figure in coverage.figures]
    for name, share in (*pairs, ("total", coverage.total)):
        counts = f"{share.have}/{share.total}" if share.total else ""
        target = format_target(share, targets.get(name), words)
        yield figure_name(name, words), counts, format_share(share, words) if share.total else "–", target, name


def _table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(wcswidth(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        cells = (
            _pad(cell, width, left=number in _LEFT)
            for number, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        yield "  ".join(cells).rstrip()


def _pad(cell: str, width: int, *, left: bool) -> str:
    gap = " " * (width - wcswidth(cell))
    return cell + gap if left else gap + cell


def _gaps(figure: CoverageFigure, words: Translator, language: str) -> Iterator[str]:
    yield figure_name(figure.name, words)
    for gap in figure.gaps[:GAPS_SHOWN]:
        yield f"  {terminal.encode(str(gap.place))}: {terminal.encode(gap_sentence(gap, words))}"
    if len(figure.gaps) > GAPS_SHOWN:
        yield f"  {Translator(language, 'commands')('coverage.more', n=len(figure.gaps) - GAPS_SHOWN)}"
