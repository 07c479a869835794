"""Requests to the editor and its answers, as values; the bodies of posted forms are read within limits."""

from __future__ import annotations

from dataclasses import dataclass, field
from email import message_from_bytes
from email.policy import HTTP
from http import HTTPStatus
from typing import TYPE_CHECKING, Final, TypeAlias
from urllib.parse import parse_qsl, quote

from cxsite.editing.form import Posted

if TYPE_CHECKING:
    from collections.abc import Mapping
    from email.message import Message
    from io import BufferedIOBase

    PostedFiles: TypeAlias = Mapping[str, tuple[str, bytes]]
    """Names of inputs, each with the name of its file and the data."""

MAX_FORM: Final = 2 * 1024 * 1024
MAX_UPLOAD: Final = 20 * 1024 * 1024
_MAX_BOXES: Final = 20_000
_FORM: Final = "application/x-www-form-urlencoded"
_MULTIPART: Final = "multipart/form-data"


@dataclass(frozen=True, slots=True)
class EditRequest:
    """A request below `/.edit/`: its path without that, the query or the posted values, and uploaded files.

    `is_panel` is whether only the content of a page is wanted, for the panel over a page of the site.
    """

    path: str
    values: Posted = field(default_factory=Posted)
    files: PostedFiles = field(default_factory=dict)
    is_panel: bool = False


@dataclass(frozen=True, slots=True)
class EditAnswer:
    """An answer: its status, body, media type and further headers."""

    status: HTTPStatus
    body: bytes = b""
    media_type: str = "text/html"
    headers: Mapping[str, str] = field(default_factory=dict)


def page_answer(html: str, status: HTTPStatus = HTTPStatus.OK) -> EditAnswer:
    """Return a page as an answer."""
    return EditAnswer(status, html.encode())


def done_answer(location: str, *, is_panel: bool, address: str = "", title: str = "") -> EditAnswer:
    """Return the answer after something was done: the browser goes to `location`, or the panel's script decides."""
    headers = {"Location": location, "X-Address": quote(address, safe="/"), "X-Title": quote(title)}
    return EditAnswer(HTTPStatus.NO_CONTENT if is_panel else HTTPStatus.SEE_OTHER, headers=headers)


class RefusedBodyError(Exception):
    """A body that is not read; `status` is the answer."""

    def __init__(self, status: HTTPStatus) -> None:
        super().__init__(status.phrase)
        self.status = status


def read_body(headers: Message[str, str], stream: BufferedIOBase) -> tuple[Posted, PostedFiles]:
    """Return the posted values and files. Raises RefusedBodyError without a length, for too long a body, or no form."""
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


def _read_form(data: bytes) -> tuple[Posted, PostedFiles]:
    try:
        pairs = parse_qsl(data.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=_MAX_BOXES)
    except ValueError as error:  # not UTF-8, or too many boxes
        raise RefusedBodyError(HTTPStatus.BAD_REQUEST) from error
    return posted_of(pairs), {}


def posted_of(pairs: list[tuple[str, str]]) -> Posted:
    """Return pairs of names and values, grouped by name in order."""
    values: dict[str, tuple[str, ...]] = {}
    for name, value in pairs:
        values[name] = (*values.get(name, ()), value)
    return Posted(values)


def _read_multipart(kind: str, data: bytes) -> tuple[Posted, PostedFiles]:
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
    return posted_of(pairs), files
