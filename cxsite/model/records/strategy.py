"""Goals, the metrics that measure them, and plays."""

from datetime import date, timedelta
from typing import Annotated, Any, Final, Literal, TypeAlias

from pydantic import Field, ValidationInfo, ValidatorFunctionWrapHandler, WrapValidator

from cxsite.model.records.dates import Day, Duration, Length
from cxsite.model.records.field_markers import Doc
from cxsite.model.records.record import FileRecord, Picture, Record
from cxsite.model.records.texts import Markdown, Text
from cxsite.model.records.values import (
    ChannelRef,
    JourneyRef,
    Many,
    MetricRef,
    Number,
    PersonaRef,
    StageRef,
    TouchpointRef,
)

MetricKind: TypeAlias = Literal[
    "nps", "csat", "ces", "percentage", "rate", "mean", "duration", "count", "money", "score"
]
Family: TypeAlias = Literal["feedback", "operations", "on-site", "analytics", "overall"]
FAMILIES: tuple[Family, ...] = ("feedback", "operations", "on-site", "analytics", "overall")
Variant: TypeAlias = Literal["top-box", "mean", "mean-1-7", "top-3-of-7", "net", "top-2-of-5", "mean-1-5"]
VARIANTS: dict[str, tuple[str, ...]] = {
    "csat": ("top-box", "mean"),
    "ces": ("mean-1-7", "top-3-of-7", "net", "top-2-of-5", "mean-1-5"),
}
SCALES: dict[str, tuple[tuple[float, float], ...]] = {
    "nps": ((0, 10),),
    "mean-1-7": ((1, 7),),
    "top-3-of-7": ((1, 7),),
    "net": ((1, 7),),
    "top-2-of-5": ((1, 5),),
    "mean-1-5": ((1, 5),),
    "top-box": ((1, 4), (1, 5), (1, 6), (1, 7), (1, 10), (0, 10)),
}
"""By kind or variant, the valid scales; on other scales the same formula would be meaningless."""
ON_SCALE = ("csat", "ces", "mean", "score")
MIN_ANSWERS = 30
DEFAULT_CADENCE = Duration("6mo")
GRACE = timedelta(days=14)


class Goal(FileRecord):
    """`content/goals/<id>.yml`: what the CX strategy wants."""

    title: Annotated[Text, Doc("The goal in one line.", "Mục tiêu, một dòng.", label=("title", "tên"))]
    why: Annotated[Markdown | None, Doc("Why it matters.", "Vì sao quan trọng.", label=("why", "vì sao"))] = None
    method: Annotated[
        Markdown | None, Doc("How it will be reached.", "Làm thế nào để đạt.", label=("method", "cách làm"))
    ] = None
    metric: Annotated[
        MetricRef | None,
        Doc("The metric that shows the progress.", "Chỉ số cho biết tiến độ.", label=("metric", "chỉ số")),
    ] = None
    target: Annotated[
        Number | None, Doc("The value to reach.", "Chỉ tiêu: giá trị phải đạt tới.", label=("target", "chỉ tiêu"))
    ] = None
    by: Annotated[Day | None, Doc("By when.", "Đến khi nào.", label=("by", "đến ngày"))] = None


class Scale(Record):
    """The scale of the answers."""

    min: Annotated[Number, Doc("The lowest answer.", "Câu trả lời thấp nhất.", label=("lowest", "thấp nhất"))]
    max: Annotated[Number, Doc("The highest answer.", "Câu trả lời cao nhất.", label=("highest", "cao nhất"))]


