"""What changed in the 30 days of git history up to HEAD, for the first page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxsite.pages.lately import Lately
from cxsite.problems import CxsiteError
from cxsite.review.compare import compare
from cxsite.review.history import History, NoRepositoryError
from cxsite.words.world import told

if TYPE_CHECKING:
    from pathlib import Path

    from cxsite.cli.call import Call
    from cxsite.model.content import Content


def lately_of(call: Call, content: Content) -> tuple[Lately | None, str]:
    """What changed lately in what is published; None, and why in one sentence, where git cannot tell.

    It depends on the HEAD commit and the day that the content is judged by, not on files that are not committed.
    """
    try:
        found = _compared(call.project, content)
        reason = call.words("build.short-history")
    except NoRepositoryError:
        found, reason = None, call.words("build.no-repository")
    except CxsiteError as error:
        found, reason = None, told(error.what, call.language)
    return found, "" if found else call.words("build.no-news", reason=reason)


def _compared(project: Path, content: Content) -> Lately | None:
    history = History(project)
    commits = history.lately(content.today)
    if commits is None:
        return None
    reviews = {}
    for language in (content.playbook.language, *content.translations):
        read = [history.read(one, today=content.today, language=language) for one in commits]
        if None in read:
            return None
        before, after = (found[0].published for found in read if found)
        reviews[language] = compare(before, after)
    return Lately(reviews, since=commits[0].day)
