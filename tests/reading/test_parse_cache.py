"""A folder that is read again is read as if for the first time, and only where its files have changed."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest
from small_playbook import TODAY, playbook

from cxsite.model.facts.references import collect_references
from cxsite.reading import ParseCache, load_saved_files, read

if TYPE_CHECKING:
    from pathlib import Path

    from cxsite.model.content import Content
    from cxsite.problems import Problem


def test_only_what_has_changed_is_read_again(tmp_path: Path) -> None:
    playbook(tmp_path, {"content/personas/minh.yml": "name: Minh\n"})
    known = ParseCache()
    before, _ = read(tmp_path, today=TODAY, known=known)
    (tmp_path / "content/personas/lan.yml").write_text("name: Lan Anh\n", "utf-8")
    after, _ = read(tmp_path, today=TODAY, known=known)
    assert after == read(tmp_path, today=TODAY)[0]
    assert after.personas["lan"].name == "Lan Anh"
    assert after.personas["minh"] is before.personas["minh"]


def test_a_file_that_was_touched_is_read_again_even_if_its_size_and_time_are_the_same(tmp_path: Path) -> None:
    playbook(tmp_path, {"content/personas/minh.yml": "name: Minh\n"})
    known, file = ParseCache(), tmp_path / "content/personas/minh.yml"
    long_ago = 1_600_000_000
    os.utime(file, (long_ago, long_ago))
    for name in ("Minh", "Lanh", "Hanh"):
        file.write_text(f"name: {name}\n", "utf-8")
        os.utime(file, (long_ago, long_ago))
        assert read(tmp_path, today=TODAY, known=known)[0].personas["minh"].name == name


def test_what_is_wrong_is_reported_each_time(tmp_path: Path) -> None:
    playbook(tmp_path, {"content/personas/minh.yml": "nam: Minh\n", "content/observations/so.csv": "metric\n"})
    known = ParseCache()
    first = read(tmp_path, today=TODAY, known=known)[1]
    assert first == read(tmp_path, today=TODAY, known=known)[1] == read(tmp_path, today=TODAY)[1]
    assert first != []


def test_a_file_that_came_back_otherwise_is_read(tmp_path: Path) -> None:
    playbook(tmp_path, {"content/personas/minh.yml": "name: Minh\n"})
    known, file = ParseCache(), tmp_path / "content/personas/minh.yml"
    read(tmp_path, today=TODAY, known=known)
    file.unlink()
    assert "minh" not in read(tmp_path, today=TODAY, known=known)[0].personas
    file.write_text("name: Minh Anh\n", "utf-8")
    assert read(tmp_path, today=TODAY, known=known)[0].personas["minh"].name == "Minh Anh"


def test_a_playbook_whose_language_changes_is_read_in_the_new_one(tmp_path: Path) -> None:
    playbook(tmp_path, {"content/personas/minh.yml": "name: Minh\nquote: {vi: Nhanh, en: Hurry}\n"})
    known, file = ParseCache(), tmp_path / "content/playbook.yml"
    assert read(tmp_path, today=TODAY, known=known)[0].personas["minh"].quote == "Nhanh"
    file.write_text(f"{file.read_text('utf-8')}languages: [en]\n", "utf-8")
    assert read(tmp_path, today=TODAY, known=known)[0].personas["minh"].quote == "Hurry"


def test_a_library_that_comes_later_shows_in_journeys_that_were_read_before(tmp_path: Path) -> None:
    journey = "title: Đổi\npersonas: [lan]\nstages: [{stage: hau-mai, touchpoints: [{id: goi, use: tong-dai}]}]\n"
    playbook(tmp_path, {"content/journeys/doi.yml": journey})
    known = ParseCache()
    before = read(tmp_path, today=TODAY, known=known)[0].journeys["doi"]
    assert (before.touchpoints[0].name, before.channels) == (None, ())
    library = tmp_path / "content/touchpoints/tong-dai.yml"
    library.parent.mkdir(exist_ok=True)
    library.write_text("name: Gọi tổng đài\nchannels: [zalo]\n", "utf-8")
    after = read(tmp_path, today=TODAY, known=known)[0].journeys["doi"]
    assert (after.touchpoints[0].name, after.channels) == ("Gọi tổng đài", ("zalo",))


def test_a_journey_is_joined_with_the_library_again_only_where_that_has_changed(tmp_path: Path) -> None:
    journey = "title: Đổi\npersonas: [lan]\nstages: [{stage: hau-mai, touchpoints: [{id: goi, use: tong-dai}]}]\n"
    files = {"content/journeys/doi.yml": journey, "content/touchpoints/tong-dai.yml": "name: Gọi tổng đài\n"}
    playbook(tmp_path, files)
    known, library = ParseCache(), tmp_path / "content/touchpoints/tong-dai.yml"
    first, again = (read(tmp_path, today=TODAY, known=known)[0].journeys["doi"] for _ in range(2))
    assert first is again
    library.write_text("name: Gọi cho ta\n", "utf-8")
    later = read(tmp_path, today=TODAY, known=known)[0].journeys["doi"]
    assert (first.touchpoints[0].title, later.touchpoints[0].title) == ("Gọi tổng đài", "Gọi cho ta")
    library.unlink()
    assert read(tmp_path, today=TODAY, known=known)[0] == read(tmp_path, today=TODAY)[0]


def _read_again(folder: Path, file: Path) -> tuple[Content, list[Problem]]:
    """Read a folder with what an earlier run has saved in `file`."""
    return read(folder, today=TODAY, known=ParseCache(load_saved_files(file, "1")))


def _places(content: Content) -> list[object]:
    """Return where everything is: each record's lines, the places of its references, and what it states."""
    of_files = ((one.key_place(), one.model_fields_set, one.as_written == one) for one in content.files)
    of_journeys = (
        (one.touchpoint.key_place(), one.touchpoint.source, one.touchpoint.as_written)
        for one in content.placed_touchpoints
    )
    references = (one.place for record in content.files for one in collect_references(record))
    return [*of_files, *of_journeys, *references]


