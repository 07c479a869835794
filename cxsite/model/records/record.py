"""The base of all records: frozen fields and a source location; for whole files owner, review and status."""

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal, Self, TypeAlias, cast, get_args

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ModelWrapValidatorHandler,
    PrivateAttr,
    model_validator,
)

from cxsite.model.records.dates import Day, Duration, Length
from cxsite.model.records.field_markers import Doc, OneOf
from cxsite.model.records.source_location import Fields, place_of
from cxsite.model.records.texts import Text, Word
from cxsite.model.records.values import Id, Many, StudyRef, TeamRef, WebLink
from cxsite.problems import Place

_STATED: Final[dict[frozenset[str], set[str]]] = {}


class Record(BaseModel):
    """A frozen record that knows the location of itself and of each of its fields."""

    # `defer_build` saves start-up time: schemas are built on first use. Reports have their own
    # messages, so pydantic does not repeat the values.
    model_config = ConfigDict(defer_build=True, frozen=True, strict=True, extra="forbid", hide_input_in_errors=True)

    # Slots, because a field or a private attribute would take as much time as all validation.
    __slots__ = ("_written", "source")

    if TYPE_CHECKING:
        _written: Self | None

        @property
        def source(self) -> Fields | None:
            """What the author wrote, with locations; None for a record that was not read from a file."""

    @model_validator(mode="wrap")
    @classmethod
    def _keep_source(cls, data: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:  # noqa: ANN401
        record = handler(data)
        if record is data:  # one of the shared instances
            return record
        is_read = data.__class__ is Fields
        _remember(record, data if is_read else None, None)
        if is_read:
            object.__setattr__(record, "__pydantic_fields_set__", _share_stated(record.__pydantic_fields_set__))
        return record

    def __getstate__(self) -> dict[Any, Any]:
        """Return what pickling keeps: the fields and where they were read, not what cached properties computed."""
        return {
            "__dict__": {name: getattr(self, name) for name in type(self).model_fields},
            "__pydantic_extra__": None,
            "__pydantic_fields_set__": self.__pydantic_fields_set__,
            "__pydantic_private__": self.__pydantic_private__,
            "source": (self.source, self._written),
        }

    def __setstate__(self, state: dict[Any, Any]) -> None:
        """Restore a pickled record."""
        source, written = state.pop("source")
        state["__pydantic_fields_set__"] = _share_stated(state["__pydantic_fields_set__"])
        super().__setstate__(state)
        _remember(self, source, written)

    def __copy__(self) -> Self:
        """Return a copy (`model_copy` uses this) without what cached properties computed from the original."""
        values = {name: getattr(self, name) for name in type(self).model_fields}
        copied = cast("Self", type(self).model_construct(set(self.model_fields_set), **values))
        _remember(copied, self.source, self._written)
        private = self.__pydantic_private__
        object.__setattr__(copied, "__pydantic_private__", None if private is None else dict(private))
        return copied

    @property
    def as_written(self) -> Self:
        """The record before values from the library were filled in."""
        return self if self._written is None else self._written

    def with_values(self, values: Mapping[str, Any]) -> Self:
        """Return a copy with other values for some fields, whose `as_written` stays what the file says."""
        filled = self.model_copy(update=values)
        _remember(filled, self.source, self.as_written)
        return filled

    def place(self, *path: str | int) -> Place:
        """Return the place of the value at `path` (`place("personas", 0)`), or of the record itself without a path."""
        return place_of(self.source, path) if self.source is not None else Place("")

    def key_place(self, *path: str | int) -> Place:
        """Return the place of the last key of `path`; without a path, the record's first line."""
        if self.source is None:
            return Place("")
        if path:
            return place_of(self.source, path, key=True)
        return Place(self.source.path, *self.source.first_span())


def _share_stated(stated: set[str]) -> set[str]:
    """Return one set for all records that state the same fields.

    A memory optimisation: one set for each record would be a fifth of the memory of a large playbook. Nobody may add to
    the shared set; pydantic only adds to copies.
    """
    return _STATED.setdefault(frozenset(stated), stated)


def _remember(record: Record, source: Fields | None, written: Record | None) -> None:
    object.__setattr__(record, "source", source)
    object.__setattr__(record, "_written", written)


ResearchKind: TypeAlias = Literal["interview", "survey", "analytics", "reviews", "observation", "workshop", "other"]


class Research(Record):
    """One piece of research that supports a statement: described here, or (`study`) in a file of its own.

    Of one that is named by its id alone, `title` is that id, and `kind` is unknown.
    """

    study: Annotated[
        StudyRef | None,
        Doc(
            "The id of its file in research/; the id alone is enough.",
            "Mã của tệp trong research/; chỉ ghi mã là đủ.",
            label=("file of research", "tệp nghiên cứu"),
        ),
    ] = None
    kind: Annotated[
        ResearchKind,
        Doc("The method used.", "Cách nghiên cứu.", label=("kind of research", "loại nghiên cứu")),
    ]
    title: Annotated[Text, Doc("What was done, in a few words.", "Đã làm gì, vài chữ.", label=("title", "tên"))]
    date: Annotated[
        Day | None, Doc("When, as YYYY-MM-DD.", "Ngày làm, dạng NĂM-THÁNG-NGÀY.", label=("date", "ngày làm"))
    ] = None
    sample: Annotated[
        int | None,
        Field(ge=1),
        Doc("How many people or items.", "Số người hoặc số mẫu.", label=("sample size", "số mẫu")),
    ] = None
    link: Annotated[
        WebLink | None, Doc("Where it can be read.", "Đường dẫn tới tài liệu.", label=("link", "liên kết"))
    ] = None


def _wrap_study(value: object) -> object:
    return {"study": value, "kind": "other", "title": value} if isinstance(value, str) else value


_ResearchEntry: TypeAlias = Annotated[
    Research, BeforeValidator(_wrap_study, json_schema_input_type=StudyRef | Research)
]
_Level: TypeAlias = Literal["assumption", "partial", "researched"]


class Evidence(Record):
    """How strong the evidence for a statement is, and the research behind it."""

    level: Annotated[
        _Level,
        Doc(
            "assumption, partial or researched.",
            "assumption (giả định), partial (một phần), researched (đã nghiên cứu).",
            label=("level", "mức"),
        ),
    ]
    research: Annotated[
        Many[_ResearchEntry],
        Doc(
            "The research behind it: ids of files in research/, or what was done.",
            "Các nghiên cứu làm căn cứ: mã tệp trong research/, hoặc mô tả tại chỗ.",
            label=("research", "nghiên cứu"),
        ),
    ] = ()


_LEVELS: Final = {level: Evidence(level=level) for level in get_args(_Level)}
"""Shared instances: most files state a level only, and records never change."""


def _wrap_level(value: object) -> object:
    return _LEVELS.get(value, {"level": value}) if isinstance(value, str) else value


EvidenceField = Annotated[
    Evidence | None,
    BeforeValidator(_wrap_level, json_schema_input_type=_Level | Evidence | None),
    Doc(
        "The evidence for this: assumption, partial or researched, or the level with its research.",
        "Căn cứ tới đâu: assumption, partial, researched, hoặc level kèm research.",
        label=("evidence", "căn cứ"),
    ),
]


class Waiver(Record):
    """A rule that does not apply here, the reason, and the last day of the exception."""

    rule: Annotated[
        Word,
        OneOf("rule"),
        Doc("The rule's code, such as CX301.", "Mã quy tắc, ví dụ CX301.", label=("rule", "quy tắc")),
    ]
    reason: Annotated[Text, Doc("Why it does not apply.", "Vì sao không áp dụng.", label=("reason", "lý do"))]
    until: Annotated[
        Day | None, Doc("The last day it is valid.", "Ngày cuối còn hiệu lực.", label=("until", "đến ngày"))
    ] = None


class Picture(Record):
    """A picture from `content/pictures/`, and its description for readers who cannot see it."""

    file: Annotated[
        Word, Doc("File name in content/pictures/.", "Tên tệp trong content/pictures/.", label=("file", "tệp"))
    ]
    alt: Annotated[
        Text, Doc("What the picture shows, in words.", "Mô tả ảnh bằng lời.", label=("description", "mô tả ảnh"))
    ]


class Freshness(StrEnum):
    """The state of a file's review."""

    FRESH = "fresh"
    DUE = "due"
    STALE = "stale"
    NEVER = "never"


DUE_SOON = timedelta(days=14)


class FileMetadata(Record):
    """The fields that every kind of file may have. Its `id` is the file's name without the suffix."""

    _id: str = PrivateAttr(default="")

    owner: Annotated[
        TeamRef | None,
        Doc("The [team] that is responsible for it.", "[Team] phụ trách.", label=("owner", "người phụ trách")),
    ] = None
    reviewed: Annotated[
        Day | None, Doc("When it was last reviewed.", "Ngày rà soát gần nhất.", label=("reviewed", "ngày rà soát"))
    ] = None
    review_every: Annotated[
        Length | None,
        Doc(
            "How often it must be reviewed: 3mo, 1y.",
            "Bao lâu phải rà soát lại: 3mo, 1y.",
            label=("review cycle", "chu kỳ rà soát"),
        ),
    ] = None
    evidence: EvidenceField = None
    tags: Annotated[Many[Word], Doc("Free keywords to find it.", "Từ khóa tự do.", label=("tags", "từ khóa"))] = ()
    waivers: Annotated[
        Many[Waiver],
        Doc("Rules that do not apply.", "Quy tắc không áp dụng.", label=("waived rules", "quy tắc không áp dụng")),
    ] = ()
    formerly: Annotated[
        Many[Id],
        Doc(
            "Ids it had before; old links keep working.",
            "Mã cũ; liên kết cũ vẫn dùng được.",
            label=("former ids", "mã cũ"),
        ),
    ] = ()

    @property
    def id(self) -> str:
        """The file's name without its suffix."""
        # As `self._id`, but without pydantic's slow lookup: coverage reads it a hundred times for each journey.
        private = self.__pydantic_private__
        return private["_id"] if private else ""

    @property
    def path(self) -> str:
        """The path of its file, relative to the project folder."""
        return self.source.path if self.source is not None else ""

    @property
    def is_published(self) -> bool:
        """Return whether the site and the coverage include it."""
        return True

    @property
    def review_start(self) -> date | None:
        """The day from which the next review is counted."""
        return self.reviewed

    def review_due(self, default_every: Duration | None) -> date | None:
        """The day of its next review, if it was ever reviewed and a rhythm is known."""
        every = self.review_every or default_every
        return every.after(self.review_start) if self.review_start and every else None

    def freshness(self, today: date, default_every: Duration | None) -> Freshness:
        """Return stale after its review date, due in the 14 days before, never if it has not been reviewed yet."""
        if self.review_start is None:
            return Freshness.NEVER
        due = self.review_due(default_every)
        if due is None or today + DUE_SOON < due:
            return Freshness.FRESH
        return Freshness.DUE if today <= due else Freshness.STALE


class FileRecord(FileMetadata):
    """A file that can be a draft, published or retired."""

    status: Annotated[
        Literal["draft", "published", "retired"],
        Doc(
            "draft, published or retired.",
            "draft (nháp), published (đã đăng), retired (ngừng dùng).",
            label=("status", "trạng thái"),
        ),
    ] = "published"

    @property
    def is_published(self) -> bool:
        """Return whether the site and the coverage include it: drafts and retired files are only validated."""
        return self.status == "published"
