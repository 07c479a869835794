"""The names of the coverage figures, as `coverage.targets` in playbook.yml uses them."""

from __future__ import annotations

FIGURES = (
    "personas-with-journey",
    "personas-with-evidence",
    "personas-reviewed",
    "journeys-with-owner",
    "journeys-reviewed",
    "journeys-with-ideal",
    "stages-reached",
    "stages-with-touchpoint",
    "touchpoints-with-channel",
    "touchpoints-with-emotion",
    "touchpoints-with-evidence",
    "touchpoints-with-standard",
    "touchpoints-with-metric",
    "touchpoints-with-observation",
    "moments-of-truth-measured",
    "pain-points-answered",
    "severe-pain-points-acted-on",
    "opportunities-with-action",
    "actions-with-owner",
    "actions-with-due-date",
    "actions-with-metric",
    "metrics-with-target",
    "metrics-with-fresh-observation",
    "research-in-use",
    "research-with-sample",
    "research-up-to-date",
    "claims-with-research",
)
TOTAL = "total"
TRANSLATED = "texts-translated"
"""Reported only for a playbook in several languages, and not part of the total: it says nothing about the customer."""
TARGETS = (*FIGURES, TRANSLATED, TOTAL)
"""The names that a target may be set for: each figure, and the total."""