class Metric(FileRecord):
    """`content/metrics/<id>.yml`: the definition of an experience figure."""

    name: Annotated[Text, Doc("What it is called.", "Tên chỉ số.", label=("name", "tên"))]
    kind: Annotated[MetricKind, Doc("The kind of metric.", "Loại chỉ số.", label=("kind", "loại"))]
    family: Annotated[Family, Doc("Which family it belongs to.", "Thuộc nhóm nào.", label=("family", "nhóm chỉ số"))]
    question: Annotated[
        Text | None, Doc("How [customers] are asked.", "Câu hỏi cho [customer].", label=("question", "câu hỏi"))
    ] = None
    scale: Annotated[Scale | None, Doc("The answers' scale.", "Thang điểm.", label=("scale", "thang điểm"))] = None
    variant: Annotated[
        Variant | None,
        Doc("Which way of counting, for csat and ces.", "Cách tính, với csat và ces.", label=("variant", "cách tính")),
    ] = None
    direction: Annotated[
        Literal["higher", "lower"],
        Doc("Which direction is better.", "Chiều nào tốt hơn.", label=("better direction", "chiều tốt hơn")),
    ] = "higher"
    unit: Annotated[Text | None, Doc("Its unit.", "Đơn vị.", label=("unit", "đơn vị"))] = None
    target: Annotated[
        Number | None, Doc("The value to reach.", "Chỉ tiêu: giá trị phải đạt tới.", label=("target", "chỉ tiêu"))
    ] = None
    min_answers: Annotated[
        int,
        Field(ge=1),
        Doc(
            "Figures with fewer answers are marked.",
            "Kết quả đo có ít câu trả lời hơn sẽ bị đánh dấu.",
            label=("minimum number of answers", "số câu trả lời tối thiểu"),
        ),
    ] = MIN_ANSWERS
    cadence: Annotated[
        Length | None, Doc("How often it is measured.", "Bao lâu đo một lần.", label=("cadence", "chu kỳ đo"))
    ] = None
    period: Annotated[
        Literal["week", "month", "quarter", "half-year", "year", "fiscal-year"] | None,
        Doc(
            "Over which periods answers are counted; by default months, or as long as the cadence.",
            "Gộp câu trả lời theo kỳ nào; mặc định theo tháng, hoặc dài bằng chu kỳ đo.",
            label=("period", "kỳ"),
        ),
    ] = None
    counted: Annotated[
        Text | None,
        Doc(
            "What n counts, such as visits or orders; by default answers.",
            "n đếm cái gì, như lượt xem hay đơn hàng; mặc định là câu trả lời.",
            label=("counted", "đơn vị đếm"),
        ),
    ] = None
    definition: Annotated[
        Markdown | None, Doc("What exactly it counts.", "Định nghĩa chính xác.", label=("definition", "định nghĩa"))
    ] = None

    @property
    def is_share(self) -> bool:
        """Return whether its value is a share in percent, of a part in a whole."""
        if self.kind == "rate":
            return self.unit in (None, "%")
        return self.kind == "percentage" or self.variant in ("top-box", "top-3-of-7", "top-2-of-5")

    @property
    def scales(self) -> tuple[tuple[float, float], ...]:
        """The valid scales of its kind and variant; empty if every scale is valid."""
        return SCALES.get(self.variant or self.kind, ())

    @property
    def is_on_its_scale(self) -> bool:
        """Return whether its scale, if stated, is one of the valid scales."""
        return self.scale is None or not self.scales or (self.scale.min, self.scale.max) in self.scales

    @property
    def is_defined(self) -> bool:
        """Return whether the definition says how its answers are counted."""
        return self.is_on_its_scale and (self.variant in VARIANTS.get(self.kind, (None,)))

    @property
    def bounds(self) -> tuple[float, float] | None:
        """The lowest and highest possible value; None for an open end."""
        if self.kind == "nps" or self.variant == "net":
            return (-100, 100)
        if self.is_share:
            return (0, 100)
        if self.scale is None or self.kind not in ON_SCALE or self.scale.min >= self.scale.max:
            return None
        return (self.scale.min, self.scale.max)

    def late_after(self, last: date) -> date:
        """Return the last day on which figures up to `last` are fresh: one cadence later, and two weeks for delivery.

        A metric without a cadence is assumed to be measured every half year.
        """
        return (self.cadence or DEFAULT_CADENCE).after(last) + GRACE

    def meets_target(self, value: float) -> bool | None:
        """Return whether a value is at the target or on its better side; None without a target."""
        if self.target is None:
            return None
        return value >= self.target if self.direction == "higher" else value <= self.target


class AppliesTo(Record):
    """Places where a play applies: every kind that is named must match."""

    journeys: Annotated[
        Many[JourneyRef],
        Doc("In one of these journeys.", "Ở một trong các hành trình này.", label=("journeys", "hành trình")),
    ] = ()
    stages: Annotated[
        Many[StageRef], Doc("In one of these stages.", "Ở một trong các giai đoạn này.", label=("stages", "giai đoạn"))
    ] = ()
    touchpoints: Annotated[
        Many[TouchpointRef],
        Doc("At one of these.", "Ở một trong các điểm chạm này.", label=("touchpoints", "điểm chạm")),
    ] = ()
    channels: Annotated[
        Many[ChannelRef], Doc("On one of these channels.", "Trên một trong các kênh này.", label=("channels", "kênh"))
    ] = ()
    personas: Annotated[
        Many[PersonaRef], Doc("For one of these.", "Với một trong các chân dung này.", label=("personas", "chân dung"))
    ] = ()

    @property
    def places(self) -> dict[str, tuple[str, ...]]:
        """The ids that are named, by the word for their kind (`journey`); kinds without ids are left out."""
        named = {kind: getattr(self, field) for field, kind in PLACE_KINDS.items()}
        return {kind: ids for kind, ids in named.items() if ids}


PLACE_KINDS: Final = {
    "channels": "channel",
    "stages": "stage",
    "journeys": "journey",
    "touchpoints": "touchpoint",
    "personas": "persona",
}
"""The fields of `AppliesTo`, in the order in which pages show them, and the kind of thing that each names."""


def _one_or_several(value: Any, handler: ValidatorFunctionWrapHandler, info: ValidationInfo) -> Any:  # noqa: ANN401
    """Accept one mapping as a list of one. Its problems are then reported at its own keys."""
    if isinstance(value, list | tuple):
        return handler(value)
    return (AppliesTo.model_validate(value, context=info.context),)


class Play(FileRecord):
    """`content/plays/<id>.yml`: what staff do in a situation."""

    title: Annotated[Text, Doc("What it is called.", "Tên kịch bản.", label=("title", "tên"))]
    trigger: Annotated[Text | None, Doc("When to use it.", "Dùng khi nào.", label=("trigger", "khởi đầu"))] = None
    applies_to: Annotated[
        Many[AppliesTo],
        WrapValidator(_one_or_several, json_schema_input_type=AppliesTo | Many[AppliesTo]),
        Doc(
            "Where it applies. All kinds that are named together must fit; of a list of several, any.",
            "Áp dụng ở đâu. Các loại ghi cùng nhau phải khớp hết; ghi thành danh sách thì khớp một mục là đủ.",
            label=("applies to", "áp dụng cho"),
        ),
    ] = ()
    steps: Annotated[Many[Markdown], Doc("What to do, in order.", "Các bước.", label=("steps", "các bước"))] = ()
    do: Annotated[Many[Text], Doc("Do.", "Nên làm.", label=("do", "nên làm"))] = ()
    dont: Annotated[Many[Text], Doc("Do not.", "Không nên làm.", label=("don't", "không nên làm"))] = ()
    escalation: Annotated[
        Text | None,
        Doc("When and to whom to escalate.", "Khi nào báo cấp trên, báo ai.", label=("escalation", "báo lên")),
    ] = None
    pictures: Annotated[Many[Picture], Doc("Pictures.", "Ảnh.", label=("pictures", "ảnh"))] = ()
