"""Which figures of small groups stay hidden, so that nobody's answer can be told from them.

Groups of 1–4 answers are hidden, and a second group where subtraction from the whole would give the first
away, as NHS England does for the Friends and Family Test.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

SMALLEST_SHOWN: Final = 5


def hidden(sizes: Sequence[int | None], *, whole_is_shown: bool) -> frozenset[int]:
    """Indices of the groups to hide, of groups of these sizes (None: not stated) that make up one whole."""
    small = {at for at, size in enumerate(sizes) if size is not None and 0 < size < SMALLEST_SHOWN}
    if len(small) == 1 and whole_is_shown:
        others = [at for at, size in enumerate(sizes) if size and at not in small]
        small |= {min(others, key=lambda at: (sizes[at] or 0, at))} if others else set()
    return frozenset(small)
