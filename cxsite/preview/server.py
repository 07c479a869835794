"""Serves a folder to browsers on this machine and notifies them of every rebuild."""

from __future__ import annotations

import sys
from dataclasses import replace
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode, urlsplit

from cxsite.preview.edit_access import PAGE_POLICY, PARAMETER, POLICY
from cxsite.preview.edit_answers import EditAnswer, EditRequest, RefusedBodyError, posted_of, read_body
from cxsite.problems import CxsiteError

if TYPE_CHECKING:
    from socket import socket

    from cxsite.preview.state_board import GuardedEditor, PreviewState, StateBoard

_EVENTS = "/.preview/events"
_STATE = "/.preview/state"
_SCRIPT = "/.preview/preview.js"
_SCRIPTS = {_SCRIPT: "preview.js", "/.preview/preview-worker.js": "preview-worker.js"}
_EDIT = "/.edit/"
_NO_PAGE_YET = b'<!doctype html><html lang="en"><meta charset="utf-8"><title>cxsite</title><body></body></html>'


def make_server(board: StateBoard, port: int) -> ThreadingHTTPServer:
    """Return a server on 127.0.0.1 that is not running yet; port 0 picks a free port.

    Raises:
        CxsiteError: the port is taken.
    """
    try:
        return _Server(("127.0.0.1", port), partial(_Handler, board))
    except OSError as error:
        raise CxsiteError(
            "The port {port} cannot be opened: {error}.",
            "Choose another port with `--port`, or stop the program that uses this one.",
            port=port,
            error=error,
        ) from error


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64  # a browser with many tabs requests all pages at once

    def handle_error(
        self, request: socket | tuple[bytes, socket], client_address: tuple[str, int] | str | object
    ) -> None:
        """Ignore broken connections; any other exception keeps its traceback."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)


class _Handler(SimpleHTTPRequestHandler):
    def __init__(
        self, board: StateBoard, request: socket, client: tuple[str, int], server: ThreadingHTTPServer
    ) -> None:
        self._board, self._state = board, board.state
        folder = self._state.folder
        super().__init__(request, client, server, directory=str(folder) if folder else None)

    def do_GET(self) -> None:
        """Answer with the event stream, our scripts, or a file of the last good build."""
        try:
            path = urlsplit(self.path).path
        except ValueError:  # such as `//[`
            self.send_error(HTTPStatus.BAD_REQUEST)
            return
        if not self._is_ours():
            self.send_error(HTTPStatus.FORBIDDEN)
        elif self._board.editor is not None and self._take_token(self._board.editor, path):
            return
        elif path.startswith(_EDIT):
            self._edit("GET", path)
        elif path == _EVENTS:
            self._send_events()
        elif path == _STATE:
            self._send(EditAnswer(HTTPStatus.OK, self._board.state.as_json.encode(), "application/json"))
        elif path in _SCRIPTS:
            script = resources.files("cxsite.preview").joinpath(_SCRIPTS[path]).read_bytes()
            self._send(EditAnswer(HTTPStatus.OK, script, "text/javascript"))
        elif self._state.folder is None:
            self._send(EditAnswer(HTTPStatus.OK, _with_script(_NO_PAGE_YET, 0)))
        else:
            self._send_page_or_file(path)

    def do_POST(self) -> None:
        """Let the editor answer; without one, there is nothing that could be written."""
        try:
            path = urlsplit(self.path).path
        except ValueError:
            path = ""
        self.close_connection = True  # a refused body stays unread
        if not self._is_ours():
            self.send_error(HTTPStatus.FORBIDDEN)
        elif path.startswith(_EDIT):
            self._edit("POST", path)
        else:
            self.send_error(HTTPStatus.NOT_FOUND)

    do_PUT = do_PATCH = do_DELETE = do_POST  # noqa: N815 -- names of the base class

    def _take_token(self, guarded: GuardedEditor, path: str) -> bool:
        """Set the cookie if the address has the token, and go on to the same address without it."""
        query = parse_qsl(urlsplit(self.path).query, keep_blank_values=True)
        given = next((value for name, value in query if name == PARAMETER), None)
        if given is None or path.startswith(_EDIT):
            return False
        rest = urlencode([(name, value) for name, value in query if name != PARAMETER])
        headers = {"Location": f"/{path.lstrip('/')}{'?' if rest else ''}{rest}"}
        if guarded.access.is_token(given):
            headers["Set-Cookie"] = guarded.access.cookie
        self._send(EditAnswer(HTTPStatus.SEE_OTHER, headers=headers))
        return True

    def _edit(self, method: str, path: str) -> None:
        """Answer a request to the editor: 404 without one, 403 for those who may not edit."""
        guarded = self._board.editor
        if guarded is None or self.command not in {"GET", "POST"}:
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        access = guarded.access
        if not access.has_cookie(self.headers) or (method == "POST" and not access.is_same_origin(self.headers)):
            self.send_error(HTTPStatus.FORBIDDEN)
            return
        request = EditRequest(
            path.removeprefix(_EDIT),
            posted_of(parse_qsl(urlsplit(self.path).query, keep_blank_values=True)),
            is_panel=self.headers.get("X-Requested-With") == "panel",
        )
        if method == "POST":
            try:
                posted, files = read_body(self.headers, self.rfile)
            except RefusedBodyError as refused:
                self.send_error(refused.status)
                return
            if not access.is_form_token(posted.get(PARAMETER)):
                self.send_error(HTTPStatus.FORBIDDEN)
                return
            request = replace(request, values=posted, files=files)
        self._send(guarded.editor.answer(method, request), POLICY)

    def _send(self, answer: EditAnswer, policy: str = PAGE_POLICY) -> None:
        """Send an answer, from a server that may edit with this policy."""
        self.send_response(answer.status)
        is_text = answer.media_type.startswith("text/") or answer.media_type == "application/json"
        self.send_header("Content-Type", f"{answer.media_type}{'; charset=utf-8' if is_text else ''}")
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if self._board.editor is not None:
            self.send_header("Content-Security-Policy", policy)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        self.wfile.write(answer.body)

    def do_HEAD(self) -> None:
        """Refuse HEAD: before the first build, the base class would serve files of the current directory."""
        self.send_error(HTTPStatus.METHOD_NOT_ALLOWED)

    def end_headers(self) -> None:
        """Disable caching, because a page may be rebuilt at any moment."""
        self.send_header("Cache-Control", "no-store")
        if self._board.editor is not None:
            self.send_header("X-Content-Type-Options", "nosniff")
            self.send_header("X-Frame-Options", "DENY")
            self.send_header("Cross-Origin-Resource-Policy", "same-origin")
            self.send_header("Referrer-Policy", "same-origin")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the name of the base class)
        """Suppress the log line of each request."""

    def _is_ours(self) -> bool:
        """Whether the Host header names this machine: refuses DNS rebinding (a foreign name that resolves to it)."""
        try:
            return urlsplit(f"//{self.headers.get('Host', '')}").hostname in {"127.0.0.1", "localhost"}
        except ValueError:
            return False

    def _send_page_or_file(self, address: str) -> None:
        try:
            path = Path(self.translate_path(self.path))
            if path.is_dir() and not address.endswith("/"):
                super().do_GET()  # the base class redirects to the address with a trailing slash
                return
            if address.endswith("/"):
                path /= "index.html"
            if path.is_file() and path.suffix != ".html":
                super().do_GET()
                return
            page = self._html(path)
        except (ConnectionError, TimeoutError):
            raise
        except (OSError, ValueError):  # the name is too long or invalid, or the build was just replaced
            page = None
        if page is None:
            self._send(EditAnswer(HTTPStatus.NOT_FOUND, _with_script(self._not_found(), self._state.build)))
        else:
            self._send(EditAnswer(HTTPStatus.OK, page))

    def _not_found(self) -> bytes:
        try:
            return (Path(self.directory) / "404.html").read_bytes()
        except OSError:
            return b"<!doctype html><title>404</title>404"

    def _html(self, path: Path) -> bytes | None:
        """Return a page, and remember it as the viewed page; None if there is no such page."""
        state, file = self._state, path.relative_to(self.directory).as_posix()
        if state.early[0] == file:
            html, build = state.early[1], state.next
        elif path.is_file():
            html, build = path.read_bytes(), state.build
        elif path.suffix == ".html" and (rendered := self._board.render(file)):  # it is not built yet
            html, build = rendered.encode(), state.build
        else:
            return None
        self._board.looked_at = file
        return _with_script(html, build, self._edit_tags())

    def _edit_tags(self) -> bytes:
        """Return what makes a page editable, for the browser that may edit; empty for any other."""
        guarded = self._board.editor
        return guarded.tags.encode() if guarded and guarded.access.has_cookie(self.headers) else b""

    def _send_events(self) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        seen: PreviewState | None = None
        try:
            while not self._board.closed:
                news = self._board.after(seen)
                self.wfile.write(f"data: {news.as_json}\n\n".encode() if news else b": still here\n\n")
                self.wfile.flush()
                seen = news or seen
        except OSError:  # the browser closed the connection
            return


def _with_script(page: bytes, build: int, further: bytes = b"") -> bytes:
    """Add our script to a page, with the number of the build that the page is from, and further tags."""
    tag = f'<script src="{_SCRIPT}" data-build="{build}"></script>'.encode() + further
    head, end, tail = page.rpartition(b"</body>")
    return head + tag + end + tail if end else page + tag
