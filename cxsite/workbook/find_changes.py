"""All changes that a filled workbook makes to the playbook; nothing is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxsite.problems import CxsiteError
from cxsite.workbook.changes import CellProblem
from cxsite.workbook.compare_cells import WorkbookComparison
from cxsite.workbook.compare_maps import MapComparison
from cxsite.workbook.compare_tables import TableComparison
from cxsite.workbook.read_filled import named
from cxsite.workbook.sheets import MAP, TABLES

if TYPE_CHECKING:
    from cxsite.model.content import Content
    from cxsite.workbook.read_filled import FilledSheet, FilledWorkbook


def find_changes(content: Content, filled: FilledWorkbook, personas: tuple[str, ...] = ()) -> WorkbookComparison:
    """Return the comparison of a filled workbook with the playbook, with all changes found.

    `personas` are those of new journeys for which the workbook names none. Raises CxsiteError if the workbook was
    exported with another main language.
    """
    whole = WorkbookComparison(content, filled)
    _note_what_was_read(whole)
    taken: dict[str, set[str]] = {}
    tables = [TableComparison(whole, one, taken) for one in filled.sheets if one.kind in TABLES]
    for table in sorted(tables, key=lambda one: one.kind in ("actions", "opportunities")):
        table.announce()
    journeys = next((one for one in tables if one.kind == "journeys"), None)
    maps = [_map(whole, one, journeys, taken) for one in filled.sheets if one.kind == MAP]
    known = [one for one in maps if one is not None]
    for each in known:
        each.announce()
    for each in known:
        if each.journey is not None:
            each.compare()
    for table in tables:
        table.compare()
    _complete_journeys(whole, [one for one in known if one.journey is None], personas)
    _drop_duplicates(whole)
    return whole


def _note_what_was_read(whole: WorkbookComparison) -> None:
    filled, changes = whole.filled, whole.changes
    if filled.base is not None and filled.base.languages != whole.languages:
        if filled.base.languages[:1] != whole.languages[:1]:
            raise CxsiteError(
                "The workbook was exported with the main language {old}; the playbook's is now {new}.",
                "Export it again, and copy the changes into the new workbook.",
                old=", ".join(filled.base.languages[:1]),
                new=whole.languages[0],
            )
        changes.remarks.append(("other-language", {"languages": ", ".join(filled.base.languages)}))
    if filled.formulas:
        changes.remarks.append(("formulas", {"n": len(filled.formulas), "cells": named(filled.formulas)}))
    changes.problems += [CellProblem(place, "cell.formula-without-value") for place in filled.formulas_without_value]
    changes.remarks += [("sheet-unknown", {"name": name}) for name in filled.unknown_sheets]
    changes.remarks += [("lost", {"place": place, "text": text}) for place, text in filled.unread]
    present = {(one.kind, one.scope) for one in filled.sheets}
    for kind, scope in sorted(filled.base.sheets - present) if filled.base is not None else ():
        title = whole.sheets[kind, scope].title if (kind, scope) in whole.sheets else scope
        changes.remarks.append(("sheet-missing", {"name": title}))


def _map(
    whole: WorkbookComparison, sheet: FilledSheet, journeys: TableComparison | None, taken: dict[str, set[str]]
) -> MapComparison | None:
    """Return the comparison of a map; None for one of a journey that the playbook no longer has, and for an empty one.

    The map of an empty workbook belongs to the row with its key, or to the one with its name.
    """
    if sheet.scope in whole.content.journeys:
        return MapComparison(whole, sheet, sheet.scope, taken)
    if not sheet.scope.startswith("+"):
        whole.problem(sheet.name, "unknown-key", key=sheet.scope)
        return None
    aliases = journeys.aliases if journeys is not None else {}
    by_title = {row.texts.get("title", ""): key for key, _, row in journeys.new} if journeys is not None else {}
    key = by_title.get(sheet.name) or aliases.get(sheet.scope, "")
    if key in whole.content.journeys:
        return MapComparison(whole, sheet, key, taken)
    if not key:
        is_blank = not any(text for row in sheet.rows for name, text in row.texts.items() if name != "stage")
        if not is_blank:
            whole.problem(sheet.name, "no-name", thing=whole.labels.words("place.journey"))
        return None
    return MapComparison(whole, sheet, key, taken)


def _complete_journeys(whole: WorkbookComparison, maps: list[MapComparison], personas: tuple[str, ...]) -> None:
    """Give new journeys their stages and personas."""
    new = whole.changes.new_journeys
    for key, raw in new.items():
        raw.setdefault("personas", list(personas))
        if not raw["personas"]:
            whole.problem(str(raw.get("title", key)), "no-persona")
    for one in maps:
        if one.id in new:
            new[one.id]["stages"] = one.new_stages(tuple(new[one.id]["personas"]))
    for raw in new.values():
        if not raw.get("stages"):
            raw["stages"] = [{"stage": stage.id} for stage in whole.content.playbook.stages]


def _drop_duplicates(whole: WorkbookComparison) -> None:
    """Leave out edits of things that are removed, and second removals."""
    changes = whole.changes
    changes.removed = list(dict.fromkeys(changes.removed))
    gone = set(changes.removed)
    changes.edits = [one for one in changes.edits if one.address not in gone]
