"""Where answers come from, and what their columns mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

from pydantic import BeforeValidator, Field, StringConstraints, WithJsonSchema

from cxsite.model.record import FileRecord, Record
from cxsite.model.strategy import Scale, Variant
from cxsite.model.values import Many, MetricRef, Number, Says, Text
from cxsite.model.written_number import number_as_text

if TYPE_CHECKING:
    from cxsite.model.strategy import Metric

Cell: TypeAlias = str | bool | float
"""What a cell stands for: an id, a number, or yes and no."""
ColumnName: TypeAlias = Annotated[
    str,
    StringConstraints(min_length=1, max_length=200),
    BeforeValidator(number_as_text, json_schema_input_type=str | float),
]


class Column(Record):
    """A column of the data, or one value for all rows; `map` says what the data's words stand for."""

    column: Annotated[ColumnName | None, Says("The column's name in the data.", "Tên cột trong dữ liệu.")] = None
    value: Annotated[Cell | None, Says("One value for all rows.", "Một giá trị cho mọi dòng.")] = None
    map: Annotated[
        dict[str, Cell],
        Says(
            "The data's words, each with the id or number it stands for.", "Chữ trong dữ liệu ứng với mã hoặc số nào."
        ),
    ] = Field(default_factory=dict)


class Part(Record):
    """One of the columns that are added up, with its weight."""

    column: Annotated[ColumnName, Says("The column's name in the data.", "Tên cột trong dữ liệu.")]
    weight: Annotated[Number, Says("How much it counts.", "Trọng số.")] = 1


def _named_alone(value: object) -> object:
    """A column's name that stands alone; the years of a header (`2026`) are names, too."""
    return {"column": value} if isinstance(number_as_text(value), str) else value


ColumnField = Annotated[Column | None, BeforeValidator(_named_alone, json_schema_input_type=ColumnName | Column | None)]
PartField = Annotated[Part, BeforeValidator(_named_alone, json_schema_input_type=ColumnName | Part)]


class Columns(Record):
    """Which column says what. Where an answer is not one number, `numerator` or `parts`, and `denominator`."""

    answer: Annotated[ColumnField, Says("The answer.", "Câu trả lời.")] = None
    numerator: Annotated[ColumnField, Says("The part of the whole.", "Tử số.")] = None
    denominator: Annotated[ColumnField, Says("The whole.", "Mẫu số.")] = None
    parts: Annotated[Many[PartField], Says("Columns added up to the numerator.", "Các cột cộng lại thành tử số.")] = ()
    date: Annotated[ColumnField, Says("When it was.", "Ngày.")] = None
    respondent: Annotated[ColumnField, Says("Who answered; never shown.", "Ai trả lời; không bao giờ hiện.")] = None
    journey: Annotated[ColumnField, Says("Journey.", "Hành trình.")] = None
    stage: Annotated[ColumnField, Says("Stage.", "Giai đoạn.")] = None
    touchpoint: Annotated[ColumnField, Says("Touchpoint.", "Điểm chạm.")] = None
    channel: Annotated[ColumnField, Says("Channel.", "Kênh.")] = None
    persona: Annotated[ColumnField, Says("Persona.", "Chân dung.")] = None
    store: Annotated[ColumnField, Says("Store.", "Cửa hàng.")] = None
    comment: Annotated[
        ColumnField, Says("Free words; never read, never shown.", "Lời tự do; không bao giờ đọc hay hiện.")
    ] = None


def _is_whole(value: Cell | None) -> bool:
    """Whether a constant may be what parts are parts of."""
    return isinstance(value, (int, float)) and not isinstance(value, bool) and value > 0


def _one_alone(value: object) -> object:
    return (value,) if isinstance(value, str) else value


DATE_PATTERN = r"^(d{1,2}[-/.]m{1,2}[-/.]yy(yy)?|m{1,2}[-/.]d{1,2}[-/.]yy(yy)?|yyyy[-/.]m{1,2}[-/.]d{1,2})$"
DateStyle: TypeAlias = Annotated[str, StringConstraints(pattern=DATE_PATTERN, max_length=20)]
MAX_STYLES = 6


