"""Pain points of touchpoints, and opportunities to reduce them."""

from typing import Annotated, Final

from pydantic import Field

from cxsite.model.records.field_markers import Doc
from cxsite.model.records.record import EvidenceField, Record
from cxsite.model.records.texts import Text
from cxsite.model.records.values import (
    Id,
    Many,
    PainPointRef,
    Percent,
    PersonaRef,
    Score,
)

SEVERE = 4
ID_IN_JOURNEY: Final = Doc("Its id, unique in the journey.", "Mã, không trùng trong hành trình.", label=("id", "mã"))


class PainPoint(Record):
    """What hurts the customer here."""

    id: Annotated[Id, ID_IN_JOURNEY]
    text: Annotated[
        Text,
        Doc("What hurts, in the [customer's] words.", "Điều gì làm [customer] khó chịu.", label=("text", "nội dung")),
    ]
    severity: Annotated[
        Score | None, Doc("1 (slight) to 5 (severe).", "1 (nhẹ) đến 5 (nặng).", label=("severity", "mức nặng"))
    ] = None
    personas: Annotated[
        Many[PersonaRef],
        Doc(
            "Only if some personas do not feel it: those who do.",
            "Chỉ khi không phải chân dung nào cũng gặp: ai gặp.",
            label=("personas", "chân dung"),
        ),
    ] = ()
    evidence: EvidenceField = None

    @property
    def is_severe(self) -> bool:
        """Return whether its severity is 4 or 5."""
        return (self.severity or 0) >= SEVERE


class Opportunity(Record):
    """A direction in which the experience could improve; never a solution itself."""

    id: Annotated[Id, ID_IN_JOURNEY]
    text: Annotated[Text, Doc("What could be better.", "Có thể tốt hơn thế nào.", label=("text", "nội dung"))]
    addresses: Annotated[
        Many[PainPointRef],
        Doc("Pain points that it would reduce.", "Điểm đau được giải quyết.", label=("addresses", "giải quyết")),
    ] = ()
    customer_value: Annotated[
        Percent | None,
        Doc(
            "Value for [customers], 0–100.",
            "Giá trị cho [customer], 0–100.",
            label=("[customer] value", "giá trị cho [customer]"),
        ),
    ] = None
    business_value: Annotated[
        Percent | None,
        Doc(
            "Value for us, 0–100.",
            "Giá trị cho [business], 0–100.",
            label=("[business] value", "giá trị cho [business]"),
        ),
    ] = None
    effort: Annotated[
        Percent | None,
        Doc(
            "How much work it is, 0 (none) to 100 (the most that we can imagine).",
            "Tốn bao nhiêu công sức: 0 (không đáng kể) đến 100 (lớn nhất có thể).",
            label=("effort", "công sức"),
        ),
    ] = None
    confidence: Annotated[
        Percent | None,
        Doc(
            "How sure we are of these numbers, 0 (a guess) to 100 (proven).",
            "Chắc tới đâu về các con số này: 0 (phỏng đoán) đến 100 (đã chứng minh).",
            label=("confidence", "độ chắc chắn"),
        ),
    ] = None
    reach: Annotated[
        int | None,
        Field(ge=0, le=10_000_000_000),
        Doc(
            "How many [customers] it reaches in three months.",
            "Chạm tới bao nhiêu [customer] trong ba tháng.",
            label=("reach", "số [customer] chạm tới"),
        ),
    ] = None

    @property
    def value(self) -> float | None:
        """The mean of customer value and business value (TheyDo's opportunity value); None unless both are known."""
        if self.customer_value is None or self.business_value is None:
            return None
        return (self.customer_value + self.business_value) / 2
