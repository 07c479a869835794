"""The walk through every page takes many minutes of a browser: it is `make test-reach`, apart from `make test`."""

from __future__ import annotations

import os

collect_ignore_glob = [] if os.environ.get("CXSITE_REACH") else ["test_*.py"]
