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
    """Another language of a page: its code, its own name, and the page's address in it."""

    code: str
    name: str
    href: str


def other_languages(path: str, language: str, playbook: Playbook) -> tuple[OtherLanguage, ...]:
    """Return the address of the page at `path` in every other language; empty for a playbook in one language."""
    folders = {playbook.language: "", **{further: further for further in playbook.further_languages}}
    own = folders.get(language, "")
    return tuple(
        OtherLanguage(code=code, name=NAMES[code], href=in_language(path, own, folder))
        for code, folder in folders.items()
        if code != language
    )
