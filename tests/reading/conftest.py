"""Lets pytest show what differs when a helper's assert fails."""

from __future__ import annotations

import pytest

pytest.register_assert_rewrite("written")
