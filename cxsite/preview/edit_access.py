"""Decides which requests may edit: those of this browser, from our own pages, with the token of this start."""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from email.message import Message

TOKEN_BYTES: Final = 16
PARAMETER: Final = "token"
"""In the address that is opened first, and the hidden input of each form."""
POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""The Content-Security-Policy of the editor's own pages."""
PAGE_POLICY: Final = "frame-ancestors 'none'; base-uri 'self'; form-action 'self'"
"""That of the site's pages, which have a stricter one for scripts in themselves."""


@dataclass(frozen=True)
class EditAccess:
    """The secrets of one start, for the server at a port.

    `token` comes with the first address and then as a cookie; `form_token` is derived from it and stands in forms, so
    that a page never contains the cookie's value.
    """

    port: int = 0
    token: str = field(default_factory=lambda: secrets.token_urlsafe(TOKEN_BYTES))

    @property
    def form_token(self) -> str:
        """The token of forms."""
        return hmac.digest(self.token.encode(), b"form", "sha256").hex()[: 2 * TOKEN_BYTES]

    @property
    def cookie_name(self) -> str:
        """The name of the cookie: browsers share cookies among the ports of a host."""
        return f"cxsite-edit-{self.port}"

    @property
    def cookie(self) -> str:
        """The header that sets the cookie until the browser is closed."""
        return f"{self.cookie_name}={self.token}; Path=/; HttpOnly; SameSite=Strict"

    def is_token(self, given: str) -> bool:
        """Return whether this is the token of the first address."""
        return hmac.compare_digest(given.encode(), self.token.encode())

    def is_form_token(self, given: str) -> bool:
        """Return whether this is the token of forms."""
        return hmac.compare_digest(given.encode(), self.form_token.encode())

    def has_cookie(self, headers: Message[str, str]) -> bool:
        """Return whether a request has the cookie, and is not sent by a page of another site."""
        try:
            found = SimpleCookie(headers.get("Cookie", "")).get(self.cookie_name)
        except CookieError:
            return False
        if headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}:
            return False
        return found is not None and self.is_token(found.value)

    def is_same_origin(self, headers: Message[str, str]) -> bool:
        """Return whether a request that changes something comes from one of our own pages."""
        origin = headers.get("Origin")
        return origin is not None and origin == f"http://{headers.get('Host', '')}"
