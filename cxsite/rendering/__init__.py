"""Page plans and templates become pages."""

from __future__ import annotations

from cxsite.rendering.render import render
from cxsite.rendering.templates import own_templates

__all__ = ["own_templates", "render"]
