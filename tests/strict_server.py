"""A server as strict intranets have them: a content security policy with each answer, below a sub-path, a 404 page."""

from __future__ import annotations

from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

STRICT = "default-src 'self'"
LENIENT = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:"


class _StrictHandler(SimpleHTTPRequestHandler):
    def __init__(self, policy: str, prefix: str, *arguments: Any, **named: Any) -> None:
        self._policy, self._prefix = policy, prefix
        super().__init__(*arguments, **named)

    def translate_path(self, path: str) -> str:
        """Find nothing outside the sub-path."""
        if not path.startswith(f"{self._prefix}/"):
            return str(Path(self.directory) / "not there")
        return super().translate_path(path.removeprefix(self._prefix))

    def end_headers(self) -> None:
        """Send the policy."""
        if self._policy:
            self.send_header("Content-Security-Policy", self._policy)
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer with the site's own page."""
        del message, explain
        page = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the name of the base class)
        """Keep the test's output free of one line a request."""


@contextmanager
def strictly_served(folder: Path, policy: str = "", prefix: str = "") -> Iterator[str]:
    """Serve `folder` with this policy below `prefix` on a free port; gives the address of the folder."""
    handler = partial(_StrictHandler, policy, prefix, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{prefix}"
        finally:
            server.shutdown()
            thread.join()
