"""Pictures are judged where content names them; what is published holds no metadata and nothing that nobody sees."""

from __future__ import annotations

import io
import os
import unicodedata
from typing import TYPE_CHECKING

import pytest
from PIL import Image
from shell import cxsite
from small_playbook import FILES, playbook
from small_site import CONFIG

from cxsite.handwritten import picture_files
from cxsite.handwritten.hand_pages import Edition
from cxsite.handwritten.pictures import picture_problems, published_pictures

if TYPE_CHECKING:
    from pathlib import Path

    from make_once import Begin

    from cxsite.problems import Problem

LAN = FILES["content/personas/lan.yml"]
LFS = b"version https://git-lfs.github.com/spec/v1\noid sha256:4d7a214614ab2935\nsize 12345\n"


def a_picture(kind: str = "PNG", **options: object) -> bytes:
    file = io.BytesIO()
    Image.effect_noise((40, 30), 50).convert("RGB").save(file, kind, **options)
    return file.getvalue()


def put(project: Path, name: str, data: bytes) -> Path:
    file = project / "content" / "pictures" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    return file


def found(project: Path, name: str = "lan.png", page: str = "") -> list[Problem]:
    changes = {"content/personas/lan.yml": f"{LAN}picture: {{file: '{name}', alt: Lan trước gương}}\n"}
    if page:
        changes["content/pages/lam.md"] = page
    content, _ = playbook(project, changes)
    return list(picture_problems(content, project, [Edition(CONFIG, content)]))


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (LFS, "lfs"),
        (b"", "empty"),
        (b"<!doctype html><p>404</p>", "html"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "heic"),
        (b"\0\0\0\x1cftypavif\0\0\0\0avifmif1", "avif"),
        (a_picture("GIF"), "gif"),
        (a_picture()[:400], "damaged"),
        (a_picture("JPEG")[:-40], "damaged"),
        (b"metric,period\nnps,2026-10\n", "text"),
    ],
)
def test_what_is_no_picture_is_reported_where_it_is_named(tmp_path: Path, data: bytes, kind: str) -> None:
    put(tmp_path, "lan.png", data)
    (one,) = found(tmp_path)
    assert (one.code, one.values) == ("CX026", {"file": "lan.png", "kind": kind})
    assert str(one.place) == "content/personas/lan.yml:3:17"


def test_a_picture_that_a_page_shows_is_reported_at_the_page(tmp_path: Path) -> None:
    put(tmp_path, "lan.png", a_picture())
    put(tmp_path, "mai.png", LFS)
    page = "# Trang\n\n- a `../pictures/mai.png`\n- ![Mai](../pictures/mai.png)\n"
    (one,) = found(tmp_path, page=page)
    assert (one.code, str(one.place)) == ("CX026", "content/pages/lam.md:4:10")


def test_what_nobody_shows_is_not_read(tmp_path: Path) -> None:
    put(tmp_path, "lan.png", a_picture())
    put(tmp_path, "khac.png", LFS)
    assert found(tmp_path) == []


def test_a_pipe_a_link_out_and_a_folder_stay_closed(tmp_path: Path) -> None:
    secret = tmp_path / "content" / "answers" / "a.csv"
    secret.parent.mkdir(parents=True)
    secret.write_text("name,score\nLan,3\n")
    file = put(tmp_path, "lan.png", b"")
    file.unlink()
    file.symlink_to(secret)
    assert [one.values["kind"] for one in found(tmp_path)] == ["link"]
    file.unlink()
    os.mkfifo(file)
    assert [one.values["kind"] for one in found(tmp_path)] == ["special"]


def test_too_many_bytes_or_pixels_are_reported_without_decoding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wide = Image.new("1", (12_000, 6_000))
    file = io.BytesIO()
    wide.save(file, "PNG")
    put(tmp_path, "lan.png", file.getvalue())
    (one,) = found(tmp_path)
    assert (one.code, one.values["found"]) == ("CX027", "72 MP")
    monkeypatch.setattr(picture_files, "MAX_BYTES", 1_000)
    put(tmp_path, "lan.png", a_picture() + b"x")
    assert [one.code for one in found(tmp_path)] == ["CX027"]


def test_a_name_of_another_kind_is_a_warning(tmp_path: Path) -> None:
    put(tmp_path, "lan.png", a_picture("JPEG"))
    (one,) = found(tmp_path)
    assert (one.code, one.level.value, one.values["suggestion"]) == ("CX028", "warning", "lan.jpg")


def test_metadata_is_reported_once_and_not_published(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x013B], exif[0x0112] = "Lan", 6
    exif.get_ifd(0x8825)[1] = "N"
    put(tmp_path, "lan.jpg", a_picture("JPEG", exif=exif))
    (one,) = found(tmp_path, "lan.jpg", page="![a](../pictures/lan.jpg)\n")
    assert (one.code, one.level.value, one.values["found"]) == ("CX029", "note", "place-people")
    content, _ = playbook(tmp_path, {"content/personas/lan.yml": f"{LAN}picture: {{file: lan.jpg, alt: Lan}}\n"})
    (asset,) = published_pictures(content, tmp_path, Edition(CONFIG, content))
    assert asset.path == "pictures/lan.jpg"
    assert not isinstance(asset.content, bytes)
    published = Image.open(io.BytesIO(asset.content.read_bytes()))
    assert dict(published.getexif()) == {0x0112: 6}


