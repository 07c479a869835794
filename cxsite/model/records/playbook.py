"""The playbook itself: its interface words, vocabularies, targets and rule levels."""

from __future__ import annotations

import re
from typing import Annotated, Final, Literal, TypeAlias

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from cxsite.escaping.fallback import Fallback
from cxsite.i18n.sector_words import DEFAULT_PRESET, PLURALS, Preset, SectorLanguage
from cxsite.model.records.dates import Duration
from cxsite.model.records.field_markers import Doc, Language, OneOf
from cxsite.model.records.opportunity_score import OpportunityScoreField
from cxsite.model.records.record import FileRecord, Record
from cxsite.model.records.texts import Markdown, Name, Text, Word
from cxsite.model.records.ticket import Tickets, address_of
from cxsite.model.records.values import Id, Many, Percent, WebLink
from cxsite.model.written_number import format_value

ChannelKind: TypeAlias = Literal[
    "in-person", "website", "app", "marketplace", "livestream", "phone", "email", "chat",
    "sms", "social", "post", "delivery", "kiosk", "partner", "other",
]  # fmt: skip
LONGEST_SECTOR_WORD: Final = 40
_IN_NO_WORD: Final = re.compile(r"[^\w .,/()'’–-]")
"""Characters that would mean something in the sentences and pages that a sector's word is put into."""
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


def _check_sector_word(text: str) -> str:
    """Reject what cannot stand inside a sentence. Raises PydanticCustomError."""
    found = _IN_NO_WORD.search(text)
    if found or len(text) > LONGEST_SECTOR_WORD:
        raise PydanticCustomError(
            "not_a_sector_word",
            "{found}",
            {"found": text, "character": found[0] if found else "", "limit": LONGEST_SECTOR_WORD},
        )
    return text


SectorWord: TypeAlias = Annotated[Text, AfterValidator(_check_sector_word)]


class SectorVocabulary(Record):
    """What the sentences of the interface call customers, stores and teams."""

    preset: Annotated[
        Preset,
        Doc(
            "The sector whose words the site uses.",
            "Ngành mà trang dùng từ ngữ của ngành ấy.",
            label=("preset", "bộ từ của ngành"),
        ),
    ] = DEFAULT_PRESET
    customer: Annotated[
        SectorWord | None,
        Doc(
            "One customer: patient, guest, member …",
            "Gọi một khách hàng là gì: người bệnh, hội viên…",
            label=("word for a customer", "từ chỉ một khách hàng"),
        ),
    ] = None
    customers: Annotated[
        SectorWord | None,
        Doc(
            "Several of them, where it is not `customer` with s.",
            "Gọi khách hàng nói chung, nếu khác `customer`.",
            label=("word for customers", "từ chỉ khách hàng nói chung"),
        ),
    ] = None
    store: Annotated[
        SectorWord | None,
        Doc(
            "A place of the organisation: branch, clinic, office …",
            "Gọi một cửa hàng là gì: cơ sở, chi nhánh, điểm tiếp nhận…",
            label=("word for a store", "từ chỉ cửa hàng"),
        ),
    ] = None
    stores: Annotated[
        SectorWord | None,
        Doc(
            "Several of them, where it is not `store` with s.",
            "Gọi các cửa hàng, nếu khác `store`.",
            label=("word for stores", "từ chỉ các cửa hàng"),
        ),
    ] = None
    team: Annotated[
        SectorWord | None,
        Doc(
            "A team of the organisation: department, ward …",
            "Gọi một nhóm là gì: khoa/phòng, bộ phận…",
            label=("word for a team", "từ chỉ nhóm"),
        ),
    ] = None
    teams: Annotated[
        SectorWord | None,
        Doc(
            "Several of them, where it is not `team` with s.",
            "Gọi các nhóm, nếu khác `team`.",
            label=("word for teams", "từ chỉ các nhóm"),
        ),
    ] = None

    @property
    def own_words(self) -> tuple[tuple[str, str], ...]:
        """The words that are written in the language that was read, by their names."""
        names = (*PLURALS, *PLURALS.values())
        written = ((name, getattr(self, name)) for name in names)
        return tuple((name, str(word)) for name, word in written if word and not isinstance(word, Fallback))


