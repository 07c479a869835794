from __future__ import annotations

import re
from itertools import combinations

import pytest
from drawing_layout import CSS

# Machado, Oliveira and Fernandes 2009, severity 1.0, over linear sRGB.
DEFICIENCIES = {
    "none": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
THEMES = {"default": ":root", "slate": '[data-md-color-scheme="slate"]'}


def colours(theme: str) -> dict[str, str]:
    css = CSS.read_text(encoding="utf-8")
    block = css[css.index(THEMES[theme]) :].split("}")[0]
    return dict(re.findall(r"--cx-([\w-]+): (#[0-9a-f]{6});", block))


def linear(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return tuple(c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (red, green, blue))  # type: ignore[return-value]


def seen(colour: str, deficiency: str) -> tuple[float, ...]:
    return tuple(
        min(1, max(0, sum(factor * part for factor, part in zip(row, linear(colour), strict=True))))
        for row in DEFICIENCIES[deficiency]
    )


def lab(rgb: tuple[float, ...]) -> tuple[float, float, float]:
    """CIELAB under D65."""
    matrix = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
    x, y, z = (sum(factor * part for factor, part in zip(row, rgb, strict=True)) for row in matrix)
    fx, fy, fz = (
        t ** (1 / 3) if t > (6 / 29) ** 3 else t / (3 * (6 / 29) ** 2) + 4 / 29 for t in (x / 0.95047, y, z / 1.08883)
    )
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def difference(one: str, other: str, deficiency: str) -> float:
    """CIE 1976: the distance in CIELAB."""
    pair = (lab(seen(colour, deficiency)) for colour in (one, other))
    return float(sum((a - b) ** 2 for a, b in zip(*pair, strict=True)) ** 0.5)


def contrast(one: str, other: str) -> float:
    """WCAG 2's contrast ratio."""
    luminances = sorted(0.2126 * r + 0.7152 * g + 0.0722 * b for r, g, b in (linear(one), linear(other)))
    return (luminances[1] + 0.05) / (luminances[0] + 0.05)


@pytest.mark.parametrize("theme", THEMES)
def test_every_colour_that_means_something_stands_out_from_each_ground(theme: str) -> None:
    palette = colours(theme)
    grounds = ("paper", "tint-0", "tint-1")
    characters = [name for name in palette if name not in (*grounds, "grid")]
    assert len(characters) == 15
    assert {
        (character, ground)
        for character in characters
        for ground in grounds
        if contrast(palette[character], palette[ground]) < 3
    } == set()


@pytest.mark.parametrize("theme", THEMES)
def test_words_have_the_contrast_of_small_text(theme: str) -> None:
    palette = colours(theme)
    words = ("ink", "muted", "good")
    assert all(
        contrast(palette[word], palette[ground]) >= 4.5 for word in words for ground in ("paper", "tint-0", "tint-1")
    )
    assert contrast(palette["line-0"], palette["paper"]) >= 4.5


@pytest.mark.parametrize("deficiency", DEFICIENCIES)
@pytest.mark.parametrize("theme", THEMES)
def test_the_five_emotions_can_be_reported_apart(theme: str, deficiency: str) -> None:
    palette = colours(theme)
    pairs = combinations([palette[f"emotion-{emotion}"] for emotion in range(1, 6)], 2)
    close = {(one, other): round(difference(one, other, deficiency)) for one, other in pairs}
    assert {pair: distance for pair, distance in close.items() if distance < 20} == {}
