"""Links of hand-written pages that lead nowhere are found with their line and column before anything is built."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

import pytest
from shell import cxsite

if TYPE_CHECKING:
    from pathlib import Path

    from make_once import Begin

    from cxsite.problems import Problem

from cxsite.cli.outline import editions
from cxsite.handwritten.hand_pages import check_hand_pages
from cxsite.reading import read

JOURNEY = "../journeys/dat-banh-sinh-nhat.md"


@pytest.fixture(scope="module")
def project(begin: Begin, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new playbook in Vietnamese and English, with a draft and a page to lead to."""
    made = begin(tmp_path_factory.mktemp("links") / "so-tay", "vi")
    (made / "content" / "pages").mkdir()
    (made / "content" / "personas" / "an.yml").write_text("name: An\nstatus: draft\n", encoding="utf-8")
    (made / "content" / "pages" / "gio.md").write_text("# Giờ\n\n## Đặt hàng trước 8h\n\n## Nội dung { #Ở-đây }\n")
    return made


def found(project: Path, text: str) -> list[Problem]:
    file = project / "content" / "pages" / "lam.md"
    file.write_text(text, encoding="utf-8")
    content, problems = read(project)
    assert problems == []
    return list(check_hand_pages(editions(project, content)))


@pytest.mark.parametrize(
    ("link", "suggestion"),
    [
        ("khac.md", ""),
        ("../Personas/Mai.md", "../personas/mai.md"),
        ("../personas/may.md", "../personas/mai.md"),
        ("../persona/mai.md", "../personas/mai.md"),
        ("mai.md", "../personas/mai.md"),
        ("../personas/mai.html", "../personas/mai.md"),
        ("../personas/mai", "../personas/mai.md"),
        ("../personas/mai.yml", "../personas/mai.md"),
        ("../../content/personas/mai.yml", "../personas/mai.md"),
        ("../personas/", "../personas/index.md"),
        ("../", "../index.md"),
        ("/", "../index.md"),
        ("..\\personas\\mai.md", "../personas/mai.md"),
        ("/personas/mai.md", "../personas/mai.md"),
        ("/personas/mai.html#top", "../personas/mai.md#top"),
        ("../personas/an.md", ""),
        ("../personas/m%C3%A0i.md", "../personas/mai.md"),
        ("www.tiembanh.vn", "https://www.tiembanh.vn"),
        ("mai@tiembanh.example", "mailto:mai@tiembanh.example"),
        ("https://so-tay.example/personas/may.html", "https://so-tay.example/personas/mai.html"),
    ],
)
def test_a_link_to_no_file_is_reported_with_what_was_meant(project: Path, link: str, suggestion: str) -> None:
    config = project / "mkdocs.yml"
    before = config.read_text(encoding="utf-8")
    if "so-tay.example" in link:
        config.write_text(re.sub(r"site_url:.*", "", before) + "\nsite_url: https://so-tay.example/\n")
    try:
        (one,) = found(project, f"# Trang\n\n- Xem [đây]({link}).\n")
    finally:
        config.write_text(before, encoding="utf-8")
    assert (one.code, one.values["found"], one.values["suggestion"]) == ("CX024", link, suggestion)
    assert str(one.place) == "content/pages/lam.md:3:13"
    assert one.place.end_column == 13 + len(link)


@pytest.mark.parametrize(
    ("link", "suggestion"),
    [
        ("#khong-co-dau", ""),
        ("#lợi-ích", "#loi-ich"),
        ("#Loi-Ich", "#loi-ich"),
        ("gio.md#dat-hang-truoc-8h", "gio.md#at-hang-truoc-8h"),
        ("gio.md#đặt-hàng-trước-8h", "gio.md#at-hang-truoc-8h"),
        ("gio.md#%E1%BB%9E-%C4%91%C3%A2y", "gio.md#Ở-đây"),
        (f"{JOURNEY}#mapp", f"{JOURNEY}#map"),
        ("../strategy.md#goal-khach-quay-lay", "../strategy.md#goal-khach-quay-lai"),
    ],
)
def test_a_link_to_no_anchor_is_reported_with_what_was_meant(project: Path, link: str, suggestion: str) -> None:
    (one,) = found(project, f"# Trang\n\n## Lợi ích\n\n> Xem [đây]({link}).\n")
    assert (one.code, one.values["found"], one.values["suggestion"]) == ("CX025", link.partition("#")[2], suggestion)
    assert str(one.place) == "content/pages/lam.md:5:13"


@pytest.mark.parametrize(
    "text",
    [
        "# Trang\n\n## Lợi ích\n\n[a](#loi-ich) [b](gio.md#at-hang-truoc-8h) [c](gio.md#Ở-đây) [d](lam.md#loi-ich)\n",
        f"[a]({JOURNEY}#map) [b](../personas/index.md) [c](persona:mai) [d](../index.md) <https://a.example/b.md>\n",
        '<a href="../personas/mai.html">a</a> <a href="gio.html#at-hang-truoc-8h">b</a> <a href="#">c</a>\n',
        "`[a](b.md)`\n\n```\n[a](b.md)\n```\n\n    [a](b.md)\n\n\\[a](b.md)\n",
        "[a](mailto:a@b.example) [b](tel:123) [c](https://a.example/khac.html#x)\n",
        f"[a]({unicodedata.normalize('NFD', 'gio.md#Ở-đây')})\n",
        "Chữ[^1].\n\n[^1]: Chú thích.\n",
    ],
)
def test_what_leads_somewhere_is_fine(project: Path, text: str) -> None:
    assert found(project, text) == []


