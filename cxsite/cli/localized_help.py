"""Localizes the help and the usage errors of click.

Our own help texts are in English in the commands; the catalogue `help` has their translations. Click translates its own
texts with gettext, from `messages.mo` in the folder of the catalogues.
"""

from __future__ import annotations

import gettext
import os
from contextlib import contextmanager
from copy import copy
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

import click

import cxsite.i18n
from cxsite.i18n.catalogue import Translator
from cxsite.i18n.error_messages import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Iterator

DOMAIN: Final = "messages"
"""The gettext domain that click uses."""
_Command = TypeVar("_Command", bound=click.Command)


@contextmanager
def use_language(language: str) -> Iterator[None]:
    """Make click use the language."""
    gettext.bindtextdomain(DOMAIN, str(Path(cxsite.i18n.__file__).parent))
    before = os.environ.get("LANGUAGE")
    os.environ["LANGUAGE"] = language
    try:
        yield
    finally:
        if before is None:
            del os.environ["LANGUAGE"]
        else:
            os.environ["LANGUAGE"] = before


def localize_command(command: _Command, name: str, language: str) -> _Command:
    """Return a copy of the command with help of itself, its options and its subcommands in the language."""
    copied = copy(command)  # reset: click caches the first --help option, whatever its language
    if language == ENGLISH:
        return copied
    words = Translator(language, "help")
    copied.help = words(f"{name}.help").strip()
    copied.short_help = words(f"{name}.short") if words.has(f"{name}.short") else None
    copied.params = [_localize_option(one, words, f"{name}.options.{one.name}") for one in command.params]
    if isinstance(copied, click.Group):
        copied.commands = {
            key: localize_command(one, f"{name}.{key}", language) for key, one in copied.commands.items()
        }
    return copied


def _localize_option(parameter: click.Parameter, words: Translator, key: str) -> click.Parameter:
    if not isinstance(parameter, click.Option) or not words.has(key):
        return parameter
    copied = copy(parameter)
    copied.help = words(key)
    return copied
