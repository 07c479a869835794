"""What content should be: the list of all rules, and the check that runs them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cxsite.problems import Level, Problem
from cxsite.rules import (
    completeness,
    completeness_answers,
    completeness_figures,
    completeness_journeys,
    completeness_work,
    consistency,
    consistency_baseline,
    consistency_figures,
    consistency_observations,
    consistency_words,
    consistency_work,
    format_version,
    freshness,
    ids,
    lateness,
    measurement,
    mentions,
    privacy,
    references,
    references_inside,
    research,
    sector_words,
    waivers,
)
from cxsite.rules.rule import WHOLE, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cxsite.model.content import Content

ERROR, WARNING, NOTE = Level.ERROR, Level.WARNING, Level.NOTE

RULES: Final[tuple[Rule, ...]] = (
    Rule("CX133", "plural-without-singular", WARNING, sector_words.plural_without_singular),
    Rule("CX136", "old-format", NOTE, format_version.old_format),
    Rule("CX138", "play-of-several-kinds", WARNING, format_version.play_of_several_kinds),
    Rule("CX139", "play-fits-nowhere", WARNING, format_version.play_fits_nowhere),
    Rule("CX189", "unknown-research", ERROR, research.unknown_research),
    Rule("CX190", "unknown-supported", ERROR, research.unknown_supported),
    Rule("CX191", "duplicate-finding", ERROR, research.duplicate_finding),
    Rule("CX192", "weights-of-nothing", ERROR, research.weights_of_nothing),
    Rule("CX193", "ticket-without-tracker", NOTE, consistency_work.ticket_without_tracker),
    Rule("CX201", "unknown-persona", ERROR, references.unknown_persona),
    Rule("CX202", "unknown-journey", ERROR, references.unknown_journey),
    Rule("CX203", "unknown-stage", ERROR, references.unknown_stage),
    Rule("CX204", "unknown-channel", ERROR, references.unknown_channel),
    Rule("CX205", "unknown-team", ERROR, references.unknown_team),
    Rule("CX206", "unknown-store", ERROR, references.unknown_store),
    Rule("CX207", "unknown-metric", ERROR, references.unknown_metric),
    Rule("CX208", "unknown-goal", ERROR, references.unknown_goal),
    Rule("CX209", "unknown-library-touchpoint", ERROR, references.unknown_library_touchpoint),
    Rule("CX210", "unknown-touchpoint", ERROR, references_inside.unknown_touchpoint),
    Rule("CX211", "unknown-pain-point", ERROR, references_inside.unknown_pain_point),
    Rule("CX212", "unknown-addressed", ERROR, references_inside.unknown_addressed),
    Rule("CX213", "broken-link", ERROR, mentions.broken_link),
    Rule("CX214", "missing-picture", ERROR, mentions.missing_picture),
    Rule("CX215", "not-on-site", WARNING, mentions.not_on_site),
    Rule("CX216", "unknown-figure", ERROR, mentions.unknown_figure),
    Rule("CX217", "unknown-rule", WARNING, waivers.unknown_rule),
    Rule("CX218", "fixed-rule", WARNING, waivers.fixed_rule),
    Rule("CX219", "remark-without-reason", WARNING, waivers.remark_without_reason),
    Rule("CX221", "duplicate-in-playbook", ERROR, ids.duplicate_in_playbook),
    Rule("CX222", "duplicate-in-journey", ERROR, ids.duplicate_in_journey),
    Rule("CX223", "repeated-use", ERROR, ids.repeated_use),
    Rule("CX224", "touchpoint-without-id", ERROR, ids.touchpoint_without_id, missing="id"),
    Rule("CX225", "former-id-taken", ERROR, ids.former_id_taken),
    Rule("CX226", "named-twice", NOTE, ids.named_twice),
    Rule("CX227", "persona-outside-journey", ERROR, references_inside.persona_outside_journey),
    Rule("CX301", "touchpoint-without-channel", WARNING, completeness.touchpoint_without_channel, missing="channels"),
    Rule("CX302", "touchpoint-without-emotion", WARNING, completeness.touchpoint_without_emotion, missing="emotion"),
    Rule("CX303", "touchpoint-without-name", WARNING, completeness.touchpoint_without_name, missing="name"),
    Rule("CX304", "moment-of-truth-assumed", WARNING, completeness.moment_of_truth_assumed, missing="evidence"),
    Rule("CX305", "moment-of-truth-unmeasured", WARNING, completeness.moment_of_truth_unmeasured, missing="metrics"),
    Rule("CX306", "severe-pain-unanswered", WARNING, completeness_answers.severe_pain_unanswered),
    Rule("CX307", "opportunity-without-pain", NOTE, completeness_answers.opportunity_without_pain, missing="addresses"),
    Rule("CX308", "opportunity-without-action", NOTE, completeness_answers.opportunity_without_action),
    Rule("CX309", "picture-without-words", WARNING, completeness.picture_without_words),
    Rule("CX311", "persona-without-journey", WARNING, completeness_journeys.persona_without_journey, missing=WHOLE),
    Rule("CX312", "journey-without-owner", WARNING, completeness_journeys.journey_without_owner, missing="owner"),
    Rule(
        "CX313",
        "stage-without-touchpoint",
        WARNING,
        completeness_journeys.stage_without_touchpoint,
        missing="touchpoints",
    ),
    Rule("CX314", "play-without-steps", WARNING, completeness_journeys.play_without_steps, missing="steps"),
    Rule("CX315", "play-without-place", WARNING, completeness_journeys.play_without_place, missing="applies_to"),
    Rule("CX321", "action-without-owner", WARNING, completeness_work.action_without_owner, missing="owner"),
    Rule("CX322", "action-without-due-date", WARNING, completeness_work.action_without_due_date, missing="due"),
    Rule("CX323", "action-without-purpose", WARNING, completeness_work.action_without_purpose, missing="addresses"),
    Rule("CX324", "action-without-metric", NOTE, completeness_work.action_without_metric, missing="metric"),
    Rule("CX331", "metric-without-target", WARNING, completeness_figures.metric_without_target, missing="target"),
    Rule(
        "CX332", "metric-without-definition", NOTE, completeness_figures.metric_without_definition, missing="definition"
    ),
    Rule("CX333", "survey-without-question", WARNING, completeness_figures.survey_without_question, missing="question"),
    Rule("CX334", "metric-without-variant", ERROR, completeness_figures.metric_without_variant, missing="variant"),
    Rule("CX335", "goal-without-metric", WARNING, completeness_figures.goal_without_metric, missing="metric"),
    Rule("CX336", "goal-without-target", WARNING, completeness_figures.goal_without_target, missing="target"),
    Rule("CX337", "goal-without-date", WARNING, completeness_figures.goal_without_date, missing="by"),
    Rule("CX338", "goal-not-served", NOTE, completeness_figures.goal_not_served, missing=WHOLE),
    Rule("CX339", "feedback-without-address", WARNING, completeness_figures.feedback_without_address),
    Rule("CX340", "claim-without-research", NOTE, research.claim_without_research, missing="evidence"),
    Rule("CX341", "unused-research", NOTE, research.unused_research, missing=WHOLE),
    Rule("CX342", "research-without-sample", WARNING, research.research_without_sample, missing="sample"),
    Rule("CX343", "rests-on-old-research", NOTE, research.rests_on_old_research),
    Rule("CX401", "stage-out-of-order", WARNING, consistency.stage_out_of_order),
    Rule("CX402", "stage-twice", ERROR, consistency.stage_twice),
    Rule("CX403", "ideal-without-baseline", WARNING, consistency_baseline.ideal_without_baseline, missing="baseline"),
    Rule("CX404", "baseline-of-current", WARNING, consistency_baseline.baseline_of_current),
    Rule("CX405", "baseline-not-current", ERROR, consistency_baseline.baseline_not_current),
    Rule("CX406", "replaces-outside-baseline", ERROR, consistency_baseline.replaces_outside_baseline),
    Rule("CX407", "parent-in-circle", ERROR, consistency.parent_in_circle),
    Rule("CX408", "rating-of-stranger", WARNING, consistency.rating_of_stranger),
    Rule("CX411", "action-ends-before-start", WARNING, consistency_work.action_ends_before_start),
    Rule("CX412", "done-without-date", WARNING, consistency_work.done_without_date, missing="done"),
    Rule("CX413", "done-date-but-not-done", WARNING, consistency_work.done_date_but_not_done),
    Rule("CX414", "done-in-future", WARNING, consistency_work.done_in_future),
    Rule("CX415", "change-for-the-worse", WARNING, consistency_work.change_for_the_worse),
    Rule("CX421", "target-out-of-reach", WARNING, consistency_figures.target_out_of_reach),
    Rule("CX422", "variant-of-other-kind", ERROR, consistency_figures.variant_of_other_kind),
    Rule("CX423", "scale-upside-down", ERROR, consistency_figures.scale_upside_down),
    Rule("CX424", "scale-of-other-kind", ERROR, consistency_figures.scale_of_other_kind),
    Rule("CX431", "part-over-whole", WARNING, consistency_observations.part_over_whole),
    Rule("CX432", "value-not-of-its-parts", WARNING, consistency_observations.value_not_of_its_parts),
    Rule("CX433", "value-outside-interval", WARNING, consistency_observations.value_outside_interval),
    Rule("CX434", "value-out-of-reach", WARNING, consistency_observations.value_out_of_reach),
    Rule("CX435", "few-answers", NOTE, consistency_observations.few_answers),
    Rule("CX441", "text-without-main-language", WARNING, consistency_figures.text_without_main_language),
    Rule("CX442", "text-behind-hash", WARNING, consistency_words.text_behind_hash),
    Rule("CX443", "entry-in-text", WARNING, consistency_words.entry_in_text),
    Rule("CX501", "review-overdue", WARNING, freshness.review_overdue),
    Rule("CX502", "never-reviewed", NOTE, freshness.never_reviewed, missing="reviewed"),
    Rule("CX503", "day-still-to-come", WARNING, freshness.day_still_to_come),
    Rule("CX504", "old-research", NOTE, freshness.old_research),
    Rule("CX511", "action-overdue", WARNING, lateness.action_overdue),
    Rule("CX512", "done-without-result", WARNING, lateness.done_without_result, missing="result"),
    Rule("CX513", "goal-past-its-date", WARNING, lateness.goal_past_its_date),
    Rule("CX521", "metric-never-observed", NOTE, lateness.metric_never_observed, missing=WHOLE),
    Rule("CX522", "figures-late", WARNING, lateness.figures_late),
    Rule("CX523", "observation-still-to-come", WARNING, lateness.observation_still_to_come),
    Rule("CX531", "expired-waiver", WARNING, waivers.expired_waiver),
    Rule("CX532", "unused-waiver", WARNING, waivers.unused_waiver),
    Rule("CX601", "source-without-answer", ERROR, measurement.source_without_answer),
    Rule("CX602", "source-without-date", ERROR, measurement.source_without_date),
    Rule("CX603", "date-order-unclear", ERROR, measurement.date_order_unclear),
    Rule("CX604", "unlike-answers", ERROR, measurement.unlike_answers),
    Rule("CX605", "question-changed", WARNING, measurement.question_changed),
    Rule("CX606", "unknown-place-of-answers", ERROR, measurement.unknown_place_of_answers),
    Rule("CX607", "target-on-wrong-side", WARNING, measurement.target_on_wrong_side),
    Rule("CX608", "action-without-effect", WARNING, measurement.action_without_effect),
    Rule("CX609", "columns-without-meaning", ERROR, measurement.meaningless_columns),
    Rule("CX701", "email-in-text", WARNING, privacy.email_in_text, needs_reason=True),
    Rule("CX702", "phone-number-in-text", WARNING, privacy.phone_number_in_text, needs_reason=True),
    Rule("CX703", "identity-number-in-text", WARNING, privacy.identity_number_in_text, needs_reason=True),
)
_OF_LIVING_FILES: Final = ("CX3", "CX5")
_FOLLOWING: Final = {
    "CX306": ("CX211", "CX212"),
    "CX308": ("CX212",),
    "CX311": ("CX201",),
    "CX338": ("CX208",),
    "CX341": ("CX189",),
    "CX521": ("CX207",),
}
"""Problems that are left out because a mistyped reference, reported by one of these rules, is their cause."""


def check_content(content: Content, rules: Iterable[Rule] = RULES) -> list[Problem]:
    """Return all problems that rules find in the content, drafts included, sorted by place.

    The playbook may change their levels. Problems that a waiver covers are left out, and so are missing or outdated
    parts of retired files.
    """
    silence = _collect_waivers(content)
    retired = {record.path for record in content.files if getattr(record, "status", "") == "retired"}
    problems: list[Problem] = []
    for rule in rules:
        silent, dead = silence.get(rule.code, {}), retired if rule.code.startswith(_OF_LIVING_FILES) else ()
        for problem in _problems(rule, content):
            path = problem.place.path
            if path not in dead and not any(held.covers(problem.place) for held in silent.get(path, ())):
                problems.append(problem)
    return sorted(_without_consequences(problems), key=lambda problem: problem.order)


def _without_consequences(problems: list[Problem]) -> Iterator[Problem]:
    """Return the problems without those that a single mistyped id causes elsewhere."""
    meant = {(p.code, str(p.values["suggestion"]).rpartition("/")[2]) for p in problems if p.values.get("suggestion")}
    for problem in problems:
        causes = _FOLLOWING.get(problem.code, ())
        if not any((cause, problem.values["id"]) in meant for cause in causes):
            yield problem


def _problems(rule: Rule, content: Content) -> Iterator[Problem]:
    wanted = None if rule.is_fixed else content.playbook.rules.get(rule.code)
    if wanted == "off":
        if not rule.needs_reason:
            return
        wanted = None
    level = Level(wanted) if wanted else rule.level
    for place, values in rule.check(content):
        if place.path:
            yield Problem(code=rule.code, level=level, place=place, values=values)


def _collect_waivers(content: Content) -> dict[str, dict[str, list[waivers.HeldWaiver]]]:
    """By the code of a rule and the path of a file: the waivers that are valid."""
    fixed = {rule.code for rule in RULES if rule.is_fixed}
    silence: dict[str, dict[str, list[waivers.HeldWaiver]]] = {}
    for held in waivers.collect_waivers(content):
        if held.holds(content) and held.rule not in fixed:
            silence.setdefault(held.rule, {}).setdefault(held.path, []).append(held)
    return silence
