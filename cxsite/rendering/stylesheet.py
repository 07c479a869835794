"""The generated style sheet: icons, the brand's colours, and the filters of journeys, plays and opportunities."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cxsite.pages.journeys import tag_numbers
from cxsite.pages.opportunity_rows import PROGRESS
from cxsite.rendering import colour
from cxsite.rendering.icons import icon_rules

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxsite.model.content import Content

PATH: Final = "assets/css/playbook.css"
_LIGHT: Final = colour.read("#ffffff")
_DARK: Final = colour.read("#1e2129")  # the theme's own dark background
_ON_TINTS: Final = 5.7
"""Contrast with the page that still gives 4.5 on the tints of tags, cards and moments of truth."""


def stylesheet(content: Content) -> str:
    """Return the text of `assets/css/playbook.css`."""
    return "\n".join((*icon_rules(), *_brand(content), *_filters(content), ""))


def _brand(content: Content) -> Iterator[str]:
    brand = content.playbook.brand
    if brand is None or brand.colour is None:
        return
    main = colour.read(brand.colour)
    on_main = colour.write(colour.text_on(main))
    yield f":root {{ --cx-brand: {colour.write(main)}; --cx-on-brand: {on_main}; }}"
    yield (
        f"[data-md-color-scheme][data-md-color-primary] {{ --md-primary-fg-color: {colour.write(main)}; "
        f"--md-primary-fg-color--light: {colour.write(main)}; --md-primary-fg-color--dark: {colour.write(main)}; "
        f"--md-primary-bg-color: {on_main}; --md-primary-bg-color--light: {on_main}; }}"
    )
    yield f"[data-md-color-scheme][data-md-color-primary] {_text_colours(main, _LIGHT)}"
    dark = f'[data-md-color-scheme="slate"][data-md-color-primary] {_text_colours(main, _DARK)}'
    yield f"@media screen {{ {dark} }}"  # printed pages are always light


def _text_colours(main: colour.Colour, background: colour.Colour) -> str:
    text = colour.write(colour.readable(main, background, _ON_TINTS))
    return f"{{ --md-typeset-a-color: {text}; --md-accent-fg-color: {text}; --cx-brand-text: {text}; }}"


def _filters(content: Content) -> Iterator[str]:
    values = {
        "persona": tuple(content.personas),
        "stage": tuple(stage.id for stage in content.playbook.stages),
        "channel": tuple(channel.id for channel in content.playbook.channels),
        "tag": tuple(tag_numbers(content.journey_tags).values()),
    }
    for by, found in values.items():
        for value in found:
            yield (
                f'.cx-atlas:has(.cx-by-{by}-{value}:checked) tbody tr:not([data-{by}~="{value}"]) {{ display: none; }}'
            )
    yield from _opportunity_filters(content)
    for channel in values["channel"]:
        yield (
            f'.cx-plays:has(.cx-by-channel-{channel}:checked) .cx-card:not([data-channel~="{channel}"]) '
            "{ display: none !important; }"
        )


def _opportunity_filters(content: Content) -> Iterator[str]:
    """Return what hides the rows and dots of opportunities; a dot's classes begin with a letter for each filter."""
    values = {
        "stage": ("s", [stage.id for stage in content.playbook.stages]),
        "persona": ("p", list(content.personas)),
        "team": ("t", [team.id for team in content.playbook.teams]),
        "state": ("j", ["current", "ideal"]),
        "progress": ("g", list(PROGRESS)),
    }
    for by, (letter, found) in values.items():
        for value in found:
            chosen = f".cx-opportunities:has(.cx-by-{by}-{value}:checked)"
            # Not `:is(tr, a)`, which browsers would compare with every element of every page.
            yield (
                f'{chosen} tbody tr:not([data-{by}~="{value}"]), '
                f"{chosen} .cx-matrix-drawing a:not(.{letter}-{value}) {{ display: none; }}"
            )
