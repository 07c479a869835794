"""Checks links of hand-written pages: whether the site has the file and the anchor."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol
from urllib.parse import quote, unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser

from cxsite.escaping.fold import slug
from cxsite.escaping.url import INTERNAL_KINDS
from cxsite.handwritten.page_attributes import LINKS, as_browsers_do, is_fit
from cxsite.handwritten.page_rendering import OF_MARKDOWN
from cxsite.model.facts.suggestions import suggest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_REFERRING: Final = ("href", "xlink:href", "src", "poster", "cite")
_DOMAIN: Final = re.compile(
    r"(?:www\.[\w-]+(?:\.[\w-]+)+|[\w-]+(?:\.[\w-]+)*\.(?:com|vn|net|org|info|io|edu|gov))(?:/.*)?"
)
_MAIL: Final = re.compile(r"[^@/\s]+@[^@/\s]+\.[^@/\s]+")
_SUFFIXES: Final = (".yml", ".yaml", ".html", ".htm", ".markdown", "/")
PICTURES: Final = "pictures"


class SiteFiles(NamedTuple):
    """The files of a site in one language, by POSIX path in NFC.

    `docs` are the docs tree's (`personas/lan.md`, `pictures/lan.png`), `hidden` those that only drafts and retired
    records would add. `built` are those of the finished site in all languages, relative to this language's folder:
    `../index.html` is the main language's home page next to `en/`.
    """

    docs: frozenset[str]
    hidden: frozenset[str]
    built: frozenset[str]


class Outline(Protocol):
    """The possible targets of links in one language of a site, computed when the first link is checked."""

    @property
    def files(self) -> SiteFiles:
        """The files of the site."""

    @property
    def site_url(self) -> str:
        """The address of the site in that language, or ""."""

    def anchors_of(self, page: str) -> Mapping[str, str]:
        """Return the ids on the page at a path, each with the text of its heading or ""."""


@dataclass(frozen=True, slots=True)
class PageReference:
    """An address in a page's HTML. `is_markdown` means that MkDocs resolves it; otherwise only browsers do."""

    address: str
    is_markdown: bool
    is_picture: bool


@dataclass(frozen=True, slots=True)
class BrokenReference:
    """Why a reference is broken, and the target that was probably meant.

    `reason` is missing, absolute, draft, picture, empty, anchor, or footnote (that nothing on the page refers to).
    """

    reason: str
    suggestion: str = ""
    page: str = ""


def page_references(html: str) -> Iterator[PageReference]:
    """Yield all references of a page, as browsers read them."""
    body = LexborHTMLParser(f"<!doctype html><body>{html}").root
    for node in body.traverse() if body is not None else ():
        if node.tag in ("a", "img", "source", "video", "audio", "track", "blockquote", "q", "ins", "del"):
            attributes = node.attributes
            for name in _REFERRING:
                value = as_browsers_do(attributes.get(name) or "")
                if value or (name in attributes and OF_MARKDOWN in attributes):
                    yield PageReference(value, OF_MARKDOWN in attributes, name in ("src", "poster"))
            for part in (attributes.get("srcset") or "").split(","):
                if part.strip():
                    yield PageReference(part.split()[0], is_markdown=False, is_picture=True)


def page_anchors(html: str) -> Mapping[str, str]:
    """Return the ids on a page, each with the text of its heading."""
    tree = LexborHTMLParser(f"<!doctype html><body>{html}")
    anchors = {node.attributes.get("name") or "": "" for node in tree.css("a[name]")}
    anchors |= {node.attributes.get("id") or "": _words(node) for node in tree.css("[id]")}
    anchors.pop("", None)
    return anchors


def _words(node: object) -> str:
    tag = getattr(node, "tag", "")
    if tag not in ("h1", "h2", "h3", "h4", "h5", "h6"):
        return ""
    return str(node.text()).removesuffix("¶").strip()  # type: ignore[attr-defined]


def picture_of(reference: PageReference, path: str) -> str:
    """Return the name of the file of `content/pictures/` that a page refers to; "" if it is another file."""
    target = _target(reference.address, path)
    folder, _, name = target.partition("/")
    return name if folder == PICTURES and "/" not in name else ""


def judge(reference: PageReference, path: str, own: Mapping[str, str], outline: Outline) -> BrokenReference | None:
    """Return why a reference on the page at `path` (`pages/cach-lam`) is broken; None if it is not.

    `own` are the page's own anchors. Addresses of other sites, and those that must not be published, are not checked.
    """
    if not is_fit(reference.address, LINKS):
        return None
    address = unicodedata.normalize("NFC", reference.address)
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return _of_own_address(address, outline)
    if not address:
        return BrokenReference("empty")
    if address.startswith(("/", "\\")):
        meant = _suggest_target(address.lstrip("/\\").partition("#")[0], parts.fragment, path, reference, outline)
        return BrokenReference("absolute", meant)
    if parts.path:
        return _of_file(address, path, own, reference, outline)
    return _anchor(parts.fragment, path, own, "", reference) if parts.fragment else None


def _of_file(
    address: str, path: str, own: Mapping[str, str], reference: PageReference, outline: Outline
) -> BrokenReference | None:
    target, parts = _target(address, path), urlsplit(address)
    files = outline.files.docs if reference.is_markdown else outline.files.built
    if target not in files or (reference.is_markdown and parts.path.endswith("/")):
        return _missing(address, target, path, reference, outline)
    if not parts.fragment:
        return None
    page = _page_path(target)
    anchors = own if page == path else outline.anchors_of(page) if page else {}
    return _anchor(parts.fragment, page or target, anchors, address.partition("#")[0], reference)


