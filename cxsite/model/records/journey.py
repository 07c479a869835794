"""The way of a persona to a goal, stage by stage."""

from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import Field

from cxsite.model.records.action import JourneyAction
from cxsite.model.records.dates import Length
from cxsite.model.records.field_markers import Doc
from cxsite.model.records.pain_points import PainPoint
from cxsite.model.records.record import FileRecord, Record
from cxsite.model.records.texts import Markdown, Text
from cxsite.model.records.touchpoint import Touchpoint
from cxsite.model.records.values import GoalRef, JourneyRef, Many, MetricRef, PersonaRef, StageRef


class Scenario(Record):
    """The trigger of a journey and its end."""

    trigger: Annotated[
        Text | None, Doc("What starts it.", "Điều gì khởi đầu hành trình.", label=("trigger", "khởi đầu"))
    ] = None
    outcome: Annotated[
        Text | None, Doc("How it ends well.", "Kết thúc tốt đẹp ra sao.", label=("outcome", "kết quả"))
    ] = None


class Stage(Record):
    """One stage of a journey, with its touchpoints in order."""

    stage: Annotated[
        StageRef,
        Doc("A stage of the playbook's vocabulary.", "Một giai đoạn trong playbook.yml.", label=("stage", "giai đoạn")),
    ]
    goal: Annotated[
        Text | None,
        Doc("What the [customer] wants in it.", "[Customer] muốn gì ở giai đoạn này.", label=("goal", "mục tiêu")),
    ] = None
    duration: Annotated[
        Length | None,
        Doc("How long it takes: 20min, 3d.", "Kéo dài bao lâu: 20min, 3d.", label=("duration", "kéo dài")),
    ] = None
    metrics: Annotated[
        Many[MetricRef], Doc("How it is measured.", "Đo bằng chỉ số nào.", label=("metrics", "chỉ số"))
    ] = ()
    touchpoints: Annotated[
        Many[Touchpoint],
        Doc("Touchpoints, in order.", "Các điểm chạm, theo thứ tự.", label=("touchpoints", "điểm chạm")),
    ] = ()


class Journey(FileRecord):
    """`content/journeys/<id>.yml`."""

    title: Annotated[Text, Doc("The journey's title.", "Tên hành trình.", label=("title", "tên"))]
    summary: Annotated[
        Markdown | None, Doc("What it is about.", "Hành trình nói về gì.", label=("summary", "tóm tắt"))
    ] = None
    personas: Annotated[
        Many[PersonaRef],
        Field(min_length=1),
        Doc("Whose journey it is.", "Hành trình của ai.", label=("personas", "chân dung")),
    ]
    state: Annotated[
        Literal["current", "ideal"],
        Doc(
            "current (how it is) or ideal.", "current (hiện tại) hoặc ideal (lý tưởng).", label=("state", "trạng thái")
        ),
    ] = "current"
    baseline: Annotated[
        JourneyRef | None,
        Doc(
            "For an ideal journey: the current one.",
            "Với hành trình lý tưởng: hành trình hiện tại.",
            label=("baseline", "hành trình hiện tại tương ứng"),
        ),
    ] = None
    scenario: Annotated[
        Scenario | None, Doc("Trigger and outcome.", "Khởi đầu và kết quả.", label=("scenario", "tình huống"))
    ] = None
    period: Annotated[
        Length | None, Doc("The time it spans: 14d.", "Khoảng thời gian: 14d.", label=("period", "khoảng thời gian"))
    ] = None
    serves: Annotated[
        Many[GoalRef],
        Doc("Goals that it serves.", "Mục tiêu mà nó phục vụ.", label=("goals served", "mục tiêu phục vụ")),
    ] = ()
    parent: Annotated[
        JourneyRef | None,
        Doc("The journey one level up.", "Hành trình cấp trên.", label=("parent journey", "hành trình cấp trên")),
    ] = None
    stages: Annotated[
        Many[Stage],
        Field(min_length=1),
        Doc("Its stages, in order.", "Các giai đoạn, theo thứ tự.", label=("stages", "giai đoạn")),
    ]
    actions: Annotated[
        Many[JourneyAction], Doc("Improvement actions.", "Hành động cải tiến.", label=("actions", "hành động"))
    ] = ()

    @property
    def is_ideal(self) -> bool:
        """Return whether it describes the intended journey, not the current one."""
        return self.state == "ideal"

    @cached_property
    def touchpoints(self) -> tuple[Touchpoint, ...]:
        """All its touchpoints in order."""
        return tuple(touchpoint for stage in self.stages for touchpoint in stage.touchpoints)

    @cached_property
    def channels(self) -> tuple[str, ...]:
        """Ids of its channels, each once, in the order of the touchpoints."""
        return tuple(dict.fromkeys(c for touchpoint in self.touchpoints for c in touchpoint.channels))

    @cached_property
    def derived(self) -> dict[type, Any]:
        """A cache of what `cxsite.model.facts` computes from the journey, by the class of each result."""
        return {}

    def personas_at(self, touchpoint: Touchpoint) -> tuple[str, ...]:
        """Return ids of those of its personas that pass a touchpoint, in the journey's order."""
        if not touchpoint.personas:
            return self.personas
        return tuple([persona for persona in self.personas if persona in touchpoint.personas])

    def personas_with(self, pain_point: PainPoint, touchpoint: Touchpoint) -> tuple[str, ...]:
        """Return ids of those of its personas that feel a pain point of a touchpoint."""
        here = self.personas_at(touchpoint)
        return tuple([persona for persona in here if persona in pain_point.personas]) if pain_point.personas else here

    def lowest(self, persona: str) -> Touchpoint | None:
        """Return the touchpoint with the persona's lowest emotion (the first of several); None if none is known."""
        known = [t for t in self.touchpoints if t.emotion_of(persona) is not None]
        return min(known, key=lambda t: t.emotion_of(persona) or 0, default=None)
