"""Measures the texts of a drawing in a real Chromium: their positions, and whether they overlap."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from playwright.sync_api import Browser

_XLINK = "http://www.w3.org/1999/xlink"
HREF = f"{{{_XLINK}}}href"
CSS = Path(__file__).parents[1] / "templates" / "assets" / "css" / "drawings.css"
_BOXES = """() => [...document.querySelectorAll("svg text")].flatMap(text => {
  const parts = text.querySelectorAll("tspan").length ? [...text.querySelectorAll("tspan")] : [text];
  return parts.map(part => { const r = part.getBoundingClientRect(), s = part.closest("svg").getBoundingClientRect();
    return {text: part.textContent, left: r.left - s.left, right: r.right - s.left, top: r.top - s.top,
            bottom: r.bottom - s.top, width: s.width, height: s.height}; }); })"""


@dataclass(frozen=True)
class Word:
    """A line of text in a drawing, in pixels from the drawing's upper left corner."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    width: float
    height: float

    def is_cut(self) -> bool:
        """Whether it crosses an edge of the drawing (line boxes are higher than their letters)."""
        return self.left < -0.5 or self.right > self.width + 0.5 or self.top < -5 or self.bottom > self.height + 5

    def hits(self, other: Word) -> bool:
        """Return whether its letters overlap another's; 4 pixels of a line box are empty."""
        return (
            min(self.right, other.right) - max(self.left, other.left) > 0.5
            and min(self.bottom, other.bottom) - max(self.top, other.top) > 4
        )


def words_in(browser: Browser, drawing: str) -> list[Word]:
    """Return the lines of a drawing as Chromium lays them out with the drawings' style sheet."""
    page = browser.new_page(viewport={"width": 1600, "height": 1200})
    page.set_content(f"<style>{CSS.read_text(encoding='utf-8')}</style>{drawing}")
    boxes = page.evaluate(_BOXES)
    page.close()
    return [Word(**box) for box in boxes if box["text"].strip()]


def assert_readable(browser: Browser, drawing: str) -> None:
    """Fail if texts are cut off or overlap."""
    words = words_in(browser, drawing)
    assert words
    assert [word.text for word in words if word.is_cut()] == []
    assert [(one.text, other.text) for one, other in combinations(words, 2) if one.hits(other)] == []


def element(drawing: str) -> ET.Element:
    """Parse a drawing as XML, and check that it is on one line; declares `xlink`, which HTML knows without it."""
    assert "\n" not in drawing
    return ET.fromstring(f'<svg xmlns:xlink="{_XLINK}">{drawing}</svg>')[0]  # noqa: S314 - our own drawing


def parsed(drawing: str) -> ET.Element:
    """Parse the drawing as XML, and check what every drawing has: one line, a title, a description."""
    root = element(drawing)
    assert root.get("role") == "img"
    title, desc = root[0], root[1]
    assert (title.tag, desc.tag) == ("title", "desc")
    assert root.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"
    return root


def texts(root: ET.Element) -> list[str]:
    """Return the text of every text element."""
    return ["".join(text.itertext()) for text in root.iter("text")]
