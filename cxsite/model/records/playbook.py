"""The playbook itself: its interface words, vocabularies, targets and rule levels."""

from typing import Annotated, Final, Literal

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from cxsite.i18n.sector_words import SectorLanguage
from cxsite.model.records.dates import Duration
from cxsite.model.records.field_markers import Doc, Language, OneOf
from cxsite.model.records.opportunity_score import OpportunityScoreField
from cxsite.model.records.playbook_parts import (
    Brand,
    Channel,
    CoverageTargets,
    Feedback,
    Principle,
    ReadingListEntry,
    Repository,
    Store,
    Team,
    VocabularyStage,
)
from cxsite.model.records.record import FileRecord
from cxsite.model.records.sector_vocabulary import SectorVocabulary
from cxsite.model.records.texts import Markdown, Name, Text, Word
from cxsite.model.records.ticket import Tickets, address_of
from cxsite.model.records.values import Many
from cxsite.model.written_number import format_value

DEFAULT_REVIEW = Duration("6mo")
FORMAT_VERSION: Final = 2
"""The version of the format that `cxsite init` writes and `cxsite migrate` converts to."""


def _not_newer(value: object) -> object:
    """Reject the version of a newer cxsite. Raises PydanticCustomError."""
    if isinstance(value, bool):
        return format_value(value)  # NaN, which equals no number
    if isinstance(value, int) and value > FORMAT_VERSION:
        raise PydanticCustomError("newer_version", "{found}", {"found": value})
    return value


