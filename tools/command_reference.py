"""Print the reference of all commands as Markdown, in the language of the first argument.

`make docs` writes docs/commands.md and docs/commands.vi.md with it.
"""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Final

import click

from cxsite.cli.group import COMMANDS, cxsite
from cxsite.cli.localized_help import localize_command

if TYPE_CHECKING:
    from collections.abc import Iterator

TEXTS: Final = {
    "en": {
        "title": "Commands",
        "lead": "`make docs` writes this page from the commands; `cxsite COMMAND --help` says the same.",
        "before": "Before the name of a command",
        "option": "option",
        "means": "meaning",
        "codes": "Exit codes",
        "code": "code",
        "0": "all is well",
        "1": "problems in the content",
        "2": "wrong usage, or the environment refuses",
        "3": "a gate is not met (`--check`, `--fail-under` …)",
    },
    "vi": {
        "title": "Các lệnh",
        "lead": "Trang này do `make docs` ghi ra từ chính các lệnh; `cxsite LỆNH --help` cho cùng nội dung.",
        "before": "Viết trước tên lệnh",
        "option": "tùy chọn",
        "means": "ý nghĩa",
        "codes": "Mã kết thúc",
        "code": "mã",
        "0": "mọi việc ổn",
        "1": "nội dung có vấn đề",
        "2": "gọi lệnh chưa đúng, hoặc máy không cho phép",
        "3": "chưa đạt mức đã đặt (`--check`, `--fail-under` …)",
    },
}
"""The texts of this page, by language."""


def reference(language: str) -> str:
    """Return the whole page in a language."""
    words = TEXTS[language]
    group = localize_command(cxsite, "cxsite", language)
    group.language = language
    context = click.Context(group, info_name="cxsite")
    parts = [f"# {words['title']}", words["lead"], f"## {words['before']}", *options_of(group, language)]
    for name in COMMANDS:
        command = group.get_command(context, name)
        assert command is not None  # noqa: S101 -- it is in the registry
        parts += sections(command, f"cxsite {name}", language)
    parts += [
        f"## {words['codes']}",
        "\n".join(
            [f"| {words['code']} | {words['means']} |", "|---|---|", *(f"| {n} | {words[str(n)]} |" for n in range(4))]
        ),
    ]
    return "\n\n".join(parts) + "\n"


def sections(command: click.Command, path: str, language: str, level: int = 2) -> Iterator[str]:
    """Yield a command with its options, then its subcommands."""
    arguments = " ".join(
        one.make_metavar(click.Context(command)) for one in command.params if isinstance(one, click.Argument)
    )
    yield f"{'#' * level} `{f'{path} {arguments}'.strip()}`"
    yield "\n\n".join(escape(paragraph) for paragraph in (command.help or "").strip().split("\n\n"))
    yield from options_of(command, language)
    for name, one in command.commands.items() if isinstance(command, click.Group) else ():
        yield from sections(one, f"{path} {name}", language, level + 1)


def options_of(command: click.Command, language: str) -> Iterator[str]:
    """Yield the table of a command's options, if it has any."""
    rows = [row(one, command) for one in command.params if isinstance(one, click.Option) and not one.hidden]
    if rows:
        yield "\n".join([f"| {TEXTS[language]['option']} | {TEXTS[language]['means']} |", "|---|---|", *rows])


def row(option: click.Option, command: click.Command) -> str:
    """Return a table row with an option's names, values and help."""
    value = "" if option.is_flag or option.count else f" {option.make_metavar(click.Context(command))}"
    names = ", ".join(f"`{name}{value}`" for name in option.opts)
    return f"| {escape(names)} | {escape(option.help or '')} |"


def escape(text: str) -> str:
    """Return help as one line of Markdown."""
    return re.sub(r"\s+", " ", text).replace("|", "\\|").strip()


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.write(reference(sys.argv[1]))
