"""The commands, one file each: the only room that prints and exits."""

from __future__ import annotations

import os

__all__ = ["main"]


def main() -> None:
    """Run `cxsite` with the arguments of the shell, and exit."""
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # it looks through every installed package for some
    from cxsite.cli.group import cxsite  # noqa: PLC0415 -- so that importing the room costs nothing

    cxsite.main(prog_name="cxsite")
