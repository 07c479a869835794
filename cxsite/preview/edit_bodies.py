"""Reads the bodies of posted forms, within limits."""

from __future__ import annotations

from dataclasses import dataclass, field
from email import message_from_bytes
from email.policy import HTTP
from http import HTTPStatus
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl

from cxsite.editing.form import Posted

if TYPE_CHECKING:
    from collections.abc import Mapping
    from email.message import Message
    from io import BufferedIOBase

MAX_FORM: Final = 2 * 1024 * 1024
MAX_UPLOAD: Final = 20 * 1024 * 1024
_MAX_BOXES: Final = 20_000
_FORM: Final = "application/x-www-form-urlencoded"
_MULTIPART: Final = "multipart/form-data"


class RefusedBodyError(Exception):
    """A body that is not read; `status` is the answer."""

    def __init__(self, status: HTTPStatus) -> None:
        super().__init__(status.phrase)
        self.status = status


@dataclass(frozen=True, slots=True)
class PostedBody:
    """The values of a form, and its files by name: file name and data."""

    posted: Posted = field(default_factory=Posted)
    files: Mapping[str, tuple[str, bytes]] = field(default_factory=dict)


def read_body(headers: Message[str, str], stream: BufferedIOBase) -> PostedBody:
    """Return what was posted. Raises RefusedBodyError without a length, for a body that is too long, or no form."""
    kind = headers.get("Content-Type", "")
    word = kind.partition(";")[0].strip().lower()
    if word not in {_FORM, _MULTIPART}:
        raise RefusedBodyError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
    length = headers.get("Content-Length", "")
    if not (length.isascii() and length.isdigit()) or "Transfer-Encoding" in headers:
        raise RefusedBodyError(HTTPStatus.LENGTH_REQUIRED)
    if int(length) > (MAX_UPLOAD if word == _MULTIPART else MAX_FORM):
        raise RefusedBodyError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    data = stream.read(int(length))
    if len(data) < int(length):
        raise RefusedBodyError(HTTPStatus.BAD_REQUEST)
    return _read_form(data) if word == _FORM else _read_multipart(kind, data)


def _read_form(data: bytes) -> PostedBody:
    try:
        pairs = parse_qsl(data.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=_MAX_BOXES)
    except ValueError as error:  # not UTF-8, or too many boxes
        raise RefusedBodyError(HTTPStatus.BAD_REQUEST) from error
    return PostedBody(posted_of(pairs))


def posted_of(pairs: list[tuple[str, str]]) -> Posted:
    """Return pairs of names and values, grouped by name in order."""
    values: dict[str, tuple[str, ...]] = {}
    for name, value in pairs:
        values[name] = (*values.get(name, ()), value)
    return Posted(values)


def _read_multipart(kind: str, data: bytes) -> PostedBody:
    message = message_from_bytes(f"Content-Type: {kind}\r\n\r\n".encode("latin-1") + data, policy=HTTP)
    pairs: list[tuple[str, str]] = []
    files: dict[str, tuple[str, bytes]] = {}
    for part in message.iter_parts() if message.is_multipart() else ():
        name = str(part.get_param("name", "", "content-disposition"))
        content = part.get_payload(decode=True)
        payload = content if isinstance(content, bytes) else b""
        if (file := part.get_filename()) is not None:
            files[name] = (file, payload)
        else:
            pairs.append((name, payload.decode("utf-8", "replace")))
    return PostedBody(posted_of(pairs), files)
