"""Problems for tests of all reports, including hostile texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hostile_texts import HOSTILE

from cxsite.problems import Level, Place, Problem
from cxsite.reports.fingerprints import report_problems

if TYPE_CHECKING:
    from cxsite.reports.fingerprints import ReportedProblem

COMMANDS = (
    "a\n::error file=x::stolen",
    "a\r\n::set-output name=x::y",
    "::add-mask::secret",
    "##[error]stolen",
    "%0A::warning::stolen",
    "x,line=1::stolen",
)
LEVELS = tuple(Level)


def every_problem() -> tuple[ReportedProblem, ...]:
    """Return a problem for each hostile text, as author's text and as file name; every second one is known."""
    problems = [
        Problem(
            code="CX204" if number % 3 else "CX108",
            level=LEVELS[number % 3],
            place=Place(f"content/personas/{text}.yml", number + 1, 2, number + 1, 5),
            values={"found": text, "suggestion": text, "new_id": text, "allowed": (text,), "exists": True},
        )
        for number, text in enumerate((*COMMANDS, *HOSTILE))
    ]
    found = report_problems(problems, {})
    return report_problems(problems, {}, {one.fingerprint for one in found[::2]})
