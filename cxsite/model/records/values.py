"""The types of short values that authors write: ids, addresses, numbers, lists, references to records."""

from __future__ import annotations

from typing import Annotated, TypeAlias, TypeVar

from pydantic import AfterValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from cxsite.escaping.url import is_readable_address
from cxsite.model.records.field_markers import ReferenceTo

ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
ID_LENGTH = 64
RESERVED_IDS = frozenset(
    ["index", "404", "search", "assets", "sitemap", "readme", "con", "prn", "aux", "nul"]
    + [f"{device}{number}" for device in ("com", "lpt") for number in range(10)]
)
LIST_LENGTH = 500


def _not_reserved(text: str) -> str:
    if text in RESERVED_IDS:
        raise PydanticCustomError("reserved_id", "{id}", {"id": text})
    return text


def _has_host(address: str) -> str:
    if not is_readable_address(address):
        raise PydanticCustomError("not_an_address", "{found}", {"found": address})
    return address


Id: TypeAlias = Annotated[
    str, StringConstraints(pattern=ID_PATTERN, max_length=ID_LENGTH), AfterValidator(_not_reserved)
]
WebLink: TypeAlias = Annotated[
    str,
    StringConstraints(pattern=r"^https?://[^\s\x00-\x1f\x7f<>\"'`\\]+$", max_length=2_000),
    AfterValidator(_has_host),
]

T = TypeVar("T")
Many: TypeAlias = Annotated[tuple[T, ...], Field(strict=False, max_length=LIST_LENGTH)]
"""A list. YAML gives a list and records hold tuples, so either is accepted."""

Score: TypeAlias = Annotated[int, Field(ge=1, le=5)]
Percent: TypeAlias = Annotated[float, Field(ge=0, le=100, allow_inf_nan=False)]
Number: TypeAlias = Annotated[float, Field(allow_inf_nan=False)]

PersonaRef: TypeAlias = Annotated[str, ReferenceTo(("persona",))]
JourneyRef: TypeAlias = Annotated[str, ReferenceTo(("journey",))]
StageRef: TypeAlias = Annotated[str, ReferenceTo(("stage",))]
ChannelRef: TypeAlias = Annotated[str, ReferenceTo(("channel",))]
TeamRef: TypeAlias = Annotated[str, ReferenceTo(("team",))]
MetricRef: TypeAlias = Annotated[str, ReferenceTo(("metric",))]
GoalRef: TypeAlias = Annotated[str, ReferenceTo(("goal",))]
LibraryRef: TypeAlias = Annotated[str, ReferenceTo(("library touchpoint",))]
StudyRef: TypeAlias = Annotated[str, ReferenceTo(("research",))]
SUPPORTED = ("persona", "journey", "touchpoint", "pain point")
"""The kinds of things that a finding of research may support."""
SupportedRef: TypeAlias = Annotated[str, ReferenceTo(SUPPORTED)]
TouchpointRef: TypeAlias = Annotated[str, ReferenceTo(("touchpoint",))]
PainPointRef: TypeAlias = Annotated[str, ReferenceTo(("pain point",))]
AddressedRef: TypeAlias = Annotated[str, ReferenceTo(("pain point", "opportunity"))]
