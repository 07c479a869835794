"""How large a source may be: bounds on memory and time for files that anybody may send."""

from __future__ import annotations

from typing import Final

MAX_BYTES: Final = 20 * 1024 * 1024
MAX_UNPACKED_BYTES: Final = 60 * 1024 * 1024
"""A workbook is a packed folder: what its sheets may take unpacked."""
MAX_ROWS: Final = 5_000
MAX_COLUMNS: Final = 1_000
MAX_CELLS: Final = 500_000
MAX_STORED_CELLS: Final = 250_000
"""How many cells a workbook may store in all: more would take minutes to read."""
