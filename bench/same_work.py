"""Sites of other generators that do the work of ours: they read the same YAML and render the same kinds of pages.

bench/peers/eleventy has plain JavaScript functions, bench/peers/hugo a content adapter and Go templates. Their pages
repeat our elements within the theme's part of one of our pages (the frame). What they leave out: rules, links and
safety are not checked, the search index has one entry a page, and nothing is verified before it is published.
"""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from finished_bodies import layout

if TYPE_CHECKING:
    from collections.abc import Iterator

PEERS: Final = Path(__file__).parent / "peers"
NEAR: Final = 0.15
"""How far elements and bytes of a same-work site may be from ours, as a share."""
LEFT_OUT: Final = ("reading",)
"""Kinds of pages that no peer makes: one page of fixed text."""
_ELEMENT: Final = re.compile(rb"<[A-Za-z]")
_TOPIC: Final = re.compile(r'(data-md-component="header-topic">\s*<span class="md-ellipsis">).*?(</span>)', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Size:
    """How large a site is, or the pages of one kind: its pages, their elements and their bytes."""

    pages: int = 0
    elements: int = 0
    bytes: int = 0

    def __add__(self, other: Size) -> Size:
        return Size(self.pages + other.pages, self.elements + other.elements, self.bytes + other.bytes)

    def against(self, other: Size) -> tuple[float, float]:
        """Return the ratios of elements and of bytes to another's."""
        return self.elements / max(1, other.elements), self.bytes / max(1, other.bytes)

    def is_near(self, other: Size) -> bool:
        """Return whether elements and bytes are within `NEAR` of another's."""
        return all(abs(ratio - 1) <= NEAR for ratio in self.against(other))


def size_of(site: Path) -> Size:
    """Return the size of all pages of a built site but the 404 page."""
    return sum(sizes_by_kind(site).values(), Size())


def sizes_by_kind(site: Path) -> dict[str, Size]:
    """Return the size of the pages of each kind: maps, else their folder or the beginning of a page's name."""
    found: dict[str, Size] = {}
    for kind, text in _pages(site):
        found[kind] = found.get(kind, Size()) + Size(1, len(_ELEMENT.findall(text)), len(text))
    return found


def _pages(site: Path) -> Iterator[tuple[str, bytes]]:
    for file in sorted(site.rglob("*.html")):
        inner = file.relative_to(site)
        if inner.name != "404.html":
            yield _kind(inner), file.read_bytes()


def _kind(page: Path) -> str:
    if page.stem.endswith("_map"):
        return "maps"
    return page.parts[0] if len(page.parts) > 1 else page.stem.split("_")[0]


def farthest(site: Path, peer: Path) -> tuple[str, float, str]:
    """Return the kind of our pages that a peer repeats worst, its ratio of elements or bytes, and every ratio."""
    theirs = sizes_by_kind(peer)
    ratios = {
        kind: theirs.get(kind, Size()).against(ours)
        for kind, ours in sizes_by_kind(site).items()
        if kind not in LEFT_OUT
    }
    kind, ratio = max(
        ((kind, ratio) for kind, both in ratios.items() for ratio in both), key=lambda one: abs(one[1] - 1)
    )
    each = ", ".join(f"{kind} {elements:.2f} {size:.2f}" for kind, (elements, size) in ratios.items())
    return kind, ratio, each


def write(name: str, project: Path, folder: Path) -> Path:
    """Write the project of a peer for a built playbook, with a frame for pages at the top and one for those below."""
    shutil.copytree(PEERS / name, folder)
    site = project / "site"
    content = "data" if name == "hugo" else "content"
    shutil.copytree(project / "content", folder / content)
    if name == "hugo":  # reads only YAML and the like as data
        shutil.move(folder / content / "observations", folder / "assets" / "observations")
    assets = "static/assets" if name == "hugo" else "assets"
    shutil.copytree(site / "assets", folder / assets)
    samples = (site / "coverage.html", next((site / "journeys").glob("*-1.html")))
    for depth, sample in enumerate(samples):
        text = layout(sample, "@title@", "@toc@", "\n@content@")
        text = _TOPIC.sub(r"\1@title@\2", text)
        _FRAMES[name](folder, depth, text)
    return folder


def _eleventy_frame(folder: Path, depth: int, text: str) -> None:
    (folder / f"frame-{depth}.html").write_text(text, encoding="utf-8")


def _hugo_frame(folder: Path, depth: int, text: str) -> None:
    for word in ("title", "toc", "content"):
        text = text.replace(f"@{word}@", f"{{{{ .{word} }}}}")
    text = re.sub(r"(<script id=\"__config\"[^>]*>)(.*?)(</script>)", r"\1{{ `\2` | safeJS }}\3", text)
    file = folder / "layouts" / "_partials" / f"frame-{depth}.html"
    file.write_text(text, encoding="utf-8")


_FRAMES: Final = {"eleventy": _eleventy_frame, "hugo": _hugo_frame}
