"""Archetypes of customers."""

from typing import Annotated

from pydantic import Field

from cxsite.model.records.field_markers import Doc
from cxsite.model.records.record import FileRecord, Picture
from cxsite.model.records.texts import Markdown, Name, Text, Word
from cxsite.model.records.values import ChannelRef, Many, Percent


class Persona(FileRecord):
    """`content/personas/<id>.yml`: who a customer is, and the evidence for it."""

    name: Annotated[Name, Doc("The persona's name.", "Tên chân dung.", label=("name", "tên"))]
    tagline: Annotated[
        Text | None, Doc("Who this is in one line.", "Một dòng: đây là ai.", label=("tagline", "một dòng giới thiệu"))
    ] = None
    quote: Annotated[Text | None, Doc("A typical sentence.", "Câu họ hay nói.", label=("quote", "câu trích"))] = None
    picture: Annotated[
        Picture | None, Doc("A picture with its description.", "Ảnh kèm mô tả.", label=("picture", "ảnh"))
    ] = None
    segment: Annotated[Text | None, Doc("The [customer] segment.", "Phân khúc.", label=("segment", "phân khúc"))] = None
    share: Annotated[
        Percent | None,
        Doc("Percent of our [customers].", "Phần trăm [customers].", label=("share", "tỷ lệ [customer]")),
    ] = None
    about: Annotated[Markdown | None, Doc("Their life and story.", "Đôi nét về họ.", label=("about", "giới thiệu"))] = (
        None
    )
    demographics: Annotated[
        dict[Word, Text],
        Doc("age, occupation, location, …", "Tuổi, nghề, nơi ở, …", label=("demographics", "nhân khẩu học")),
    ] = Field(default_factory=dict)
    goals: Annotated[Many[Text], Doc("What they want to reach.", "Mục tiêu của họ.", label=("goals", "mục tiêu"))] = ()
    needs: Annotated[Many[Text], Doc("What they need.", "Nhu cầu.", label=("needs", "nhu cầu"))] = ()
    wants: Annotated[Many[Text], Doc("What they wish for.", "Mong muốn.", label=("wants", "mong muốn"))] = ()
    preferences: Annotated[Many[Text], Doc("What they prefer.", "Sở thích.", label=("preferences", "sở thích"))] = ()
    challenges: Annotated[
        Many[Text], Doc("What is hard for them.", "Thách thức.", label=("challenges", "thách thức"))
    ] = ()
    opinions: Annotated[
        Many[Text],
        Doc("What they say about us.", "Nhận xét của họ về chúng ta.", label=("opinions", "nhận xét về chúng ta")),
    ] = ()
    motivations: Annotated[Many[Text], Doc("What drives them.", "Động lực.", label=("motivations", "động lực"))] = ()
    behaviours: Annotated[Many[Text], Doc("What they usually do.", "Hành vi.", label=("behaviours", "thói quen"))] = ()
    channels: Annotated[Many[ChannelRef], Doc("Channels they use.", "Kênh họ dùng.", label=("channels", "kênh"))] = ()
    accessibility: Annotated[
        Many[Text],
        Doc("What they need to take part.", "Nhu cầu hỗ trợ tiếp cận.", label=("accessibility", "hỗ trợ tiếp cận")),
    ] = ()