def test_what_one_run_has_parsed_the_next_one_reads_with_all_its_places(tmp_path: Path) -> None:
    journey = """title: Đổi hàng
personas: [lan]
stages:
  - stage: hau-mai
    touchpoints:
      - id: goi
        use: tong-dai
        emotion: {lan: 2}
        pain_points: [{text: Chờ lâu}]
"""
    files = {
        "content/journeys/doi.yml": journey,
        "content/touchpoints/tong-dai.yml": "name: Gọi tổng đài\nchannels: [zalo]\n",
        "content/personas/minh.yml": "nam: Minh\n",
        "content/observations/so.csv": "metric\n",
    }
    folder, file = tmp_path / "playbook", tmp_path / "state" / "content.bin"
    playbook(folder, files)
    known = ParseCache()
    content, problems = read(folder, today=TODAY, known=known)
    assert content.touchpoint_by_key  # computed from the records before they are saved, and not saved with them
    known.save(file, "1")
    again, same_problems = _read_again(folder, file)
    assert (again, same_problems) == (content, problems)
    assert _places(again) == _places(content)


def test_a_file_that_has_changed_since_the_earlier_run_is_parsed(tmp_path: Path) -> None:
    folder, file = tmp_path / "playbook", tmp_path / "content.bin"
    playbook(folder, {"content/personas/minh.yml": "name: Minh\n"})
    known = ParseCache()
    read(folder, today=TODAY, known=known)
    known.save(file, "1")
    (folder / "content/personas/minh.yml").write_text("name: Minh Anh\n", "utf-8")
    (folder / "content/personas/lan.yml").unlink()
    again, problems = _read_again(folder, file)
    assert (again, problems) == read(folder, today=TODAY)
    assert again.personas["minh"].name == "Minh Anh"


def test_what_was_saved_is_written_again_only_if_much_was_parsed(tmp_path: Path) -> None:
    folder, file = tmp_path / "playbook", tmp_path / "content.bin"
    playbook(folder, {f"content/personas/minh-{n}.yml": "name: Minh\n" for n in range(40)})
    known = ParseCache()
    read(folder, today=TODAY, known=known)
    known.save(file, "1")
    before = file.read_bytes()
    for changed, is_written in ((1, False), (20, True)):
        for number in range(changed):
            (folder / f"content/personas/minh-{number}.yml").write_text(f"name: Minh {changed}\n", "utf-8")
        known = ParseCache(load_saved_files(file, "1"))
        read(folder, today=TODAY, known=known)
        known.save(file, "1")
        assert (file.read_bytes() != before) is is_written


@pytest.mark.parametrize("kept", [b"", b"\x80\x05.", bytes(64)])
def test_files_of_others_and_of_other_versions_are_not_unpickled(tmp_path: Path, kept: bytes) -> None:
    folder, file = tmp_path / "playbook", tmp_path / "content.bin"
    playbook(folder)
    known = ParseCache()
    read(folder, today=TODAY, known=known)
    known.save(file, "1")
    assert load_saved_files(file, "1")
    assert load_saved_files(file, "2") == {}
    sealed = file.read_bytes()
    file.write_bytes(sealed[:-1] + bytes([sealed[-1] ^ 1]))
    assert load_saved_files(file, "1") == {}
    file.write_bytes(kept)
    assert load_saved_files(file, "1") == {}
    assert load_saved_files(tmp_path / "none", "1") == {}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
def test_a_pipe_or_a_device_in_the_place_of_what_was_saved_is_not_waited_for(tmp_path: Path) -> None:
    pipe, device, circle = tmp_path / "pipe.bin", tmp_path / "device.bin", tmp_path / "circle.bin"
    os.mkfifo(pipe)
    device.symlink_to("/dev/zero")
    circle.symlink_to(circle)
    assert [load_saved_files(file, "1") for file in (pipe, device, circle)] == [{}, {}, {}]
