"""CX601–CX609: sources without a possible figure, figures that cannot be compared, actions without effect."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from cxsite.model.records.observation import PLACE_COLUMNS
from cxsite.rules.references import find_meant
from cxsite.rules.rule import has_unreadable, make_finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cxsite.model.content import Content
    from cxsite.model.records.source import Source
    from cxsite.rules.rule import Finding

_MOVED: Final = ("better", "unknown")
_FIGURES_TO_JUDGE: Final = 3


def source_without_answer(content: Content) -> Iterator[Finding]:
    """A source does not name the column that contains the answer.

    A figure is computed from an answer, or from a numerator (or parts) and a denominator. Without them there is
    nothing to compute.

    Bad (content/sources/phieu.yml):
        metric: nps
        data: content/answers/phieu.csv
        columns: {date: Ngày}

    Good (content/sources/phieu.yml):
        metric: nps
        data: content/answers/phieu.csv
        columns: {date: Ngày, answer: Điểm}
    """
    for source in content.sources.values():
        if not source.answers_by:
            yield make_finding(source.key_place("columns"), id=source.id)


def source_without_date(content: Content) -> Iterator[Finding]:
    """A source does not name the column that contains the date.

    Figures are shown by period. Answers without a date belong to no period.

    Bad (content/sources/phieu.yml):
        metric: nps
        data: content/answers/phieu.csv
        columns: {answer: Điểm}

    Good (content/sources/phieu.yml):
        metric: nps
        data: content/answers/phieu.csv
        columns: {date: Ngày, answer: Điểm}
    """
    for source in content.sources.values():
        if not source.is_dated:
            yield make_finding(source.key_place("columns"), id=source.id)


def meaningless_columns(content: Content) -> Iterator[Finding]:
    """A source names columns from which the metric's kind of figure cannot be computed.

    The share of promoters is no NPS, because the detractors are missing; and a sum of money has no denominator.

    Bad (content/sources/phieu.yml):
        metric: nps
        data: content/answers/phieu.csv
        columns: {numerator: Ủng hộ, denominator: Tổng, date: Ngày}

    Good (content/sources/phieu.yml):
        metric: nps
        data: content/answers/phieu.csv
        columns: {promoters: Ủng hộ, passives: Trung lập, detractors: Phản đối, date: Ngày}
    """
    for source in content.sources.values():
        metric = content.metrics.get(source.metric)
        if metric is not None and source.answers_by and metric.is_defined and not source.can_mean(metric):
            by = ", ".join(f"`{name}`" for name in source.answers_by)
            advice = "groups" if metric.kind == "nps" or metric.variant == "net" else "answer"
            yield make_finding(source.key_place("columns"), metric=metric.name, kind=metric.kind, by=by, advice=advice)


def date_order_unclear(content: Content) -> Iterator[Finding]:
    """A source accepts both day before month and month before day.

    Then 05/06 may be the fifth of June or the sixth of May, and a guess would put answers into the wrong month.

    Bad (content/sources/phieu.yml):
        metric: nps
        data: content/answers/phieu.csv
        columns: {date: Ngày, answer: Điểm}
        date_format: [dd/mm/yyyy, mm/dd/yyyy]

    Good (content/sources/phieu.yml):
        metric: nps
        data: content/answers/phieu.csv
        columns: {date: Ngày, answer: Điểm}
        date_format: [dd/mm/yyyy, yyyy-mm-dd]
    """
    for source in content.sources.values():
        if source.mixes_day_and_month:
            yield make_finding(source.place("date_format"), found=source.date_format)


def unlike_answers(content: Content) -> Iterator[Finding]:
    """Answers on another scale, or calculated in another way, are put into one metric.

    “Easy” as 4 of 5 and as 4 of 7 are not the same answer. Figures with different definitions are never averaged.

    Bad (content/sources/phieu.yml):
        metric: nps
        data: content/answers/phieu.csv
        columns: {date: Ngày, answer: Điểm}
        scale: {min: 1, max: 5}

    Good (content/sources/phieu.yml):
        metric: nps
        data: content/answers/phieu.csv
        columns: {date: Ngày, answer: Điểm}
        scale: {min: 0, max: 10}
    """
    first: dict[str, Source] = {}
    for source in content.sources.values():
        metric = content.metrics.get(source.metric)
        for what in source.differences_from(metric) if metric else ():
            yield make_finding(source.place(what), id=source.id, differs=what, metric=source.metric, other="")
        other = first.setdefault(source.metric, source)
        if source.answers_by and other.answers_by and source.answers_by != other.answers_by:
            yield make_finding(
                source.key_place("columns"), id=source.id, differs="columns", metric=source.metric, other=other.id
            )


def question_changed(content: Content) -> Iterator[Finding]:
    """A source asks a different question from the one of its metric.

    The wording influences the answers. If the question changed, figures before and after cannot be compared; a new
    question needs its own metric.

    Bad (content/sources/phieu.yml):
        metric: nps
        data: content/answers/phieu.csv
        columns: {date: Ngày, answer: Điểm}
        question: Bạn có quay lại không?

    Good (content/sources/phieu.yml):
        metric: nps
        data: content/answers/phieu.csv
        columns: {date: Ngày, answer: Điểm}
        question: Bạn có giới thiệu chúng tôi không?
    """
    for source in content.sources.values():
        metric = content.metrics.get(source.metric)
        asked = metric.question if metric else None
        if asked and source.question and _plain(asked) != _plain(source.question):
            yield make_finding(source.place("question"), metric=source.metric, asked=asked)


def unknown_place_of_answers(content: Content) -> Iterator[Finding]:
    """A source assigns answers to a place that the playbook does not have.

    Its figures would belong to no touchpoint, channel, store or persona, and nobody would see them.

    Bad (content/sources/phieu.yml):
        metric: nps
        data: content/answers/phieu.csv
        columns: {date: Ngày, answer: Điểm, store: {column: Nơi, map: {P. Huế: pho-hueee}}}

    Good (content/sources/phieu.yml):
        metric: nps
        data: content/answers/phieu.csv
        columns: {date: Ngày, answer: Điểm, store: {column: Nơi, map: {P. Huế: pho-hue}}}
    """
    for source in content.sources.values():
        from cxsite.measurement.answer_checks import touchpoint_names  # noqa: PLC0415 -- most playbooks have no sources

        for kind in PLACE_COLUMNS:
            known = dict(touchpoint_names(content)) if kind == "touchpoint" else content.names[kind]
            if not has_unreadable(content, kind, "journey", "library touchpoint", "playbook"):
                yield from _unknown_places(source, kind, known)


def target_on_wrong_side(content: Content) -> Iterator[Finding]:
    """Every figure of a metric was better than its target, from the first one on.

    A target that was never missed demands nothing. Usually `direction` is wrong, or the target is old.

    Bad (content/metrics/nps.yml):
        target: 20
    Bad (content/observations/figures.csv):
        metric,period,value
        nps,2026-08,41
        nps,2026-09,42
        nps,2026-10,43

    Good (content/metrics/nps.yml):
        target: 45
    Good (content/observations/figures.csv):
        metric,period,value
        nps,2026-08,41
        nps,2026-09,42
        nps,2026-10,43
    """
    for metric in content.metrics.values():
        rows = [row for row in content.observations_of.get(metric.id, ()) if not row.where]
        if metric.target is None or len(rows) < _FIGURES_TO_JUDGE:
            continue
        if all(metric.meets_target(row.value) and row.value != metric.target for row in rows):
            worst = (min if metric.direction == "higher" else max)(row.value for row in rows)
            values = {"target": metric.target, "direction": metric.direction, "worst": worst}
            yield make_finding(metric.place("target"), name=metric.name, **values)


def action_without_effect(content: Content) -> Iterator[Finding]:
    """An action is done, but its metric has not clearly improved.

    The pain may still be there. Ask why, look at the touchpoint again, and write what you learned into `result`.

    Bad (content/actions/tap-huan.yml):
        title: Tập huấn tư vấn
        owner: ban-hang
        status: done
        done: 2026-09-01
        metric: nps
    Bad (content/observations/figures.csv):
        metric,period,value,n,low,high
        nps,2026-08,41,184,31,51
        nps,2026-10,42,184,32,52

    Good (content/actions/tap-huan.yml):
        title: Tập huấn tư vấn
        owner: ban-hang
        status: done
        done: 2026-09-01
        metric: nps
    Good (content/observations/figures.csv):
        metric,period,value,n,low,high
        nps,2026-08,21,184,11,31
        nps,2026-10,42,184,32,52
    """
    if not content.observations:
        return
    from cxsite.measurement.effect import find_effect  # noqa: PLC0415 -- nothing is measured without observations

    for placed in content.all_actions.values():
        action = placed.action
        effect = find_effect(action, content)
        if effect is not None and effect.change.direction not in _MOVED:
            yield make_finding(
                action.place("metric"),
                title=action.title,
                metric=effect.metric.name,
                before=effect.before.value,
                after=effect.after.value,
                direction=str(effect.change.direction),
            )


def _plain(question: str) -> str:
    return " ".join(question.split()).casefold()


def _unknown_places(source: Source, kind: str, known: Mapping[str, str]) -> Iterator[Finding]:
    column = getattr(source.columns, kind)
    if column is None:
        return
    named: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
    if column.value:
        named[str(column.value)] = ("value",)
    named |= {str(key): ("map", word) for word, key in column.map.items() if key}
    for value, way in named.items():
        if value not in known:
            place = source.place("columns", kind, *way)
            yield make_finding(place, found=value, kind=kind, suggestion=find_meant(value, known))
