"""What the preview shows now: the builder sets it, and the threads of browsers wait for news."""

from __future__ import annotations

import json
from dataclasses import dataclass
from threading import Condition
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cxsite.preview.edit_access import EditAccess
    from cxsite.preview.edit_requests import Editor

_BEAT_SECONDS: Final = 15.0
"""Waiting ends from time to time, because without writing a closed connection is never noticed."""


@dataclass(frozen=True, slots=True)
class PreviewState:
    """What browsers show: the folder of the last good build, its number, and the current problems.

    `early` is a page that was rendered before the next build: its file and its bytes.
    """

    folder: Path | None = None
    build: int = 0
    problems: tuple[str, ...] = ()
    next: int = 0
    early: tuple[str, bytes] = ("", b"")

    @property
    def as_json(self) -> str:
        """The state as the browser's script reads it."""
        state = {"build": self.build, "problems": self.problems, "next": self.next, "early": self.early[0]}
        return json.dumps(state)


@dataclass(frozen=True, slots=True)
class GuardedEditor:
    """The editor, who may use it, and what makes a page of the site editable."""

    editor: Editor
    access: EditAccess
    tags: str


class StateBoard:
    """Holds the current state; the builder sets it, and the browsers' threads wait for it.

    `looked_at` is the file of the page that was requested last. `render` renders the page of a file that is not built
    yet; None if there is no such page. `editor` answers what changes content; None if nothing may change it.
    """

    def __init__(self) -> None:
        self.editor: GuardedEditor | None = None
        self.state = PreviewState()
        self.looked_at = ""
        self.render: Callable[[str], str | None] = lambda _: None
        self.closed = False
        self._changed = Condition()

    def put(self, state: PreviewState) -> None:
        """Set a new state and wake all waiting threads."""
        with self._changed:
            self.state = state
            self._changed.notify_all()

    def close(self) -> None:
        """Wake all waiting threads for good, so that they end."""
        with self._changed:
            self.closed = True
            self._changed.notify_all()

    def after(self, seen: PreviewState | None) -> PreviewState | None:
        """Wait for a state other than `seen` and return it; None after some seconds without a change."""
        with self._changed:
            self._changed.wait_for(lambda: self.closed or self.state is not seen, _BEAT_SECONDS)
            return None if self.closed or self.state is seen else self.state
