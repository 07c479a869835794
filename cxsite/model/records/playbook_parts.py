"""The parts of the playbook file: principles, vocabularies, targets, addresses, brand and reading list."""

from typing import Annotated, Literal, TypeAlias

from pydantic import Field, StringConstraints

from cxsite.model.records.field_markers import Doc, OneOf
from cxsite.model.records.record import Record
from cxsite.model.records.texts import Markdown, Name, Text, Word
from cxsite.model.records.values import Id, Many, Percent, WebLink

ChannelKind: TypeAlias = Literal[
    "in-person", "website", "app", "marketplace", "livestream", "phone", "email", "chat",
    "sms", "social", "post", "delivery", "kiosk", "partner", "other",
]  # fmt: skip


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
