"""Hand-written pages may hold what Markdown can say, and nothing that runs, is fetched or leads astray."""

from __future__ import annotations

import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_playbook import playbook
from small_site import CONFIG

from cxsite.handwritten.hand_pages import Edition, check_hand_pages
from cxsite.handwritten.page_rendering import page_renderer
from cxsite.handwritten.page_structure import stays_within
from cxsite.problems import CxsiteError

if TYPE_CHECKING:
    from cxsite.problems import Problem


def found(folder: Path, text: str, config: Path = CONFIG) -> list[Problem]:
    content, problems = playbook(folder, {"content/pages/lam.md": text})
    assert problems == []
    return list(check_hand_pages([Edition(config, content)]))


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("<script>alert(1)</script>", "script"),
        ("<ScRiPt src=x></sCrIpT>", "script"),
        ("[k](index.md){ onclick=alert(1) }", "handler"),
        ("![k](a.png){ onerror=alert(1) }", "handler"),
        ("*k*{ onmouseover=alert(1) }", "handler"),
        ("Chữ <b onfocus='x' tabindex=0>b</b>", "handler"),
        ("<iframe src=index.html></iframe>", "embed"),
        ("<object data=x></object>", "embed"),
        ("<embed src=x>", "embed"),
        ("<base href='https://ke-gian.example/'>", "embed"),
        ("<svg><script>alert(1)</script></svg>", "script"),
        ("<svg><foreignObject></foreignObject></svg>", "embed"),
        ("<math><mi xlink:href='javascript:x'></mi></math>", "embed"),
        ("<template><script>x</script></template>", "embed"),
        ("<meta http-equiv=refresh content='0;url=//x'>", "embed"),
        ("![a](https://ke-gian.example/a.png)", "foreign"),
        ("![a](//ke-gian.example/a.png)", "foreign"),
        ("<img srcset='a.png 1x, https://ke-gian.example/b.png 2x'>", "foreign"),
        ("<video src='http://ke-gian.example/v.mp4'></video>", "foreign"),
        ("[a](javascript:alert(1))", "link"),
        ("[a](JaVaScRiPt:alert(1))", "link"),
        ("<a href='jav&#x09;ascript:alert(1)'>a</a>", "link"),
        ("<a href='&#1;javascript:alert(1)'>a</a>", "link"),
        ("[a](data:text/html,x)", "link"),
        ("[a](//ke-gian.example/)", "link"),
        ("[a](/\\ke-gian.example)", "link"),
        ("[a][b]\n\n[b]: vbscript:x", "link"),
        ("<https://x.example/>{ href='javascript:x' }", "link"),
        ("*a*{ style='position:fixed;inset:0' }", "style"),
        ("<style>body{display:none}</style>", "style"),
        ("<form action=x></form>", "form"),
        ("<input type=password>", "form"),
        ("<span id=__config>{}</span>", "name"),
        ("*a*{ #__search }", "name"),
        ("*a*{ data-md-component=search }", "name"),
        ("![x](a.png){ name=querySelector }", "name"),
        ("![x](a.png){ name=anything }", "name"),
        ("*a*{ #forms }", "name"),
        ("<a name=body>a</a>", "name"),
        ("<label for=__drawer>a</label>", "name"),
        ("<title>", "embed"),
        ("<svg><desc><title>", "embed"),
        ("<textarea>", "embed"),
        ("<plaintext>", "embed"),
        ("<xmp>", "embed"),
        ("<noembed>", "embed"),
        ("<svg><![CDATA[ x ]]></svg>", "declaration"),
        ("a <?php x ?>", "declaration"),
        ("`<![nhãn]>`", "unreadable"),
        ("</article>", "structure"),
        ("</body>", "structure"),
        ("<frameset>", "structure"),
        ("<input type=checkbox formaction=x>", "form"),
        ("[a](https://may.example@ke-gian.example/)", "link"),
        ("<svg><path fill='var(--x, url(//ke-gian.example/))'/></svg>", "foreign"),
        ("a</div>", "structure"),
        ("<div>", "structure"),
        ("Chữ <b>đậm", "structure"),
        ("<table><tr><td>a", "structure"),
        ("<table><tr><td>a</td></tr>b</table>", "table"),
        ("<table><p>b</p><tr><td>a</td></tr></table>", "table"),
        ('<svg><rect fill="url(https://ke-gian.example/x.svg#p)"/></svg>', "foreign"),
        ('<svg><g filter="u\\72l(//ke-gian.example/x)"></g></svg>', "foreign"),
        ("<svg><g mask='image-set(\"//ke-gian.example/x\" 1x)'></g></svg>", "foreign"),
        ('<svg><path clip-path="url(x.svg#a)"/></svg>', "foreign"),
        ('<svg><path marker-end="src(x)"/></svg>', "foreign"),
        ("<a href='https://a.example/' ping='https://ke-gian.example/'>a</a>", "foreign"),
        ("<img src=a.png attributionsrc='https://ke-gian.example/'>", "foreign"),
        ("<img imagesrcset='//ke-gian.example/a 2x'>", "foreign"),
        ("<div manifest='//ke-gian.example/'></div>", "foreign"),
        ("<svg><a xlink:href='https://a.example/'><circle r=1 /></a></svg>", "drawing"),
        ("[a](https://[)", "link"),
        ("```mermaid\nflowchart LR\n  A@{ img: 'https://ke-gian.example/x.png' }\n```", "foreign"),
        ('```mermaid\nflowchart LR\n  A@{ "img" : "\\x2f/ke-gian.example/x" }\n```', "foreign"),
        ("```mermaid\nflowchart LR\n  A-->B\n  style A fill:url(//ke-gian.example/x)\n```", "foreign"),
        ('```mermaid\nflowchart LR\n  A["<img src=https://ke-gian.example/x.png>"]\n```', "foreign"),
        ("```mermaid\nflowchart LR\n  A[\"<b style='background:url(//ke-gian.example/x)'>x</b>\"]\n```", "foreign"),
        ('```mermaid\nflowchart LR\n  A["<svg><image href=//ke-gian.example/x></svg>"]\n```', "foreign"),
        ("```mermaid\nsequenceDiagram\n  A->>B: <video poster=https://ke-gian.example/x></video>\n```", "foreign"),
        ('<div href="https://ke-gian.example/">x</div>', "link"),
        ('![x](../a.png){ href="https://ke-gian.example/" }', "link"),
        ('<svg xlink:href="//ke-gian.example/x"></svg>', "link"),
        (
            "```mermaid\n%%{init: {'themeCSS': '@import \"//ke-gian.example/\"'}}%%\nflowchart LR\n  A-->B\n```",
            "foreign",
        ),
    ],
)
def test_a_dangerous_page_is_reported_at_its_line(tmp_path: Path, line: str, fault: str) -> None:
    text = f"# Trang\n\nMột đoạn.\n\n{line}\n\nHết.\n"
    first = next(one for one in found(tmp_path, text) if one.values["fault"] == fault)
    assert first.code == "CX119"
    assert first.place.path == "content/pages/lam.md"
    assert 5 <= first.place.line <= 5 + line.count("\n")


