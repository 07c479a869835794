"""The changes inside a journey: stages, touchpoints, pain points, opportunities, actions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

from cxsite.model.facts.in_journey import get_touchpoints
from cxsite.model.records.journey import Stage
from cxsite.model.records.touchpoint import SHARED_FIELDS, Touchpoint
from cxsite.review.fields import fact_changes, field_changes
from cxsite.review.pairing import find_moved, find_renamed, pair_up
from cxsite.review.records import ChangeKind, ContentChange, Move

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cxsite.model.facts.in_journey import PlacedTouchpoint
    from cxsite.model.records.action import JourneyAction
    from cxsite.model.records.journey import Journey
    from cxsite.model.records.pain_points import Opportunity, PainPoint
    from cxsite.model.records.touchpoint import LibraryTouchpoint

FACTS: Final = {
    "stage": ("duration",),
    "touchpoint": ("channels", "emotion", "moment_of_truth"),
    "pain-point": ("severity",),
    "opportunity": ("addresses",),
    "action": ("owner", "status", "due"),
}
"""The facts reported of a new or removed thing."""

_Thing: TypeAlias = "Stage | Touchpoint | PainPoint | Opportunity | JourneyAction"


@dataclass(frozen=True, slots=True)
class _PlacedThing:
    """A pain point or opportunity, and its touchpoint (by its current id) with that touchpoint's name."""

    thing: PainPoint | Opportunity
    touchpoint: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JourneyPair:
    """A journey before and after; `library` is the current one, `names` as in a Review."""

    old: Journey
    new: Journey
    library: Mapping[str, LibraryTouchpoint]
    names: Mapping[str, Mapping[str, str]]

    def changes(self) -> Iterator[ContentChange]:
        """Return everything inside it that changed, from stages down to actions."""
        old = {placed.touchpoint.key: placed for placed in get_touchpoints(self.old)}
        new = {placed.touchpoint.key: placed for placed in get_touchpoints(self.new)}
        old_of = find_renamed(old, {key: self._former_ids(placed.touchpoint) for key, placed in new.items()})
        now = {**{key: key for key in old}, **{was: key for key, was in old_of.items()}}
        yield from self._stages()
        yield from self._touchpoints(old, new, old_of)
        for kind, field in (("pain-point", "pain_points"), ("opportunity", "opportunities")):
            yield from self._compare_things(kind, _collect_things(old, field, now), _collect_things(new, field, {}))
        yield from self._actions()

    def _former_ids(self, touchpoint: Touchpoint) -> tuple[str, ...]:
        """Return the former ids of a touchpoint: those it replaces, or former ids of its library file."""
        library = self.library.get(touchpoint.use or "")
        return (*touchpoint.replaces, *(library.formerly if library and not touchpoint.id else ()))

    def _stages(self) -> Iterator[ContentChange]:
        old = {stage.stage: stage for stage in self.old.stages}
        new = {stage.stage: stage for stage in self.new.stages}
        moved = find_moved(list(old), list(new))
        for key, was, now in pair_up(old, new, {}):
            name = self._name("stage", key)
            move = Move(name, name) if key in moved else None
            yield from self._change("stage", key, name, was, now, moved=move)

    def _touchpoints(
        self, old: Mapping[str, PlacedTouchpoint], new: Mapping[str, PlacedTouchpoint], old_of: Mapping[str, str]
    ) -> Iterator[ContentChange]:
        moved = find_moved([*old], [old_of.get(key, key) for key in new])
        for key, was, now in pair_up(old, new, old_of):
            placed = now or was
            if placed is None:
                continue
            yield from self._change(
                "touchpoint",
                key,
                placed.touchpoint.title,
                was.touchpoint if was else None,
                now.touchpoint if now else None,
                at=self._name("stage", placed.stage.stage),
                old_key=old_of.get(key, ""),
                moved=self._move(was, now, moved),
            )

    def _move(self, was: PlacedTouchpoint | None, now: PlacedTouchpoint | None, moved: frozenset[str]) -> Move | None:
        if was is None or now is None:
            return None
        if was.stage.stage == now.stage.stage and was.touchpoint.key not in moved:
            return None
        return Move(self._name("stage", was.stage.stage), self._name("stage", now.stage.stage))

    def _compare_things(
        self, kind: str, old: Mapping[str, _PlacedThing], new: Mapping[str, _PlacedThing]
    ) -> Iterator[ContentChange]:
        for key, was, now in pair_up(old, new, {}):
            held = now or was
            if held is None:
                continue
            moved = was and now and was.touchpoint != now.touchpoint
            yield from self._change(
                kind,
                key,
                held.thing.text,
                was.thing if was else None,
                now.thing if now else None,
                at=held.name,
                moved=Move(was.name, now.name) if was and now and moved else None,
            )

    def _actions(self) -> Iterator[ContentChange]:
        old = {action.id: action for action in self.old.actions}
        new = {action.id: action for action in self.new.actions}
        for key, was, now in pair_up(old, new, {}):
            action = now or was
            if action is not None:
                yield from self._change("action", key, action.title, was, now)

    def _change(  # noqa: PLR0913 -- one argument for each fact of a change
        self,
        kind: str,
        key: str,
        title: str,
        was: _Thing | None,
        now: _Thing | None,
        *,
        at: str = "",
        old_key: str = "",
        moved: Move | None = None,
    ) -> Iterator[ContentChange]:
        if was is not None and now is not None:
            how = ChangeKind.CHANGED
            fields = tuple(field_changes(was, now, self.names, leave_out=_reported_elsewhere(was, now, old_key)))
            if not (fields or old_key or moved):
                return
        else:
            how = ChangeKind.REMOVED if now is None else ChangeKind.ADDED
            wording = now if now is not None else was
            fields = (
                fact_changes(wording, FACTS[kind], self.names, added=now is not None) if wording is not None else ()
            )
        yield ContentChange(
            kind=kind,
            key=f"{self.new.id}/{key}",
            title=title,
            how=how,
            journey=self.new.id,
            at=at,
            old_key=f"{self.new.id}/{old_key}" if old_key else "",
            moved=moved,
            fields=fields,
        )

    def _name(self, kind: str, key: str) -> str:
        return self.names.get(kind, {}).get(key, key)


