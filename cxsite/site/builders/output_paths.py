"""The output paths and the order of pages, as in MkDocs."""

from __future__ import annotations

import posixpath
from urllib.parse import quote


def output_path(path: str, *, directories: bool) -> str:
    """Return the output file of the page `path` (without suffix); `directories` is MkDocs's `use_directory_urls`."""
    folder, name = posixpath.split(path)
    if not directories or name == "index":
        return f"{path}.html"
    return posixpath.join(folder, name, "index.html")


def page_url(path: str, *, directories: bool) -> str:
    """Return the page's address relative to the site's root, as links and the search index write it."""
    output = output_path(path, directories=directories)
    return quote(output.removesuffix("index.html") if directories else output)


def sort_key(path: str) -> tuple[tuple[str, ...], bool, str]:
    """Sort key of pages in MkDocs's order: a folder's index first, then its files, then its folders."""
    *folder, name = path.split("/")
    return tuple(folder), name != "index", f"{name}.md"
