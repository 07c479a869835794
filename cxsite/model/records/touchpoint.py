"""One contact between persona and organisation, described from both sides."""

from typing import Annotated, Final, Self, TypeAlias

from pydantic import BeforeValidator

from cxsite.model.records.dates import Length
from cxsite.model.records.field_markers import Doc
from cxsite.model.records.pain_points import ID_IN_JOURNEY, Opportunity, PainPoint
from cxsite.model.records.rating import RatingField
from cxsite.model.records.record import EvidenceField, FileRecord, Picture, Record, Waiver
from cxsite.model.records.texts import Markdown, Text
from cxsite.model.records.values import (
    ChannelRef,
    Id,
    LibraryRef,
    Many,
    MetricRef,
    PersonaRef,
    TeamRef,
    TouchpointRef,
)


class Senses(Record):
    """What the customer sees, hears, smells, tastes and feels."""

    sees: Annotated[Text | None, Doc("What they see.", "Nhìn thấy gì.", label=("sees", "thấy"))] = None
    hears: Annotated[Text | None, Doc("What they hear.", "Nghe thấy gì.", label=("hears", "nghe"))] = None
    touches: Annotated[Text | None, Doc("What they touch.", "Chạm vào gì.", label=("touches", "chạm"))] = None
    smells: Annotated[Text | None, Doc("What they smell.", "Ngửi thấy gì.", label=("smells", "ngửi"))] = None
    tastes: Annotated[Text | None, Doc("What they taste.", "Nếm thấy gì.", label=("tastes", "nếm"))] = None


class Backstage(Record):
    """What staff and systems do out of the customer's sight."""

    who: Annotated[Text | None, Doc("Who does it.", "Ai làm.", label=("who", "ai"))] = None
    does: Annotated[Text, Doc("What is done.", "Làm gì.", label=("does", "làm"))]
    system: Annotated[Text | None, Doc("With which system.", "Bằng hệ thống nào.", label=("system", "hệ thống"))] = None


class NextStep(Record):
    """A touchpoint that may follow, and what decides that the customer goes there."""

    to: Annotated[
        TouchpointRef, Doc("The touchpoint that follows.", "Điểm chạm kế tiếp.", label=("next touchpoint", "tới"))
    ]
    label: Annotated[
        Text | None,
        Doc(
            "When the [customer] goes this way, in a few words; it is written on the map.",
            "Khi nào [customer] đi lối này, vài chữ; hiện trên bản đồ.",
            label=("label", "nhãn"),
        ),
    ] = None


def _wrap_next(value: object) -> object:
    return {"to": value} if isinstance(value, str) else value


_NextStep: TypeAlias = Annotated[NextStep, BeforeValidator(_wrap_next, json_schema_input_type=TouchpointRef | NextStep)]


# Fields that a touchpoint of a journey and a shared one have in common. They are not a base class, because a base's
# fields come first, and each class has its fields in the order in which people fill them in.
_NAME: Final = Doc("What it is called.", "Tên điểm chạm.", label=("name", "tên"))
_Channels: TypeAlias = Annotated[
    Many[ChannelRef], Doc("Where it happens.", "Diễn ra ở kênh nào.", label=("channels", "kênh"))
]
_Does: TypeAlias = Annotated[Text | None, Doc("What the [customer] does.", "[Customer] làm gì.", label=("does", "làm"))]
_MomentOfTruth: TypeAlias = Annotated[
    bool,
    Doc(
        "It decides the relationship with the [customer].",
        "Thời khắc quyết định.",
        label=("moment of truth", "thời khắc quyết định"),
    ),
]
_Signature: TypeAlias = Annotated[
    bool,
    Doc("We want [customers] to remember us for it.", "Dấu ấn muốn [customer] nhớ.", label=("signature", "dấu ấn")),
]
_Standard: TypeAlias = Annotated[
    Markdown | None,
    Doc("What good looks like.", "Thế nào là phục vụ tốt.", label=("service standard", "tiêu chuẩn phục vụ")),
]
_Backstage: TypeAlias = Annotated[
    Many[Backstage], Doc("Backstage work.", "Việc ở hậu trường.", label=("backstage", "hậu trường"))
]
_Metrics: TypeAlias = Annotated[
    Many[MetricRef], Doc("How it is measured.", "Đo bằng chỉ số nào.", label=("metrics", "chỉ số"))
]
_Pictures: TypeAlias = Annotated[Many[Picture], Doc("Pictures.", "Ảnh.", label=("pictures", "ảnh"))]


class LibraryTouchpoint(FileRecord):
    """`content/touchpoints/<id>.yml`: a touchpoint that several journeys share."""

    name: Annotated[Text, _NAME]
    channels: _Channels = ()
    does: _Does = None
    moment_of_truth: _MomentOfTruth = False
    signature: _Signature = False
    standard: _Standard = None
    backstage: _Backstage = ()
    pain_points: Annotated[
        Many[PainPoint],
        Doc(
            "What hurts here whatever the journey; those of single journeys are gathered beside them.",
            "Điểm đau có ở mọi hành trình; điểm đau của từng hành trình được gom vào cùng chỗ.",
            label=("pain points", "điểm đau"),
        ),
    ] = ()
    metrics: _Metrics = ()
    pictures: _Pictures = ()