class Principle(Record):
    """One principle of how we treat customers."""

    title: Annotated[Text, Doc("The principle in one line.", "Nguyên tắc, một dòng.", label=("title", "tên"))]
    text: Annotated[
        Markdown | None, Doc("What it means in practice.", "Nghĩa là làm gì trong thực tế.", label=("text", "nội dung"))
    ] = None


class VocabularyStage(Record):
    """One stage of the playbook's vocabulary, in the order of the customer's way."""

    id: Annotated[Id, Doc("Its id, used in journeys.", "Mã giai đoạn, dùng trong hành trình.", label=("id", "mã"))]
    name: Annotated[Text, Doc("Its name.", "Tên giai đoạn.", label=("name", "tên"))]
    description: Annotated[
        Text | None, Doc("What happens in it.", "Điều gì diễn ra.", label=("description", "mô tả"))
    ] = None


class Channel(Record):
    """Where touchpoints take place."""

    id: Annotated[Id, Doc("Its id.", "Mã kênh.", label=("id", "mã"))]
    name: Annotated[Text, Doc("Its name.", "Tên kênh.", label=("name", "tên"))]
    kind: Annotated[ChannelKind, Doc("What kind of channel it is.", "Loại kênh.", label=("kind", "loại"))] = "other"


class Team(Record):
    """A team that is responsible for content or work."""

    id: Annotated[Id, Doc("Its id.", "Mã [team].", label=("id", "mã"))]
    name: Annotated[Text, Doc("Its name.", "Tên [team].", label=("name", "tên"))]
    contact: Annotated[Name | None, Doc("How to reach it.", "Cách liên hệ.", label=("contact", "liên hệ"))] = None


class Store(Record):
    """A store or branch of the organisation."""

    id: Annotated[Id, Doc("Its id.", "Mã [store].", label=("id", "mã"))]
    name: Annotated[Name, Doc("Its name.", "Tên [store].", label=("name", "tên"))]
    region: Annotated[Text | None, Doc("Its region.", "Khu vực.", label=("region", "khu vực"))] = None


class CoverageTargets(Record):
    """The coverage that the team wants to reach."""

    targets: Annotated[
        dict[Annotated[str, OneOf("figure")], Percent],
        Doc("Figure name: percent.", "Tên mục: phần trăm.", label=("targets", "chỉ tiêu")),
    ] = Field(default_factory=dict)


class Repository(Record):
    """Where the playbook's files can be edited."""

    edit_url: Annotated[
        WebLink,
        Doc(
            "Address to which a file's path is added.",
            "Địa chỉ, nối thêm đường dẫn tệp vào sau.",
            label=("edit address", "địa chỉ sửa tệp"),
        ),
    ]


class Feedback(Record):
    """Where staff report mistakes."""

    mailto: Annotated[
        Annotated[
            str, StringConstraints(pattern=r"^[^@\s\x00-\x1f\x7f<>\"'?&]+@[^@\s\x00-\x1f\x7f<>\"'?&]+$", max_length=200)
        ]
        | None,
        Doc("An e-mail address.", "Địa chỉ email.", label=("e-mail", "email")),
    ] = None
    url: Annotated[WebLink | None, Doc("A form's address.", "Địa chỉ biểu mẫu.", label=("address", "địa chỉ"))] = None


class Brand(Record):
    """The team's colour and logo."""

    colour: Annotated[
        Annotated[str, StringConstraints(pattern=r"^#[0-9a-fA-F]{6}$")] | None,
        Doc("Main colour as #rrggbb.", "Màu chính, dạng #rrggbb.", label=("colour", "màu")),
    ] = None
    logo: Annotated[
        Word | None, Doc("File name in content/pictures/.", "Tên tệp trong content/pictures/.", label=("logo", "logo"))
    ] = None


class ReadingListEntry(Record):
    """A book or text worth reading."""

    title: Annotated[Name, Doc("Its title.", "Tên sách.", label=("title", "tên"))]
    authors: Annotated[Many[Name], Doc("Who wrote it.", "Tác giả.", label=("authors", "tác giả"))] = ()
    year: Annotated[
        int | None, Field(ge=1000, le=3000), Doc("When it came out.", "Năm xuất bản.", label=("year", "năm"))
    ] = None
    why: Annotated[Markdown | None, Doc("Why to read it.", "Vì sao nên đọc.", label=("why", "vì sao"))] = None
    link: Annotated[WebLink | None, Doc("Where it is found.", "Đường dẫn.", label=("link", "liên kết"))] = None


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
