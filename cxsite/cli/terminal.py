"""Terminal output: UTF-8, colours if wanted, and progress of long steps."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from threading import Timer
from typing import TYPE_CHECKING, Final, Self, TextIO

if TYPE_CHECKING:
    from types import TracebackType

    from cxsite.i18n.catalogue import Translator

PATIENCE_SECONDS: Final = 1.0
_CLEAR: Final = "\r\x1b[K"


def use_utf8() -> None:
    """Make both streams write UTF-8 in any locale; characters that cannot be encoded become escapes."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def open_streams() -> None:
    """Open standard streams that were closed at start (`>&-`), so that no other file gets their descriptors.

    Writing to a closed stdout then raises OSError; a closed stderr discards its output.
    """
    for name, mode, flags in (("stdin", "r", os.O_RDONLY), ("stdout", "w", os.O_RDONLY), ("stderr", "w", os.O_WRONLY)):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, flags), mode, encoding="utf-8"))


def finish_output() -> None:
    """Flush the output. Raises OSError if that fails, such as on a full disk or a closed pipe."""
    sys.stdout.flush()


def abandon_output() -> None:
    """Discard output that cannot be written, so that Python does not report it again at exit."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            with suppress(OSError, ValueError):
                nowhere = os.open(os.devnull, os.O_WRONLY)
                os.dup2(nowhere, stream.fileno())
                os.close(nowhere)


def wants_colours(stream: TextIO) -> bool:
    """Return whether a stream is a terminal with colours and NO_COLOR (no-color.org) is not set."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def wants_progress(stream: TextIO) -> bool:
    """Return whether to show progress: the stream is a terminal, and this is not CI."""
    return stream.isatty() and not os.environ.get("CI") and os.environ.get("TERM") != "dumb"


class ProgressDisplay:
    """Shows the current step on stderr if the command takes more than a second.

    Use it as a context manager; at the end it erases what it showed.
    """

    def __init__(self, words: Translator) -> None:
        self._words = words
        self._watched = wants_progress(sys.stderr)
        self._patience_over = False
        self._step = ""
        self._timer = Timer(PATIENCE_SECONDS, self._begin_to_show)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        if self._watched:
            self._timer.start()
        return self

    def step(self, name: str) -> None:
        """Begin a step; the catalogue of commands has its text under `step`."""
        self._step = self._words(f"step.{name.replace(' ', '-')}")
        if self._patience_over:
            self._show()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timer.cancel()
        if self._patience_over:
            self._patience_over = False
            sys.stderr.write(_CLEAR)
            sys.stderr.flush()

    def _begin_to_show(self) -> None:
        self._patience_over = True
        self._show()

    def _show(self) -> None:
        sys.stderr.write(f"{_CLEAR}{self._step} …")
        sys.stderr.flush()
