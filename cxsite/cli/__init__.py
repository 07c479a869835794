"""The commands, one file each: the only package that prints and exits."""

from __future__ import annotations

import gc
import os

__all__ = ["main"]


def main() -> None:
    """Run `cxsite` with the arguments of the shell, and exit."""
    # Faster start: looking for plugins reads every installed package.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    # Importing creates hardly any garbage; looking for it after each 700 objects is 6 % of `cxsite validate`.
    gc.set_threshold(100_000)
    from cxsite.cli.group import cxsite  # noqa: PLC0415 -- so that importing the package is fast

    cxsite.main(prog_name="cxsite")
