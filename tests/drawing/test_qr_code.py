"""A QR code of an address."""

from __future__ import annotations

import re

from cxsite.drawing import qr_code

ADDRESS = "https://so-tay.vaymay.example/plays/don-giao-tre.html"


def test_it_is_named_dark_on_light_and_has_its_quiet_zone() -> None:
    drawn = str(qr_code.draw(ADDRESS, label='Mã của "kịch bản"'))
    assert drawn.startswith('<svg role="img" aria-label="Mã của &#34;kịch bản&#34;"')
    side = int(re.findall(r'viewBox="0 0 (\d+) \1"', drawn)[0])
    assert (side - 8) % 4 == 1  # 17 modules and four for each version
    assert re.findall(r'fill="(#\w+)"|stroke="(#\w+)"', drawn) == [("#fff", ""), ("", "#000")]
    assert re.search(r'd="M4 4\.5h7', drawn)  # the first row of the upper left eye, four modules from both edges


def test_another_address_gives_another_code_and_the_same_one_the_same() -> None:
    assert qr_code.draw(ADDRESS, label="a") == qr_code.draw(ADDRESS, label="a")
    assert qr_code.draw(ADDRESS, label="a") != qr_code.draw(ADDRESS + "#a", label="a")
