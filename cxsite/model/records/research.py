"""A piece of research: what was asked of whom, what was found, and which statements the findings support."""

from typing import Annotated, Final

from pydantic import Field

from cxsite.model.records.dates import Day
from cxsite.model.records.field_markers import Doc
from cxsite.model.records.record import FileRecord, Record, ResearchKind
from cxsite.model.records.texts import Markdown, Text
from cxsite.model.records.values import Id, Many, Score, SupportedRef, TeamRef, WebLink

COUNTABLE: Final = ("interview", "survey", "reviews", "observation", "workshop")
"""The kinds of research that ask or observe people or things one can count."""


class ResearchFinding(Record):
    """One thing that the research found, and what it supports."""

    id: Annotated[Id, Doc("Its id, unique in this file.", "Mã, không trùng trong tệp này.", label=("id", "mã"))]
    text: Annotated[
        Text, Doc("What was found, in a sentence.", "Phát hiện điều gì, một câu.", label=("text", "nội dung"))
    ]
    quote: Annotated[
        Text | None,
        Doc("What somebody said, word for word.", "Lời người được hỏi, nguyên văn.", label=("quote", "câu trích")),
    ] = None
    strength: Annotated[
        Score | None,
        Doc(
            "How strongly the research shows it: 1 (a hint) to 5 (beyond doubt).",
            "Mạnh tới đâu: 1 (mới là dấu hiệu) đến 5 (không còn nghi ngờ).",
            label=("strength", "độ mạnh"),
        ),
    ] = None
    supports: Annotated[
        Many[SupportedRef],
        Doc(
            "What it supports: a persona, a journey, journey/touchpoint or journey/pain-point.",
            "Làm căn cứ cho: chân dung, hành trình, hành-trình/điểm-chạm hoặc hành-trình/điểm-đau.",
            label=("supports", "làm căn cứ cho"),
        ),
    ] = ()


class ResearchStudy(FileRecord):
    """`content/research/<id>.yml`: a piece of research, which evidence names by its id."""

    title: Annotated[Text, Doc("What was done, in a few words.", "Đã làm gì, vài chữ.", label=("title", "tên"))]
    kind: Annotated[
        ResearchKind, Doc("The method used.", "Cách nghiên cứu.", label=("kind of research", "loại nghiên cứu"))
    ]
    date: Annotated[
        Day | None,
        Doc("When it was finished, as YYYY-MM-DD.", "Ngày làm xong, dạng NĂM-THÁNG-NGÀY.", label=("date", "ngày làm")),
    ] = None
    by: Annotated[
        TeamRef | None, Doc("The [team] that did it.", "[Team] thực hiện.", label=("done by", "[team] thực hiện"))
    ] = None
    sample: Annotated[
        int | None,
        Field(ge=1),
        Doc("How many people or items.", "Số người hoặc số mẫu.", label=("sample size", "số mẫu")),
    ] = None
    method: Annotated[
        Markdown | None,
        Doc(
            "How it was done: who was asked what, where and when.",
            "Làm thế nào: hỏi ai, hỏi gì, ở đâu, khi nào.",
            label=("method", "cách làm"),
        ),
    ] = None
    link: Annotated[
        WebLink | None, Doc("Where it can be read.", "Đường dẫn tới tài liệu.", label=("link", "liên kết"))
    ] = None
    summary: Annotated[
        Markdown | None, Doc("What came out, in short.", "Kết quả, ngắn gọn.", label=("summary", "tóm tắt"))
    ] = None
    findings: Annotated[
        Many[ResearchFinding],
        Doc("What was found.", "Các phát hiện.", label=("findings", "phát hiện")),
    ] = ()

    @property
    def review_start(self) -> Day | None:
        """The day from which its review is counted: its last review, or else the day when it was done."""
        return self.reviewed or self.date

    @property
    def lacks_sample(self) -> bool:
        """Return whether it does not state how many people or things it counts on, though it could."""
        return self.sample is None and self.kind in COUNTABLE
