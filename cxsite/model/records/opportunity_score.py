"""How a playbook compares its opportunities: the formula, and the weights of both values."""

from typing import Annotated, Literal, TypeAlias, get_args

from pydantic import BeforeValidator, Field

from cxsite.model.records.field_markers import Doc
from cxsite.model.records.record import Record

ScoreMethod: TypeAlias = Literal["value", "rice", "ice"]
_Weight: TypeAlias = Annotated[float, Field(ge=0, le=1_000, allow_inf_nan=False)]


class ScoreWeights(Record):
    """How much the value for customers counts beside the value for the business."""

    customer_value: Annotated[
        _Weight,
        Doc(
            "Weight of the value for [customers].",
            "Trọng số của giá trị cho [customer].",
            label=("[customers]", "[customer]"),
        ),
    ] = 1.0
    business_value: Annotated[
        _Weight,
        Doc("Weight of the value for us.", "Trọng số của giá trị cho [business].", label=("us", "[business]")),
    ] = 1.0


class OpportunityScore(Record):
    """The formula by which opportunities are compared, and its weights."""

    method: Annotated[
        ScoreMethod,
        Doc(
            "value (the mean of both values), rice or ice.",
            "value (trung bình hai giá trị), rice hoặc ice.",
            label=("method", "công thức"),
        ),
    ] = "value"
    weights: Annotated[
        ScoreWeights,
        Doc(
            "Weights of both values, 1 each by default.",
            "Trọng số của hai giá trị, mặc định đều là 1.",
            label=("weights", "trọng số"),
        ),
    ] = ScoreWeights()


def _wrap_method(value: object) -> object:
    return {"method": value} if isinstance(value, str) else value


OpportunityScoreField = Annotated[
    OpportunityScore | None,
    BeforeValidator(_wrap_method, json_schema_input_type=ScoreMethod | OpportunityScore | None),
]
METHODS: tuple[str, ...] = get_args(ScoreMethod)
