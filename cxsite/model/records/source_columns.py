"""The columns of answers: which column has which role, and what its cells stand for."""

from typing import Annotated, TypeAlias

from pydantic import BeforeValidator, Field, StringConstraints, WithJsonSchema

from cxsite.model.records.field_markers import Doc
from cxsite.model.records.record import Record
from cxsite.model.records.values import Many, Number
from cxsite.model.written_number import number_as_text

Cell: TypeAlias = str | bool | float
"""What a cell may map to: an id, a number, or yes and no."""
COUNTED_PARTS = ("promoters", "passives", "detractors")
ColumnName: TypeAlias = Annotated[
    str,
    StringConstraints(min_length=1, max_length=200),
    BeforeValidator(number_as_text),
    WithJsonSchema({"type": ["string", "number"], "minLength": 1, "maxLength": 200, "pattern": r"\S"}),
]


class SourceColumn(Record):
    """A column of the data, or one value for all rows; `map` translates the texts of the data."""

    column: Annotated[
        ColumnName | None, Doc("The column's name in the data.", "Tên cột trong dữ liệu.", label=("column", "cột"))
    ] = None
    value: Annotated[
        Cell | None, Doc("One value for all rows.", "Một giá trị cho mọi dòng.", label=("value", "giá trị"))
    ] = None
    map: Annotated[
        dict[str, Cell],
        Doc(
            "The data's words, each with the id or number it stands for.",
            "Chữ trong dữ liệu ứng với mã hoặc số nào.",
            label=("map", "bảng quy đổi"),
        ),
    ] = Field(default_factory=dict)


class WeightedColumn(Record):
    """One of several columns that are added up, with its weight."""

    column: Annotated[
        ColumnName, Doc("The column's name in the data.", "Tên cột trong dữ liệu.", label=("column", "cột"))
    ]
    weight: Annotated[Number, Doc("Its weight.", "Trọng số.", label=("weight", "trọng số"))] = 1


def _wrap_column_name(value: object) -> object:
    """Wrap a column's name that is written alone; numbers such as the year `2026` are names, too."""
    return {"column": value} if isinstance(number_as_text(value), str) else value


SourceColumnField = Annotated[
    SourceColumn | None, BeforeValidator(_wrap_column_name, json_schema_input_type=ColumnName | SourceColumn | None)
]
WeightedColumnField = Annotated[
    WeightedColumn, BeforeValidator(_wrap_column_name, json_schema_input_type=ColumnName | WeightedColumn)
]


class SourceColumns(Record):
    """The role of each column. If an answer is not one number: `numerator` or `parts`, and `denominator`."""

    answer: Annotated[SourceColumnField, Doc("The answer.", "Câu trả lời.", label=("answer", "câu trả lời"))] = None
    numerator: Annotated[SourceColumnField, Doc("The part of the whole.", "Tử số.", label=("numerator", "tử số"))] = (
        None
    )
    denominator: Annotated[SourceColumnField, Doc("The whole.", "Mẫu số.", label=("denominator", "mẫu số"))] = None
    parts: Annotated[
        Many[WeightedColumnField],
        Doc("Columns added up to the numerator.", "Các cột cộng lại thành tử số.", label=("parts", "các phần")),
    ] = ()
    promoters: Annotated[
        SourceColumnField,
        Doc("How many answered 9 or 10.", "Số người chấm 9 hoặc 10.", label=("promoters", "người ủng hộ")),
    ] = None
    passives: Annotated[
        SourceColumnField,
        Doc("How many answered 7 or 8.", "Số người chấm 7 hoặc 8.", label=("passives", "người trung lập")),
    ] = None
    detractors: Annotated[
        SourceColumnField,
        Doc("How many answered 0 to 6.", "Số người chấm từ 0 đến 6.", label=("detractors", "người phản đối")),
    ] = None
    count: Annotated[
        SourceColumnField,
        Doc(
            "How many gave this answer, if one row counts several.",
            "Bao nhiêu người trả lời như vậy, nếu một dòng gộp nhiều câu trả lời.",
            label=("number of answers", "số câu trả lời"),
        ),
    ] = None
    date: Annotated[
        SourceColumnField,
        Doc(
            "The date of the answer; or one day or month for all: {value: 2026-06}.",
            "Ngày trả lời; hoặc một ngày, một tháng chung cho mọi dòng: {value: 2026-06}.",
            label=("date", "ngày"),
        ),
    ] = None
    respondent: Annotated[
        SourceColumnField,
        Doc("Who answered; never shown.", "Ai trả lời; không bao giờ hiện.", label=("respondent", "người trả lời")),
    ] = None
    journey: Annotated[SourceColumnField, Doc("Journey.", "Hành trình.", label=("journey", "hành trình"))] = None
    stage: Annotated[SourceColumnField, Doc("Stage.", "Giai đoạn.", label=("stage", "giai đoạn"))] = None
    touchpoint: Annotated[SourceColumnField, Doc("Touchpoint.", "Điểm chạm.", label=("touchpoint", "điểm chạm"))] = None
    channel: Annotated[SourceColumnField, Doc("Channel.", "Kênh.", label=("channel", "kênh"))] = None
    persona: Annotated[SourceColumnField, Doc("Persona.", "Chân dung.", label=("persona", "chân dung"))] = None
    store: Annotated[SourceColumnField, Doc("[Store].", "[Store].", label=("[store]", "[store]"))] = None
    comment: Annotated[
        SourceColumnField,
        Doc(
            "Free-text answers; never read, never shown.",
            "Câu trả lời tự do; không bao giờ đọc hay hiện.",
            label=("comment", "ý kiến tự do"),
        ),
    ] = None
