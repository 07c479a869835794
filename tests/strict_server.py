"""A server like those of strict intranets: with a content security policy, a sub-path, and a 404 page."""

from __future__ import annotations

from contextlib import contextmanager
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

from browsing import QuietHandler

if TYPE_CHECKING:
    from collections.abc import Iterator

STRICT = "default-src 'self'"
LENIENT = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:"


class _StrictHandler(QuietHandler):
    def __init__(self, policy: str, prefix: str, *arguments: Any, **named: Any) -> None:
        self._policy, self._prefix = policy, prefix
        super().__init__(*arguments, **named)

    def translate_path(self, path: str) -> str:
        """Map requests outside the sub-path to no file."""
        if not path.startswith(f"{self._prefix}/"):
            return str(Path(self.directory) / "not there")
        return super().translate_path(path.removeprefix(self._prefix))

    def end_headers(self) -> None:
        """Send the policy."""
        if self._policy:
            self.send_header("Content-Security-Policy", self._policy)
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer with the site's 404 page."""
        del message, explain
        page = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)


@contextmanager
def strictly_served(folder: Path, policy: str = "", prefix: str = "") -> Iterator[str]:
    """Serve `folder` with this policy below `prefix` on a free port, and yield its address."""
    handler = partial(_StrictHandler, policy, prefix, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever, args=(0.05,), daemon=True)  # ends soon
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{prefix}"
        finally:
            server.shutdown()
            thread.join()
