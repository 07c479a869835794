"""Hand-written pages, checked in what the site's own Markdown extensions make of them."""

from __future__ import annotations

import html as entities
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

import yaml

from cxsite.escaping.url import INTERNAL_KINDS, internal_link
from cxsite.pages.address import Addresses
from cxsite.pages.hand import with_addresses
from cxsite.problems import CxsiteError, Level, Place, Problem
from cxsite.rules.mentions import leads_somewhere, near_link
from cxsite.site.page_bounds import MAX_SIZE, too_dense
from cxsite.site.page_faults import PageFault, links, page_faults

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from cxsite.model.content import Content
    from cxsite.model.hand_page import HandPage

_READ_FILES: Final = ("pymdownx.snippets", "pymdownx.b64", "markdown_include.include", "mdx_include.mdx_include")
"""Extensions that put other files into a page, wherever these lie."""
_TOLD: Final = 20
"""Of a page with more faults the first are told; each takes the page's HTML again, line for line."""
_TRIED: Final = 100_000
"""As many letters are made into HTML again to find the lines of one fault, so that a long page costs no more."""
_LEAST: Final = 3
_NEEDLE: Final = 40


def hand_page_problems(content: Content, configs: Sequence[Path]) -> Iterator[Problem]:
    """What is wrong in `content/pages/`, as the extensions of each of the MkDocs configurations show it.

    Configurations that are not there are passed over. Raises CxsiteError where one of them cannot be used.
    """
    if not content.pages:
        return
    told: set[tuple[str, Place, str]] = set()
    for config in configs:
        if config.is_file():
            for problem in _by_config(content, config):
                key = (problem.code, problem.place, str(problem.values.get("found")))
                if key not in told:
                    told.add(key)
                    yield problem


def _by_config(content: Content, config: Path) -> Iterator[Problem]:
    render = _renderer(config)
    addresses = Addresses(content)  # drafts too: what is known is not told as unknown
    for page in content.pages.values():
        text = with_addresses(page.markdown, f"pages/{page.id}", addresses)
        if problem := _of_size(page.place.path, page.markdown):
            yield problem
            continue
        try:
            html = render(text)
        except RecursionError:  # thousands of definitions, each within the one before
            yield _dense(page.place)
            continue
        left = [link for link in links(html) if _is_internal(link) and not _leads_to_unread(content, addresses, link)]
        yield from _of_links(content, page, text, left, render)
        yield from _of_faults(page, text, page_faults(html), render)


def _of_size(path: str, text: str) -> Problem | None:
    """What is wrong with a page that is too much for a Markdown processor."""
    if len(text) > MAX_SIZE:
        return Problem(code="CX011", level=Level.ERROR, place=Place(path), values={"limit": MAX_SIZE})
    at = too_dense(text)
    if at is None:
        return None
    line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
    return _dense(Place(path, line, column, line, column))


def _dense(place: Place) -> Problem:
    return Problem(code="CX119", level=Level.ERROR, place=place, values={"fault": "dense", "found": ""})


def _of_links(
    content: Content, page: HandPage, text: str, left: Sequence[str], render: Callable[[str], str]
) -> Iterator[Problem]:
    lines = text.split("\n")
    for target in islice(dict.fromkeys(left), _TOLD):
        for place in _places(page, lines, target, partial(_count_links, render, target)):
            yield _of_link(content, target, place)


def _of_faults(
    page: HandPage, text: str, faults: Iterable[PageFault], render: Callable[[str], str]
) -> Iterator[Problem]:
    lines = text.split("\n")
    for fault in islice(dict.fromkeys(faults), _TOLD):
        if fault.kind == "link" and _is_internal(fault.found):
            continue
        for place in _places(page, lines, fault.found, partial(_count, render, fault)):
            values = {"fault": fault.kind, "found": fault.found}
            yield Problem(code="CX119", level=Level.ERROR, place=place, values=values)


def _is_internal(target: str) -> bool:
    return target.partition(":")[0] in INTERNAL_KINDS and ":" in target


