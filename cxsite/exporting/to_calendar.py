"""Due dates of actions, and of reviews, as a calendar in iCalendar's form (RFC 5545)."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from cxsite import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator

    from icalendar import Event

    from cxsite.i18n.catalogue import Translator
    from cxsite.model.content import Content

_ONE_DAY: Final = timedelta(days=1)


def content_as_calendar(content: Content, words: Translator) -> bytes:
    """An event a day: open actions on their due date, files on the day by which they must be reviewed.

    `words` is the catalogue `exporting` in the calendar's language. The same content gives the same bytes: the stamp
    of each event is the day that the content is judged by.
    """
    from icalendar import Calendar  # noqa: PLC0415 -- only needed for this format

    calendar = Calendar()
    calendar.add("prodid", f"-//cxsite//{__version__}//")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", content.playbook.title)
    for event in (*_actions(content, words), *_reviews(content, words)):
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _actions(content: Content, words: Translator) -> Iterator[Event]:
    teams = content.names["team"]
    for key, placed in content.published.all_actions.items():
        action = placed.action
        if action.is_open and action.due is not None:
            owner = teams.get(action.owner or "", action.owner or "")
            summary = words("calendar.action", title=action.title, owner=owner or words("calendar.nobody"))
            yield _event(f"action-{key}", action.due, summary, content.today)


def _reviews(content: Content, words: Translator) -> Iterator[Event]:
    names = content.names
    for record in content.published.files:
        due = record.review_due(content.playbook.review_rhythm)
        if due is not None:
            kind = type(record).__name__.lower()
            title = getattr(record, "title", "") or getattr(record, "name", "") or record.id
            summary = words("calendar.review", title=title, owner=names["team"].get(record.owner or "", "–"))
            yield _event(f"review-{kind}-{record.id or 'playbook'}", due, summary, content.today)


def _event(uid: str, day: date, summary: str, stamp: date) -> Event:
    from icalendar import Event  # noqa: PLC0415 -- as above

    event = Event()
    event.add("uid", f"{uid.replace('/', '-')}@cxsite")
    event.add("dtstamp", datetime.combine(stamp, time(), UTC))
    event.add("dtstart", day)
    if day < date.max:  # without an end, the event takes its one day
        event.add("dtend", day + _ONE_DAY)
    event.add("summary", summary)
    event.add("transp", "TRANSPARENT")
    return event
