"""Print the reference of the exported JSON as Markdown, in the language of the first argument.

`make docs` writes docs/export-schema.md and docs/export-schema.vi.md with it. Keys and types come from the models.
"""

from __future__ import annotations

import inspect
import sys
import types
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal, Union, get_args, get_origin

from cxsite.authoring.schemas import MODELS
from cxsite.exporting.document import PlaybookDocument
from cxsite.exporting.document_parts import Exported
from cxsite.model.records.field_info import find_doc, record_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pydantic.fields import FieldInfo

    from cxsite.model.records.record import Record

WORDS: Final = {
    "en": {
        "title": "# Schema of the export",
        "lead": "`cxsite export json` writes one object with these keys; `cxsite export json --schema` writes the "
        "same as a JSON Schema (draft 2020-12). The tables of `cxsite export csv` have the same columns. "
        "Keys are only added; if one is ever removed or changes its meaning, `version` becomes 2. `make "
        "docs` writes this page from the models.",
        "head": "| Key | Type | Meaning |",
        "example": "## Example\n\nThe names of all touchpoints where customers feel bad, with [jq](https://jqlang.org/):",
        "null": "{} or `null`",
        "list": "list of {}",
        "table": "object of {}",
        "of": "list of [{0}](#{0})",
        "text": "text",
        "whole": "whole number",
        "number": "number",
        "percent": "number 0–100",
        "flag": "`true` or `false`",
        "day": "date `YYYY-MM-DD`",
        "or": " or ",
    },
    "vi": {
        "title": "# Cấu trúc tệp xuất",
        "lead": "`cxsite export json` ghi một đối tượng có các khóa sau; `cxsite export json --schema` ghi đúng cấu"
        " trúc ấy dưới dạng JSON Schema (bản 2020-12). Các bảng của `cxsite export csv` có cùng những cột "
        "này. Các bản sau chỉ thêm khóa; nếu có khóa bị bỏ hoặc đổi nghĩa thì `version` thành 2. Trang này "
        "do `make docs` ghi ra từ các mô hình dữ liệu.",
        "head": "| Khóa | Kiểu | Ý nghĩa |",
        "example": "## Ví dụ\n\nTên mọi điểm chạm làm khách thấy tệ, dùng [jq](https://jqlang.org/):",
        "null": "{} hoặc `null`",
        "list": "danh sách {}",
        "table": "đối tượng gồm {}",
        "of": "danh sách [{0}](#{0})",
        "text": "văn bản",
        "whole": "số nguyên",
        "number": "số",
        "percent": "số 0–100",
        "flag": "`true` (có) hoặc `false` (không)",
        "day": "ngày `NĂM-THÁNG-NGÀY`",
        "or": " hoặc ",
    },
}
EXAMPLE: Final = """```sh
cxsite export json | jq -r '.touchpoints[] | select([.emotion[]] | any(. <= 2)) | .name'
```"""
KEY: Final = "`journey-id/thing-id`, or the id of a file of its own."
MEANINGS: Final = {
    "format": ("Always the same, so that programs recognise the file.", "Luôn như nhau, để chương trình nhận ra tệp."),
    "version": ("The version of this structure.", "Phiên bản của cấu trúc này."),
    "id": ("Its id.", "Mã của nó."),
    "key": ("Journey and id: `journey-id/thing-id`.", "Hành trình và mã: `mã-hành-trình/mã`."),
    "journey": ("The id of its journey.", "Mã của hành trình."),
    "stage": ("The id of its stage.", "Mã của giai đoạn."),
    "touchpoint": ("The key of its touchpoint.", "Khóa của điểm chạm."),
    "channel": ("The id of the channel.", "Mã của kênh."),
    "persona": ("The id of the persona.", "Mã của chân dung."),
    "store": ("The id of the store.", "Mã của cửa hàng."),
    "metric": ("The id of the metric.", "Mã của chỉ số."),
    "name": ("Its name.", "Tên của nó."),
    "journeys": ("Journeys, by their ids.", "Các hành trình, theo mã."),
    "stages": ("The stages, in order.", "Các giai đoạn, theo thứ tự."),
    "channels": ("Channels.", "Các kênh."),
    "teams": ("Teams.", "Các đội."),
    "stores": ("Stores and other places of the organisation.", "Cửa hàng và các nơi khác của tổ chức."),
    "personas": ("Personas.", "Các chân dung."),
    "touchpoints": ("All touchpoints of all journeys.", "Mọi điểm chạm của mọi hành trình."),
    "pain_points": ("All pain points.", "Mọi điểm đau."),
    "opportunities": ("Opportunities.", "Các cơ hội."),
    "actions": ("Improvement actions.", "Các hành động cải tiến."),
    "goals": ("Goals of the strategy.", "Các mục tiêu của chiến lược."),
    "metrics": ("Metrics.", "Các chỉ số."),
    "observations": ("All figures of all metrics.", "Mọi số liệu của mọi chỉ số."),
    "plays": ("Plays.", "Các kịch bản ứng xử."),
    "coverage": ("How complete the content is.", "Mức độ hoàn thiện của nội dung."),
    "trigger": ("What starts it.", "Điều gì mở đầu hành trình."),
    "outcome": ("How it ends well.", "Kết thúc tốt đẹp là thế nào."),
    "freshness": ("Whether the last review is still valid.", "Lần rà soát gần nhất còn hiệu lực hay không."),
    "touchpoint_count": ("How many touchpoints it has.", "Số điểm chạm."),
    "overdue": ("Whether it is due and not done.", "Đã đến hạn mà chưa xong hay không."),
    "days_late": ("How many days it is overdue.", "Số ngày quá hạn."),
    "hidden": (
        "Whether the figure is hidden to protect a small group; then it has no numbers.",
        "Số liệu có bị ẩn để bảo vệ nhóm nhỏ hay không; nếu có thì không kèm con số nào.",
    ),
    "value": ("The figure, in the metric's unit.", "Con số, theo đơn vị của chỉ số."),
    "n": ("How many answers it counts.", "Số câu trả lời được đếm."),
    "high": ("Upper end of the 95 % interval.", "Đầu trên của khoảng tin cậy 95 %."),
    "numerator": ("The part of the whole.", "Phần được đếm."),
    "denominator": ("The whole.", "Tổng thể."),
    "median": ("Median of a duration.", "Trung vị của thời lượng."),
    "source": ("Where it comes from.", "Nguồn của số liệu."),
    "segment_2": ("The second segment.", "Nhóm so sánh thứ hai."),
    "segment_3": ("The third segment.", "Nhóm so sánh thứ ba."),
    "figure": ("The name of the figure.", "Tên của số liệu."),
    "have": ("How many are complete.", "Bao nhiêu đã đầy đủ."),
    "total": ("How many are counted.", "Đếm trên bao nhiêu."),
    "target": ("The value to reach.", "Mức cần đạt."),
    "met": (
        "Whether the target is reached; null without a target.",
        "Đã đạt chỉ tiêu chưa; `null` nếu không có chỉ tiêu.",
    ),
}
"""What keys mean that neither the model nor the field of the same name in the files explains, in both languages."""
VIETNAMESE: Final = {
    "The whole published playbook: no drafts, no retired files, no answers, no figure of 1–4 people.": (
        "Toàn bộ sổ tay đã đăng: không có bản nháp, tệp đã thôi dùng, câu trả lời, hay số liệu của 1–4 người."
    ),
    "The language of the texts.": "Ngôn ngữ của văn bản.",
    "The day by which freshness and overdue work are judged.": "Ngày dùng để xét hạn rà soát và việc quá hạn.",
    "An entry of the playbook's vocabularies: a stage, channel, team or store.": (
        "Một mục trong danh mục của sổ tay: giai đoạn, kênh, đội hoặc cửa hàng."
    ),
    "The kind of a channel.": "Loại kênh.",
    "Description, contact or region.": "Mô tả, cách liên hệ hoặc khu vực.",
    "An archetype of a customer.": "Một kiểu khách hàng điển hình.",
    "Percent of customers.": "Phần trăm khách hàng.",
    "Goals, needs, challenges … by field.": "Mục tiêu, nhu cầu, khó khăn … theo từng trường.",
    "A journey without its touchpoints, which stand in a list of their own.": (
        "Một hành trình, không kèm điểm chạm; các điểm chạm nằm trong danh sách riêng."
    ),
    "The time it spans, such as `14d`.": "Khoảng thời gian của hành trình, ví dụ `14d`.",
    "Ids of goals.": "Mã của các mục tiêu.",
    "Share of the content that is there, in percent.": "Phần trăm nội dung đã có.",
    "A touchpoint of a journey, with what the library adds to it.": (
        "Một điểm chạm của hành trình, gồm cả phần lấy từ thư viện."
    ),
    KEY: "`mã-hành-trình/mã`, hoặc mã của một tệp riêng.",
    "Counted through the whole journey.": "Đếm xuyên suốt cả hành trình.",
    "The library touchpoint that it uses.": "Điểm chạm của thư viện mà nó dùng.",
    "Those of the journey's personas that pass here.": "Những chân dung của hành trình đi qua đây.",
    "1 (very bad) to 5 (very good) by persona; unknown is absent.": (
        "Từ 1 (rất tệ) đến 5 (rất tốt) theo chân dung; chưa rõ thì không có."
    ),
    "1 to 5 by persona; unknown is absent.": "Từ 1 đến 5 theo chân dung; chưa rõ thì không có.",
    "By an id of `next`: when the customer goes there.": "Theo mã trong `next`: khi nào khách đi hướng đó.",
    "A pain point with what answers it.": "Một điểm đau và những gì giải quyết nó.",
    "Those of the journey's personas that feel it.": "Những chân dung của hành trình gặp điểm đau này.",
    "An opportunity or an action that was not dropped addresses it.": (
        "Có cơ hội, hoặc hành động chưa bị bỏ, giải quyết nó."
    ),
    "An opportunity with its value.": "Một cơ hội và giá trị của nó.",
    "Half customer value plus half business value.": (
        "Một nửa giá trị với khách cộng một nửa giá trị với doanh nghiệp."
    ),
    "Customers reached in three months.": "Số khách được hưởng trong ba tháng.",
    "By the playbook's formula; null where a field for it is missing.": (
        "Theo công thức của sổ tay; `null` nếu thiếu trường để tính."
    ),
    "An improvement action.": "Một hành động cải tiến.",
    "Key or address in the team's tracker.": "Mã hoặc địa chỉ trong phần mềm theo dõi công việc của đội.",
    "The address of the ticket, where it is known.": "Địa chỉ của phiếu, nếu biết.",
    "A goal of the strategy.": "Một mục tiêu của chiến lược.",
    "A metric's definition.": "Định nghĩa của một chỉ số.",
    "A figure, or, where it is hidden because few people answered, that there is one.": (
        "Một số liệu; nếu bị ẩn vì ít người trả lời thì chỉ cho biết là có."
    ),
    "`2026-10`, `2026-Q3`, `2026` or a day.": "`2026-10`, `2026-Q3`, `2026` hoặc một ngày.",
    "A segment of a source, as `name: value`.": "Nhóm so sánh của một nguồn, viết `tên: giá trị`.",
    "Lower end of the 95 % interval.": "Đầu dưới của khoảng tin cậy 95 %.",
    "90th percentile of a duration.": "Bách phân vị 90 của thời lượng.",
    "What staff do in a situation.": "Nhân viên làm gì trong một tình huống.",
    "How complete the content is in one respect.": "Nội dung đầy đủ đến đâu ở một mặt.",
    "In percent, not rounded; null where nothing is counted.": (
        "Tính bằng phần trăm, không làm tròn; `null` nếu không có gì để đếm."
    ),
}
"""The descriptions of the models in Vietnamese."""


