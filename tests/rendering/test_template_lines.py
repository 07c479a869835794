"""Templates are for people: their lines can be read without scrolling."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from jinja2 import Environment
from small_site import ROOT, TEMPLATES

if TYPE_CHECKING:
    from pathlib import Path

LIMIT = 200


def test_no_line_of_a_template_is_longer_than_two_hundred_characters() -> None:
    templates = sorted(TEMPLATES.rglob("*.html"))
    assert len(templates) > 30
    long = [
        f"{template.relative_to(TEMPLATES)}:{number}: {len(line)}"
        for template in templates
        for number, line in enumerate(template.read_text("utf-8").splitlines(), start=1)
        if len(line) > LIMIT
    ]
    assert long == [], "`make format` breaks most of them"


def test_long_lines_are_broken_without_changing_what_is_shown(tmp_path: Path) -> None:
    line = "<ul>{% for one in all %}<li><b>{{ one }}</b>, {% if one > 1 %}more{% else %}<i>1</i>{% endif %}</li>"
    template = tmp_path / "templates" / "list.html"
    template.parent.mkdir()
    template.write_text(f"  <p>x</p>\n  {line * 3}{'{% endfor %}' * 3}</ul>\n", encoding="utf-8")
    before = render(template)
    subprocess.run([sys.executable, ROOT / "tools" / "wrap_templates.py", template.parent], check=True)
    assert max(map(len, template.read_text("utf-8").splitlines())) <= LIMIT
    assert render(template) == before


def render(template: Path) -> str:
    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(template.read_text("utf-8")).render(all=[1, 2])
