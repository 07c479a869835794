"""What a call of `cxsite import` asks for, with what a profile beside the file adds."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportOptions:
    """The options of an import of journeys.

    `columns` has fields by header (`-` keeps a column as comments), `stages` and `channels` ids by the words of the
    source, `ratings` numbers from 1 to 5 by words, folded. `accept_guesses` takes columns that are only likely.
    """

    title: str = ""
    personas: tuple[str, ...] = ()
    state: str = ""
    sheet: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    stages: Mapping[str, str] = field(default_factory=dict)
    channels: Mapping[str, str] = field(default_factory=dict)
    ratings: Mapping[str, int] = field(default_factory=dict)
    add_vocabulary: bool = False
