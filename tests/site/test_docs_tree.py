"""Pages become Markdown that shows any text unchanged."""

from __future__ import annotations

from html import unescape

import pytest
import yaml
from small_site import HOSTILE, page

from cxsite.problems import CxsiteError
from cxsite.rendering.page import Page, Section
from cxsite.site.docs_tree import MovedPage, SiteAsset, make_docs_tree, render_moved_page, render_page_markdown


def test_a_page_has_front_matter_headings_with_ids_and_its_html() -> None:
    shown = Page(
        path="personas/lan",
        title="Lan: bận rộn",
        description="Ai?",
        hide=("toc", "navigation"),
        sections=(
            Section(level=1, heading="Lan: bận rộn", id="start", html="<div>Chào</div>"),
            Section(level=2, heading="Mục tiêu", id="muc-tieu"),
        ),
    )
    assert render_page_markdown(shown) == (
        '---\ntitle: "Lan&#58; bận rộn"\ndescription: "Ai&#63;"\nhide: [toc, navigation]\n---\n\n'
        "# Lan&#58; bận rộn { #start }\n\n<div>Chào</div>\n\n## Mục tiêu { #muc-tieu }\n"
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_title_is_text_in_the_front_matter(text: str) -> None:
    front = yaml.safe_load(render_page_markdown(page("a", text)).split("---\n")[1])
    assert unescape(front["title"]) == text
    assert "<" not in front["title"]


def test_a_heading_without_visible_text_keeps_its_id() -> None:
    empty = Page(path="a", title="A", sections=(Section(level=1, heading=" \n ", id="start"),))
    assert "\n# &#160; { #start }\n" in render_page_markdown(empty)


def test_a_hand_written_page_keeps_its_markdown() -> None:
    written = Page(path="a", title="A", markdown="\n# Chào\n\n*Bạn*\n")
    assert render_page_markdown(written) == '---\ntitle: "A"\n---\n\n# Chào\n\n*Bạn*\n'


def test_a_section_that_markdown_would_tear_apart_is_a_broken_template() -> None:
    torn = Page(path="a", title="A", sections=(Section(level=1, heading="A", id="a", html="<div>\n\nb</div>"),))
    with pytest.raises(CxsiteError, match="without blank lines"):
        render_page_markdown(torn)


def test_an_old_address_leads_to_the_new_one() -> None:
    moved = MovedPage(old="a/cu", new="b/moi", title="<Mới>", notice="Đã chuyển.", language="vi")
    html = unescape(render_moved_page(moved))
    assert 'href="../b/moi.html"><Mới></a>' in html
    assert 'content="0; url=../b/moi.html"' in html
    assert "<Mới>" not in render_moved_page(moved)


def test_files_are_sorted_and_have_their_addresses() -> None:
    moved = MovedPage(old="cu", new="b", title="B", notice="Đã chuyển.", language="vi")
    tree = make_docs_tree((page("b", "B"), page("a/index", "A")), (SiteAsset(path="x.png", content=b"1"),), (moved,))
    assert list(tree) == ["a/index.md", "b.md", "cu.html", "x.png"]


@pytest.mark.parametrize(
    ("one", "other"),
    [("a", "a"), ("a", "A"), ("é", "e\u0301"), ("straße", "STRASSE")],
)
def test_two_pages_with_one_address_are_refused(one: str, other: str) -> None:
    with pytest.raises(CxsiteError, match="the same address"):
        make_docs_tree((page(one, "1"), page(other, "2")))


def test_a_page_and_a_redirect_with_one_address_are_refused() -> None:
    moved = MovedPage(old="a", new="b", title="B", notice="Đã chuyển.", language="vi")
    with pytest.raises(CxsiteError, match="the same address"):
        make_docs_tree((page("a", "A"), page("b", "B")), moved=(moved,))


def test_a_file_that_must_be_a_folder_is_refused() -> None:
    with pytest.raises(CxsiteError, match="to be a folder"):
        make_docs_tree((page("a/b", "B"),), (SiteAsset(path="A", content=b""),))


@pytest.mark.parametrize("path", ["/a", "a//b", "../a", "a/./b", ".a", "a\\b", "c:a", ""])
def test_an_address_that_leaves_the_tree_is_refused(path: str) -> None:
    with pytest.raises(CxsiteError, match="cannot be a file"):
        make_docs_tree((), (SiteAsset(path=path, content=b""),))
