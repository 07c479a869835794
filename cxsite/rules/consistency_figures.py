"""CX421–CX424 and CX441: metrics and goals that contradict themselves, and texts in another language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cxsite.model.records.field_markers import LANGUAGES
from cxsite.model.records.source_location import Fields, Items, place_of
from cxsite.model.records.strategy import VARIANTS
from cxsite.rules.rule import make_finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxsite.model.content import Content
    from cxsite.rules.rule import Finding

_ENDS: Final = (":", " :", '":', "':")


def target_out_of_reach(content: Content) -> Iterator[Finding]:
    """A target is outside the range of its metric.

    A share is at most 100, an NPS is between −100 and 100, and a mean is within its scale. A target outside this
    range is never met.

    Bad (content/metrics/nps.yml):
        target: 450

    Good (content/metrics/nps.yml):
        target: 45
    """
    targets = [(one, one.name, one.target, one) for one in content.metrics.values()]
    goals = [(goal, goal.title, goal.target, content.metrics.get(goal.metric or "")) for goal in content.goals.values()]
    for record, title, target, metric in (*targets, *goals):
        bounds = metric.bounds if metric else None
        if target is not None and bounds and not bounds[0] <= target <= bounds[1]:
            yield make_finding(record.place("target"), title=title, found=target, min=bounds[0], max=bounds[1])


def variant_of_other_kind(content: Content) -> Iterator[Finding]:
    """A metric has a variant that does not belong to its kind.

    A variant states how answers are calculated. CES, CSAT and every other kind have their own variants, or none.

    Bad (content/metrics/ces.yml):
        name: CES
        kind: ces
        family: feedback
        variant: top-box

    Good (content/metrics/ces.yml):
        name: CES
        kind: ces
        family: feedback
        variant: mean-1-7
    """
    for metric in content.metrics.values():
        allowed = VARIANTS.get(metric.kind, ())
        if metric.variant is not None and metric.variant not in allowed:
            place = metric.place("variant")
            yield make_finding(place, found=metric.variant, kind=metric.kind, allowed=allowed)


def scale_upside_down(content: Content) -> Iterator[Finding]:
    """The lowest answer of a scale is not less than the highest.

    Every answer would be outside the scale, and there would be no figures.

    Bad (content/metrics/nps.yml):
        scale: {min: 10, max: 0}

    Good (content/metrics/nps.yml):
        scale: {min: 0, max: 10}
    """
    for metric in content.metrics.values():
        if metric.scale is not None and metric.scale.min >= metric.scale.max:
            yield make_finding(metric.place("scale"), min=metric.scale.min, max=metric.scale.max)


def scale_of_other_kind(content: Content) -> Iterator[Finding]:
    """The scale of a metric does not match its kind and variant.

    Promoters answer 9 or 10 on a scale from 0 to 10; “easy” means 6 or 7 on a scale from 1 to 7. On another scale
    the same calculation gives a number without meaning.

    Bad (content/metrics/ces.yml):
        name: CES
        kind: ces
        family: feedback
        variant: net
        scale: {min: 1, max: 5}

    Good (content/metrics/ces.yml):
        name: CES
        kind: ces
        family: feedback
        variant: net
        scale: {min: 1, max: 7}
    """
    for metric in content.metrics.values():
        if metric.scale is not None and metric.scale.min < metric.scale.max and not metric.is_on_its_scale:
            allowed = tuple(f"{low:g}–{high:g}" for low, high in metric.scales)
            yield make_finding(metric.place("scale"), min=metric.scale.min, max=metric.scale.max, allowed=allowed)


def text_without_main_language(content: Content) -> Iterator[Finding]:
    """A text is written in other languages, but not in the playbook's main language.

    Readers of the main language see the other language in the middle of their own.

    Bad (content/personas/lan.yml):
        name: {en: Lan}

    Good (content/personas/lan.yml):
        name: {vi: Lan, en: Lan}
    """
    language = content.playbook.language
    marks = [other + end for other in LANGUAGES if other != language for end in _ENDS]
    for record in content.files:
        text = content.texts.get(record.path, "")
        source = record.source
        if source is not None and any(mark in text for mark in marks):
            for path, texts in _texts_by_language(source, ()):
                if language not in texts:
                    place = place_of(source, path)
                    yield make_finding(place, language=language, found=tuple(texts))


def _texts_by_language(value: object, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], Fields]]:
    """Yield every text that is written as `{vi: …, en: …}`, with its path."""
    if isinstance(value, Fields):
        if value and all(key in LANGUAGES for key in value):
            yield path, value
        for key, inner in value.items():
            yield from _texts_by_language(inner, (*path, key))
    elif isinstance(value, Items):
        for number, inner in enumerate(value):
            yield from _texts_by_language(inner, (*path, number))
