"""Coverage: shares, tables of figures, heat maps, and the gaps of each file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxsite.rendering.components.badges import target_badge
from cxsite.rendering.components.figures import bar
from cxsite.rendering.components.html import NOTHING, Html, attribute, join, number, text
from cxsite.rendering.components.links import journey_link

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxsite.coverage.records import Share
    from cxsite.model.records.journey import Journey
    from cxsite.pages.coverage import CoverageMeasure, Heat, HeatCell
    from cxsite.pages.gaps_by_file import GapsOfFile, PlacedGap
    from cxsite.rendering.components.page_tools import PageTools


def share_bar(page: PageTools, count: Share, target: float | None = None) -> Html:
    """Return a share as a bar with its percentage, or that there is nothing to count."""
    if count.share is None or count.whole_percent is None:
        return Html(f'<span class="cx-aside">{page.labels["coverage.nothing-to-count"]}</span>')
    return bar(page, count.share, page.words.percent(count.whole_percent), target)


def coverage_verdict(page: PageTools, *, met: bool | None) -> Html:
    """Return whether a target is reached; nothing if there is none."""
    return NOTHING if met is None else target_badge(page, met=met, words="coverage")


def coverage_table(page: PageTools, measures: Sequence[CoverageMeasure]) -> Html:
    """Return the table of all figures with their targets."""
    rows = [_measure_row(page, one) for one in measures]
    heads = ("coverage.figure", "coverage.share", "coverage.count", "coverage.target")
    return _table(page, page.labels["coverage.figures"], heads, rows)


def _measure_row(page: PageTools, one: CoverageMeasure) -> Html:
    label, figure = page.labels, one.figure
    target = Html(f'<span class="cx-aside">{label["coverage.no-target"]}</span>')
    if one.target is not None:
        target = Html(f"{text(page.words.percent(one.target))} {coverage_verdict(page, met=one.met)}")
    return Html(
        f'<tr><th scope="row">{label["coverage-figure." + figure.name]}</th>\n'
        f"<td>{share_bar(page, figure.count, one.target)}</td>\n"
        f"<td>{page.say('coverage.have', have=figure.have, total=figure.total)}</td>\n<td>{target}</td>\n</tr>\n"
    )


def journey_coverage_table(page: PageTools, journeys: Sequence[tuple[Journey, Share]]) -> Html:
    """Return the table of journeys with the share of each."""
    rows = [
        Html(
            f'<tr><th scope="row">{journey_link(page, journey)}</th>\n<td>{share_bar(page, share)}</td>\n'
            f"<td>{page.say('coverage.have', have=share.have, total=share.total)}</td>\n</tr>\n"
        )
        for journey, share in journeys
    ]
    heads = ("terms.journey.word", "coverage.share", "coverage.count")
    return _table(page, page.labels["coverage.journey-figures"], heads, rows)


def _table(page: PageTools, title: Html, heads: Sequence[str], rows: Sequence[Html]) -> Html:
    columns = join([Html(f'<th scope="col">{page.labels[head]}</th>\n') for head in heads])
    return Html(
        f'<div class="cx-scroll" tabindex="0" role="region" aria-label="{title}">'
        f'<table class="cx-table cx-measures"><caption class="cx-hidden">{title}</caption>\n'
        f"<thead><tr>{columns}</tr></thead><tbody>\n{join(rows)}</tbody></table></div>"
    )


def heat_map(page: PageTools, kind: str, heat: Heat) -> Html:
    """Return a table of touchpoints by stage; `kind` is `persona` or `channel`."""
    label = page.labels
    stages = join([Html(f'<th scope="col">{text(stage)}</th>\n') for stage in heat.stages])
    rows = []
    for link, cells in heat.rows:
        shown = join([_heat_cell(page, cell) for cell in cells])
        rows.append(Html(f'<tr><th scope="row">{page.link(link)}</th>\n{shown}</tr>\n'))
    return Html(
        f'<div class="cx-scroll" tabindex="0" role="region" aria-label="{label[f"coverage.{kind}-stage"]}" '
        f'data-search-exclude="">\n<table class="cx-table cx-heat">'
        f"<caption>{label[f'coverage.{kind}-stage-caption']}</caption>\n"
        f'<thead><tr><th scope="col">{label[f"place.{kind}"]}</th>\n{stages}</tr></thead>'
        f"<tbody>\n{join(rows)}</tbody></table></div>"
    )


def _heat_cell(page: PageTools, cell: HeatCell) -> Html:
    hollow = Html(f'<span class="cx-hollow-cell">{page.labels["coverage.nothing-here"]}</span>')
    shown = number(cell.touchpoints) if cell.touchpoints else hollow
    return Html(f'<td class="cx-heat-{number(cell.tint)}">{shown}</td>\n')


def gap_lists(page: PageTools, files: Sequence[GapsOfFile], *, anchors: bool = False) -> Html:
    """Return the gaps of each file in a list that opens; with `anchors`, links lead to each list."""
    return join([_gaps_of_file(page, file, anchors=anchors) for file in files])


def _gaps_of_file(page: PageTools, file: GapsOfFile, *, anchors: bool) -> Html:
    gaps, untranslated = file.gaps, file.untranslated
    title = Html(f"{text(file.journey)} ") if file.journey else NOTHING
    count = (
        page.say("coverage.gap-count", n=file.count) if gaps else page.say("coverage.untranslated", n=len(untranslated))
    )
    anchor = Html(f' id="{attribute(file.anchor)}"') if anchors else NOTHING
    rows = [Html(f"<li>{_sentence(page, gap)} {_line(page, file, gap)}</li>\n") for gap in gaps]
    if untranslated:
        note = page.say("coverage.untranslated-from", n=len(untranslated))
        rows.append(Html(f"<li>{note} {_line(page, file, untranslated[0])}</li>\n"))
    return Html(
        f'<details class="cx-gaps" data-search-exclude=""><summary>{title}<code>{text(file.path)}</code> '
        f'<span class="cx-aside">{count}</span></summary>\n<ul class="cx-plain"{anchor}>{join(rows)}</ul></details>\n'
    )


def _sentence(page: PageTools, gap: PlacedGap) -> Html:
    return text(page.words("coverage-gap." + gap.figure, title=gap.title, stage=gap.stage))


def _line(page: PageTools, file: GapsOfFile, gap: PlacedGap) -> Html:
    """Return the line of a gap, as a link where the file can be edited there; its path is above the list."""
    line = page.say("coverage.line", line=gap.line)
    if not file.edit:
        return Html(f"<code>{line}</code>")
    return Html(
        f'<a class="cx-line-link" href="{attribute(file.edit)}&#35;L{number(gap.line)}" rel="noopener">{line}</a>'
    )