_NOT_SHARED: Final = frozenset({*FileRecord.model_fields, "pain_points"})
SHARED_FIELDS: Final = (*(name for name in LibraryTouchpoint.model_fields if name not in _NOT_SHARED), "evidence")
"""The fields that a touchpoint takes from the shared one that it uses, if the journey leaves them out."""


class Touchpoint(Record):
    """A touchpoint in a journey, its own or taken from the library by `use`."""

    id: Annotated[Id | None, ID_IN_JOURNEY] = None
    use: Annotated[
        LibraryRef | None,
        Doc(
            "Take it from touchpoints/<id>.yml.",
            "Lấy từ touchpoints/<mã>.yml.",
            label=("shared touchpoint", "điểm chạm dùng chung"),
        ),
    ] = None
    name: Annotated[Text | None, _NAME] = None
    personas: Annotated[
        Many[PersonaRef],
        Doc(
            "Only if some of the journey's personas do not pass here: those who do.",
            "Chỉ khi không phải chân dung nào cũng qua đây: ai qua.",
            label=("personas", "chân dung"),
        ),
    ] = ()
    channels: _Channels = ()
    owner: Annotated[
        TeamRef | None,
        Doc("The [team] that answers for it.", "[Team] chịu trách nhiệm.", label=("owner", "người phụ trách")),
    ] = None
    duration: Annotated[
        Length | None,
        Doc("How long it takes: 20min, 3d.", "Mất bao lâu: 20min, 3d.", label=("duration", "thời lượng")),
    ] = None
    actors: Annotated[
        Many[Text], Doc("Who else is involved.", "Ai khác tham gia.", label=("participants", "người tham gia"))
    ] = ()
    does: _Does = None
    thinks: Annotated[Text | None, Doc("What they think.", "[Customer] nghĩ gì.", label=("thinks", "nghĩ"))] = None
    feels: Annotated[Text | None, Doc("What they feel.", "[Customer] cảm thấy gì.", label=("feels", "cảm thấy"))] = None
    quote: Annotated[Text | None, Doc("What they said.", "Lời [customer] nói.", label=("quote", "câu trích"))] = None
    senses: Annotated[
        Senses | None,
        Doc(
            "What they see, hear, touch, smell and taste.",
            "Thấy, nghe, chạm, ngửi, nếm gì.",
            label=("senses", "giác quan"),
        ),
    ] = None
    emotion: Annotated[
        RatingField,
        Doc(
            "1 (very bad) to 5 (very good); leave out if unknown.",
            "1 (rất tệ) đến 5 (rất tốt); chưa biết thì bỏ trống.",
            label=("emotion", "cảm xúc"),
        ),
    ] = None
    importance: Annotated[
        RatingField, Doc("1 (low) to 5 (high).", "1 (thấp) đến 5 (cao).", label=("importance", "mức quan trọng"))
    ] = None
    moment_of_truth: _MomentOfTruth = False
    signature: _Signature = False
    standard: _Standard = None
    backstage: _Backstage = ()
    pictures: _Pictures = ()
    pain_points: Annotated[
        Many[PainPoint], Doc("What hurts here.", "Điểm đau.", label=("pain points", "điểm đau"))
    ] = ()
    opportunities: Annotated[
        Many[Opportunity], Doc("What could be better.", "Cơ hội.", label=("opportunities", "cơ hội"))
    ] = ()
    metrics: _Metrics = ()
    evidence: EvidenceField = None
    waivers: Annotated[
        Many[Waiver],
        Doc("Rules that do not apply.", "Quy tắc không áp dụng.", label=("waived rules", "quy tắc không áp dụng")),
    ] = ()
    next: Annotated[
        Many[_NextStep],
        Doc(
            "Only if the journey branches or loops here: to which touchpoints, each with the reason if there is one.",
            "Chỉ khi hành trình rẽ nhánh hoặc quay lại: đi tiếp tới điểm chạm nào, kèm lý do nếu có.",
            label=("next", "đi tiếp tới"),
        ),
    ] = ()
    replaces: Annotated[
        Many[TouchpointRef],
        Doc(
            "In an ideal journey: the touchpoints that it replaces.",
            "Trong hành trình lý tưởng: thay điểm chạm nào.",
            label=("replaces", "thay cho"),
        ),
    ] = ()

    @property
    def key(self) -> str:
        """Its id, or the library's id if it has none; empty only if the file has neither."""
        return self.id or self.use or ""

    @property
    def title(self) -> str:
        """Its name, or its id if it has none."""
        return self.name or self.key

    @property
    def is_assumed(self) -> bool:
        """Return whether it is based on an assumption only."""
        return self.evidence is None or self.evidence.level == "assumption"

    @property
    def next_ids(self) -> tuple[str, ...]:
        """The touchpoints that may follow, as `next` names them."""
        return tuple([step.to for step in self.next])

    def is_passed_by(self, persona: str) -> bool:
        """Return whether a persona of the journey passes here."""
        return not self.personas or persona in self.personas

    def emotion_of(self, persona: str) -> int | None:
        """Return the persona's emotion here, 1 to 5; None if it is unknown, or if the persona does not pass here."""
        return self.emotion.of(persona) if self.emotion and self.is_passed_by(persona) else None

    def with_library(self, library: LibraryTouchpoint) -> Self:
        """Return the touchpoint with the library's values for the fields that the journey leaves out."""
        shared = {name: getattr(library, name) for name in SHARED_FIELDS if name in library.model_fields_set}
        return self.with_values({k: v for k, v in shared.items() if k not in self.model_fields_set})
