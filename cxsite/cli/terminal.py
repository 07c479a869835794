"""How the commands speak to a terminal: UTF-8, colours where they are wanted, progress where it takes long."""

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
    """Let both streams write UTF-8 whatever the locale; what cannot be written at all becomes an escape."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def open_streams() -> None:
    """Open the streams that the process was started without (`>&-`), so that no other file takes their numbers.

    Who writes to a stdout that is not there is reported so by an OSError; stderr is where nobody reads.
    """
    for name, mode, flags in (("stdin", "r", os.O_RDONLY), ("stdout", "w", os.O_RDONLY), ("stderr", "w", os.O_WRONLY)):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, flags), mode, encoding="utf-8"))


def finish_output() -> None:
    """Write what is still to be written. Raises OSError where that cannot be, as on a full disk or to a closed pipe."""
    sys.stdout.flush()


def abandon_output() -> None:
    """Send what cannot be written nowhere, so that Python does not complain about it at exit."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            with suppress(OSError, ValueError):
                nowhere = os.open(os.devnull, os.O_WRONLY)
                os.dup2(nowhere, stream.fileno())
                os.close(nowhere)


def wants_colours(stream: TextIO) -> bool:
    """Whether a stream is a terminal that shows colours and nobody set NO_COLOR (no-color.org)."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def wants_progress(stream: TextIO) -> bool:
    """Whether somebody watches: the stream is a terminal, and this is no CI."""
    return stream.isatty() and not os.environ.get("CI") and os.environ.get("TERM") != "dumb"


class ProgressDisplay:
    """Shows on stderr which step is under way, once the whole takes more than a second.

    Used as a context; whatever was shown is wiped at its end.
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
        """Begin a step, named as under `step` in the catalogue of commands."""
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