@pytest.mark.parametrize("disk", ["NFC", "NFD"])
@pytest.mark.parametrize("written", ["NFC", "NFD"])
def test_names_are_compared_and_published_in_one_form(tmp_path: Path, disk: str, written: str) -> None:
    name = "ảnh cửa hàng.png"
    put(tmp_path, unicodedata.normalize(disk, name), a_picture())  # type: ignore[arg-type]
    mine = unicodedata.normalize(written, name)  # type: ignore[arg-type]
    text = f"{LAN}picture: {{file: {mine}, alt: Lan}}\n"
    page = f"# A\n\n![a](<../pictures/{mine}>)\n"
    content, problems = playbook(tmp_path, {"content/personas/lan.yml": text, "content/pages/lam.md": page})
    edition = Edition(CONFIG, content)
    assert problems == []
    assert list(picture_problems(content, tmp_path, [edition])) == []
    (asset,) = published_pictures(content, tmp_path, edition)
    assert asset.path == "pictures/" + unicodedata.normalize("NFC", name)


@pytest.mark.parametrize("name", ["lan:1.png", "lan\\1.png"])
def test_a_name_that_no_address_can_have_is_reported_at_its_line(tmp_path: Path, name: str) -> None:
    put(tmp_path, name, a_picture())
    (one,) = found(tmp_path, name)
    assert (one.code, one.values["kind"], one.place.path) == ("CX026", "name", "content/personas/lan.yml")
    assert str(one.values["suggestion"]).startswith("lan")


@pytest.mark.parametrize("name", ["lan\u202egnp.png", "lan\u200b.png", "lan\n.png"])
def test_a_name_with_what_cannot_be_seen_is_reported_at_the_file(tmp_path: Path, name: str) -> None:
    put(tmp_path, name, a_picture())
    put(tmp_path, "lan.png", a_picture())
    (one,) = found(tmp_path)
    assert (one.code, one.values["kind"], one.values["file"]) == ("CX026", "name", name)


@pytest.mark.parametrize("name", ["a#b.png", "a%20b.png", "hai  cách.png", "dấu'.png", "a&b.png"])
def test_other_names_are_fine(tmp_path: Path, name: str) -> None:
    put(tmp_path, name, a_picture())
    assert found(tmp_path, name.replace("'", "''")) == []


def test_a_name_of_bytes_that_are_no_letters_is_reported_at_the_file(tmp_path: Path) -> None:
    put(tmp_path, "lan.png", a_picture())
    folder = os.fsencode(tmp_path / "content" / "pictures")
    with open(folder + b"/\xe1nh.png", "wb") as file:  # noqa: PTH123 -- a name that is no text
        file.write(a_picture())
    (one,) = found(tmp_path)
    assert (one.code, one.values["kind"], one.values["file"]) == ("CX026", "name", "\\udce1nh.png")


def test_only_what_published_pages_show_is_published(tmp_path: Path) -> None:
    for name in ("lan.png", "an.png", "trang.png", "khac.png", "nen.png"):
        put(tmp_path, name, a_picture())
    changes = {
        "content/personas/lan.yml": f"{LAN}picture: {{file: lan.png, alt: Lan}}\n",
        "content/personas/an.yml": "name: An\nstatus: draft\npicture: {file: an.png, alt: An}\n",
        "content/pages/lam.md": "# A\n\n`../pictures/khac.png` ![t](../pictures/trang.png)\n",
    }
    style = tmp_path / "templates" / "assets" / "css" / "own.css"
    style.parent.mkdir(parents=True)
    style.write_text("body { background: url(../../pictures/nen.png) }\n")
    content, _ = playbook(tmp_path, changes)
    shown = content.published
    paths = [asset.path for asset in published_pictures(shown, tmp_path, Edition(CONFIG, shown))]
    assert paths == ["pictures/lan.png", "pictures/nen.png", "pictures/trang.png"]


def test_a_file_name_alone_gets_the_whole_form(tmp_path: Path) -> None:
    _, problems = playbook(tmp_path, {"content/personas/lan.yml": f"{LAN}picture: lan.png\n"})
    assert [(one.code, one.values["record"], one.values["file"]) for one in problems] == [
        ("CX103", "picture", "lan.png")
    ]


@pytest.mark.slow
def test_build_refuses_a_pointer_with_the_line_that_names_it(begin: Begin, tmp_path: Path) -> None:
    project = begin(tmp_path / "so-tay", "vi")
    put(project, "mai.png", LFS)
    persona = project / "content" / "personas" / "mai.yml"
    with persona.open("a", encoding="utf-8") as file:
        file.write("picture: {file: mai.png, alt: Mai trong tiệm bánh}\n")
    line = len(persona.read_text(encoding="utf-8").splitlines())
    for command in ("validate", "build", "generate"):
        ran = cxsite("--language", "en", command, cwd=project)
        assert ran.code == 1
        assert f"content/personas/mai.yml:{line}:17" in ran.out + ran.err
        assert "mai.png is a Git LFS pointer, not a picture." in ran.out + ran.err
