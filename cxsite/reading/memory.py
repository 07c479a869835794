"""Making many values at once."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def collector_paused() -> Iterator[None]:
    """Let Python's cycle collector rest, which otherwise walks over all that was read, again and again.

    Reading makes many values, keeps nearly all, and leaves hardly a cycle behind: pausing saves a third of its time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