def _target(address: str, path: str) -> str:
    """Return the file of a relative address, relative to the site's folder."""
    try:
        parts = urlsplit(unicodedata.normalize("NFC", address))
    except ValueError:
        return ""
    if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
        return ""
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path)))


def _page_path(target: str) -> str:
    stem, suffix = posixpath.splitext(target)
    return stem if suffix in (".md", ".html") and not target.startswith("../") else ""


def _of_own_address(address: str, outline: Outline) -> BrokenReference | None:
    """Check an absolute address of this site in the finished site, as a browser would request it."""
    start = outline.site_url.rstrip("/") + "/"
    if start == "/" or not f"{address}/".startswith(start):
        return None
    inside = unquote(urlsplit(address.removeprefix(start.rstrip("/")).lstrip("/")).path)
    target = posixpath.normpath(inside or "index.html")
    target = f"{target}/index.html" if inside.endswith("/") else target
    if target in outline.files.built:
        return None
    near = _nearest(target, outline.files.docs)
    near = f"{near.removesuffix('.md')}.html" if near.endswith(".md") else near
    return BrokenReference("missing", start + quote(near) if near else "")


def _missing(address: str, target: str, path: str, reference: PageReference, outline: Outline) -> BrokenReference:
    markdown = _as_docs_file(target)
    if markdown in outline.files.hidden or target in outline.files.hidden:
        return BrokenReference("draft")
    if _MAIL.fullmatch(address):
        return BrokenReference("missing", f"mailto:{address}")
    if _DOMAIN.fullmatch(address):
        return BrokenReference("missing", f"https://{address}")
    fragment = urlsplit(address).fragment
    suggestion = _suggest_target(target, fragment, path, reference, outline)
    is_picture = reference.is_picture and target.startswith(f"{PICTURES}/")
    return BrokenReference("picture" if is_picture else "missing", suggestion)


def _suggest_target(target: str, fragment: str, path: str, reference: PageReference, outline: Outline) -> str:
    """Return the target that was probably meant, written relative to this page; "" if nothing is similar."""
    wanted = posixpath.normpath(unquote(target.partition("#")[0].partition("?")[0]))
    near = _nearest(wanted, outline.files.docs)
    if not near:
        return ""
    if not reference.is_markdown and near.endswith(".md"):
        near = near.removesuffix(".md") + ".html"
    relative = posixpath.relpath(near, posixpath.dirname(path) or ".").replace(" ", "%20")
    return f"{relative}#{fragment}" if fragment else relative


def _nearest(wanted: str, files: Iterable[str]) -> str:
    """Return the file that was probably meant: with other case, suffix or folder, or a typing error."""
    known = {_key(file): file for file in sorted(files, reverse=True)}
    wanted = posixpath.normpath(wanted.replace("\\", "/"))
    bare = wanted.removeprefix("../").removeprefix("content/")
    for base in dict.fromkeys((wanted, bare, f"pages/{bare}", bare.removeprefix("pages/"))):
        for guess in (base, _as_docs_file(base), f"{base}.md", f"{base}/index.md", f"{base}.html"):
            if (key := _key(posixpath.normpath(guess))) in known:
                return known[key]
    name = posixpath.basename(_as_docs_file(wanted))
    alike = [file for file in known.values() if posixpath.basename(file) == name]
    return alike[0] if len(alike) == 1 else _find_mistyped(_as_docs_file(bare), list(known.values()))


def _find_mistyped(wanted: str, files: Sequence[str]) -> str:
    """Return the file in the same folder with the most similar name, or the same name in a similar folder."""
    folder, name = posixpath.split(wanted)
    stem, suffix = posixpath.splitext(name)
    folders = sorted({posixpath.dirname(file) for file in files})
    near = folder if folder in folders else suggest(folder, folders)
    stems = sorted(posixpath.splitext(posixpath.basename(file))[0] for file in files if posixpath.dirname(file) == near)
    if meant := suggest(stem, stems):
        return next((file for file in files if file == posixpath.join(near, meant + suffix)), "")
    return ""


def _as_docs_file(path: str) -> str:
    for suffix in _SUFFIXES:
        if path.endswith(suffix):
            return f"{path.removesuffix(suffix)}.md"
    return path


def _key(path: str) -> str:
    return unicodedata.normalize("NFC", path).casefold()


def _anchor(
    fragment: str, page: str, anchors: Mapping[str, str], prefix: str, reference: PageReference
) -> BrokenReference | None:
    """Find the anchor: MkDocs compares it as written, browsers also after percent-decoding."""
    if fragment in anchors or (not reference.is_markdown and unquote(fragment) in anchors):
        return None
    if fragment.startswith("fnref:"):  # MkDocs refuses the back link of a footnote that nothing refers to
        return BrokenReference("footnote", page=page)
    wanted = slug(unquote(fragment))
    near = next((one for one in anchors if one == unquote(fragment)), "")
    near = near or next((one for one, words in anchors.items() if wanted in (slug(one), words and slug(words))), "")
    near = near or suggest(unquote(fragment), sorted(anchors))
    return BrokenReference("anchor", f"{prefix}#{near}" if near else "", page)


def is_internal(address: str) -> bool:
    """Return whether an address has the form `persona:lan`."""
    return ":" in address and address.partition(":")[0] in INTERNAL_KINDS
