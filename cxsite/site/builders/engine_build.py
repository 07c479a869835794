"""Builds a docs tree with the engine of mkdocs.yml."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxsite.site.builders.mkdocs_build import build_with_mkdocs
from cxsite.site.builders.zensical_build import build_with_zensical
from cxsite.site.settings import SiteEngine

if TYPE_CHECKING:
    from pathlib import Path

    from cxsite.site.builders.mkdocs_build import MkDocsOptions


def build_docs(docs: Path, site: Path, engine: SiteEngine, terms: MkDocsOptions) -> None:
    """Build the docs tree in `docs` into `site`, in strict mode; `docs` is not used again.

    Raises:
        CxsiteError: mkdocs.yml is missing or invalid, or the engine is not installed, warned or failed.
    """
    if engine is SiteEngine.ZENSICAL:
        build_with_zensical(docs, site, terms)
    else:
        build_with_mkdocs(docs, site, terms)