class Source(FileRecord):
    """`content/sources/<id>.yml`: where the answers to one metric come from."""

    name: Annotated[Text | None, Says("What it is called on pages.", "Tên gọi trên trang.")] = None
    metric: Annotated[MetricRef, Says("The metric that it feeds.", "Chỉ số được tính.")]
    data: Annotated[
        str,
        StringConstraints(min_length=1, max_length=1_000, strip_whitespace=True),
        WithJsonSchema({"type": "string", "minLength": 1, "maxLength": 1_000, "pattern": r"\S"}),
        Says(
            "Path, glob or URI of CSV or Parquet files, from the project folder; or table:<name> of a warehouse.",
            "Đường dẫn, mẫu đường dẫn hoặc URI tới tệp CSV hay Parquet, tính từ thư mục dự án; hoặc table:<tên>.",
        ),
    ]
    columns: Annotated[Columns, Says("Which column says what.", "Cột nào nói điều gì.")]
    date_format: Annotated[
        tuple[DateStyle, ...],
        BeforeValidator(_one_alone, json_schema_input_type=DateStyle | tuple[DateStyle, ...]),
        Field(strict=False, max_length=MAX_STYLES),
        Says(
            "How days are written: dd/mm/yyyy, or several; by default yyyy-mm-dd.",
            "Cách viết ngày: dd/mm/yyyy, hoặc nhiều cách; mặc định yyyy-mm-dd.",
        ),
    ] = ()
    decimal: Annotated[
        Literal["point", "comma"] | None,
        Says("The mark before decimals: point or comma.", "Dấu thập phân: point (chấm) hay comma (phẩy)."),
    ] = None
    keep: Annotated[
        Literal["all", "first", "last"],
        Says(
            "Which answer of one respondent in a period counts: all, first or last.",
            "Một người trả lời nhiều lần trong kỳ thì tính: all (cả), first (đầu), last (cuối).",
        ),
    ] = "all"
    where: Annotated[
        dict[str, Cell],
        Says("Only rows whose columns hold these values.", "Chỉ lấy dòng có các cột mang giá trị này."),
    ] = Field(default_factory=dict)
    question: Annotated[Text | None, Says("How it was asked here.", "Câu hỏi ở nguồn này.")] = None
    scale: Annotated[Scale | None, Says("The scale used here.", "Thang điểm ở nguồn này.")] = None
    variant: Annotated[Variant | None, Says("The variant meant here.", "Cách tính ở nguồn này.")] = None
    note: Annotated[Text | None, Says("Shown with its figures.", "Hiện cùng số liệu.")] = None

    @property
    def title(self) -> str:
        """Its name, or its id."""
        return self.name or self.id

    @property
    def answers_by(self) -> tuple[str, ...]:
        """The columns that say the answer, as it has them; empty where they do not suffice for any figure."""
        columns = self.columns
        whole = columns.denominator
        if whole is not None and whole.column is None and not _is_whole(whole.value):
            return ()
        if columns.parts:
            return ("parts", "denominator") if whole else ("parts",)
        if columns.numerator:
            return ("numerator", "denominator") if whole and columns.numerator.column else ()
        return ("answer",) if columns.answer and columns.answer.column else ()

    @property
    def is_dated(self) -> bool:
        """Whether a column says when it was."""
        return self.columns.date is not None and self.columns.date.column is not None

    def unlike(self, metric: Metric) -> tuple[str, ...]:
        """In which of scale and variant what was asked here differs from the metric's definition."""
        ours, theirs = self.scale, metric.scale
        differ = ours is not None and theirs is not None and (ours.min, ours.max) != (theirs.min, theirs.max)
        variants = self.variant is not None and self.variant != metric.variant
        return (*(["scale"] if differ else []), *(["variant"] if variants else []))

    def can_be_computed(self, metric: Metric) -> bool:
        """Whether a figure may be computed from it; rules say what stands against it."""
        is_told = bool(self.answers_by) and self.is_dated and not self.mixes_day_and_month
        return is_told and metric.is_defined and not self.unlike(metric)

    @property
    def mixes_day_and_month(self) -> bool:
        """Whether its date styles put the day first here and the month first there, so that 05/06 may be either."""
        return {"d", "m"} <= {style[0] for style in self.date_format}
