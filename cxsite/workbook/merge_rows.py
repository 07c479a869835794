"""The touchpoints of a source merged into a journey that exists: what is missing is added, nothing is overwritten."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from cxsite.authoring.key_order import key_order
from cxsite.authoring.text_edits import TextEdit, apply_edits, span_offsets
from cxsite.authoring.value_edits import insert_item
from cxsite.authoring.write_difference import write_difference
from cxsite.authoring.yaml_positions import dash_column, is_in_brackets, line_end, list_at, value_at
from cxsite.escaping import terminal
from cxsite.escaping.fold import fold
from cxsite.model.records.journey import Journey
from cxsite.model.records.touchpoint import Touchpoint
from cxsite.reading.yaml_events import read_yaml
from cxsite.workbook.new_values import ids_in, new_id
from cxsite.workbook.raw_values import plain, text_in
from cxsite.workbook.sheets import POINTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cxsite.authoring.yaml_positions import Path
    from cxsite.importing.journey_draft import ActionDraft, JourneyDraft, TouchpointDraft
    from cxsite.model.content import Content


@dataclass(slots=True)
class MergedJourney:
    """The new bytes of a journey's file, and (touchpoint, field) of values that differ and stayed as they were."""

    data: bytes
    kept: list[tuple[str, str]] = field(default_factory=list)


def merge_into(data: bytes, journey: Journey, drafts: Iterable[JourneyDraft], content: Content) -> MergedJourney:
    """Return the journey's file with the touchpoints of the drafts.

    A touchpoint of the same name or id gets the values that it lacks and the points that it does not have; a value that
    differs stays, and the source's becomes a comment beside it. Other touchpoints are added at the end of their stage.
    """
    merged = MergedJourney(data)
    taken = ids_in(journey)
    for draft in drafts:
        for touchpoint in draft.touchpoints:
            found = _find(merged.data, touchpoint, content.playbook.language)
            if found is None:
                found = _add(merged, touchpoint, taken, [stage.id for stage in content.playbook.stages])
            else:
                _fill(merged, found, touchpoint, taken, content.playbook.language)
            _comment(merged, found, touchpoint.comments)
        for action in draft.actions:
            _add_action(merged, action, taken)
        _head(merged, draft.comments)
    return merged


def _add_action(merged: MergedJourney, action: ActionDraft, taken: set[str]) -> None:
    """Add an action, unless the journey has one of that title."""
    actions = _read(merged.data)[1].get("actions") or []
    if fold(action.title) not in {fold(str(plain(one.get("title")))) for one in actions}:
        raw = {"id": new_id(action.title, taken, "hanh-dong"), "title": action.title}
        merged.data = insert_item(merged.data, Journey, ("actions",), len(actions), raw)


def _head(merged: MergedJourney, comments: Iterable[str]) -> None:
    """Add comments at the top of the file; those that stand in it already are left out."""
    text = _read(merged.data)[0]
    lines = [f"# {terminal.encode(line)}" for comment in comments for line in comment.split("\n")]
    if new := [line for line in dict.fromkeys(lines) if line not in text]:
        merged.data = apply_edits(merged.data, [TextEdit(0, 0, "".join(f"{line}\n" for line in new))])


def _read(data: bytes) -> tuple[str, Any]:
    text = data.decode().removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return text, read_yaml("", text)[0]


def _find(data: bytes, draft: TouchpointDraft, language: str) -> Path | None:
    """Return the path of the touchpoint with the draft's name or id; None if the journey has none."""
    top = _read(data)[1]
    for number, stage in enumerate(top.get("stages") or []):
        for at, one in enumerate(stage.get("touchpoints") or []):
            name = text_in(one.get("name"), language, language)
            is_same = bool(name) and fold(name) == fold(str(draft.values.get("name", "")))
            if is_same or draft.values.get("id") in (one.get("id"), one.get("use")):
                return ("stages", number, "touchpoints", at)
    return None


def _add(merged: MergedJourney, draft: TouchpointDraft, taken: set[str], order: Sequence[str]) -> Path:
    raw = {key: draft.values[key] for key in key_order(Touchpoint) if key in draft.values}
    raw["id"] = new_id(str(raw.get("id") or raw.get("name", "")), taken, "diem-cham")
    for name in POINTS:
        if name in raw:
            raw[name] = [{**one, "id": new_id(one["id"], taken, "y")} for one in raw[name]]
    stages = [str(one.get("stage")) for one in _read(merged.data)[1].get("stages") or []]
    if draft.stage not in stages:
        rank = {one: number for number, one in enumerate(order)}
        last = len(rank)
        at = sum(rank.get(one, last) <= rank.get(draft.stage, last) for one in stages)
        merged.data = insert_item(merged.data, Journey, ("stages",), at, {"stage": draft.stage, "touchpoints": [raw]})
        return ("stages", at, "touchpoints", 0)
    number = len(stages) - 1 - stages[::-1].index(draft.stage)
    path: Path = ("stages", number, "touchpoints")
    count = len(value_at(_read(merged.data)[1], path) or [])
    merged.data = insert_item(merged.data, Journey, path, count, raw)
    return (*path, count)


def _fill(merged: MergedJourney, path: Path, draft: TouchpointDraft, taken: set[str], language: str) -> None:
    old = plain(value_at(_read(merged.data)[1], path))
    for key, value in draft.values.items():
        if key in ("id", "name"):
            continue
        before = old.get(key)
        after = value
        if key in POINTS:
            have = {fold(text_in(one.get("text"), language, language)) for one in before or []}
            new = [one for one in value if fold(one["text"]) not in have]
            after = [*(before or []), *({**one, "id": new_id(one["id"], taken, "y")} for one in new)]
        elif isinstance(before, list) and isinstance(value, list):
            after = [*before, *(one for one in value if one not in before)]
        elif before is not None and before != value:
            if text_in(before, language, language) != value:
                merged.kept.append((str(draft.values.get("name") or draft.values.get("id")), key))
                draft.comments.append((key, str(value)))
            continue
        merged.data = write_difference(merged.data, Journey, (*path, key), before, after)


def _comment(merged: MergedJourney, path: Path, comments: Iterable[tuple[str, str]]) -> None:
    """Add comments below a touchpoint; those that stand in the file already are left out."""
    text, top = _read(merged.data)
    lines = [
        f"# {terminal.encode(f'{label}: {line}' if label else line)}"
        for label, shown in comments
        for line in shown.split("\n")
    ]
    new = [line for line in dict.fromkeys(lines) if line not in text]
    items = list_at(top, path[:-1])
    if new and not is_in_brackets(text, items):
        end = line_end(text, span_offsets(text, items.item_span(int(path[-1])))[1])
        indent = " " * (dash_column(text, items) + 2)
        merged.data = apply_edits(merged.data, [TextEdit(end, end, "".join(f"\n{indent}{line}" for line in new))])
