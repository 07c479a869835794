"""Formats coverage as Markdown, for a pull request's comment or a wiki page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxsite.escaping import html
from cxsite.i18n.catalogue import Translator
from cxsite.reports.coverage_as_text import figure_name, format_share, format_target, gap_sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cxsite.coverage import Coverage, CoverageGap
    from cxsite.model.content import Content


def coverage_as_markdown(coverage: Coverage, targets: Mapping[str, float], content: Content, language: str) -> str:
    """Return tables of figures and journeys, then every gap with its place. Authors' texts are escaped."""
    words = Translator(language)
    total = coverage.total
    lines = [
        f"## {words('coverage.title')}: {format_share(total, words)}",
        "",
        *_figures(coverage, targets, words),
        *_journeys(coverage, content, words),
        *_gaps(coverage, words),
    ]
    return "\n".join(lines).rstrip() + "\n"


def _figures(coverage: Coverage, targets: Mapping[str, float], words: Translator) -> Iterator[str]:
    yield f"| {words('coverage.figure')} | | {words('coverage.share')} | {words('coverage.target')} |"
    yield "|---|--:|--:|---|"
    pairs = [(figure.name, figure.count) for figure in coverage.figures]
    for name, share in (*pairs, ("total", coverage.total)):
        target = format_target(share, targets.get(name), words)
        counts = f"{share.have}/{share.total}"
        yield f"| {figure_name(name, words)} | {counts} | {format_share(share, words)} | {target} |"
    yield ""


def _journeys(coverage: Coverage, content: Content, words: Translator) -> Iterator[str]:
    if not coverage.journeys:
        return
    yield f"### {words('coverage.journey-figures')}"
    yield ""
    yield f"| | {words('coverage.share')} |"
    yield "|---|--:|"
    for one in coverage.journeys:
        title = html.encode_line(content.journeys[one.journey].title)
        yield f"| {title} | {format_share(one.total, words)} |"
    yield ""


def _gaps(coverage: Coverage, words: Translator) -> Iterator[str]:
    if not coverage.gaps:
        return
    yield f"### {words('coverage.gaps')}"
    for figure in coverage.figures:
        if figure.gaps:
            yield ""
            yield f"**{figure_name(figure.name, words)}**"
            yield ""
            yield from (_gap(gap, words) for gap in figure.gaps)


def _gap(gap: CoverageGap, words: Translator) -> str:
    sentence = gap_sentence(gap._replace(title=html.encode_line(gap.title), stage=html.encode_line(gap.stage)), words)
    return f"- {sentence} `{gap.place.path}:{gap.place.line}`"
