"""Pages that the team writes by hand and that become part of the playbook."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cxsite.problems import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class HandPage:
    """`content/pages/<id>.md`: `title` is its first heading (or its id), `markdown` the whole text.

    `pages/<id>.en.md` is the same page in English. `language` is the language of the text.
    """

    id: str
    title: str
    markdown: str
    language: str
    place: Place
