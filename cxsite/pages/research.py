"""The pages of research: an index, and a page for each piece with everything that rests on it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final, TypeAlias

from cxsite.incremental.dependency_tracking import get_shared
from cxsite.model.facts.research_support import (
    claims_without_research,
    find_supported_things,
    is_in_library,
    statement_title,
)
from cxsite.pages import address
from cxsite.pages.links import Link
from cxsite.pages.page_marks import make_marks
from cxsite.pages.page_plan import LazyContext, PagePlan

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cxsite.model.content import Content
    from cxsite.model.facts.research_support import Statement, Support
    from cxsite.model.records.research import ResearchFinding, ResearchStudy
    from cxsite.pages.basis import Basis
    from cxsite.pages.page_marks import PageMarks

Naming: TypeAlias = tuple[tuple[int, str], ...]
"""The findings that name a thing: number in their list, from 1, and id."""
MOST_CLAIMS: Final = 60
"""The most claims without research that the index lists."""
_DAYS_OF_A_MONTH: Final = 30.44


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportedThing:
    """Something that rests on research: its kind, a link to it, the journey or touchpoint that it is in, its level."""

    kind: str
    link: Link
    within: Link | None
    level: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingView:
    """A finding with links to what it supports."""

    finding: ResearchFinding
    supports: tuple[SupportedThing, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyRow:
    """One row of the index: a piece of research, how old it is in whole months, and how much rests on it."""

    study: ResearchStudy
    link: Link
    team: Link | None
    months: int | None
    supports: int
    marks: PageMarks


def research_pages(basis: Basis) -> Iterator[PagePlan]:
    """Plan `research/index` and `research/<id>`."""
    content, words = basis.content, basis.words
    yield PagePlan(
        path=address.RESEARCH,
        kind="research-index",
        title=words("research-pages.title"),
        description=words("research-pages.description"),
        context=LazyContext(partial(_index_context, basis)),
    )
    for key, study in content.research.items():
        yield PagePlan(
            path=f"research/{key}",
            kind="research",
            title=study.title,
            description=words("research-pages.page-description", title=study.title),
            draft=not study.is_published,
            record=study,
            context=LazyContext(partial(_study_context, key, basis)),
        )


def _index_context(basis: Basis) -> dict[str, object]:
    content = basis.content
    rows = [_row(key, study, basis) for key, study in content.research.items()]
    rows.sort(key=lambda row: (row.months is None, row.months or 0, row.study.id))
    claims = get_shared(content, "claims-without-research", claims_without_research)
    return {
        "rows": tuple(rows),
        "unused": tuple(row.link for row in rows if not row.supports),
        "claims": tuple(_thing_of(one, basis) for one in claims[:MOST_CLAIMS]),
        "more_claims": max(0, len(claims) - MOST_CLAIMS),
    }


def _row(key: str, study: ResearchStudy, basis: Basis) -> StudyRow:
    content = basis.content
    return StudyRow(
        study=study,
        link=basis.links.to("research", key, study.title),
        team=basis.links.to_owner(study.by),
        months=_age(study, content),
        supports=len(content.supported_by[key]),
        marks=make_marks(study, study.title, content, basis.words),
    )


def _age(study: ResearchStudy, content: Content) -> int | None:
    """Return how old research is in whole months; None if its day is unknown or still to come."""
    if study.date is None or study.date > content.today:
        return None
    return int((content.today - study.date).days / _DAYS_OF_A_MONTH)


def _study_context(key: str, basis: Basis) -> dict[str, object]:
    content, links = basis.content, basis.links
    study = content.research[key]
    return {
        "study": study,
        "team": links.to_owner(study.by),
        "months": _age(study, content),
        "findings": tuple(_finding(one, basis) for one in study.findings),
        "groups": _group_by_kind(content.supported_by[key], study, basis),
    }


def _finding(finding: ResearchFinding, basis: Basis) -> FindingView:
    content = basis.content
    things = [thing for wanted in finding.supports for thing in find_supported_things(content, wanted)]
    return FindingView(
        finding=finding, supports=tuple(_make_thing(kind, key, None, basis) for kind, key in dict.fromkeys(things))
    )


def _group_by_kind(
    supports: Iterable[Support], study: ResearchStudy, basis: Basis
) -> tuple[tuple[str, tuple[tuple[SupportedThing, Naming], ...]], ...]:
    """Group what rests on research by kind, each thing with the findings that name it."""
    numbers = {finding.id: number for number, finding in enumerate(study.findings, start=1)}
    groups: dict[str, list[tuple[SupportedThing, Naming]]] = {}
    for one in supports:
        naming = tuple((numbers[key], key) for key in dict.fromkeys(one.findings))
        groups.setdefault(one.statement.kind, []).append((_thing_of(one.statement, basis), naming))
    return tuple((kind, tuple(group)) for kind, group in groups.items())


def _thing_of(statement: Statement, basis: Basis) -> SupportedThing:
    level = statement.evidence.level if statement.evidence else None
    if is_in_library(statement):
        shared = basis.links.to("touchpoint", statement.file.id)
        link = Link(statement_title(statement), shared.address)
        return SupportedThing(kind=statement.kind, link=link, within=shared, level=level)
    return _make_thing(statement.kind, statement.key, level, basis)


def _make_thing(kind: str, key: str, level: str | None, basis: Basis) -> SupportedThing:
    links, content = basis.links, basis.content
    journey, slash, _ = key.partition("/")
    return SupportedThing(
        kind=kind,
        link=links.to(kind, key, content.pain_points[key].pain_point.text if kind == "pain-point" else None),
        within=links.to("journey", journey) if slash else None,
        level=level,
    )
