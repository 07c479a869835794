"""Files of pictures lose what they hold beside the picture, and nothing of the picture."""

from __future__ import annotations

import io
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from cxsite.handwritten.picture_container import BrokenPictureError, orientation, read_container

KINDS = ("png", "jpeg", "webp")


def encoded(kind: str, image: Image.Image, **options: object) -> bytes:
    """The file that Pillow makes of an image."""
    file = io.BytesIO()
    image.save(file, kind.upper(), **options)
    return file.getvalue()


def exif_of_a_phone(turn: int = 1) -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112] = turn
    exif[0x013B] = "Nguyễn Thị Lan"
    gps = exif.get_ifd(0x8825)
    gps[1], gps[2] = "N", (21.0, 1.0, 42.5)
    return exif


def an_image(mode: str = "RGB", size: tuple[int, int] = (64, 48)) -> Image.Image:
    return Image.effect_noise(size, 80).convert(mode)


def decoded(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def with_everything(kind: str, turn: int = 1) -> bytes:
    options: dict[str, object] = {"exif": exif_of_a_phone(turn)}
    if kind == "png":
        texts = PngImagePlugin.PngInfo()
        texts.add_text("Author", "Nguyễn Thị Lan", zip=True)
        texts.add_itxt("Comment", "bí mật")
        options["pnginfo"] = texts
    elif kind == "jpeg":
        options |= {"comment": b"bi mat", "xmp": b"<x:xmpmeta><dc:creator>Lan</dc:creator></x:xmpmeta>"}
    else:
        options |= {"xmp": b"<x:xmpmeta><dc:creator>Lan</dc:creator></x:xmpmeta>", "lossless": True}
    return encoded(kind, an_image(), **options) + b"tail: bi mat"


WHOLE = {kind: with_everything(kind) for kind in KINDS}


@pytest.mark.parametrize("turn", [1, 3, 6, 8])
@pytest.mark.parametrize("kind", KINDS)
def test_only_pixels_and_orientation_are_published(kind: str, turn: int) -> None:
    data = with_everything(kind, turn)
    found = read_container(kind, data)
    assert (found.width, found.height, found.frames) == (64, 48, 1)
    assert orientation(found.exif) == turn
    assert decoded(found.clean).tobytes() == decoded(data).tobytes()
    assert dict(decoded(found.clean).getexif()) == ({} if turn == 1 else {0x0112: turn})
    for secret in (b"Lan", b"bi mat", "bí mật".encode(), b"xmpmeta", b"tail"):
        assert secret not in found.clean


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_clean_stays_as_it_is(kind: str) -> None:
    once = read_container(kind, with_everything(kind, 6)).clean
    assert read_container(kind, once).clean == once


@pytest.mark.parametrize("kind", KINDS)
def test_a_colour_profile_is_kept(kind: str) -> None:
    from PIL import ImageCms  # noqa: PLC0415 -- only here

    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    found = read_container(kind, encoded(kind, an_image(), icc_profile=profile))
    assert decoded(found.clean).info["icc_profile"] == profile


@pytest.mark.parametrize("kind", ["png", "webp"])
def test_animations_stay_animations(kind: str) -> None:
    frames = [Image.new("RGB", (20, 10), colour) for colour in ("red", "green", "blue")]
    data = encoded(kind, frames[0], save_all=True, append_images=frames[1:], duration=100)
    found = read_container(kind, data)
    assert found.frames == 3
    assert getattr(decoded(found.clean), "n_frames", 1) == 3


def test_a_progressive_jpeg_in_inks_of_print_is_read(tmp_path: object) -> None:  # noqa: ARG001
    data = encoded("jpeg", an_image("CMYK"), progressive=True)
    assert decoded(read_container("jpeg", data).clean).tobytes() == decoded(data).tobytes()


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_that_is_cut_short_is_broken(kind: str) -> None:
    data = encoded(kind, an_image())
    for length in (12, 30, len(data) // 2, len(data) - 3):
        with pytest.raises(BrokenPictureError):
            read_container(kind, data[:length])


def test_frames_are_counted_whatever_the_file_says() -> None:
    frames = [Image.new("RGB", (20, 10), (shade, 0, 0)) for shade in range(0, 250, 25)]
    data = encoded("png", frames[0], save_all=True, append_images=frames[1:])
    at = data.index(b"acTL")
    body = b"acTL" + (1).to_bytes(4, "big") + data[at + 8 : at + 12]
    forged = data[:at] + body + zlib.crc32(body).to_bytes(4, "big") + data[at + 16 :]
    assert read_container("png", forged).frames == 10


def test_a_jpeg_of_scans_by_the_hundred_is_not_decoded() -> None:
    data = encoded("jpeg", an_image(), progressive=True)
    scan, end = data.rindex(b"\xff\xda"), data.rindex(b"\xff\xd9")
    read_container("jpeg", data[:end] + data[scan:end] * 20 + data[end:])
    with pytest.raises(BrokenPictureError):
        read_container("jpeg", data[:end] + data[scan:end] * 200 + data[end:])


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
def test_no_bytes_bring_the_reader_down(kind: str, data: st.DataObject) -> None:
    whole = bytearray(WHOLE[kind])
    for _ in range(data.draw(st.integers(1, 6))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    try:
        found = read_container(kind, bytes(whole[: data.draw(st.integers(0, len(whole)))]))
    except BrokenPictureError:
        return
    assert found.width > 0
    assert found.height > 0
