"""Maps old ids to new ones in a rename."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from cxsite.model.records.journey import Journey
from cxsite.model.records.values import SUPPORTED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cxsite.model.facts.references import Reference
    from cxsite.model.records.observation import Observation

LIBRARY: Final = "library touchpoint"
TOUCHPOINT: Final = "touchpoint"
ADDRESSED: Final = "addressed"
"""Pain points and opportunities, which share one set of ids in a journey."""
ROW_KINDS: Final = ("metric", "journey", "stage", "channel", "persona", "store")


@dataclass(frozen=True, slots=True)
class IdMapping:
    """Maps old ids to new ones.

    `outer` maps (kind, id) of files and vocabulary entries, `inner` maps (touchpoint or addressed, journey, id) of
    things in journeys, with the journey's id before the rename.
    """

    outer: Mapping[tuple[str, str], str] = field(default_factory=dict)
    inner: Mapping[tuple[str, str, str], str] = field(default_factory=dict)

    def of(self, kind: str, value: str) -> str:
        """Return the new id of a file or vocabulary entry."""
        return self.outer.get((kind, value), value)

    def inside(self, kind: str, value: str, journey: str | None) -> str:
        """Return the new id of a thing in a journey, given its bare id in `journey`, or its full id."""
        owner, slash, thing = value.rpartition("/")
        if slash:
            return f"{self.of('journey', owner)}/{self.inner.get((kind, owner, thing), thing)}"
        if journey is not None:
            return self.inner.get((kind, journey, value), value)
        return self.of(LIBRARY, value) if kind == TOUCHPOINT else value

    def of_reference(self, reference: Reference) -> str:
        """Return the new text of a reference."""
        if reference.kinds == (TOUCHPOINT,):
            return self.inside(TOUCHPOINT, reference.value, _home(reference))
        if reference.kinds == SUPPORTED:
            return self._supported(reference.value)
        if "pain point" in reference.kinds:
            return self.inside(ADDRESSED, reference.value, _home(reference))
        return self.of(reference.kinds[0], reference.value)

    def _supported(self, value: str) -> str:
        """Return the new id of what a finding supports: a persona or journey, or a thing in a journey with its key."""
        if "/" not in value:
            renamed = self.of("persona", value)
            return self.of("journey", value) if renamed == value else renamed
        renamed = self.inside(TOUCHPOINT, value, None)
        return renamed if renamed != value else self.inside(ADDRESSED, value, None)

    def of_row(self, row: Observation, column: str) -> str:
        """Return the new text of a cell in a row of figures."""
        value = str(getattr(row, column))
        if column == TOUCHPOINT:
            return self.inside(TOUCHPOINT, value, row.journey or None)
        return self.of(column, value)


def _home(reference: Reference) -> str | None:
    """Return the journey of a bare id; a `replaces` of an ideal journey refers to its baseline."""
    record = reference.record
    if reference.in_text or not isinstance(record, Journey):
        return None
    return record.baseline or record.id if "replaces" in reference.path else record.id