@pytest.mark.parametrize(
    "text",
    [
        "# Trang\n\n- [ ] việc\n\n!!! note\n    Nhớ.\n\n??? tip\n    Mở.\n",
        "| a | b |\n|:-:|--:|\n| 1 | 2 |\n",
        "Chữ[^1].\n\n[^1]: Chú thích.\n\n*[CX]: trải nghiệm\n",
        "```html\n<script>alert(1)</script>\n```\n\nViết `<b onclick=x>` thế này.\n",
        "```mermaid\nflowchart LR\n  a --> b\n```\n",
        "[Lan](persona:lan) [Mua](journey:mua) \n\n[x][l] [y](<persona:lan>)\n\n[l]: persona:lan\n",
        "[thư](mailto:cx@may.example) [web](https://may.example/) [gần](../personas/lan.md) ![ảnh](../a.png)\n",
        "<div markdown>\n*a*\n</div>\n\n<details><summary>a</summary>b</details>\n",
        "# Status\n\n## Forms\n\n## Links and images\n\n## Body\n",
        "<table><caption>a</caption><thead><tr><th>a</th></tr></thead><tr><td><p>b</p></td></tr></table>\n",
        "<svg><title>a</title><defs><path id='p' d='M0 0'/></defs><path fill='url(#p)' stroke='rgb(1,2,3)'/></svg>\n",
        "<svg viewBox='0 0 9 9'><g transform='rotate(45) translate(1,2)'><path d='M0 0'/></g></svg>\n",
        "<!-- nhắc: sửa sau -->\n\nChữ <b>đậm</b><br>xuống <kbd>Ctrl</kbd>\n",
        '=== "Một"\n\n    a\n\n=== "Hai"\n\n    b\n',
        '```mermaid\nflowchart LR\n  A["Một<br>hai <b>ba</b>"] <--> B\n```\n',
        "```mermaid\nclassDiagram\n  class A {\n    <<interface>>\n  }\n  A <|-- B\n```\n",
        "```mermaid\nflowchart LR\n  A[Một: https://may.example/] --> B\n  style A fill:#fff,stroke:rgb(1,2,3)\n```\n",
    ],
)
def test_what_markdown_can_say_is_fine(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, text) == []


