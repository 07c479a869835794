"""What stands at the end of a page: owner, review, evidence, languages, and where to correct it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxsite.model.facts.research_support import find_study
from cxsite.model.records.research import ResearchStudy
from cxsite.pages.links import Link
from cxsite.rendering.components.badges import evidence_badge, freshness_badge
from cxsite.rendering.components.html import NOTHING, Html, attribute, join, phrase, text
from cxsite.rendering.components.icons import icon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxsite.model.records.record import Evidence, FileMetadata, Research
    from cxsite.pages.languages import OtherLanguage
    from cxsite.pages.page_marks import PageMarks
    from cxsite.rendering.components.page_tools import PageTools


def page_marks(
    page: PageTools,
    marks: PageMarks,
    *,
    draft: bool = False,
    languages: Sequence[OtherLanguage] = (),
    nested: bool = False,
) -> Html:
    """Return the metadata of a page, or with `nested` of one of several things on a page."""
    label, shown = page.labels, list[Html]()
    if draft:
        shown.append(Html(f'<span class="cx-mark cx-draft">{label["marks.draft"]}</span>\n'))
    shown += _record_marks(page, marks, marks.record) if marks.record else []
    if not nested:
        as_of = page.say("marks.as-of", day=page.words.day(marks.today))
        shown.append(Html(f'<span class="cx-mark">{icon("as-of")}{as_of}</span>\n'))
        shown += [_language(one) for one in languages]
    if marks.edit:
        words = label["marks.edit"]
        shown.append(Html(f'<a class="cx-mark" href="{attribute(marks.edit)}">{icon("edit")}{words}</a>'))
    if marks.feedback and not nested:
        words = label["marks.feedback"]
        shown.append(Html(f'<a class="cx-mark" href="{attribute(marks.feedback)}">{icon("feedback")}{words}</a>'))
    return Html(
        f'<div class="cx-marks" role="group" aria-label="{label["marks.about"]}" data-search-exclude="">\n'
        f"{join(shown)}</div>"
    )


def _record_marks(page: PageTools, marks: PageMarks, record: FileMetadata) -> list[Html]:
    label = page.labels
    owner = Html(f"{label['marks.owner']}: {text(marks.owner.name)}") if marks.owner else label["marks.no-owner"]
    level = marks.evidence.level if marks.evidence else None
    shown = [
        Html(f'<span class="cx-mark">{icon("owner")}{owner}</span>\n'),
        Html(f'<span class="cx-mark">{icon("reviewed")}{_review(page, marks, record)}</span>\n'),
    ]
    if level or not isinstance(record, ResearchStudy):  # research is evidence itself
        shown.append(Html(f'<span class="cx-mark">{icon("evidence")}{evidence_badge(page, level)}\n</span>\n'))
    if record.tags:
        tags = phrase([text(tag) for tag in record.tags], page.words)
        shown.append(Html(f'<span class="cx-mark">{label["marks.tags"]}: {tags}</span>\n'))
    return shown


def _review(page: PageTools, marks: PageMarks, record: FileMetadata) -> Html:
    if record.reviewed is None:
        return page.labels["marks.never-reviewed"]
    due = NOTHING
    if marks.review_due:
        due = Html(f", {page.say('marks.review-due', day=page.words.day(marks.review_due))}")
    badge = freshness_badge(page, str(marks.freshness)) if marks.freshness else NOTHING
    return Html(f"{page.labels['marks.reviewed']} {page.day(record.reviewed)}{due}{badge}\n")


def _language(one: OtherLanguage) -> Html:
    code = attribute(one.code)
    return Html(
        f'<a class="cx-mark" href="{attribute(one.href)}" hreflang="{code}" lang="{code}">'
        f"{icon('language')}{text(one.name)}</a>\n"
    )


def research_list(page: PageTools, evidence: Evidence | None, *, nested: bool = False) -> Html:
    """Return the research that supports something; nothing if there is none. `nested` is for a part of a page."""
    if evidence is None or not evidence.research:
        return NOTHING
    title = page.labels["terms.evidence.word" if nested else "marks.research"]
    rows = join([_research(page, one) for one in evidence.research])
    return Html(f'<details class="cx-research"><summary>{title}</summary>\n<ul>{rows}</ul></details>\n')


def _research(page: PageTools, one: Research) -> Html:
    study, named = find_study(one, page.addresses.content.research), NOTHING
    if study is not None and one.source is None:  # named by its id alone
        return _study(page, study)
    title = text(one.title)
    if one.link:
        title = Html(f'<a href="{attribute(one.link)}" rel="noopener">{title}</a>')
    day = Html(f", {page.day(one.date)}") if one.date else NOTHING
    sample = Html(f" ({page.say('marks.sample', n=one.sample)})") if one.sample else NOTHING
    if study is not None:
        named = Html(f". {page.link(Link(study.title, f'research/{study.id}'))}")
    return Html(f"<li>{page.labels['research.' + one.kind]}: {title}{day}{sample}{named}</li>\n")


def _study(page: PageTools, study: ResearchStudy) -> Html:
    """Return a line about research that has a page of its own."""
    title = page.link(Link(study.title, f"research/{study.id}"))
    day = Html(f", {page.day(study.date)}") if study.date else NOTHING
    sample = Html(f" ({page.say('marks.sample', n=study.sample)})") if study.sample else NOTHING
    return Html(f"<li>{page.labels['research.' + study.kind]}: {title}{day}{sample}</li>\n")


def empty_note(page: PageTools, kind: str) -> Html:
    """Return what belongs on an empty page, and how to begin; `kind` names what belongs there."""
    what, why = page.labels[f"empty.{kind}.what"], page.labels[f"empty.{kind}.why"]
    return Html(f'<div class="cx-empty"><p><strong>{what}</strong></p>\n<p>{why}</p>\n</div>')
