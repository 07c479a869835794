"""The reading page: sources, glossary, how to read a map and how to contribute."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from cxsite.escaping.fold import fold
from cxsite.pages import address
from cxsite.pages.faces import FACES
from cxsite.pages.page_plan import LazyContext, PagePlan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxsite.pages.basis import Basis

TERMS: Final = (
    "playbook", "persona", "journey", "map", "state", "stage", "touchpoint", "channel", "emotion", "moment-of-truth",
    "signature", "standard", "backstage", "pain-point", "opportunity", "action", "play", "goal", "metric",
    "observation", "interval", "evidence", "owner", "coverage",
)  # fmt: skip
MAP_LANES: Final = ("curve", "unknown", "assumed", "moment", "signature", "pain", "staff", "measured")
STEPS: Final = ("say", "edit", "check", "review", "publish")


def reading_page(basis: Basis) -> Iterator[PagePlan]:
    """Plan the reading page."""
    words = basis.words
    yield PagePlan(
        path=address.READING,
        kind="reading",
        title=words("reading.title"),
        description=words("reading.description"),
        record=basis.content.playbook,
        context=LazyContext(partial(_reading_context, basis)),
    )


def _reading_context(basis: Basis) -> dict[str, object]:
    words = basis.words
    terms = sorted(TERMS, key=lambda term: fold(words(f"terms.{term}.word")))
    return {
        "playbook": basis.content.playbook,
        "pages": tuple(basis.content.pages.items()),
        "terms": tuple(terms),
        "lanes": MAP_LANES,
        "steps": STEPS,
        "faces": FACES,
    }
