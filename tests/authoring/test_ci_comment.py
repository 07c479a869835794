"""The comment on a GitLab merge request, against a server that answers as GitLab's notes do."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest
import yaml

from cxsite.authoring.ci_files import ci_text
from cxsite.authoring.repository import GitRepository
from cxsite.reports.diff_as_markdown import MARKER

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NOTES = "/api/v4/projects/7/merge_requests/3/notes"


@contextmanager
def gitlab(there: list[dict[str, object]]) -> Iterator[tuple[str, list[tuple[str, str, str]]]]:
    """A server with some notes; gives its address, and what it was asked to write (method, path, body)."""
    written: list[tuple[str, str, str]] = []

    class Notes(BaseHTTPRequestHandler):
        def _answer(self, value: object) -> None:
            assert self.headers["PRIVATE-TOKEN"] == "secret"
            self.send_response(200)
            self.end_headers()
            self.wfile.write(json.dumps(value).encode())

        def do_GET(self) -> None:
            self._answer(there)

        def _write(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["body"]
            written.append((self.command, self.path, body))
            self._answer({})

        do_POST = do_PUT = _write  # noqa: N815 -- as the base class names them

        def log_message(self, *_arguments: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Notes)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/api/v4", written
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    ("there", "expected"),
    [
        ([], ("POST", NOTES)),
        ([{"id": 5, "body": f"Someone quotes {MARKER}"}], ("POST", NOTES)),
        ([{"id": 5, "body": "hello"}, {"id": 8, "body": f"{MARKER}\nold"}], ("PUT", f"{NOTES}/8")),
    ],
)
def test_one_comment_is_written_and_later_written_anew(
    tmp_path: Path, there: list[dict[str, object]], expected: tuple[str, str]
) -> None:
    (script,) = yaml.safe_load(ci_text("gitlab", "artefact", GitRepository(tmp_path, ".", "main", uses_lfs=False)))[
        "comment"
    ]["script"]
    python = re.search(r"<<'PYTHON'\n(.*)\nPYTHON", script, re.DOTALL)
    assert python
    (tmp_path / "cxsite-diff.md").write_text(f"{MARKER}\nThử đồ", encoding="utf-8")
    with gitlab(there) as (address, written):
        reported = {"CI_API_V4_URL": address, "CI_PROJECT_ID": "7", "CI_MERGE_REQUEST_IID": "3"}
        environment = {**os.environ, **reported, "CXSITE_COMMENT_TOKEN": "secret", "no_proxy": "*"}
        subprocess.run([sys.executable, "-c", python[1]], cwd=tmp_path, env=environment, check=True)
    assert written == [(*expected, f"{MARKER}\nThử đồ")]
