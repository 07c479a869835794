"""Pictures inside style sheets become files, and a style sheet keeps them for folders."""

from __future__ import annotations

import base64

import pytest

from cxsite.site.finish.style_icons import STYLES_FROM_FOLDER, move_icons, moved_files

SVG = "<svg xmlns='http://www.w3.org/2000/svg'><path d='M0 0;{}'/></svg>"
ICON = f'url("data:image/svg+xml;charset=utf-8,{SVG}")'


def test_a_picture_becomes_a_file_and_keeps_its_rules_for_folders() -> None:
    styles = f"a{{color:red}}@media print{{:root{{--md-a:1px;--md-icon:{ICON};top:0}}}}b{{left:0}}"
    moved = move_icons(styles, "assets/stylesheets/main.css")
    [(name, content)] = moved.files.items()
    assert content.decode() == SVG
    assert name.startswith("assets/icons/")
    assert name.endswith(".svg")
    assert moved.styles == styles.replace(ICON, f'url("../icons/{name.removeprefix("assets/icons/")}")')
    assert moved.declarations == f"@media print{{:root{{--md-icon:{ICON}}}"[:-1] + "}}"


@pytest.mark.parametrize(
    ("address", "suffix", "content"),
    [
        (
            "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'/%3E",
            "svg",
            b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        ),
        (f"data:image/png;base64,{base64.b64encode(b'PNG').decode()}", "png", b"PNG"),
        (f"DATA:image/svg+xml;base64,{base64.b64encode(b'<svg/>').decode()}".replace("DATA", "data"), "svg", b"<svg/>"),
    ],
)
def test_each_way_to_write_a_picture_is_read(address: str, suffix: str, content: bytes) -> None:
    moved = move_icons(f'x{{background:url( "{address}" ) no-repeat}}', "extra.css")
    [(name, written)] = moved.files.items()
    assert (name.rpartition(".")[2], written) == (suffix, content)
    assert moved.styles == f'x{{background:url("{name}") no-repeat}}'


@pytest.mark.parametrize(
    "address", ["data:font/woff2;base64,AAAA", "data:image/svg+xml,<svg", "data:image/png;base64,?", "data:", "data:,"]
)
def test_what_is_no_picture_stays(address: str) -> None:
    styles = f'x{{background:url("{address}")}}'
    assert move_icons(styles, "a.css") == (styles, {}, "")


def test_comments_and_texts_are_no_pictures() -> None:
    styles = f"/* {ICON} */ x::before{{content:'a}}data:{{'}}"
    assert move_icons(styles, "a.css").styles == styles


def test_style_sheets_without_pictures_stay_and_a_second_time_changes_nothing() -> None:
    styles = {"assets/css/b.css": "b{}", "assets/css/a.css": f"a{{mask:{ICON}}}"}
    first = moved_files(styles)
    assert sorted(first)[:1] == ["assets/css/a.css"]
    assert "assets/css/b.css" not in first
    assert first[STYLES_FROM_FOLDER].decode() == f"a{{mask:{ICON}}}"
    after = {**styles, **{path: content.decode() for path, content in first.items() if path.endswith(".css")}}
    assert moved_files(after) == {}