def make_reference(language: str) -> str:
    """Return the whole page in a language."""
    words = WORDS[language]
    parts = [words["title"], words["lead"], _table(PlaybookDocument, language)]
    for key, model in _parts():
        parts += [f"## {key}", _summary(model, language), _table(model, language)]
    return "\n\n".join([*parts, words["example"], EXAMPLE]) + "\n"


def _parts() -> Iterator[tuple[str, type[Exported]]]:
    """Yield the lists of the document; a model that several lists have is explained at the first one."""
    for key, info in PlaybookDocument.model_fields.items():
        inner = get_args(info.annotation)
        if inner and isinstance(inner[0], type) and issubclass(inner[0], Exported):
            yield key, inner[0]


def _summary(model: type[Exported], language: str) -> str:
    return translate(inspect.getdoc(model) or "", language)


def translate(text: str, language: str) -> str:
    """Return a description in a language."""
    return text if language == "en" else VIETNAMESE.get(text, text)


def _table(model: type[Exported], language: str) -> str:
    rows = [WORDS[language]["head"], "|---|---|---|"]
    for key, info in model.model_fields.items():
        cells = (f"`{key}`", _shape(info.annotation, info, language, key), find_meaning(model, key, info, language))
        rows.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(rows)


def find_meaning(model: type[Exported], key: str, info: FieldInfo, language: str) -> str:
    """Return what a key means: its description, the help of the same field in the files, or a meaning of this page."""
    if info.description and info.description != KEY:
        return translate(info.description, language)
    is_own = model is PlaybookDocument and key in MEANINGS
    field = None if is_own else _record(model).get(key)
    if field is not None and (doc := find_doc(field)):
        return doc.help_in(language)
    return MEANINGS[key][language == "vi"] if key in MEANINGS else translate(info.description or "", language)


