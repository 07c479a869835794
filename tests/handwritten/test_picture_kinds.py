"""What a file is shows in its first bytes."""

from __future__ import annotations

import pytest

from cxsite.handwritten.picture_kinds import fits_ending, kind_of


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"", "empty"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n", "lfs"),
        (b"<!DOCTYPE html><title>404</title>", "html"),
        (b"\n <html lang=vi>", "html"),
        (b'<?xml version="1.0"?>\n<!-- a -->\n<svg xmlns="http://www.w3.org/2000/svg">', "svg"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "heic"),
        (b"\0\0\0\x1cftypmif1\0\0\0\0mif1avifmiaf", "avif"),
        (b"\0\0\0\x1cftypavif\0\0\0\0avifmif1", "avif"),
        (b"\0\0\0\x18ftypisom\0\0\0\0", "video"),
        (b"GIF89a\x01\0", "gif"),
        (b"II*\0\x08\0", "tiff"),
        (b"BM\x36\0\0\0\0\0\0\0", "bmp"),
        (b"%PDF-1.7", "pdf"),
        (b"PK\x03\x04", "zip"),
        (b"8BPS\0\x01", "photoshop"),
        ("Ảnh của Mai".encode(), "text"),
        ("Ảnh của Mai ở".encode()[:-1], "text"),
        (b"\x00\x01\x02\xfe\xff", "unknown"),
        (b"\x89PNG\r\n\x1a\n", "png"),
        (b"\xff\xd8\xff\xe0", "jpeg"),
        (b"RIFF\x10\0\0\0WEBPVP8 ", "webp"),
    ],
)
def test_a_file_is_known_by_its_beginning(head: bytes, kind: str) -> None:
    assert kind_of(head) == kind


def test_endings_go_with_kinds() -> None:
    assert fits_ending("jpeg", ".JPG")
    assert not fits_ending("jpeg", ".png")
