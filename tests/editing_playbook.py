"""A small playbook that is edited in the preview, and a browser's requests to its editor."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from threading import Thread
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from cxsite.editing.session import EditingSession
from cxsite.editing_pages.pages import EditorPages
from cxsite.preview.edit_access import EditAccess
from cxsite.preview.edit_requests import Editor
from cxsite.preview.server import make_server
from cxsite.preview.state_board import GuardedEditor, PreviewState, StateBoard

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

JOURNEY = """\
# Hành trình mua váy
title: Mua váy
personas: [lan]
stages:
  - stage: mua-hang  # giai đoạn chính
    touchpoints:
      - {id: hoi, name: Hỏi, channels: [cua-hang], emotion: 4}
      # điểm quan trọng
      - id: thu-do
        name: Thử đồ
        channels: [cua-hang]
        does: 'Khách thử ba cái váy'
        emotion: 2
        pain_points:
          - {id: cho-lau, text: Chờ phòng thử quá lâu, severity: 3}
  - stage: su-dung
    touchpoints:
      - {id: mac, name: Mặc đi chơi, channels: [cua-hang]}
actions:
  - {id: dat-cho, title: Đặt chỗ phòng thử, addresses: [cho-lau], owner: ban-hang, due: 2026-12-31}
"""
PLAYBOOK = """\
title: Tiệm Nắng
languages: [vi]
stages:
  - {id: mua-hang, name: Mua hàng}
  - {id: su-dung, name: Sử dụng}
channels:
  - {id: cua-hang, name: Cửa hàng, kind: in-person}
  - {id: zalo, name: Zalo, kind: chat}
teams:
  - {id: ban-hang, name: Bán hàng}
version: 2
"""
FILES = {
    "content/playbook.yml": PLAYBOOK,
    "content/personas/lan.yml": "name: Lan\n",
    "content/journeys/mua-vay.yml": JOURNEY,
}
JOURNEY_PATH = "content/journeys/mua-vay.yml"
TOUCHPOINT = "journeys/mua-vay/touchpoints/thu-do"


def write_playbook(project: Path) -> Path:
    """Write the playbook's files into a folder and return it."""
    for path, text in FILES.items():
        (project / path).parent.mkdir(parents=True, exist_ok=True)
        (project / path).write_text(text, "utf-8")
    return project


@dataclass(frozen=True)
class Reply:
    """An answer of the server."""

    status: int
    text: str
    headers: Mapping[str, str]


@dataclass
class EditingBrowser:
    """Sends requests as the browser of the first address; each header can be replaced or (None) left out."""

    port: int
    access: EditAccess
    project: Path
    session: EditingSession

    def send(self, method: str, path: str, body: bytes | None = None, **headers: str | None) -> Reply:
        """Send a request and return the answer."""
        usual: dict[str, Any] = {
            "Host": f"127.0.0.1:{self.port}",
            "Origin": f"http://127.0.0.1:{self.port}",
            "Cookie": f"{self.access.cookie_name}={self.access.token}",
            "Content-Type": "application/x-www-form-urlencoded",
            **{name.replace("_", "-"): value for name, value in headers.items()},
        }
        connection = HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.request(method, path, body, {name: value for name, value in usual.items() if value is not None})
        answer = connection.getresponse()
        text = answer.read().decode("utf-8", "replace")
        connection.close()
        return Reply(answer.status, text, dict(answer.getheaders()))

    def get(self, path: str, **headers: str | None) -> Reply:
        return self.send("GET", path, None, **headers)

    def post(self, path: str, values: Mapping[str, str | Sequence[str]], **headers: str | None) -> Reply:
        """Post a form with the token, unless the values have another one."""
        pairs = urlencode({"token": self.access.form_token, **values}, doseq=True)
        return self.send("POST", path, pairs.encode(), **headers)

    def text(self, path: str = JOURNEY_PATH) -> str:
        return (self.project / path).read_text("utf-8")


@contextmanager
def editing(project: Path, site: Path | None = None, *, is_editing: bool = True) -> Iterator[EditingBrowser]:
    """Serve the editor of a project, without builds."""
    board = StateBoard()
    board.put(PreviewState(site, 1))
    with make_server(board, 0) as server:
        access = EditAccess(server.server_port)
        pages = EditorPages("vi", access.form_token)
        session = EditingSession(project, "vi")
        board.editor = GuardedEditor(Editor(session, pages), access, pages.tags()) if is_editing else None
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield EditingBrowser(server.server_port, access, project, session)
        finally:
            board.close()
            server.shutdown()
            thread.join()