PLACES = """\
# Trang

1. Một
   - hai [a](k1.md)
     > ba [b](k2.md) `[c](k2.md)`

| x | y |
|---|---|
| [d](k3.md) | `k4.md` ![e](../pictures/k4.png) |

Câu **[f](k5.md)**, *[g][h]* và [i], <a class="x" href="k6.html">j</a> <img alt="" src='k7.png'>.

!!! note
    [k](<k8 9.md> "tên") và [k8](k8.md)

[h]: k10.md "tên"
[i]: <k11.md>
"""


def test_each_form_of_link_is_reported_where_its_address_stands(project: Path) -> None:
    lines = PLACES.split("\n")
    reported = {str(one.values["found"]): one.place for one in found(project, PLACES)}
    wanted = ["k1.md", "k2.md", "k3.md", "../pictures/k4.png", "k5.md", "k6.html", "k7.png", "k8 9.md", "k8.md"]
    assert sorted(reported) == sorted([*wanted, "k10.md", "k11.md"])
    for address, place in reported.items():
        assert lines[place.line - 1][place.column - 1 : place.end_column - 1] == address
        assert "`" not in lines[place.line - 1][place.column - 2 : place.column - 1]
    assert reported["k2.md"].line == 5


def test_one_address_in_two_uses_is_reported_where_it_leads_nowhere(project: Path) -> None:
    text = '[a](../personas/mai.md)\n\n<a href="../personas/mai.md">b</a>\n'
    (one,) = found(project, text)
    assert (str(one.place), one.values["suggestion"]) == ("content/pages/lam.md:3:10", "../personas/mai.html")


def test_a_link_by_id_to_a_draft_is_a_warning(project: Path) -> None:
    (one,) = found(project, "Gặp [An](persona:an).\n")
    assert (one.code, one.level.value, str(one.place)) == ("CX215", "warning", "content/pages/lam.md:1:10")


@pytest.mark.slow
def test_each_language_is_judged_by_its_own_site(begin: Begin, tmp_path: Path) -> None:
    project = begin(tmp_path / "pb", "vi")
    playbook = project / "content" / "playbook.yml"
    playbook.write_text(playbook.read_text(encoding="utf-8").replace("languages: [vi]", "languages: [vi, en]"))
    assert "[vi, en]" in playbook.read_text(encoding="utf-8")
    (project / "mkdocs.en.yml").write_text("INHERIT: mkdocs.yml\nsite_name: x\ndocs_dir: build/docs.en\n")
    pages = project / "content" / "pages"
    pages.mkdir()
    (pages / "gio.md").write_text("# Giờ\n\n## Giờ mở cửa\n")
    (pages / "gio.en.md").write_text("# Hours\n\n## Opening hours\n")
    (pages / "lam.md").write_text(
        '[a](gio.md#gio-mo-cua) <a href="../en/pages/gio.html">b</a> <a href="../en/x.html">c</a>\n'
    )
    content, _ = read(project)
    reported = [
        (one.code, one.values["found"], one.place.column) for one in check_hand_pages(editions(project, content))
    ]
    assert sorted(reported) == [
        ("CX024", "../en/pages/gio.html", 33),
        ("CX024", "../en/x.html", 70),
        ("CX025", "gio-mo-cua", 5),
    ]


@pytest.mark.slow
def test_build_and_generate_tell_the_same_and_never_ask_mkdocs(project: Path) -> None:
    page = project / "content" / "pages" / "lam.md"
    page.write_text("# Trang\n\n## Tìm hiểu\n\nXem [quy trình](khac.md).\n", encoding="utf-8")
    for command in ("validate", "build", "generate"):
        ran = cxsite(command, cwd=project)
        assert ran.code == 1
        assert "content/pages/lam.md:5:17" in ran.out + ran.err
        assert "MkDocs" not in ran.out + ran.err
    assert not (project / "site").exists()


@pytest.mark.parametrize(
    ("text", "place", "reason"),
    [
        ("Xem [đây](k\\_1.md) nhé.\n", "1:11", "missing"),
        ('Xem <a href="k.html?a=1&amp;b=2">đây</a>.\n', "1:14", "missing"),
        ("Xem [đây]() nhé.\n", "1:9", "empty"),
        ("Chữ.\n\n[^1]: Chú thích.\n", "3:1", "footnote"),
    ],
)
def test_links_that_do_not_stand_in_the_text_are_reported_all_the_same(
    project: Path, text: str, place: str, reason: str
) -> None:
    (one,) = found(project, text)
    assert (one.values["reason"], str(one.place)) == (reason, f"content/pages/lam.md:{place}")
