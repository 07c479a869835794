"""CX133: the words of the sector in `words` of playbook.yml."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cxsite.i18n.sector_words import PLURALS, fill_in
from cxsite.rules.rule import make_finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxsite.model.content import Content
    from cxsite.rules.rule import Finding

_ENGLISH: Final = "en"


def plural_without_singular(content: Content) -> Iterator[Finding]:
    """The playbook has its own English word for several customers, stores or teams, but none for one of them.

    The plural can be made from the singular, but not the singular from the plural: sentences about one of them would
    use the word of the preset. Vietnamese has one form for both, so either is enough there.

    Bad (content/playbook.yml):
        languages: [en]
        words:
          customers: guests

    Good (content/playbook.yml):
        languages: [en]
        words:
          customer: guest
    """
    playbook = content.playbook if content.playbook.language == _ENGLISH else None
    read = content.translations[_ENGLISH].playbook if _ENGLISH in content.translations else playbook
    if read is None or read.words is None or content.playbook.words is None:
        return
    own, language = dict(read.words.own_words), read.sector_language(_ENGLISH)
    for singular, plural in PLURALS.items():
        if plural in own and singular not in own:
            yield make_finding(
                content.playbook.words.place(plural),
                plural=plural,
                singular=singular,
                found=own[plural],
                used=fill_in(language, f"[{singular}]"),
            )
