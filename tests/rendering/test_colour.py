"""Brand colours stay readable, by computation."""

from __future__ import annotations

import pytest

from cxsite.rendering.colour import contrast, read, readable, text_on, write


def test_contrast_is_that_of_wcag() -> None:
    assert contrast(read("#000000"), read("#ffffff")) == pytest.approx(21)
    assert contrast(read("#777777"), read("#ffffff")) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("brand", ["#ffee00", "#8a3358", "#000000", "#ffffff", "#00aaff", "#7f7f7f"])
@pytest.mark.parametrize("page", ["#ffffff", "#1e2129"])
def test_any_brand_colour_gives_readable_links_and_buttons(brand: str, page: str) -> None:
    assert contrast(readable(read(brand), read(page)), read(page)) >= 4.5
    assert contrast(text_on(read(brand)), read(brand)) >= 4.5


def test_a_colour_that_is_readable_stays() -> None:
    assert write(readable(read("#8a3358"), read("#ffffff"))) == "#8a3358"
