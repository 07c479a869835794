"""The same page in the playbook's other languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cxsite.i18n.catalogue import NAMES
from cxsite.pages.address import in_language

if TYPE_CHECKING:
    from cxsite.model.records.playbook import Playbook


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherLanguage:
    """A language that a page is also there in: its code, what it calls itself, and the page's address in it."""

    code: str
    name: str
    href: str


def other_languages(path: str, language: str, playbook: Playbook) -> tuple[OtherLanguage, ...]:
    """Where the page at `path` is in each language but its own; nothing for a playbook in one language."""
    folders = {playbook.language: "", **{further: further for further in playbook.further_languages}}
    own = folders.get(language, "")
    return tuple(
        OtherLanguage(code=code, name=NAMES[code], href=in_language(path, own, folder))
        for code, folder in folders.items()
        if code != language
    )