class Playbook(FileRecord):
    """`content/playbook.yml`: facts about the whole playbook, and its vocabularies."""

    version: Annotated[
        Literal[2, 1],
        BeforeValidator(_not_newer),
        Doc("The version of this format: 2.", "Phiên bản định dạng: 2.", label=("version", "phiên bản")),
    ] = 1
    title: Annotated[Text, Doc("The playbook's title.", "Tên sổ tay.", label=("title", "tên"))]
    languages: Annotated[
        Many[Language],
        Field(min_length=1),
        Doc("The main language first.", "Ngôn ngữ chính đứng đầu.", label=("languages", "ngôn ngữ")),
    ] = ("vi",)
    words: Annotated[
        SectorVocabulary | None,
        Doc(
            "What the site calls customers, stores and teams.",
            "Trang gọi khách hàng, cửa hàng và nhóm là gì.",
            label=("words of the sector", "từ ngữ của ngành"),
        ),
    ] = None
    timezone: Annotated[
        Word, Doc("For example Asia/Ho_Chi_Minh.", "Ví dụ Asia/Ho_Chi_Minh.", label=("time zone", "múi giờ"))
    ] = "Asia/Ho_Chi_Minh"
    fiscal_year_starts: Annotated[
        int,
        Field(ge=1, le=12),
        Doc(
            "The month in which the fiscal year begins, 1 to 12.",
            "Năm tài chính bắt đầu từ tháng mấy, 1 đến 12.",
            label=("fiscal year starts in", "tháng đầu năm tài chính"),
        ),
    ] = 1
    organisation: Annotated[
        Name | None, Doc("Whose playbook it is.", "Tên tổ chức.", label=("organisation", "tổ chức"))
    ] = None
    summary: Annotated[
        Markdown | None, Doc("What this playbook is for.", "Sổ tay này để làm gì.", label=("summary", "tóm tắt"))
    ] = None
    vision: Annotated[
        Text | None,
        Doc(
            "What we want [customers] to feel.", "Tầm nhìn: muốn [customer] cảm thấy gì.", label=("vision", "tầm nhìn")
        ),
    ] = None
    principles: Annotated[
        Many[Principle], Doc("How we treat [customers].", "Nguyên tắc phục vụ.", label=("principles", "nguyên tắc"))
    ] = ()
    stages: Annotated[
        Many[VocabularyStage],
        Doc("All stages, in order.", "Mọi giai đoạn, theo thứ tự.", label=("stages", "giai đoạn")),
    ] = ()
    channels: Annotated[Many[Channel], Doc("All channels.", "Mọi kênh.", label=("channels", "kênh"))] = ()
    teams: Annotated[Many[Team], Doc("All [teams].", "Mọi [team].", label=("[teams]", "[team]"))] = ()
    stores: Annotated[Many[Store], Doc("All [stores].", "Mọi [store].", label=("[stores]", "[store]"))] = ()
    coverage: Annotated[
        CoverageTargets | None,
        Doc("Coverage targets.", "Chỉ tiêu cho mức độ hoàn thiện.", label=("coverage", "mức độ hoàn thiện")),
    ] = None
    opportunity_score: Annotated[
        OpportunityScoreField,
        Doc(
            "How opportunities are compared: value, rice or ice, or the method with its weights.",
            "So sánh cơ hội bằng cách nào: value, rice, ice, hoặc method kèm weights.",
            label=("opportunity score", "cách chấm điểm cơ hội"),
        ),
    ] = None
    rules: Annotated[
        dict[Annotated[str, OneOf("rule")], Literal["error", "warning", "note", "off"]],
        Doc(
            "Rule code: error, warning, note or off.",
            "Mã quy tắc: error, warning, note hoặc off.",
            label=("rules", "quy tắc"),
        ),
    ] = Field(default_factory=dict)
    repository: Annotated[
        Repository | None, Doc("Where files are edited.", "Nơi sửa tệp.", label=("repository", "kho tệp"))
    ] = None
    tickets: Annotated[
        Tickets | None,
        Doc(
            "The tracker that has the tickets of actions.",
            "Phần mềm quản lý công việc, nơi để phiếu của các hành động.",
            label=("tracker", "phần mềm quản lý công việc"),
        ),
    ] = None
    downloads: Annotated[
        bool,
        Doc(
            "Whether pages offer their tables as CSV files, and journeys as Excel workbooks.",
            "Trang có cho tải các bảng dạng CSV và hành trình dạng Excel hay không.",
            label=("downloads", "cho tải về"),
        ),
    ] = False
    feedback: Annotated[
        Feedback | None, Doc("Where staff report errors.", "Nơi nhận góp ý.", label=("feedback", "nơi góp ý"))
    ] = None
    brand: Annotated[Brand | None, Doc("Colour and logo.", "Màu và logo.", label=("brand", "nhận diện"))] = None
    reading: Annotated[
        Many[ReadingListEntry],
        Doc("Books and texts worth reading.", "Sách nên đọc.", label=("reading list", "sách nên đọc")),
    ] = ()
    answers: Annotated[
        Many[Word],
        Doc(
            "Folders and addresses outside the project that sources may read.",
            "Thư mục và địa chỉ ngoài dự án mà nguồn được đọc.",
            label=("places of answers", "nơi để câu trả lời"),
        ),
    ] = ()

    @property
    def language(self) -> str:
        """The main language."""
        return self.languages[0]

    def sector_language(self, language: str) -> str:
        """Return the language that the playbook was read in, with the words of its sector for the interface."""
        words = self.words
        return language if words is None else SectorLanguage(language, words.preset, words.own_words)

    @property
    def further_languages(self) -> tuple[str, ...]:
        """The other languages that it is published in, each once."""
        return tuple(language for language in dict.fromkeys(self.languages) if language != self.language)

    @property
    def review_rhythm(self) -> Duration:
        """How often files without a rhythm of their own are reviewed (every six months by default)."""
        return self.review_every or DEFAULT_REVIEW

    def ticket_address(self, ticket: str | None) -> str | None:
        """Return the address of an action's ticket; None if it has none or the playbook does not name the tracker."""
        return address_of(ticket, self.tickets.url if self.tickets else None) if ticket else None

    def stage_order(self, stage_id: str) -> int | None:
        """Return the stage's index in the vocabulary, from 0; None for an unknown one."""
        return next((n for n, stage in enumerate(self.stages) if stage.id == stage_id), None)
