"""Where templates come from, and the one environment that they run in."""

from __future__ import annotations

import hashlib
import io
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import BytecodeCache, FileSystemLoader, StrictUndefined

from cxsite.escaping.html import finalize
from cxsite.installed import own_templates
from cxsite.rendering.attributes import Attributes
from cxsite.rendering.jinja import PageEnvironment
from cxsite.seal import opened, sealed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jinja2 import Environment
    from jinja2.bccache import Bucket


def environment(
    project: Path | None, filters: Mapping[str, Callable[..., object]], *, compiled: Path | None = None
) -> Environment:
    """Jinja2 with the one escape; a template in the project's own `templates/` goes before ours of that name.

    What templates compile to may be kept in the folder `compiled`, which need not be there yet.
    """
    folders = [own_templates()]
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
    if compiled is not None:
        made.bytecode_cache = _kept_in(compiled)
    return made


def _kept_in(folder: Path) -> BytecodeCache | None:
    """A cache that serves this version of our own code only; None where the folder cannot be made."""
    code = sorted(Path(__file__).parent.glob("*.py"))
    name = hashlib.sha256(b"".join(path.read_bytes() for path in code)).hexdigest()[:16]
    try:
        (folder / name).mkdir(parents=True, exist_ok=True)
        for other in folder.iterdir():
            if other.name != name:
                shutil.rmtree(other, ignore_errors=True)
    except OSError:
        return None
    return _Sealed(folder / name)


class _Sealed(BytecodeCache):
    """What templates compile to, kept in a folder; only what we wrote there ourselves is run."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def load_bytecode(self, bucket: Bucket) -> None:
        try:
            found = opened((self._folder / bucket.key).read_bytes())
        except OSError:
            return
        if found is not None:
            bucket.load_bytecode(io.BytesIO(found))

    def dump_bytecode(self, bucket: Bucket) -> None:
        pending = self._folder / f"{bucket.key}.{os.getpid()}"
        try:
            pending.write_bytes(sealed(bucket.bytecode_to_string()))
            pending.replace(self._folder / bucket.key)
        except OSError:
            pending.unlink(missing_ok=True)
