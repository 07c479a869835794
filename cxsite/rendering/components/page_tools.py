"""What components need to know about the page on which they are shown."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from cxsite.escaping.author_markdown import render_markdown
from cxsite.escaping.fallback import Fallback
from cxsite.escaping.url import encode_segment
from cxsite.pages.address import href, picture_href
from cxsite.pages.display_names import Names
from cxsite.rendering.components.html import Html, attribute, join, markdown_box, text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from cxsite.i18n.catalogue import Translator
    from cxsite.pages.address import Addresses
    from cxsite.pages.links import Link
    from cxsite.pages.metric_figures import FigureFormatter
    from cxsite.rendering.components.html import Labels


@dataclass(frozen=True, slots=True, eq=False)
class PageTools:
    """A page's path and language, and what finds addresses and formats figures.

    `shown_before` holds the HTML of parts that the page shows more than once.
    """

    path: str
    labels: Labels
    folder: str
    addresses: Addresses
    figures: FigureFormatter
    shown_before: dict[object, Html] = field(default_factory=dict)

    @property
    def words(self) -> Translator:
        """The interface texts of the page's language."""
        return self.labels.words

    def say(self, key: str, /, **values: object) -> Html:
        """Return a sentence of the interface with its values filled in."""
        return _say(self.labels.words, key, tuple(values.items()))

    def column_heads(self, keys: Sequence[str]) -> Html:
        """Return the heads of a table's columns; `keys` are those of their words in the catalogue."""
        return join([Html(f'<th scope="col">{self.labels[key]}</th>\n') for key in keys])

    def href(self, address: str) -> Html:
        """Return the relative address of a page of the site with its anchor."""
        path, has_anchor, anchor = address.partition("#")
        if not has_anchor:
            return _file(self.folder, path)
        fragment = _fragment(anchor)
        return fragment if path == self.path else Html(f"{_file(self.folder, path)}{fragment}")

    def resolve(self, kind: str, key: str) -> str | None:
        """Return the relative address of a thing; None if the site does not show it."""
        address = self.addresses.of(kind, key)
        return None if address is None else href(self.path, address)

    def link(self, link: Link) -> Html:
        """Return a link, or its text alone if it leads nowhere."""
        if link.address is None:
            return text(link.text)
        return Html(f'<a href="{self.href(link.address)}">{text(link.text)}</a>')

    def name(self, kind: str, key: str) -> Html:
        """Return the name of a thing by kind and id."""
        return text(Names(self.addresses.content).of(kind, key))

    def picture(self, file: str) -> Html:
        """Return the relative address of a picture."""
        return attribute(picture_href(self.path, file))

    def markdown(self, source: str) -> Html:
        """Return an author's Markdown field in a box of its own."""
        language = source.language if isinstance(source, Fallback) else ""
        return markdown_box(render_markdown(source, self.resolve), language)

    def day(self, value: date) -> Html:
        """Return a date as the page's language writes it."""
        return text(self.words.day(value))


@lru_cache(maxsize=1 << 14)  # Cached, as the two below: other pages of the same kind show the same.
def _say(words: Translator, key: str, values: tuple[tuple[str, object], ...]) -> Html:
    return text(words(key, **dict(values)))


@lru_cache(maxsize=1 << 14)
def _fragment(anchor: str) -> Html:
    return attribute(f"#{encode_segment(anchor)}")


@lru_cache(maxsize=1 << 14)
def _file(folder: str, path: str) -> Html:
    return attribute(href(f"{folder}/-" if folder else "-", path))