def test_the_guilty_line_is_reported_and_not_the_example(tmp_path: Path) -> None:
    text = "# Trang\n\nĐừng viết `<iframe src=x>`.\n\n<iframe src=x></iframe>\n\nHết.\n"
    assert [(one.place.line, one.values["fault"]) for one in found(tmp_path, text)] == [(5, "embed")]


def test_each_guilty_line_is_reported(tmp_path: Path) -> None:
    text = "[a](javascript:x)\n\nb\n\n[c](javascript:x)\n"
    assert [one.place.line for one in found(tmp_path, text)] == [1, 5]


def test_an_unknown_id_is_reported_with_the_one_that_was_meant(tmp_path: Path) -> None:
    (one,) = found(tmp_path, "# Trang\n\nGặp [Lan](persona:lann) hôm nay.\n")
    assert (one.code, str(one.place)) == ("CX213", "content/pages/lam.md:3:11")
    assert one.values == {"found": "persona:lann", "suggestion": "persona:lan"}


def test_a_link_to_what_could_not_be_read_is_not_reported_again(tmp_path: Path) -> None:
    text = "# Trang\n\n[Lan](persona:lan), [Mua](journey:mua), [Thử đồ](touchpoint:mua/thu-do), [ai](persona:lam)\n"
    unreadable = {"content/personas/lan.yml": "nmae: Lan\n", "content/journeys/mua.yml": "title: Mua: váy\n"}
    content, _ = playbook(tmp_path, {"content/pages/lam.md": text} | unreadable)
    assert [one.values["found"] for one in check_hand_pages([Edition(CONFIG, content)])] == ["persona:lam"]


def test_a_playbook_without_mkdocs_yml_is_left_to_the_build(tmp_path: Path) -> None:
    assert found(tmp_path, "<script></script>", tmp_path / "mkdocs.yml") == []


@pytest.mark.parametrize("extension", ["pymdownx.snippets", "pymdownx.b64"])
def test_extensions_that_read_other_files_are_refused(tmp_path: Path, extension: str) -> None:
    config = tmp_path / "mkdocs.yml"
    config.write_text(f"site_name: x\nmarkdown_extensions:\n  - {extension}\n")
    with pytest.raises(CxsiteError, match=extension):
        found(tmp_path, '--8<-- "/etc/passwd"\n', config)


def test_inherited_settings_count(tmp_path: Path) -> None:
    (tmp_path / "base.yml").write_text("markdown_extensions: {attr_list: {}}\n")
    config = tmp_path / "mkdocs.yml"
    config.write_text("INHERIT: base.yml\n")
    assert [one.values["found"] for one in found(tmp_path, "*k*{ onclick=x }\n", config)] == ["onclick"]


