"""What is wrong with the world is said in Vietnamese as it is in English."""

from __future__ import annotations

import errno
import os
import re
from pathlib import Path

import pytest
from error_messages_in_code import PACKAGE, sentences

from cxsite.i18n.catalogue import entries
from cxsite.i18n.error_messages import translate_error, translate_message
from cxsite.problems import CxsiteError, make_message

NAME = re.compile(r"(?<!\{)\{(\w+)\}(?!\})")
HAND_ON = {"cli/usage_errors.py", "site/builders/frame_template.py"}
"""Files that hand on a sentence which others made."""


def made() -> set[str]:
    """Every English sentence that code makes."""
    files = {path.relative_to(PACKAGE).as_posix(): path for path in sorted(PACKAGE.rglob("*.py"))}
    found = [(name, *one) for name, path in files.items() for one in sentences(path)]
    assert {name for name, _, text in found if text is None} == HAND_ON
    return {text for _, _, text in found if text}


@pytest.mark.slow
def test_every_sentence_is_there_in_vietnamese_and_none_is_left_over() -> None:
    known = {key.removeprefix("sentence.") for key in entries("vi", "error_messages") if key.startswith("sentence.")}
    assert len(known) > 150
    assert made() - known == set()
    assert known - made() == set()


def test_both_are_filled_with_the_same() -> None:
    for key, text in entries("vi", "error_messages").items():
        if key.startswith("sentence."):
            assert set(NAME.findall(str(text))) == set(NAME.findall(key)), key


def test_reasons_are_those_of_systems() -> None:
    named = {key.removeprefix("reason.") for key in entries("vi", "error_messages") if key.startswith("reason.")}
    assert named <= set(errno.errorcode.values())


def test_an_error_is_said_in_both_languages_with_its_reason_and_file() -> None:
    full = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "/đĩa/a.html")
    error = CxsiteError("The built site could not be finished: {error}.", "Install cxsite again.", error=full)
    assert error.message == "The built site could not be finished: No space left on device (/đĩa/a.html)."
    assert translate_error(error, "en") == (error.message, "Install cxsite again.")
    assert translate_error(error, "vi") == (
        "Không hoàn thiện được trang đã dựng: đĩa đã đầy (/đĩa/a.html).",
        "Cài lại cxsite.",
    )


def test_a_file_that_the_sentence_names_is_not_named_twice() -> None:
    missing = OSError(errno.ENOENT, os.strerror(errno.ENOENT), "a/b.json")
    error = CxsiteError("{file} cannot be read: {error}.", file=Path("a/b.json"), error=missing)
    assert error.message == "a/b.json cannot be read: No such file or directory."
    assert translate_message(error.what, "vi") == "Không đọc được a/b.json: không có."


def test_a_reason_that_is_not_known_is_said_as_the_system_does() -> None:
    error = OSError(errno.EPIPE, "Broken pipe")
    assert translate_message(make_message("{file}: {error}", file="a", error=error), "vi") == "a: Broken pipe"
    assert translate_message(make_message("{file}: {error}", file="a", error=ValueError()), "vi") == "a: ValueError"


def test_sentences_within_a_sentence_are_lines_in_its_language() -> None:
    faults = tuple(make_message("{path}: {what}", path=path, what=make_message("is missing")) for path in ("a", "b"))
    whole = make_message("The built site has errors ({n}) and was not published:{errors}", n=2, errors=faults)
    assert str(whole) == "The built site has errors (2) and was not published:\n  a: is missing\n  b: is missing"
    assert (
        translate_message(whole, "vi")
        == "Trang dựng ra còn lỗi (2) nên chưa được đăng:\n  a: còn thiếu\n  b: còn thiếu"
    )


def test_braces_in_a_value_are_left_alone() -> None:
    assert (
        translate_message(make_message("There is no folder {folder}.", folder="{x}{folder"), "vi")
        == "Không có thư mục {x}{folder."
    )


def test_what_is_not_in_the_catalogue_is_a_bug() -> None:
    with pytest.raises(KeyError):
        translate_message(make_message("Nobody wrote this."), "vi")
