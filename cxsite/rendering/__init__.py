"""Renders page plans through templates into pages."""

from __future__ import annotations

from cxsite.rendering.render import render_pages

__all__ = ["render_pages"]
