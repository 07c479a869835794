"""The preview's server: pages with our script, events, and nothing for strangers."""

from __future__ import annotations

import json
import shutil
import socket
import struct
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from cxsite.preview.server import make_server
from cxsite.preview.state_board import PreviewState, StateBoard

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PAGE = "<!doctype html><html><body>Chào</body></html>"


@contextmanager
def running(board: StateBoard) -> Iterator[int]:
    with make_server(board, 0) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield server.server_port
        board.close()
        server.shutdown()
        thread.join()


def get(port: int, path: str, method: str = "GET", host: str = "127.0.0.1") -> HTTPResponse:
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    connection.request(method, path, headers={"Host": f"{host}:{port}"})
    response = connection.getresponse()
    connection.close()
    return response


@pytest.fixture
def board(tmp_path: Path) -> StateBoard:
    site = tmp_path / "site"
    (site / "in").mkdir(parents=True)
    for name in ("index.html", "404.html", "in/index.html"):
        (site / name).write_text(PAGE.replace("Chào", name), "utf-8")
    (site / "a.css").write_text("p{}")
    made = StateBoard()
    made.put(PreviewState(site, 1))
    return made


@pytest.mark.parametrize(
    ("path", "status", "message"),
    [
        ("/", 200, "index.html<script"),
        ("/index.html?x=1#y", 200, "index.html<script"),
        ("/in/", 200, "in/index.html<script"),
        ("/a.css", 200, "p{}"),
        ("/gone.html", 404, "404.html<script"),
        ("/../../etc/passwd", 404, "404.html<script"),
        ("/.preview/preview.js", 200, "SharedWorker"),
        ("/.preview/preview-worker.js", 200, "EventSource"),
        ("/.preview/state", 200, '"build": 1'),
        (f"/{'x' * 3000}", 404, "404.html<script"),
        (f"/{'x' * 3000}.html", 404, "404.html<script"),
        ("/a%00b.html", 404, "404.html<script"),
        ("/%ff%fe.html", 404, "404.html<script"),
        ("//[", 404, "404.html<script"),
        ("http://[/", 400, "Bad Request"),
        ("/in%2findex.html", 200, "in/index.html<script"),
    ],
)
def test_what_is_asked_is_answered(board: StateBoard, path: str, status: int, message: str) -> None:
    with running(board) as port:
        response = get(port, path)
        assert response.status == status
        assert response.headers["Cache-Control"] == "no-store"
        assert message in response.read().decode()


def test_a_folder_is_asked_for_with_its_slash(board: StateBoard) -> None:
    with running(board) as port:
        response = get(port, "/in")
        assert (response.status, response.headers["Location"]) == (301, "/in/")


def test_a_foreign_name_and_other_methods_are_refused(board: StateBoard) -> None:
    with running(board) as port:
        assert get(port, "/", host="rebound.example").status == 403
        assert get(port, "/", method="HEAD").status == 405
        assert get(port, "/", method="POST").status == 404


def test_before_the_first_build_there_is_a_page_that_waits() -> None:
    with running(StateBoard()) as port:
        assert b"preview.js" in get(port, "/index.html").read()


def test_a_host_may_be_named_without_its_port(board: StateBoard) -> None:
    with running(board) as port, socket.create_connection(("127.0.0.1", port), timeout=5) as client:
        client.sendall(b"GET /a.css HTTP/1.0\r\nHost: localhost\r\n\r\n")
        assert client.recv(1000).startswith(b"HTTP/1.0 200")


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"GET",
        b"GET / HTTP/1.0\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"\x16\x03\x01\x02",
        b"GET / HTTP/1.0\r\nHost: [\r\n\r\n",
        b"GET /big.bin HTTP/1.0\r\nHost: localhost\r\n\r\n",
        b"GET /.preview/events HTTP/1.0\r\nHost: localhost\r\n\r\n",
        b"GET /" + b"x" * 70_000 + b" HTTP/1.0\r\n\r\n",
    ],
)
def test_of_a_connection_that_breaks_nothing_is_said(
    board: StateBoard, capfd: pytest.CaptureFixture[str], sent: bytes
) -> None:
    assert board.state.folder is not None
    (board.state.folder / "big.bin").write_bytes(bytes(20_000_000))
    with running(board) as port:
        client = socket.create_connection(("127.0.0.1", port), timeout=5)
        client.sendall(sent)
        client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))  # close by a reset
        client.close()
        assert get(port, "/a.css").status == 200
        board.put(PreviewState(board.state.folder, 2))
    assert "Traceback" not in capfd.readouterr().err


def test_a_page_of_a_build_that_was_just_removed_is_not_found(board: StateBoard) -> None:
    assert board.state.folder is not None
    shutil.rmtree(board.state.folder)
    with running(board) as port:
        assert get(port, "/index.html").status == 404


def test_a_browser_hears_of_a_new_build(board: StateBoard) -> None:
    with running(board) as port:
        connection = HTTPConnection("127.0.0.1", port, timeout=5)
        connection.request("GET", "/.preview/events")
        stream = connection.getresponse()
        assert next_event(stream) == {"build": 1, "problems": [], "next": 0, "early": ""}
        board.put(PreviewState(board.state.folder, 1, ("content/a.yml:1:1: lỗi",)))
        reported = {"build": 1, "problems": ["content/a.yml:1:1: lỗi"]}
        assert next_event(stream) == {**reported, "next": 0, "early": ""}
        board.put(PreviewState(board.state.folder, 1, next=2, early=("a.html", b"<p>")))
        assert next_event(stream) == {"build": 1, "problems": [], "next": 2, "early": "a.html"}
        connection.close()


def next_event(stream: HTTPResponse) -> object:
    line = stream.readline()
    assert stream.readline() == b"\n"
    return json.loads(line.removeprefix(b"data: "))