def test_settings_that_cannot_be_used_are_reported(tmp_path: Path) -> None:
    config = tmp_path / "mkdocs.yml"
    config.write_text("markdown_extensions: [no_such_extension]\n")
    with pytest.raises(CxsiteError, match="no_such_extension"):
        found(tmp_path, "a\n", config)


BOMBS = {
    "brackets": "[" * 200_000,
    "brackets in lines": "[[[[[[[[\n\n" * 4_000,
    "links": "[a](" * 50_000,
    "pictures": "![" * 100_000,
    "tags": "<a " * 50_000,
    "quotes": "> " * 100_000,
    "parts that are not read": "<![CDATA[" * 20_000,
    "headings": "a\n=\n" * 40_000,
    "code": "```\n" * 50_000,
    "abbreviations": "*[a]: b\n" * 25_000,
    "definitions": "a\n: b\n" * 2_000,
    "paragraphs": "a\n\n" * 80_000,
    "signs": "\\" * 250_000,
    "too long": "a" * 270_000,
}


@pytest.mark.parametrize("text", BOMBS.values(), ids=BOMBS.keys())
def test_a_page_of_nothing_but_marks_takes_seconds_not_minutes(tmp_path: Path, text: str) -> None:
    content, _ = playbook(tmp_path, {"content/pages/lam.md": text})
    begun = time.process_time()
    problems = list(check_hand_pages([Edition(CONFIG, content)]))
    assert time.process_time() - begun < 30  # a second at most on a free machine; without the limits, minutes
    assert {(one.code, one.values.get("fault")) for one in problems} <= {("CX119", "dense"), ("CX011", None)}


def test_what_is_too_much_is_reported_where_it_begins_to_be(tmp_path: Path) -> None:
    (one,) = found(tmp_path, "# Trang\n\n" + "[" * 501)
    assert (one.values, str(one.place)) == ({"fault": "dense", "found": ""}, "content/pages/lam.md:3:501")
    assert found(tmp_path, "# Trang\n\n" + "a\n\n" * 2_400 + "[a](../a.md) " * 500) == []


def test_of_many_faults_the_first_are_reported(tmp_path: Path) -> None:
    text = "".join(f"[a](javascript:{number})\n\n" for number in range(100))
    assert [one.place.line for one in found(tmp_path, text)] == list(range(1, 40, 2))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("# A\n\n- một <div>a</div>\n- hai </article> x\n", "4:7"),
        ("# A\n\n<div>\n\nmột\n\n<section>\n\nhai\n\n</section>\n", "3:1"),
        ("# A\n\n<div>một</div>\n\nhai <em>ba\n", "5:5"),
        ("# A\n\n> `<![a]>` và <![b]>\n", "3:4"),
    ],
)
def test_what_leaves_the_page_is_reported_where_it_stands(tmp_path: Path, text: str, place: str) -> None:
    assert str(found(tmp_path, text)[0].place) == f"content/pages/lam.md:{place}"


def test_the_faulty_one_of_two_alike_is_reported_with_its_column(tmp_path: Path) -> None:
    text = "| a | b |\n|---|---|\n| `<iframe>` | <iframe src=x></iframe> |\n"
    assert [str(one.place) for one in found(tmp_path, text)] == ["content/pages/lam.md:3:16"]


PARTS = [
    *("<div>", "</div>", "</article>", "<title>", "<svg>", "</svg>", "<table>", "<tr>", "<td>", "</table>", "<p>", "<"),
    *("<!--", "-->", "<![CDATA[", "]]>", "<a href='x'>", "</a>", "<b>", "`", "\n\n", "chữ ", "- ", "> ", "<a ", "<?"),
    *("<!", "&#0;", "[a](", ")", "<textarea>", "<math>", "<desc>", "xlink:href=", "'", "\\", "```\n"),
]


@given(st.lists(st.sampled_from(PARTS), max_size=14))
def test_any_page_is_fine_or_reported_and_never_breaks_what_surrounds_it(parts: list[str]) -> None:
    with TemporaryDirectory() as folder:
        text = "".join(parts)
        problems = found(Path(folder), text)
        if not problems:
            assert stays_within(page_renderer(CONFIG)(text))