def _leads_to_unread(content: Content, addresses: Addresses, target: str) -> bool:
    """Whether this is a good link to something whose file could not be read: that file has its own problem."""
    kind, _, key = target.partition(":")
    return addresses.of(kind, key) is None and leads_somewhere(content, kind, key)


def _of_link(content: Content, target: str, place: Place) -> Problem:
    kind, _, key = target.partition(":")
    if internal_link(target) and leads_somewhere(content, kind, key):  # written so that it could not be followed
        return Problem(code="CX119", level=Level.ERROR, place=place, values={"fault": "link", "found": target})
    near = near_link(content, kind, key)
    values = {"found": target, "suggestion": f"{kind}:{near}" if near else ""}
    return Problem(code="CX213", level=Level.ERROR, place=place, values=values)


def _count(render: Callable[[str], str], fault: PageFault, text: str) -> int:
    return sum(one == fault for one in page_faults(render(text)))


def _count_links(render: Callable[[str], str], target: str, text: str) -> int:
    return sum(one == target for one in links(render(text)))


def _places(page: HandPage, lines: list[str], found: str, count: Callable[[str], int]) -> Iterator[Place]:
    """Where the fault stands: the lines without which there is less of it, else the first by which it is there."""
    text = "\n".join(lines)
    whole = count(text)
    needle = found.lower()[:_NEEDLE]
    likely = [n for n, line in enumerate(lines) if needle in entities.unescape(line).lower()]
    tried = likely[: max(_LEAST, _TRIED // max(len(text), 1))]
    guilty = [n for n in tried if count("\n".join([*lines[:n], "", *lines[n + 1 :]])) < whole]
    for number in guilty or [_first(lines, count)]:
        column = max(lines[number].lower().find(needle), 0)
        end = column + len(needle) if needle in lines[number].lower() else len(lines[number])
        yield Place(page.place.path, number + 1, column + 1, number + 1, end + 1)


def _first(lines: list[str], count: Callable[[str], int]) -> int:
    """The line, from 0, up to which the text must go for the fault to be in it."""
    low, high = 1, len(lines)
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if count("\n".join(lines[:middle])) else (middle + 1, high)
    return low - 1


def _renderer(config: Path) -> Callable[[str], str]:
    """Markdown to HTML as MkDocs would with this configuration."""
    from markdown import Markdown  # noqa: PLC0415 -- slow, and only for playbooks with such pages

    names, settings = _extensions(config)
    if reading := [name for name in names if str(name).startswith(_READ_FILES)]:
        raise CxsiteError(
            "{file} uses {extension}, by which a page can show files from outside content/.",
            "Take it out of markdown_extensions, and write the text into the page.",
            file=config.name,
            extension=reading[0],
        )

    def render(text: str) -> str:
        # A fresh one each time: extensions keep footnotes and counters from page to page.
        return str(Markdown(extensions=names, extension_configs=settings).convert(text))

    return render


def _extensions(config: Path) -> tuple[list[str], dict[str, Any]]:
    """The names and settings of markdown_extensions, with those that MkDocs adds itself."""
    from mkdocs.config.base import Config  # noqa: PLC0415 -- slow
    from mkdocs.config.config_options import MarkdownExtensions, Private  # noqa: PLC0415
    from mkdocs.utils.yaml import yaml_load  # noqa: PLC0415

    class Extensions(Config):  # type: ignore[no-untyped-call]
        markdown_extensions = MarkdownExtensions(builtins=["toc", "tables", "fenced_code"], configkey="mdx_configs")
        mdx_configs = Private[dict[str, Any]]()

    try:
        with config.open("rb") as file:
            values = yaml_load(file)
    except (OSError, yaml.YAMLError, ValueError) as error:
        raise CxsiteError(
            "{file} cannot be read: {error}", "Correct the file and try again.", file=config, error=error
        ) from error
    read = Extensions(config_file_path=str(config))
    read.load_dict({"markdown_extensions": values.get("markdown_extensions") or []})
    failed, _ = read.validate()
    if failed:
        raise CxsiteError(
            "{file}: {error}", "Correct markdown_extensions and try again.", file=config.name, error=failed[0][1]
        )
    return list(read.markdown_extensions), dict(read.mdx_configs or {})
