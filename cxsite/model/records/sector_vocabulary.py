"""The words of a sector: what the sentences of the interface call customers, stores and teams."""

import re
from typing import Annotated, Final, TypeAlias

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from cxsite.escaping.fallback import Fallback
from cxsite.i18n.sector_words import DEFAULT_PRESET, PLURALS, Preset
from cxsite.model.records.field_markers import Doc
from cxsite.model.records.record import Record
from cxsite.model.records.texts import Text

LONGEST_SECTOR_WORD: Final = 40
_IN_NO_WORD: Final = re.compile(r"[^\w .,/()'’–-]")
"""Characters that would mean something in the sentences and pages that a sector's word is put into."""


def _check_sector_word(text: str) -> str:
    """Reject what cannot stand inside a sentence. Raises PydanticCustomError."""
    found = _IN_NO_WORD.search(text)
    if found or len(text) > LONGEST_SECTOR_WORD:
        raise PydanticCustomError(
            "not_a_sector_word",
            "{found}",
            {"found": text, "character": found[0] if found else "", "limit": LONGEST_SECTOR_WORD},
        )
    return text


SectorWord: TypeAlias = Annotated[Text, AfterValidator(_check_sector_word)]


class SectorVocabulary(Record):
    """What the sentences of the interface call customers, stores and teams."""

    preset: Annotated[
        Preset,
        Doc(
            "The sector whose words the site uses.",
            "Ngành mà trang dùng từ ngữ của ngành ấy.",
            label=("preset", "bộ từ của ngành"),
        ),
    ] = DEFAULT_PRESET
    customer: Annotated[
        SectorWord | None,
        Doc(
            "One customer: patient, guest, member …",
            "Gọi một khách hàng là gì: người bệnh, hội viên…",
            label=("word for a customer", "từ chỉ một khách hàng"),
        ),
    ] = None
    customers: Annotated[
        SectorWord | None,
        Doc(
            "Several of them, where it is not `customer` with s.",
            "Gọi khách hàng nói chung, nếu khác `customer`.",
            label=("word for customers", "từ chỉ khách hàng nói chung"),
        ),
    ] = None
    store: Annotated[
        SectorWord | None,
        Doc(
            "A place of the organisation: branch, clinic, office …",
            "Gọi một cửa hàng là gì: cơ sở, chi nhánh, điểm tiếp nhận…",
            label=("word for a store", "từ chỉ cửa hàng"),
        ),
    ] = None
    stores: Annotated[
        SectorWord | None,
        Doc(
            "Several of them, where it is not `store` with s.",
            "Gọi các cửa hàng, nếu khác `store`.",
            label=("word for stores", "từ chỉ các cửa hàng"),
        ),
    ] = None
    team: Annotated[
        SectorWord | None,
        Doc(
            "A team of the organisation: department, ward …",
            "Gọi một nhóm là gì: khoa/phòng, bộ phận…",
            label=("word for a team", "từ chỉ nhóm"),
        ),
    ] = None
    teams: Annotated[
        SectorWord | None,
        Doc(
            "Several of them, where it is not `team` with s.",
            "Gọi các nhóm, nếu khác `team`.",
            label=("word for teams", "từ chỉ các nhóm"),
        ),
    ] = None

    @property
    def own_words(self) -> tuple[tuple[str, str], ...]:
        """The words that are written in the language that was read, by their names."""
        names = (*PLURALS, *PLURALS.values())
        written = ((name, getattr(self, name)) for name in names)
        return tuple((name, str(word)) for name, word in written if word and not isinstance(word, Fallback))
