"""Checks for `cxsite doctor`: mkdocs.yml, Mermaid and the output folder."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from cxsite.installed import find_own_templates, versions
from cxsite.problems import CxsiteError
from cxsite.rendering import stylesheet
from cxsite.site.assets import MERMAID_PATH, find_mermaid
from cxsite.site.builders.zensical_build import require_zensical
from cxsite.site.publishing.target import check_target
from cxsite.site.settings import SiteEngine, read_settings, read_values

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cxsite.problems import Message

_SCRIPTS: Final = ("assets/js/diagrams.js",)
_FOR_PAPER: Final = ("assets/js/map-bands.js",)
_FOR_SEARCH: Final = ("assets/js/search.js",)
_ASK_OTHERS: Final = ("social", "privacy")


class CheckState(StrEnum):
    """The result of a check: a warning should be looked at, a failure keeps cxsite from working correctly."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True, slots=True)
class SetupCheck:
    """One check: its name in the catalogue under `doctor`, its result, and what was found."""

    name: str
    health: CheckState
    found: str | Message = ""


def check_settings(config: Path) -> Iterator[SetupCheck]:
    """Check each setting of mkdocs.yml that cxsite needs."""
    try:
        values = read_values(config)
    except CxsiteError as error:
        yield SetupCheck("mkdocs", CheckState.FAIL, error.what)
        return
    yield _engine(config)
    theme = values.get("theme")
    font = theme.get("font") if isinstance(theme, dict) else None
    name = theme.get("name") if isinstance(theme, dict) else theme
    yield _check("theme", str(name), good=name == "material")
    yield _check("font", "" if font is False else str(font), good=font is False)
    yield from _plugins(values)
    yield _complete("styles", values.get("extra_css"), _styles())
    yield _complete("scripts", values.get("extra_javascript"), _SCRIPTS)
    yield _complete("print", values.get("extra_javascript"), _FOR_PAPER, CheckState.WARN)
    yield _complete("find", values.get("extra_javascript"), _FOR_SEARCH, CheckState.WARN)


def _engine(config: Path) -> SetupCheck:
    """Check that the engine of mkdocs.yml is known and installed, and name its version."""
    try:
        engine = read_settings(config).engine
        if engine is SiteEngine.ZENSICAL:
            require_zensical(config)
    except CxsiteError as error:
        return SetupCheck("engine", CheckState.FAIL, error.what)
    return SetupCheck("engine", CheckState.OK, f"{engine.product} {versions((engine,))[0]}")


def check_mermaid(config: Path) -> SetupCheck:
    """Check the local Mermaid: ours by its hash, or the team's file."""
    try:
        override = read_settings(config).mermaid
        find_mermaid(override)
    except CxsiteError as error:
        return SetupCheck("mermaid", CheckState.FAIL, error.what)
    return SetupCheck("mermaid", CheckState.OK, str(override or MERMAID_PATH))


def check_output(target: Path) -> SetupCheck:
    """Check whether a site can be published there in one step."""
    try:
        check_target(target)
    except CxsiteError as error:
        return SetupCheck("output", CheckState.FAIL, error.what)
    return SetupCheck("output", CheckState.OK, target.name)


def _styles() -> tuple[str, ...]:
    folder = find_own_templates()
    ours = sorted(path.relative_to(folder).as_posix() for path in (folder / "assets/css").glob("*.css"))
    return (*ours, stylesheet.PATH)


def _plugins(values: dict[str, Any]) -> Iterator[SetupCheck]:
    """Check the plugins, which MkDocs accepts as a list of names and `name: options`, or as a mapping."""
    written = values.get("plugins") or ()
    each = written.items() if isinstance(written, dict) else (_plugin_name(one) for one in written)
    plugins = dict(each)
    options = plugins.get("mermaid2")
    script = options.get("javascript") if isinstance(options, dict) else None
    yield _check("search", "", good="search" in plugins)
    yield _check("mermaid2", str(script or ""), good="mermaid2" not in plugins or script == MERMAID_PATH)
    strangers = [name for name in _ASK_OTHERS if name in plugins]
    yield SetupCheck("strangers", CheckState.WARN if strangers else CheckState.OK, ", ".join(strangers))


def _plugin_name(plugin: object) -> tuple[str, Any]:
    return next(iter(plugin.items())) if isinstance(plugin, dict) and plugin else (str(plugin), None)


def _complete(
    name: str, written: object, wanted: tuple[str, ...], otherwise: CheckState = CheckState.FAIL
) -> SetupCheck:
    listed = {str(one) for one in written} if isinstance(written, list) else set()
    missing = [path for path in wanted if path not in listed]
    return SetupCheck(name, otherwise if missing else CheckState.OK, ", ".join(missing))


def _check(name: str, found: str, *, good: bool) -> SetupCheck:
    return SetupCheck(name, CheckState.OK if good else CheckState.FAIL, found)
