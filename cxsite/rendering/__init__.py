"""Page plans and templates become pages."""

from __future__ import annotations

from cxsite.rendering.render import render_pages

__all__ = ["render_pages"]
