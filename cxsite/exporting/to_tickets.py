"""Improvement actions as CSV in the columns that trackers import."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Final

from cxsite.escaping import csv_cell

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cxsite.exporting.document import PlaybookDocument
    from cxsite.exporting.journey_parts import ExportedAction
    from cxsite.i18n.catalogue import Translator

TRACKERS: Final[Mapping[str, Mapping[str, str]]] = {
    "jira": {
        "Summary": "title",
        "Issue Type": "type",
        "Description": "description",
        "Priority": "priority_word",
        "Due Date": "due",
        "Labels": "label",
        "External ID": "key",
    },
    "gitlab": {"title": "title", "description": "description", "due_date": "due"},
    "github": {"title": "title", "body": "description", "labels": "label"},
    "azure": {
        "Work Item Type": "type",
        "Title": "title",
        "Description": "description",
        "Priority": "priority_number",
        "Target Date": "due",
        "Tags": "label",
    },
}
"""By tracker, the headers that its import knows, each with what stands below it."""
_OPEN: Final = ("proposed", "planned", "doing")
_URGENT: Final = 4
_USUAL: Final = 3


def count_existing(document: PlaybookDocument) -> int:
    """Return the number of open actions that have a ticket already."""
    return sum(action.status in _OPEN and action.ticket is not None for action in document.actions)


def tickets_as_csv(document: PlaybookDocument, tracker: str, words: Translator) -> str:
    """The open actions without a ticket, one a row, in the columns of a tracker of `TRACKERS`.

    UTF-8, cells safe in spreadsheets. An action that has a ticket is left out: importing it would make a second one.
    """
    columns = TRACKERS[tracker]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    for action in document.actions:
        if action.status in _OPEN and action.ticket is None:
            values = _values(action, document, words)
            writer.writerow([csv_cell.encode(values[name]) for name in columns.values()])
    return out.getvalue()


def _values(action: ExportedAction, document: PlaybookDocument, words: Translator) -> dict[str, str]:
    impact = action.impact or _USUAL
    return {
        "key": action.key,
        "title": action.title,
        "type": "Task",
        "description": "\n".join(_description(action, document, words)),
        "priority_word": "High" if impact >= _URGENT else "Medium" if impact == _USUAL else "Low",
        "priority_number": "1" if impact >= _URGENT else "2" if impact == _USUAL else "3",
        "due": action.due.isoformat() if action.due else "",
        "label": "customer-experience",
    }


def _description(action: ExportedAction, document: PlaybookDocument, words: Translator) -> Iterator[str]:
    """The action's text, whom it belongs to, and what it addresses, in words."""
    teams = {team.id: team.name for team in document.teams}
    metrics = {metric.id: metric.name for metric in document.metrics}
    texts = {pain.key: pain.text for pain in document.pain_points}
    texts |= {chance.key: chance.text for chance in document.opportunities}
    if action.text:
        yield action.text.strip()
    if action.owner:
        yield words("ticket.owner", name=teams.get(action.owner, action.owner))
    for key in action.addresses:
        yield words("ticket.addresses", text=texts.get(key, key))
    if action.metric:
        yield words("ticket.metric", name=metrics.get(action.metric, action.metric))
    yield f"cxsite: {action.key}"
