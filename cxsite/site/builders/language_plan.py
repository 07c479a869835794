"""The plan of a site in one language: its pages with the kinds of their frames, and all other files."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from cxsite.pages import address
from cxsite.site.assets import collect_assets
from cxsite.site.builders.frame_kinds import find_kind, menu_paths
from cxsite.site.builders.output_files import bytes_of, output_path
from cxsite.site.docs_tree import check_paths, make_docs_tree

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cxsite.rendering.page import Page
    from cxsite.rendering.page_factory import PageFactory
    from cxsite.site.builders.build_state import BuildState
    from cxsite.site.builders.frame_kinds import FrameKind
    from cxsite.site.docs_tree import Content, SiteAsset
    from cxsite.site.settings import SiteSettings
    from cxsite.site.site_spec import SiteSpec

_UNDIVIDED: Final = frozenset({address.JOURNEYS, address.PLAYS})
"""Indexes with usually one section, and their further pages. A wrong guess costs another run of MkDocs."""
_MAP: Final = "map"
"""What follows `_` in the paths of maps, which have one section."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LanguagePlan:
    """The plan of one language. `folder` is its folder in the whole site, empty for the main language.

    `assets` are all files of the docs tree except pages, by path. `factories` make our pages, by path; `hand` are the
    hand-written ones, which MkDocs makes. `kinds` are the kinds of frames that our pages probably need.
    """

    site: SiteSpec
    settings: SiteSettings
    folder: str
    menu: frozenset[str]
    assets: Mapping[str, Content]
    hand: tuple[Page, ...]
    factories: Mapping[str, PageFactory]
    kinds: Mapping[str, FrameKind]

    @property
    def used(self) -> frozenset[FrameKind]:
        """The frame kinds of its pages."""
        return frozenset(self.kinds.values())

    @property
    def directories(self) -> bool:
        """Whether each page has its own folder (`use_directory_urls`)."""
        return bool(self.settings.values.get("use_directory_urls", True))

    @property
    def linked(self) -> tuple[str, ...]:
        """The other files of the docs tree that hand-written pages may link to, because a page contains their name."""
        text = unquote("\n".join(page.markdown or "" for page in self.hand))
        known = (*(f"{path}.md" for path in self.factories), *self.assets)
        return tuple(path for path in known if posixpath.basename(path) in text)

    def inside(self, path: str) -> str:
        """Return the path in the whole site of a file or page of this language."""
        return f"{self.folder}/{path}" if self.folder else path

    def file(self, path: str) -> str:
        """Return the file of a page in the whole site."""
        return self.inside(output_path(path, directories=self.directories))

    def whole_pages(self) -> Iterator[tuple[str, str]]:
        """Yield the assets that are HTML, with their paths in the whole site."""
        for path, content in self.assets.items():
            if path.endswith(".html"):
                yield self.inside(path), bytes_of(content).decode()

    def with_kinds(self, found: Mapping[str, FrameKind]) -> LanguagePlan:
        """Return the plan with the kinds of pages that were guessed wrongly; `found` has paths in the whole site."""
        return replace(self, kinds={path: found.get(self.inside(path), kind) for path, kind in self.kinds.items()})


def plan_language(site: SiteSpec, settings: SiteSettings, before: BuildState, *, folder: str) -> LanguagePlan:
    """Plan a site in one language. Raises CxsiteError if two files have one address, or an address is no file."""
    assets = make_docs_tree((), site_assets(site, settings), site.moved)
    heads = [(factory, factory.head) for factory in site.factories]
    check_paths([*(f"{head.path}.md" for _, head in heads), *assets])
    planned = LanguagePlan(
        site=site,
        settings=settings,
        folder=folder,
        menu=menu_paths(settings.values),
        assets=assets,
        hand=tuple(head for _, head in heads if head.markdown is not None),
        factories={head.path: factory for factory, head in heads if head.markdown is None},
        kinds={},
    )
    kinds = {head.path: _guess_kind(head, planned, before) for _, head in heads if head.markdown is None}
    return replace(planned, kinds=kinds)


def site_assets(site: SiteSpec, settings: SiteSettings) -> tuple[SiteAsset, ...]:
    """Return our styles and scripts, and the files of the content."""
    return (*collect_assets(site.templates, settings.mermaid), *site.assets)


def _guess_kind(head: Page, planned: LanguagePlan, before: BuildState) -> FrameKind:
    """Guess the kind of a page before it is rendered, from its state in the last build."""
    known = before.pages.get(planned.inside(head.path))
    index, _, part = head.path.partition("_")
    listed = known.kind.listed if known else index not in _UNDIVIDED and part != _MAP
    return find_kind(head, planned.menu, listed=listed)
