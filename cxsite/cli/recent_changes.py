"""Finds the changes in the 30 days of git history up to HEAD, for the home page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from cxsite.authoring.starters import is_example
from cxsite.i18n.error_messages import translate_message
from cxsite.problems import CxsiteError
from cxsite.review.compare import compare_content
from cxsite.review.history import History, NoRepositoryError
from cxsite.review.records import ChangeKind, RecentChanges

if TYPE_CHECKING:
    from pathlib import Path

    from cxsite.cli.call import Call
    from cxsite.model.content import Content
    from cxsite.model.records.record import FileMetadata
    from cxsite.review.records import Review

_KINDS: Final = {
    "Playbook": "playbook", "Persona": "persona", "Journey": "journey", "LibraryTouchpoint": "touchpoint",
    "Action": "action", "Goal": "goal", "Metric": "metric", "Play": "play", "ResearchStudy": "research",
    "Source": "source",
}  # fmt: skip
"""The kind of change by the record of its file."""


def find_recent_changes(call: Call, content: Content) -> tuple[RecentChanges | None, str]:
    """Return the recent changes of published content; None, and the reason as a sentence, if git cannot be used.

    They depend on the HEAD commit and the day of the content, not on uncommitted files.
    """
    try:
        found = _compare(call.project, content)
        reason = call.words("build.short-history")
    except NoRepositoryError:
        found, reason = None, call.words("build.no-repository")
    except CxsiteError as error:
        found, reason = None, translate_message(error.what, call.language)
    return found, "" if found else call.words("build.no-news", reason=reason)


def _compare(project: Path, content: Content) -> RecentChanges | None:
    history = History(project)
    commits = history.find_recent_range(content.today)
    if commits is None:
        return None
    reviews = {}
    for language in (content.playbook.language, *content.translations):
        read = [history.read(one, today=content.today, language=language) for one in commits]
        if None in read:
            return None
        before, after = (found[0].published for found in read if found)
        reviews[language] = _without_examples(compare_content(before, after), before, after)
    return RecentChanges(reviews, since=commits[0].day)


def _without_examples(review: Review, before: Content, after: Content) -> Review:
    """Remove unchanged examples of `cxsite init`, and their deletion: they are no news."""
    examples = {ChangeKind.ADDED: _examples(after), ChangeKind.REMOVED: _examples(before)}
    changes = (one for one in review.changes if (one.kind, one.key) not in examples.get(one.how, ()))
    return replace(review, changes=tuple(changes))


def _examples(content: Content) -> set[tuple[str, str]]:
    """Return the kind and id of everything in files that are still as `cxsite init` wrote them."""
    playbook, *files = content.files
    found = {(_KINDS[type(one).__name__], one.id) for one in files if _is_example(one, content)}
    if _is_example(playbook, content):
        found |= {("stage", stage.id) for stage in content.playbook.stages}
    return found


def _is_example(record: FileMetadata, content: Content) -> bool:
    return type(record).__name__ in _KINDS and is_example(record.path, content.texts[record.path])
