"""The origin of answers, and which of them count."""

import re
from typing import Annotated, Literal, TypeAlias

from pydantic import BeforeValidator, Field, StringConstraints, WithJsonSchema

from cxsite.model.records.field_markers import Doc
from cxsite.model.records.observation import SEGMENT_COLUMNS, Period
from cxsite.model.records.record import FileRecord
from cxsite.model.records.source_columns import COUNTED_PARTS, Cell, SourceColumn, SourceColumnField, SourceColumns
from cxsite.model.records.strategy import Metric, Scale, Variant
from cxsite.model.records.texts import Text
from cxsite.model.records.values import Many, MetricRef


def _is_whole(value: Cell | None) -> bool:
    """Return whether a constant can be the whole of parts."""
    return isinstance(value, (int, float)) and not isinstance(value, bool) and value > 0


def _wrap_single(value: object) -> object:
    return (value,) if isinstance(value, str) else value


_DAY, _MONTH, _YEAR, _MARK = "dd?", "(mm?|mon)", "(yyyy|yy)", "([-/. ]|, ?)"
_PARTS = "|".join(
    _MARK.join(parts)
    for parts in (
        (_DAY, _MONTH, _YEAR),
        (_MONTH, _DAY, _YEAR),
        ("yyyy", _MONTH, _DAY),
        (_MONTH, _YEAR),
        ("yyyy", _MONTH),
    )
)
DATE_PATTERN = (
    rf"^((hh?:mm(:ss)?,? )?({_PARTS})(,?[ T]hh?:mm(:ss)?)?"
    r"|yyyymmdd|ddmmyyyy|yyyymm|yyyy|yyyy-?Www|yyyy[- ]?Qq|Qq[-/ ]yyyy|epoch)$"
)
"""The styles of `date_format`; a time of day may be written with them, and is read in any case."""
MAX_HEADER_ROWS = 5
MAX_SEGMENTS = 3
DateStyle: TypeAlias = Annotated[str, StringConstraints(pattern=DATE_PATTERN, max_length=30)]
MAX_STYLES = 6


def _wrap_cell(value: object) -> object:
    return value if isinstance(value, list | tuple) else (value,)


Cells = Annotated[
    tuple[Cell, ...],
    BeforeValidator(_wrap_cell, json_schema_input_type=Cell | tuple[Cell, ...]),
    Field(strict=False, min_length=1, max_length=100),
]


