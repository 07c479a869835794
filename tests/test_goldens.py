from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from goldens import Golden

if TYPE_CHECKING:
    from pathlib import Path


def test_the_golden_fixture_reads_the_files_of_this_repository(golden: Golden) -> None:
    golden("example.txt", "Bước 1: chào khách\n")


def test_an_equal_result_passes(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"Lan\n")
    compare = Golden(tmp_path, update=False, test="test_a")
    compare("a.txt", "Lan\n")
    compare("a.txt", b"Lan\n")


@pytest.mark.parametrize("actual", ["Lan", "Lan\r\n", b"Lan\r\n", "Làn\n"])
def test_any_other_byte_fails_and_names_the_remedy(tmp_path: Path, actual: str | bytes) -> None:
    (tmp_path / "a.txt").write_bytes(b"Lan\n")
    with pytest.raises(AssertionError, match="pytest --update-golden 'test_a'"):
        Golden(tmp_path, update=False, test="test_a")("a.txt", actual)


def test_a_missing_file_fails_and_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(pytest.fail.Exception, match=r"no golden file sub/a\.txt .* --update-golden 'test_a'"):
        Golden(tmp_path, update=False, test="test_a")("sub/a.txt", "Lan\n")
    assert not list(tmp_path.iterdir())


def test_an_update_writes_text_and_bytes_as_they_are(tmp_path: Path) -> None:
    update = Golden(tmp_path, update=True, test="test_a")
    update("sub/a.txt", "Đặt hàng\n")
    update("b.bin", b"\xff\r\n")
    assert (tmp_path / "sub/a.txt").read_bytes() == "Đặt hàng\n".encode()
    assert (tmp_path / "b.bin").read_bytes() == b"\xff\r\n"
