"""Help and usage errors in the reader's language."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from shell import a_project, cxsite
from translation_marks import find_stale

from cxsite import i18n as catalogues
from cxsite.cli.group import cxsite as group
from cxsite.i18n.catalogue import entries

if TYPE_CHECKING:
    from collections.abc import Iterator

MESSAGES = Path(catalogues.__file__).parent / "vi" / "LC_MESSAGES" / "messages.po"


def commands(command: click.Command, name: str) -> Iterator[tuple[str, click.Command]]:
    """A command and all below it, by their names in the catalogue."""
    yield name, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for key in command.list_commands(context):
            found = command.get_command(context, key)
            assert found is not None
            yield from commands(found, key if name == "cxsite" else f"{name}.{key}")


def english(command: click.Command) -> str:
    """All that a command's help says in English."""
    options = [one.help or "" for one in command.params if isinstance(one, click.Option)]
    return " ".join([command.help or "", command.short_help or "", *options])


def test_every_command_has_its_help_in_vietnamese_and_it_follows_the_english_of_today() -> None:
    assert find_stale("help", {name: english(command) for name, command in commands(group, "cxsite")}) == {}


def test_every_option_that_says_something_says_it_in_vietnamese() -> None:
    wanted = {
        f"{name}.options.{option.name}"
        for name, command in commands(group, "cxsite")
        for option in command.params
        if isinstance(option, click.Option) and option.help
    }
    assert wanted == {key for key in entries("vi", "help") if ".options." in key}
    short = {f"{name}.short" for name, command in commands(group, "cxsite") if name != "cxsite"}
    assert short == {key for key in entries("vi", "help") if key.endswith(".short")}


@pytest.mark.parametrize("name", [name.replace(".", " ") for name, _ in commands(group, "cxsite")])
def test_help_is_vietnamese_where_vietnamese_is_asked_for(name: str, tmp_path: Path) -> None:
    command = name.removeprefix("cxsite").split()
    ran = cxsite("--language", "vi", *command, "--help", cwd=tmp_path)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("Cách dùng: cxsite ")
    assert "Hiện phần trợ giúp này rồi thoát." in ran.out
    assert not {"Usage:", "Options:", "Commands:", "Show this"} & {*ran.out.split(), *ran.out.split("\n")}
    assert "Usage: cxsite " in cxsite("--language", "en", *command, "--help", cwd=tmp_path).out


def test_help_is_in_the_playbooks_language_and_else_the_environments(tmp_path: Path) -> None:
    assert cxsite("--help", cwd=a_project(tmp_path / "sổ")).out.startswith("Cách dùng:")
    assert cxsite("-C", tmp_path / "sổ", "rules", "-h", cwd=tmp_path).out.startswith("Cách dùng:")
    assert cxsite("--help", cwd=tmp_path).out.startswith("Usage:")
    assert cxsite("--help", cwd=tmp_path, LC_ALL="vi_VN.UTF-8").out.startswith("Cách dùng:")


@pytest.mark.parametrize(
    ("wrong", "reported"),
    [
        ("--nope", "Lỗi: Không có tùy chọn '--nope'."),
        ("validat", "Lỗi: Không có lệnh 'validat'."),
        ("rename", "Lỗi: Thiếu tham số 'KIND/ID'."),
        ("rules --format x", "Lỗi: Giá trị của '--format' không dùng được: 'x' không nằm trong số dùng được:"),
        ("validate --known", "Lỗi: Tùy chọn '--known' phải đi kèm giá trị."),
        ("coverage --fail-under nan", "Lỗi: Giá trị của '--fail-under' không dùng được: phải là một số từ 0 đến 100."),
        ("schema --write --check", "Lỗi: Chỉ dùng một trong ba: một loại tệp, --write, --check."),
        ("validate nowhere", "Lỗi: Không có tệp hay thư mục nowhere."),
        ("measure check hỏi-khách", "Lỗi: Không có nguồn dữ liệu hỏi-khách. Đang có: –."),
    ],
)
def test_what_was_called_wrongly_is_reported_in_vietnamese(wrong: str, reported: str, tmp_path: Path) -> None:
    ran = cxsite(*wrong.split(), cwd=a_project(tmp_path))
    assert (ran.code, ran.out) == (2, "")
    assert reported in ran.err
    assert "Cách dùng: cxsite" in ran.err or ran.err.startswith("Lỗi:")


def test_in_english_nothing_of_it_is_vietnamese_and_the_environment_is_as_before(tmp_path: Path) -> None:
    before = dict(os.environ)
    ran = cxsite("--language", "en", "rename", cwd=a_project(tmp_path), LANGUAGE="vi")
    assert "Error: Missing argument 'KIND/ID'." in ran.err
    assert dict(os.environ) == before


def said_by_click() -> set[object]:
    """Every sentence that click has translated: a text, or one for one thing and one for more."""
    found = extract_from_dir(Path(click.__file__).parent, [("**.py", "python")])
    return {text for _, _, text, _, _ in found}


@pytest.mark.slow
def test_click_says_nothing_to_users_that_has_no_translation() -> None:
    with MESSAGES.open("rb") as file:
        known = {message.id for message in read_po(file) if message.id}
    assert said_by_click() - known == TO_PROGRAMMERS
    assert known - said_by_click() == set()


TO_PROGRAMMERS = {
    "Arguments take exactly one parameter declaration, got {length}: {decls}.",
    "Boolean option {decl!r} cannot use the same flag for true/false.",
    "Choice({choices})",
    "Confirm the action without prompting.",
    "Could not determine name for option with declarations {decls!r}",
    "DeprecationWarning: The command {name!r} is deprecated.{extra_message}",
    "DeprecationWarning: The {param_type} {name!r} is deprecated.{extra_message}",
    "Invalid start character for option ({option})",
    "Name '{name}' defined twice",
    (
        "No options defined but a name was passed ({name}). Did you mean to declare an argument instead?"
        " Did you mean to pass '--{name}'?"
    ),
    "Unknown color {colour!r}",
    "Unknown standard stream '{name}'",
    "Value must be an iterable.",
    "Windows error: {error}",
    "d",
    "{value!r} is not a valid UUID.",
    "{editor}: Editing failed",
    "{editor}: Editing failed: {e}",
    ("{len_type} values are required, but {len_value} was given.",
     "{len_type} values are required, but {len_value} were given."),
}  # fmt: skip
"""What click says of how commands are written, and of what ours do not use."""


def test_translations_fill_in_nothing_that_click_does_not_give_and_are_compiled() -> None:
    with MESSAGES.open("rb") as file:
        messages = sorted((forms(one.id), forms(one.string)) for one in read_po(file) if one.id)
    for given, texts in messages:
        names = {name for one in given for name in re.findall(r"\{(\w+)", one)}
        assert all(text and set(re.findall(r"\{(\w+)", text)) <= names for text in texts), given
    with MESSAGES.with_suffix(".mo").open("rb") as file:
        compiled = sorted((forms(one.id), forms(one.string)) for one in read_mo(file) if one.id)
    assert compiled == messages, "write it anew: make messages"


def forms(text: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    """A text, or each of its plural forms."""
    return (text,) if isinstance(text, str) else tuple(text or ())