class Source(FileRecord):
    """`content/sources/<id>.yml`: the origin of the answers to one metric."""

    name: Annotated[Text | None, Doc("The name shown on pages.", "Tên gọi trên trang.", label=("name", "tên"))] = None
    metric: Annotated[MetricRef, Doc("The metric that it feeds.", "Chỉ số được tính.", label=("metric", "chỉ số"))]
    data: Annotated[
        str,
        StringConstraints(min_length=1, max_length=1_000, strip_whitespace=True),
        WithJsonSchema({"type": "string", "minLength": 1, "maxLength": 1_000, "pattern": r"\S"}),
        Doc(
            "Path, glob or URI of CSV or Parquet files, from the project folder; or table:<name> of a warehouse.",
            "Đường dẫn, mẫu đường dẫn hoặc URI tới tệp CSV hay Parquet, tính từ thư mục dự án; hoặc table:<tên>.",
            label=("data", "dữ liệu"),
        ),
    ]
    columns: Annotated[
        SourceColumns, Doc("The meaning of each column.", "Ý nghĩa của từng cột.", label=("columns", "các cột"))
    ]
    date_format: Annotated[
        tuple[DateStyle, ...],
        BeforeValidator(_wrap_single, json_schema_input_type=DateStyle | tuple[DateStyle, ...]),
        Field(strict=False, max_length=MAX_STYLES),
        Doc(
            "How days are written: dd/mm/yyyy, d mon yyyy, epoch, or several; recognised if only one way fits.",
            "Cách viết ngày: dd/mm/yyyy, d mon yyyy, epoch, hoặc nhiều cách; tự nhận ra nếu chỉ có một cách khớp.",
            label=("date format", "cách viết ngày"),
        ),
    ] = ()
    decimal: Annotated[
        Literal["point", "comma"] | None,
        Doc(
            "The decimal mark: point or comma.",
            "Dấu thập phân: point (chấm) hay comma (phẩy).",
            label=("decimal mark", "dấu thập phân"),
        ),
    ] = None
    keep: Annotated[
        Literal["all", "first", "last"],
        Doc(
            "Which answer of one respondent in a period counts: all, first or last.",
            "Một người trả lời nhiều lần trong kỳ thì tính: all (cả), first (đầu), last (cuối).",
            label=("answers that count", "câu trả lời được tính"),
        ),
    ] = "all"
    where: Annotated[
        dict[str, Cells],
        Doc(
            "Only rows whose columns hold these values; or one of several: {Status: [done, closed]}.",
            "Chỉ lấy dòng có các cột mang giá trị này; hoặc một trong nhiều giá trị: {Trạng thái: [xong, đóng]}.",
            label=("only rows where", "chỉ lấy dòng"),
        ),
    ] = Field(default_factory=dict)
    no_answer: Annotated[
        Many[Cell],
        Doc(
            "Texts that mean that nobody answered, such as N/A; an empty cell always does.",
            "Chữ có nghĩa là không trả lời, như N/A; ô trống luôn được hiểu như vậy.",
            label=("not answered", "không trả lời"),
        ),
    ] = ()
    header_rows: Annotated[
        int | None,
        Field(ge=1, le=MAX_HEADER_ROWS),
        Doc(
            "How many rows above the answers name the columns; usually recognised.",
            "Có bao nhiêu dòng tên cột phía trên câu trả lời; thường được tự nhận ra.",
            label=("header rows", "số dòng tiêu đề"),
        ),
    ] = None
    sheet: Annotated[
        Text | None,
        Doc(
            "The sheet of an Excel workbook; by default its only one.",
            "Trang tính trong tệp Excel; mặc định là trang duy nhất.",
            label=("sheet", "trang tính"),
        ),
    ] = None
    segments: Annotated[
        dict[str, SourceColumnField],
        Field(max_length=MAX_SEGMENTS),
        Doc(
            "Up to three further columns by which figures are shown: {product: Product line}.",
            "Tối đa ba cột khác để tách kết quả đo: {sản phẩm: Dòng sản phẩm}.",
            label=("segments", "nhóm so sánh"),
        ),
    ] = Field(default_factory=dict)
    question: Annotated[
        Text | None, Doc("How it was asked here.", "Câu hỏi ở nguồn này.", label=("question", "câu hỏi"))
    ] = None
    scale: Annotated[
        Scale | None, Doc("The scale used here.", "Thang điểm ở nguồn này.", label=("scale", "thang điểm"))
    ] = None
    variant: Annotated[
        Variant | None, Doc("The variant meant here.", "Cách tính ở nguồn này.", label=("variant", "cách tính"))
    ] = None
    note: Annotated[
        Text | None, Doc("A note shown with its figures.", "Ghi chú hiện cùng số liệu.", label=("note", "ghi chú"))
    ] = None

    @property
    def title(self) -> str:
        """Its name, or its id."""
        return self.name or self.id

    @property
    def answers_by(self) -> tuple[str, ...]:
        """The columns that make up the answer; empty if they are not enough for any figure."""
        columns = self.columns
        whole = columns.denominator
        if whole is not None and whole.column is None and not _is_whole(whole.value):
            return ()
        if columns.promoters or columns.passives or columns.detractors:
            every = (columns.promoters, columns.passives, columns.detractors)
            return COUNTED_PARTS if all(one and one.column for one in every) else ()
        if columns.parts:
            return ("parts", "denominator") if whole else ("parts",)
        if columns.numerator:
            return ("numerator", "denominator") if whole and columns.numerator.column else ()
        return ("answer",) if columns.answer and columns.answer.column else ()

    @property
    def segment_columns(self) -> dict[str, tuple[str, SourceColumn]]:
        """The segments by their column in observations: the name of each, and the column of the data."""
        # A colon separates name and value in observations.
        named = [(name.replace(": ", " – "), one) for name, one in self.segments.items() if one is not None]
        return dict(zip(SEGMENT_COLUMNS, named, strict=False))

    @property
    def fixed_period(self) -> Period | None:
        """The period of all rows, if no column has the date."""
        date = self.columns.date
        return Period.read(str(date.value)) if date is not None and date.column is None and date.value else None

    @property
    def is_dated(self) -> bool:
        """Return whether a column has the date, or one period is stated for all rows."""
        date = self.columns.date
        return date is not None and (date.column is not None or self.fixed_period is not None)

    def can_mean(self, metric: Metric) -> bool:
        """Return whether its columns can make a figure of the metric's kind: no ratio of two columns is an NPS."""
        by = self.answers_by
        if by == COUNTED_PARTS:
            return metric.kind == "nps" or metric.variant == "net"
        if "numerator" in by or by == ("parts", "denominator"):
            return metric.kind not in ("nps", "count", "money") and metric.variant != "net"
        return not (by == ("parts",) and (metric.kind == "nps" or metric.variant == "net" or metric.is_share))

    def differences_from(self, metric: Metric) -> tuple[str, ...]:
        """Return which of scale and variant differ between this question and the metric's definition."""
        ours, theirs = self.scale, metric.scale
        differ = ours is not None and theirs is not None and (ours.min, ours.max) != (theirs.min, theirs.max)
        variants = self.variant is not None and self.variant != metric.variant
        return (*(["scale"] if differ else []), *(["variant"] if variants else []))

    def can_be_computed(self, metric: Metric) -> bool:
        """Return whether a figure may be computed from it; rules report what prevents it."""
        is_complete = bool(self.answers_by) and self.is_dated and not self.mixes_day_and_month
        return is_complete and metric.is_defined and not self.differences_from(metric) and self.can_mean(metric)

    @property
    def mixes_day_and_month(self) -> bool:
        """Return whether one of its date styles puts the day first and another the month: 05/06 is ambiguous then."""
        numeric = [style for style in self.date_format if "mon" not in style and "d" in style and "m" in style]
        days = [re.sub(r"hh?:mm(:ss)?", "", style).strip(", T")[0] for style in numeric if style != "yyyymmdd"]
        return {"d", "m"} <= set(days)
