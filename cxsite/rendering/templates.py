"""Where templates come from, and the one environment that they run in."""

from __future__ import annotations

import hashlib
import io
import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import BytecodeCache, FileSystemLoader, StrictUndefined

from cxsite.escaping.html import finalize
from cxsite.installed import find_own_templates
from cxsite.rendering.attributes import Attributes
from cxsite.rendering.icons import render_icon
from cxsite.rendering.jinja import PageEnvironment
from cxsite.seal import seal_data, unseal_data

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jinja2 import Environment
    from jinja2.bccache import Bucket

    from cxsite.i18n.catalogue import Translator


def make_environment(
    project: Path | None,
    filters: Mapping[str, Callable[..., object]],
    words: Translator,
    *,
    compiled: Path | None = None,
) -> Environment:
    """Jinja2 with the one escape; a template in the project's own `templates/` goes before ours of that name.

    What templates compile to may be kept in the folder `compiled`, which need not be there yet.
    """
    folders = [find_own_templates()]
    if project is not None and (project / "templates").is_dir():
        folders.insert(0, project / "templates")
    made = PageEnvironment(
        loader=FileSystemLoader(folders),
        autoescape=True,
        auto_reload=False,  # each build has an environment of its own
        finalize=finalize,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.do", Attributes],
    )
    made.filters.update(filters)
    made.always = {"t": words, "icon": render_icon}
    if compiled is not None:
        made.bytecode_cache = _make_cache(compiled, words.language)
    return made


def _make_cache(folder: Path, language: str) -> BytecodeCache | None:
    """A cache that serves this version of our own code and words only; None where the folder cannot be made."""
    ours = Path(__file__).parents[1]
    code = [
        path
        for name in ("rendering/*.py", "escaping/*.py", "words/*.py", "words/*/interface.toml")
        for path in ours.glob(name)
    ]
    code.sort()
    name = hashlib.sha256(b"".join(path.read_bytes() for path in code)).hexdigest()[:16]
    try:
        (folder / name).mkdir(parents=True, exist_ok=True)
        for other in folder.iterdir():
            if other.name != name:
                shutil.rmtree(other, ignore_errors=True)
    except OSError:
        return None
    return _SealedCache(folder / name, language)


class _SealedCache(BytecodeCache):
    """What templates compile to, kept in a folder; only what we wrote there ourselves is run."""

    def __init__(self, folder: Path, language: str) -> None:
        self._folder, self._language = folder, language

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """Words that always stand in a template are compiled with it, so each language has its own."""
        return f"{super().get_cache_key(name, filename)}-{self._language}"

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
            with suppress(OSError):  # a read-only disk refuses even what is not there
                pending.unlink(missing_ok=True)
