"""The preview's server: pages with our script, events, and nothing for strangers."""

from __future__ import annotations

import json
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from cxsite.site.preview_server import Board, State, preview_server

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PAGE = "<!doctype html><html><body>Chào</body></html>"


@contextmanager
def running(board: Board) -> Iterator[int]:
    with preview_server(board, 0) as server:
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
def board(tmp_path: Path) -> Board:
    site = tmp_path / "site"
    (site / "in").mkdir(parents=True)
    for name in ("index.html", "404.html", "in/index.html"):
        (site / name).write_text(PAGE.replace("Chào", name), "utf-8")
    (site / "a.css").write_text("p{}")
    made = Board()
    made.put(State(site, 1))
    return made


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/", 200, "index.html<script"),
        ("/index.html?x=1#y", 200, "index.html<script"),
        ("/in/", 200, "in/index.html<script"),
        ("/a.css", 200, "p{}"),
        ("/gone.html", 404, "404.html<script"),
        ("/../../etc/passwd", 404, "404.html<script"),
        ("/.preview/preview.js", 200, "EventSource"),
    ],
)
def test_what_is_asked_is_answered(board: Board, path: str, status: int, said: str) -> None:
    with running(board) as port:
        response = get(port, path)
        assert response.status == status
        assert response.headers["Cache-Control"] == "no-store"
        assert said in response.read().decode()


def test_a_folder_is_asked_for_with_its_slash(board: Board) -> None:
    with running(board) as port:
        response = get(port, "/in")
        assert (response.status, response.headers["Location"]) == (301, "/in/")


def test_a_foreign_name_and_other_methods_are_refused(board: Board) -> None:
    with running(board) as port:
        assert get(port, "/", host="rebound.example").status == 403
        assert get(port, "/", method="HEAD").status == 405
        assert get(port, "/", method="POST").status == 501


def test_before_the_first_build_there_is_a_page_that_waits() -> None:
    with running(Board()) as port:
        assert b"preview.js" in get(port, "/index.html").read()


def test_a_browser_hears_of_a_new_build(board: Board) -> None:
    with running(board) as port:
        connection = HTTPConnection("127.0.0.1", port, timeout=5)
        connection.request("GET", "/.preview/events")
        stream = connection.getresponse()
        assert next_event(stream) == {"build": 1, "problems": [], "next": 0, "early": ""}
        board.put(State(board.state.folder, 1, ("content/a.yml:1:1: lỗi",)))
        told = {"build": 1, "problems": ["content/a.yml:1:1: lỗi"]}
        assert next_event(stream) == {**told, "next": 0, "early": ""}
        board.put(State(board.state.folder, 1, next=2, early=("a.html", b"<p>")))
        assert next_event(stream) == {"build": 1, "problems": [], "next": 2, "early": "a.html"}
        connection.close()


def next_event(stream: HTTPResponse) -> object:
    line = stream.readline()
    assert stream.readline() == b"\n"
    return json.loads(line.removeprefix(b"data: "))
