"""The ticket of an action in the team's tracker: its key, or the address of its page."""

import re
from typing import Annotated, Final, TypeAlias

from pydantic import AfterValidator, BeforeValidator, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

from cxsite.escaping.url import encode_segment, is_safe_link
from cxsite.model.records.field_markers import Doc, HoldsWord
from cxsite.model.records.record import Record
from cxsite.model.written_number import number_as_text

KEY: Final = "{key}"
"""Stands for the ticket's key in the address of `tickets`."""
_TICKET_LENGTH: Final = 500
_PLAIN_KEY: Final = re.compile(r"[\w#!][\w.#/!-]*", re.ASCII)
_WEB: Final = re.compile(r"https?://", re.IGNORECASE)


def is_address(ticket: str) -> bool:
    """Return whether a ticket is written as the address of its page, not as a key."""
    return bool(_WEB.match(ticket))


def address_of(ticket: str, template: str | None) -> str | None:
    """Return the address of a ticket's page; None for a key if the playbook does not say where tickets are."""
    if is_address(ticket):
        return ticket
    return template.replace(KEY, encode_segment(ticket.lstrip("#!"))) if template else None


def short_name(ticket: str) -> str:
    """Return what a link to a ticket shows: its key, or the last part of its address."""
    if not is_address(ticket):
        return ticket
    parts = [part for part in re.split(r"[/?#=&]", ticket.split("//", 1)[1]) if part]
    return f"#{parts[-1]}" if parts[-1].isdigit() else parts[-1]


def _check_ticket(text: str) -> str:
    """Reject what is neither a key nor an address that pages may link to. Raises PydanticCustomError."""
    is_key = bool(_PLAIN_KEY.fullmatch(text)) and any(map(str.isalnum, text))
    if is_key if not is_address(text) else is_safe_link(text):
        return text
    raise PydanticCustomError("not_a_ticket", "{found}", {"found": text})


def _check_template(text: str) -> str:
    """Reject an address in which no key can stand, or one that pages may not link to. Raises PydanticCustomError."""
    fault = ""
    if not is_address(text):
        fault = "address"
    elif text.count(KEY) != 1 or "{" in text.replace(KEY, "") or "}" in text.replace(KEY, ""):
        fault = "key"
    elif KEY in re.split(r"[/?#]", text.split("//", 1)[1])[0]:
        fault = "host"
    elif not is_safe_link(text.replace(KEY, "CX-1")):
        fault = "address"
    if fault:
        raise PydanticCustomError("not_a_ticket_address", "{found}", {"found": text, "fault": fault})
    return text


Ticket: TypeAlias = Annotated[
    str,
    StringConstraints(min_length=1, max_length=_TICKET_LENGTH, strip_whitespace=True),
    AfterValidator(_check_ticket),
    BeforeValidator(number_as_text),
    HoldsWord(),
    WithJsonSchema({"type": ["string", "number"], "minLength": 1, "maxLength": _TICKET_LENGTH, "pattern": r"^\S+$"}),
]


class Tickets(Record):
    """The team's tracker, in which actions have tickets."""

    url: Annotated[
        Annotated[
            str,
            StringConstraints(min_length=1, max_length=2_000, strip_whitespace=True),
            AfterValidator(_check_template),
        ],
        Doc(
            "The address of a ticket, with {key} where its key stands: https://jira.example/browse/{key}.",
            "Địa chỉ của một phiếu, ghi {key} ở chỗ của mã phiếu: https://jira.example/browse/{key}.",
            label=("address of a ticket", "địa chỉ phiếu"),
        ),
    ]
