"""Loads templates and creates their Jinja environment."""

from __future__ import annotations

import hashlib
import io
import os
import shutil
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Final

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined

from cxsite.escaping.html import finalize
from cxsite.installed import find_own_templates
from cxsite.seal import seal_data, unseal_data

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jinja2.bccache import Bucket


_MOST_VERSIONS: Final = 8
"""Of so many versions of cxsite compiled templates are kept: those that were used last."""


def make_environment(
    project: Path | None,
    filters: Mapping[str, Callable[..., object]],
    *,
    compiled: Path | None = None,
) -> Environment:
    """Create the Jinja environment; a template in the project's `templates/` overrides ours of that name.

    Compiled templates are cached in the folder `compiled`, which is created if needed; without it, in memory.
    """
    folders = [find_own_templates()]
    if project is not None and (project / "templates").is_dir():
        folders.insert(0, project / "templates")
    made = Environment(
        loader=FileSystemLoader(folders),
        autoescape=True,
        auto_reload=False,  # templates do not change during a build, and each build has its own environment
        finalize=finalize,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.do"],
    )
    made.filters.update(filters)
    made.bytecode_cache = (_make_cache(compiled) if compiled is not None else None) or _IN_MEMORY
    return made


def _make_cache(folder: Path) -> BytecodeCache | None:
    """Return a cache for this version of Jinja and of our options only; None if the folder cannot be created."""
    name = hashlib.sha256(version("jinja2").encode() + Path(__file__).read_bytes()).hexdigest()[:16]
    try:
        (folder / name).mkdir(parents=True, exist_ok=True)
        os.utime(folder / name)
        used = sorted((other.stat().st_mtime_ns, other) for other in folder.iterdir())
        for _, other in used[:-_MOST_VERSIONS]:
            shutil.rmtree(other, ignore_errors=True)
    except OSError:
        return None
    return _SealedCache(folder / name)


class _MemoryCache(BytecodeCache):
    """Keeps compiled templates while the process runs. A template whose text differs is compiled again."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._kept:
            bucket.load_bytecode(io.BytesIO(self._kept[bucket.key]))

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._kept[bucket.key] = bucket.bytecode_to_string()


_IN_MEMORY: Final = _MemoryCache()


class _SealedCache(BytecodeCache):
    """A cache of compiled templates in a folder. Entries are signed: code that we did not write is never run."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def load_bytecode(self, bucket: Bucket) -> None:
        try:
            found = unseal_data((self._folder / bucket.key).read_bytes())
        except OSError:
            return
        if found is not None:
            bucket.load_bytecode(io.BytesIO(found))

    def dump_bytecode(self, bucket: Bucket) -> None:
        pending = self._folder / f"{bucket.key}.{os.getpid()}"
        try:
            pending.write_bytes(seal_data(bucket.bytecode_to_string()))
            pending.replace(self._folder / bucket.key)
        except OSError:
            with suppress(OSError):  # a read-only file system refuses even to delete a missing file
                pending.unlink(missing_ok=True)
