"""CX189–CX192 and CX340–CX343: research that is not there, not used, not counted, or too old for what rests on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxsite.model.facts.research_support import claims_without_research, find_supported_things
from cxsite.model.facts.suggestions import suggest
from cxsite.model.records.record import Freshness
from cxsite.model.records.values import SUPPORTED
from cxsite.rules.references import find_unknown_ids
from cxsite.rules.rule import make_finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxsite.model.content import Content
    from cxsite.model.records.record import Record
    from cxsite.rules.rule import Finding


def unknown_research(content: Content) -> Iterator[Finding]:
    """Evidence names research that has no file in content/research/.

    Readers follow the name to see what a statement rests on. Without the file there is nothing to see.

    Bad (content/personas/lan.yml):
        evidence: {level: researched, research: [phong-van-quayy]}

    Good (content/personas/lan.yml):
        evidence: {level: researched, research: [phong-van-quay]}
    Good (content/research/phong-van-quay.yml):
        title: Phỏng vấn mười khách ở quầy
        kind: interview
        date: 2026-10-01
        sample: 10
    """
    yield from find_unknown_ids(content, "research")


def unknown_supported(content: Content) -> Iterator[Finding]:
    """A finding supports something that does not exist.

    A finding names a persona or a journey by its id, and a touchpoint or a pain point with its journey before it:
    `journey/touchpoint`. It shows on their pages what they rest on.

    Bad (content/research/phong-van-quay.yml):
        title: Phỏng vấn mười khách ở quầy
        kind: interview
        date: 2026-10-01
        sample: 10
        findings: [{id: so-ep, text: Ai cũng sợ bị ép mua, supports: [mua/thu-doo]}]

    Good (content/research/phong-van-quay.yml):
        title: Phỏng vấn mười khách ở quầy
        kind: interview
        date: 2026-10-01
        sample: 10
        findings: [{id: so-ep, text: Ai cũng sợ bị ép mua, supports: [mua/thu-do]}]
    """
    for reference in content.doubtful_references.get(SUPPORTED, ()):
        value = reference.value
        if find_supported_things(content, value) or _is_unreadable(content, value):
            continue
        yield make_finding(reference.place, found=value, suggestion=_nearest(content, value))


def _is_unreadable(content: Content, value: str) -> bool:
    journey = ("journey", value.partition("/")[0])
    return journey in content.unreadable or ("persona", value) in content.unreadable


def _nearest(content: Content, value: str) -> str:
    """Return the most similar id; one that lacks its journey, if only one journey has such a thing."""
    if "/" in value:
        return suggest(value, (*content.touchpoint_by_key, *content.pain_points))
    ends = [key for key in (*content.touchpoint_by_key, *content.pain_points) if key.endswith(f"/{value}")]
    return ends[0] if len(ends) == 1 else suggest(value, (*content.personas, *content.journeys))


def duplicate_finding(content: Content) -> Iterator[Finding]:
    """Two findings of one piece of research have the same id.

    The id is the address of a finding on the page of the research; it can lead to one place only.

    Bad (content/research/phong-van-quay.yml):
        title: Phỏng vấn mười khách ở quầy
        kind: interview
        date: 2026-10-01
        sample: 10
        findings:
          - {id: so-ep, text: Ai cũng sợ bị ép mua, supports: [lan]}
          - {id: so-ep, text: Ai cũng tự xem trước, supports: [lan]}

    Good (content/research/phong-van-quay.yml):
        title: Phỏng vấn mười khách ở quầy
        kind: interview
        date: 2026-10-01
        sample: 10
        findings:
          - {id: so-ep, text: Ai cũng sợ bị ép mua, supports: [lan]}
          - {id: tu-xem, text: Ai cũng tự xem trước, supports: [lan]}
    """
    for study in content.research.values():
        first: dict[str, Record] = {}
        for finding in study.findings:
            other = first.setdefault(finding.id, finding)
            if other is not finding:
                yield make_finding(finding.place("id"), id=finding.id, first_line=other.place("id").line)


def weights_of_nothing(content: Content) -> Iterator[Finding]:
    """Both weights of the score of opportunities are 0.

    Then no value counts, and no opportunity has a score.

    Bad (content/playbook.yml):
        opportunity_score: {method: value, weights: {customer_value: 0, business_value: 0}}

    Good (content/playbook.yml):
        opportunity_score: {method: value, weights: {customer_value: 2, business_value: 1}}
    """
    how = content.playbook.opportunity_score
    if how is not None and not (how.weights.customer_value or how.weights.business_value):
        yield make_finding(how.place("weights"))


def claim_without_research(content: Content) -> Iterator[Finding]:
    """Something claims to be researched, but neither its evidence nor any finding names the research.

    What is in a journey may rest on the research that the journey itself names.

    Teams that keep their research in content/research/ can show what a statement rests on. A claim that rests on
    nothing is an assumption. Playbooks without such files get no such note.

    Bad (content/personas/lan.yml):
        evidence: researched
    Bad (content/research/phong-van-quay.yml):
        title: Phỏng vấn mười khách ở quầy
        kind: interview
        date: 2026-10-01
        sample: 10
        findings: [{id: so-ep, text: Ai cũng sợ bị ép mua, supports: [mua/thu-do]}]

    Good (content/personas/lan.yml):
        evidence: {level: researched, research: [phong-van-quay]}
    Good (content/research/phong-van-quay.yml):
        title: Phỏng vấn mười khách ở quầy
        kind: interview
        date: 2026-10-01
        sample: 10
    """
    if content.research:
        for statement in claims_without_research(content):
            level = statement.evidence.level if statement.evidence else ""
            yield make_finding(statement.place, level=level)


def unused_research(content: Content) -> Iterator[Finding]:
    """Nothing rests on a piece of research: no evidence names it, and its findings support nothing.

    Research that leads to no persona, journey or pain point helps nobody.

    Bad (content/research/phong-van-quay.yml):
        title: Phỏng vấn mười khách ở quầy
        kind: interview
        date: 2026-10-01
        sample: 10

    Good (content/research/phong-van-quay.yml):
        title: Phỏng vấn mười khách ở quầy
        kind: interview
        date: 2026-10-01
        sample: 10
        findings: [{id: so-ep, text: Ai cũng sợ bị ép mua, supports: [lan]}]
    """
    for key, study in content.research.items():
        if study.is_published and not content.supported_by[key]:
            yield make_finding(study.place("title"), title=study.title, id=key)


def research_without_sample(content: Content) -> Iterator[Finding]:
    """Research does not state how many people or things it counts on.

    Three interviews and three hundred answers support a statement differently.

    Bad (content/research/phong-van-quay.yml):
        title: Phỏng vấn khách ở quầy
        kind: interview
        date: 2026-10-01
        findings: [{id: so-ep, text: Ai cũng sợ bị ép mua, supports: [lan]}]

    Good (content/research/phong-van-quay.yml):
        title: Phỏng vấn khách ở quầy
        kind: interview
        date: 2026-10-01
        sample: 10
        findings: [{id: so-ep, text: Ai cũng sợ bị ép mua, supports: [lan]}]
    """
    for study in content.research.values():
        if study.lacks_sample:
            yield make_finding(study.place("kind"), title=study.title)


def rests_on_old_research(content: Content) -> Iterator[Finding]:
    """Something rests on research whose review is overdue, so it is due for a review, too.

    What was true when it was asked may have changed. Its page shows that it is due.

    Bad (content/personas/lan.yml):
        evidence: {level: researched, research: [phong-van-quay]}
    Bad (content/research/phong-van-quay.yml):
        title: Phỏng vấn mười khách ở quầy
        kind: interview
        date: 2026-01-01
        review_every: 6mo
        sample: 10

    Good (content/personas/lan.yml):
        evidence: {level: researched, research: [phong-van-quay]}
    Good (content/research/phong-van-quay.yml):
        title: Phỏng vấn mười khách ở quầy
        kind: interview
        date: 2026-10-01
        review_every: 6mo
        sample: 10
    """
    for key, study in content.research.items():
        if content.freshness(study) is not Freshness.STALE:
            continue
        due = str(study.review_due(content.playbook.review_rhythm))
        for support in content.supported_by[key]:
            yield make_finding(support.statement.place, title=study.title, due=due, id=key)
