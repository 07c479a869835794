"""The style of posters: colours of the site's style sheet as plain values, which every program for SVG understands."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from cxsite.installed import find_own_templates

_COLOUR: Final = re.compile(r"--cx-([a-z0-9-]+): (#[0-9a-f]{6});")
_NAME: Final = re.compile(r"@([a-z]+(?:-[a-z0-9]+)*)")
_RULES: Final = """\
svg{font-family:Roboto,"Noto Sans","Segoe UI",Arial,"DejaVu Sans",sans-serif;font-size:12px}
text{fill:@ink}
.paper{fill:@paper}
.title{font-size:26px;font-weight:700}
.stage{font-size:14px;font-weight:700}
.cx-strong,.cx-value text{font-weight:700}
.cx-muted{fill:@muted}
.rule{fill:none;stroke:@muted;stroke-width:1.5}
.cx-stage-0{fill:@tint-0}
.cx-stage-1{fill:@tint-1}
.cx-grid{fill:none;stroke:@grid}
.cx-middle{stroke:@muted;stroke-dasharray:1 3}
.cx-line{fill:none;stroke-linecap:round;stroke-linejoin:round;stroke-width:3}
.cx-line-0{stroke:@line-0}
.cx-line-1{stroke:@line-1}
.cx-line-2{stroke:@line-2}
.cx-line-3{stroke:@line-3}
.cx-ideal{stroke:@ideal;stroke-width:2}
.cx-assumed{stroke-dasharray:2 7}
.cx-moment{fill:none;stroke:@moment;stroke-dasharray:1 4;stroke-linecap:round;stroke-width:1.5}
.cx-star{fill:@moment}
.cx-value text{text-anchor:middle}
.cx-unknown,.cx-unknown text{fill:@muted;font-size:14px;font-weight:700;text-anchor:middle}
.cx-face circle{stroke:@paper;stroke-width:2}
.cx-face path{fill:none;stroke:@paper;stroke-linecap:round;stroke-linejoin:round;stroke-width:2}
.cx-e1 circle{fill:@emotion-1}
.cx-e2 circle{fill:@emotion-2}
.cx-e3 circle{fill:@emotion-3}
.cx-e4 circle{fill:@emotion-4}
.cx-e5 circle{fill:@emotion-5}
.cx-e5 path{fill:@paper}
.cx-hollow .cx-face circle{fill:@paper;stroke:@ideal}
.cx-hollow .cx-face path{stroke:@ideal}
.cx-guess .cx-face circle{stroke:@ink;stroke-dasharray:3 3;stroke-width:1.5}
"""
"""`@name` stands for the colour `--cx-name` of `drawings.css`."""


@lru_cache(maxsize=1)
def read_colours() -> dict[str, str]:
    """Return the colours of drawings on white paper by name, from the site's style sheet."""
    text = (find_own_templates() / "assets" / "css" / "drawings.css").read_text(encoding="utf-8")
    return dict(_COLOUR.findall(text.partition("}")[0]))


@lru_cache(maxsize=1)
def poster_style() -> str:
    """Return the style sheet of a poster."""
    colours = read_colours()
    return _NAME.sub(lambda found: colours[found[1]], _RULES)
