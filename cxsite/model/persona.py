"""Archetypes of customers."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from cxsite.model.record import FileRecord, Picture
from cxsite.model.values import ChannelRef, Many, Markdown, Name, Percent, Says, Text, Word


class Persona(FileRecord):
    """`content/personas/<id>.yml`: who a customer is, and how we know."""

    name: Annotated[Name, Says("The persona's name.", "Tên chân dung.")]
    tagline: Annotated[Text | None, Says("Who this is in one line.", "Một dòng: đây là ai.")] = None
    quote: Annotated[Text | None, Says("A sentence they would say.", "Câu họ hay nói.")] = None
    picture: Annotated[Picture | None, Says("A picture with its description.", "Ảnh kèm mô tả.")] = None
    segment: Annotated[Text | None, Says("The customer segment.", "Phân khúc.")] = None
    share: Annotated[Percent | None, Says("Percent of our customers.", "Phần trăm khách hàng.")] = None
    about: Annotated[Markdown | None, Says("Their life and story.", "Đôi nét về họ.")] = None
    demographics: Annotated[dict[Word, Text], Says("age, occupation, location, …", "Tuổi, nghề, nơi ở, …")] = Field(
        default_factory=dict
    )
    goals: Annotated[Many[Text], Says("What they want to reach.", "Mục tiêu của họ.")] = ()
    needs: Annotated[Many[Text], Says("What they need.", "Nhu cầu.")] = ()
    wants: Annotated[Many[Text], Says("What they wish for.", "Mong muốn.")] = ()
    preferences: Annotated[Many[Text], Says("What they prefer.", "Sở thích.")] = ()
    challenges: Annotated[Many[Text], Says("What is hard for them.", "Thách thức.")] = ()
    opinions: Annotated[Many[Text], Says("What they say of us.", "Đánh giá của họ về ta.")] = ()
    motivations: Annotated[Many[Text], Says("What drives them.", "Động lực.")] = ()
    behaviours: Annotated[Many[Text], Says("What they usually do.", "Hành vi.")] = ()
    channels: Annotated[Many[ChannelRef], Says("Channels they use.", "Kênh họ dùng.")] = ()
    accessibility: Annotated[Many[Text], Says("What they need to take part.", "Nhu cầu hỗ trợ tiếp cận.")] = ()