def _record(model: type[Exported]) -> Mapping[str, FieldInfo]:
    """Return the fields of the record in the files that has the same name as the model, if there is one."""
    name = model.__name__.removeprefix("Exported").replace("PlaybookDocument", "Playbook")
    found = [one for one in _records() if one.__name__ == name]
    return found[0].model_fields if found else {}


def _records() -> Iterator[type[Record]]:
    """Yield the records of the files, and those inside them."""
    found: dict[type[Record], None] = {}

    def collect(record: type[Record]) -> None:
        if record not in found:
            found[record] = None
            for info in record.model_fields.values():
                if inner := record_in(info.annotation):
                    collect(inner)

    for record in MODELS.values():
        collect(record)
    yield from found


def _shape(annotation: Any, info: FieldInfo, language: str, key: str = "") -> str:  # noqa: ANN401 -- a type
    words, origin, inner = WORDS[language], get_origin(annotation), get_args(annotation)
    if origin in (Union, types.UnionType):
        some = [_shape(one, info, language) for one in inner if one is not type(None)]
        return words["null"].format(words["or"].join(some))
    if origin is Literal:
        return words["or"].join(f"`{one}`" for one in inner)
    if origin is tuple:
        is_part = isinstance(inner[0], type) and issubclass(inner[0], Exported)
        return words["of"].format(key) if is_part else words["list"].format(_shape(inner[0], info, language))
    if origin is dict:
        return words["table"].format(_shape(inner[1], info, language))
    return words[_plain(annotation, info)]


def _plain(annotation: Any, info: FieldInfo) -> str:  # noqa: ANN401 -- a type
    base, *marks = get_args(annotation) if get_origin(annotation) is Annotated else (annotation,)
    every = [*info.metadata, *(limit for mark in marks for limit in getattr(mark, "metadata", ()))]
    if base is float:
        return "percent" if any(getattr(limit, "le", None) == 100 for limit in every) else "number"
    return {bool: "flag", int: "whole", date: "day"}.get(base, "text")


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.write(make_reference(sys.argv[1]))
