"""The style of posters: colours of the site's style sheet as plain values, which every program for SVG understands."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Final

from cxsite.installed import find_own_templates

_COLOUR: Final = re.compile(r"--cx-([a-z0-9-]+): (#[0-9a-f]{6});")
_NAME: Final = re.compile(r"@([a-z]+(?:-[a-z0-9]+)*)")


@lru_cache(maxsize=1)
def read_colours() -> dict[str, str]:
    """Return the colours of drawings on white paper by name, from the site's style sheet."""
    text = (find_own_templates() / "assets" / "css" / "drawings.css").read_text(encoding="utf-8")
    return dict(_COLOUR.findall(text.partition("}")[0]))


@lru_cache(maxsize=1)
def poster_style() -> str:
    """Return the style sheet of a poster, from `poster.css` beside this module."""
    rules = Path(__file__).with_name("poster.css").read_text(encoding="utf-8").partition("*/")[2].strip()
    colours = read_colours()
    return _NAME.sub(lambda found: colours[found[1]], rules)
