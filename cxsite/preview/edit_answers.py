"""Requests to the editor and its answers, as values."""

from __future__ import annotations

from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import quote

from cxsite.editing.form import Posted

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class EditRequest:
    """A request below `/.edit/`: its path without that, the query or the posted values, and uploaded files.

    `is_panel` is whether only the content of a page is wanted, for the panel over a page of the site.
    """

    path: str
    values: Posted = field(default_factory=Posted)
    files: Mapping[str, tuple[str, bytes]] = field(default_factory=dict)
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
