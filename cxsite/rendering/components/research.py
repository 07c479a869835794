"""Pieces of research: the index, findings with what they support, and what rests on a piece of research."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cxsite.rendering.components.badges import evidence_badge, freshness_badge
from cxsite.rendering.components.html import NOTHING, Html, attribute, join, number, text
from cxsite.rendering.components.links import owner_chip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxsite.model.records.research import ResearchStudy
    from cxsite.pages.links import Link
    from cxsite.pages.research import FindingView, Naming, StudyRow, SupportedThing
    from cxsite.rendering.components.page_tools import PageTools

_HEADS: Final = (
    "research-pages.study", "research-pages.done", "research-pages.sample", "research-pages.rests",
    "research-pages.review",
)  # fmt: skip


def study_table(page: PageTools, rows: Sequence[StudyRow]) -> Html:
    """Return a table of research: what it was, how old it is, its sample, how much rests on it, and its review."""
    name = page.labels["research-pages.title"]
    return Html(
        f'<div class="cx-scroll" tabindex="0" role="region" aria-label="{name}">'
        f'<table class="cx-table cx-works cx-studies"><caption class="cx-hidden">{name}</caption>\n'
        f"<thead><tr>{page.column_heads(_HEADS)}</tr></thead>\n"
        f"<tbody>\n{join([_study_row(page, row) for row in rows])}</tbody></table></div>"
    )


def _study_row(page: PageTools, row: StudyRow) -> Html:
    study = row.study
    team = Html(f" {owner_chip(page, row.team)}") if row.team else NOTHING
    rests = Html(f'<span class="cx-missing">{page.labels["research-pages.rests-nothing"]}</span>')
    if row.supports:
        rests = page.say("research-pages.rests-count", n=row.supports)
    return Html(
        f'<tr><th scope="row">{page.link(row.link)}\n<span class="cx-atlas-under">'
        f"{page.labels['research.' + study.kind]}{team}</span></th>\n"
        f"<td>{study_age(page, study, row.months)}</td>\n<td>{study_sample(page, study)}</td>\n<td>{rests}</td>\n"
        f"<td>{freshness_badge(page, str(row.marks.freshness))}</td>\n</tr>\n"
    )


def study_age(page: PageTools, study: ResearchStudy, months: int | None) -> Html:
    """Return when research was done, and how long ago that is."""
    if study.date is None:
        return Html(f'<span class="cx-missing">{page.labels["research-pages.no-date"]}</span>')
    if months is None:
        return page.day(study.date)
    age = page.say("research-pages.age", n=months) if months else page.labels["research-pages.age-new"]
    return Html(f'{page.day(study.date)} <span class="cx-aside">{age}</span>')


def study_sample(page: PageTools, study: ResearchStudy) -> Html:
    """Return how many people or things research counts on, or that it does not say so."""
    if study.sample is not None:
        return page.say("marks.sample", n=study.sample)
    if study.lacks_sample:
        return Html(f'<span class="cx-missing">{page.labels["research-pages.no-sample"]}</span>')
    return Html("–")


def finding_list(page: PageTools, findings: Sequence[FindingView]) -> Html:
    """Return the findings of a piece of research, each with its strength, a quote, and what it supports."""
    return Html(f'<ul class="cx-plain cx-lines">{join([_finding(page, one) for one in findings])}</ul>')


def _finding(page: PageTools, view: FindingView) -> Html:
    finding = view.finding
    strength = NOTHING
    if finding.strength:
        strength = Html(f'<span class="cx-tag">{page.say("research-pages.strength", n=finding.strength)}</span> ')
    quote = (
        Html(f'<blockquote class="cx-quote"><p>{text(finding.quote)}</p></blockquote>\n') if finding.quote else NOTHING
    )
    supports = Html(f'<span class="cx-missing">{page.labels["research-pages.supports-nothing"]}</span>')
    if view.supports:
        rows = [Html(f"<li>{_thing(page, one)}</li>\n") for one in view.supports]
        supports = Html(
            f'<p class="cx-label">{page.labels["research-pages.supports"]}</p>\n<ul class="cx-plain">{join(rows)}</ul>'
        )
    return Html(
        f'<li id="finding-{attribute(finding.id)}"><p>{strength}<strong>{text(finding.text)}</strong></p>\n'
        f"{quote}{supports}</li>\n"
    )


def supported_list(page: PageTools, things: Sequence[tuple[SupportedThing, Naming]]) -> Html:
    """Return what rests on a piece of research, each with its evidence and links to the findings that name it."""
    rows = [Html(f"<li>{_thing(page, one, findings)}</li>\n") for one, findings in things]
    return Html(f'<ul class="cx-plain cx-lines">{join(rows)}</ul>')


def claim_list(page: PageTools, things: Sequence[SupportedThing]) -> Html:
    """Return what claims to be researched but names no research."""
    rows = [Html(f"<li>{_thing(page, one)}</li>\n") for one in things]
    return Html(f'<ul class="cx-plain cx-lines">{join(rows)}</ul>')


def _thing(page: PageTools, thing: SupportedThing, findings: Naming = ()) -> Html:
    what = Html(f'<span class="cx-what">{page.labels["what." + thing.kind]}</span>')
    where = Html(f' <span class="cx-aside">{page.link(thing.within)}</span>') if thing.within else NOTHING
    level = Html(f" {evidence_badge(page, thing.level)}") if thing.level else NOTHING
    named = [
        Html(f'<a href="#finding-{attribute(key)}">{page.say("research-pages.finding-number", number=number(at))}</a>')
        for at, key in findings
    ]
    by = Html(f' <span class="cx-aside">{join(named, Html(" "))}</span>') if named else NOTHING
    return Html(f"{what} {page.link(thing.link)}{where}{level}{by}")


def study_links(page: PageTools, links: Sequence[Link]) -> Html:
    """Return links to pieces of research as a list."""
    return Html(f'<ul class="cx-plain">{join([Html(f"<li>{page.link(one)}</li>") for one in links])}</ul>')