def compare_shared_pain_points(
    old: LibraryTouchpoint, new: LibraryTouchpoint, names: Mapping[str, Mapping[str, str]]
) -> Iterator[ContentChange]:
    """Return the changes of the pain points that a shared touchpoint has whatever the journey."""
    before, after = ({pain.id: pain for pain in one.pain_points} for one in (old, new))
    for key, was, now in pair_up(before, after, {}):
        pain = now or was
        if pain is None:
            continue
        if was is not None and now is not None:
            how, fields = ChangeKind.CHANGED, tuple(field_changes(was, now, names))
            if not fields:
                continue
        else:
            how = ChangeKind.ADDED if now is not None else ChangeKind.REMOVED
            fields = fact_changes(pain, FACTS["pain-point"], names, added=now is not None)
        yield ContentChange(
            kind="pain-point", key=f"{new.id}/{key}", title=pain.text, how=how, at=str(new.name), fields=fields
        )


def _collect_things(
    placed: Mapping[str, PlacedTouchpoint], field: str, now: Mapping[str, str]
) -> dict[str, _PlacedThing]:
    return {
        one.id: _PlacedThing(one, now.get(key, key), at.touchpoint.title)
        for key, at in placed.items()
        for one in getattr(at.touchpoint, field)
    }


def _reported_elsewhere(was: object, now: object, old_key: str) -> tuple[str, ...]:
    """Return the fields that are reported elsewhere: a stage's id, and what both touchpoints take from the library."""
    if isinstance(was, Stage):
        return ("stage",)
    if not (isinstance(was, Touchpoint) and isinstance(now, Touchpoint)):
        return ()
    replaced = ("replaces", "use") if old_key else ()
    same_library = was.use is not None and (was.use == now.use or bool(old_key))
    if not same_library:
        return replaced
    own = was.as_written.model_fields_set | now.as_written.model_fields_set
    return (*replaced, *(name for name in SHARED_FIELDS if name not in own))
