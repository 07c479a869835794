"""A site built on what was published before is, byte for byte, the site built from nothing."""

from __future__ import annotations

import os
import random
import shutil
from typing import TYPE_CHECKING

import pytest
from folders import bytes_of
from small_playbook import FILES, TODAY
from small_site import CONFIG, ROOT, TEMPLATES
from two_builders import unlike

from cxsite.cli.assemble_site import SiteOptions, assemble_site
from cxsite.incremental.state_files import site_state_path
from cxsite.problems import Level
from cxsite.reading import ParseCache, load_saved_files, read
from cxsite.rules import check_content
from cxsite.site.build import BuiltSite, build, build_into
from cxsite.site.builders.build_state import load_state
from cxsite.site.finish import search

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cxsite.site.site_spec import SiteSpec

BUILDS = int(os.environ.get("CXSITE_EDITS", "60"))
"""How often the playbook is edited and built; `make test-long` tries 300."""
COMPARED = 1 if BUILDS > 60 else 4
"""After how many edits, each of which is built, the whole site is built from nothing and compared.

What a build has not noticed stays on the page until its next change. `make test-long` compares after each edit.
"""
SEQUENCES = {
    "one language": BUILDS * 11 // 15,
    "two languages": BUILDS * 2 // 15,
    "a hand-written page": BUILDS * 2 // 15,
}
"""How often each playbook is edited. A hand-written page is rendered by MkDocs at each change, which takes a second."""
HAND_PAGE = "content/pages/gioi-thieu.md"
FURTHER = {
    "content/personas/minh.yml": "name: Minh\nreviewed: 2026-11-01\n",
    "content/journeys/doi.yml": """\
title: Đổi hàng
personas: [lan, minh]
stages:
  - stage: hau-mai
    touchpoints:
      - id: nhan-tin
        name: Nhắn tin
        channels: [zalo]
        emotion: 2
        metrics: [nps]
        pain_points: [{id: cho-lau, text: Chờ lâu, severity: 4}]
        opportunities: [{id: tra-loi-ngay, text: Trả lời ngay, addresses: [cho-lau]}]
      - {id: goi, use: goi-tong-dai}
actions:
  - {id: them-nguoi, title: Thêm người trực, addresses: [tra-loi-ngay], owner: ban-hang, status: doing}
""",
    "content/journeys/doi-tot.yml": """\
title: Đổi hàng lý tưởng
personas: [lan]
state: ideal
baseline: doi
stages:
  - stage: hau-mai
    touchpoints:
      - {id: nhan-tin, name: Nhắn tin, channels: [zalo], emotion: 5}
""",
    "content/touchpoints/goi-tong-dai.yml": "name: Gọi tổng đài\nchannels: [zalo]\nstandard: Nhấc máy ngay.\n",
    "content/plays/don-tre.yml": "title: Đơn trễ\ntrigger: Khách hỏi\napplies_to: {channels: [zalo]}\nsteps: [Gọi]\n",
    "content/actions/dao-tao.yml": "title: Đào tạo\naddresses: [doi/cho-lau]\nowner: ban-hang\nstatus: planned\n",
}
pytestmark = pytest.mark.build
WORDS = ("Váy", "Hẹn lại", "a < b & c", "“đoạn”", "Mây", "*sao*", "0", "Xin lỗi")


class Playbook:
    """A playbook that is edited at random; edits that would make it faulty are taken back."""

    def __init__(self, folder: Path, chance: random.Random, sequence: str = "a hand-written page") -> None:
        self.folder, self.chance = folder, chance
        self.has_hand_page = sequence == "a hand-written page"
        shutil.copy(CONFIG, folder / "mkdocs.yml")
        for path, text in {**FILES, **FURTHER}.items():
            self.write(path, text)
        if self.has_hand_page:
            self.write(HAND_PAGE, "# Giới thiệu\n\nXem [Lan](persona:lan).\n")
        if sequence == "two languages":
            for name in ("mkdocs.yml", "mkdocs.en.yml"):
                shutil.copy(ROOT / name, folder)
            self.write("content/playbook.yml", f"{FILES['content/playbook.yml']}languages: [vi, en]\n")

    def write(self, path: str, text: str) -> None:
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")

    def files(self, folder: str = "") -> list[Path]:
        return sorted(path for path in (self.folder / "content" / folder).rglob("*") if path.is_file())

    def edit(self) -> None:
        """Make one to three edits together."""
        before = {path: path.read_bytes() for path in self.files()}
        for _ in range(self.chance.randint(1, 3)):
            self.chance.choices(*zip(*EDITS, strict=True))[0](self)
        if self.has_hand_page and self.chance.random() < 1 / 2:
            change_the_hand_page(self)
        if self.is_faulty():
            for path in self.files():
                path.unlink()
            for path, data in before.items():
                path.write_bytes(data)

    def is_faulty(self) -> bool:
        content, problems = read(self.folder, today=TODAY)
        return any(problem.level is Level.ERROR for problem in (*problems, *check_content(content)))

    def site(self, known: ParseCache | None = None) -> SiteSpec:
        content, _ = read(self.folder, today=TODAY, known=known)
        return assemble_site(self.folder, content)


def change_a_value(playbook: Playbook) -> None:
    path, chance = playbook.chance.choice(playbook.files()), playbook.chance
    lines = path.read_text("utf-8").splitlines()
    at = chance.randrange(len(lines))
    word = chance.choice(WORDS)
    for key in ("name: ", "title: ", "text: ", "trigger: ", "standard: "):
        if key in lines[at] and "{" not in lines[at]:
            lines[at] = f"{lines[at].partition(key)[0]}{key}{word!r} {chance.randint(1, 99)}".replace("' ", " ") + "'"
    lines[at] = lines[at].replace("emotion: 4", f"emotion: {chance.randint(1, 5)}")
    lines[at] = lines[at].replace("emotion: 2", f"emotion: {chance.randint(1, 5)}")
    lines[at] = lines[at].replace("severity: 4", f"severity: {chance.randint(1, 5)}")
    lines[at] = lines[at].replace("status: doing", f"status: {chance.choice(['planned', 'dropped', 'proposed'])}")
    path.write_text("\n".join(lines) + "\n", "utf-8")


def add_a_value(playbook: Playbook) -> None:
    path = playbook.chance.choice([path for path in playbook.files() if path.suffix == ".yml"])
    line = playbook.chance.choice(
        (
            *("status: draft", "owner: ban-hang", "tags: [mới]", "summary: Tóm *tắt*.", "tagline: Vội", "about: Kể."),
            *("quote: {vi: Nhanh, en: Hurry up}", "summary: {vi: Tóm tắt, en: In short}", "about: {en: Known.}"),
            *("formerly: [ten-cu]", "quote: Nhanh lên", "description: Rõ.", "review_every: 1mo", "evidence: partial"),
        )
    )
    text = path.read_text("utf-8")
    if f"\n{line.partition(':')[0]}:" not in text:
        path.write_text(text + line + "\n", "utf-8")


def take_a_value_back(playbook: Playbook) -> None:
    path = playbook.chance.choice([path for path in playbook.files() if path.suffix == ".yml"])
    lines = path.read_text("utf-8").splitlines(keepends=True)
    lines.pop(playbook.chance.randrange(len(lines)))
    path.write_text("".join(lines), "utf-8")


def add_a_file(playbook: Playbook) -> None:
    path = playbook.chance.choice(playbook.files())
    new = path.with_name(f"{path.stem[:20]}-{playbook.chance.randint(1, 9)}{path.suffix}")
    if path.stem != "playbook" and not new.exists():
        shutil.copy(path, new)


def rename_a_file(playbook: Playbook) -> None:
    path = playbook.chance.choice(playbook.files())
    old, new = path.stem, f"{path.stem[:20]}-{playbook.chance.randint(10, 19)}"
    if old == "playbook" or path.with_name(f"{new}{path.suffix}").exists():
        return
    path.rename(path.with_name(f"{new}{path.suffix}"))
    for other in playbook.files():
        text = other.read_text("utf-8")
        for before, after in (f"[{old}]", f"[{new}]"), (f": {old}\n", f": {new}\n"), (f"{old}/", f"{new}/"):
            text = text.replace(before, after)
        other.write_text(text, "utf-8")


def delete_a_file(playbook: Playbook) -> None:
    path = playbook.chance.choice(playbook.files())
    if path.stem != "playbook":
        path.unlink()


def observe(playbook: Playbook) -> None:
    path = playbook.folder / "content/observations/figures.csv"
    if path.exists():
        month, value = playbook.chance.randint(1, 9), playbook.chance.randint(-40, 90)
        path.write_text(f"{path.read_text('utf-8')}nps,2026-0{month},{value},{40 + month}\n", "utf-8")


def write_a_template(playbook: Playbook) -> None:
    """A template of the team's own, or ours again."""
    name = playbook.chance.choice(("persona.html", "play.html", "journeys.html", "partials/marks.html"))
    own = playbook.folder / "templates" / name
    if own.exists() and playbook.chance.random() < 1 / 2:
        own.unlink()
    else:
        text = (
            (TEMPLATES / name).read_text("utf-8").replace('class="cx-', f'class="x{playbook.chance.randint(1, 9)} cx-')
        )
        playbook.write(f"templates/{name}", text)


def change_the_settings(playbook: Playbook) -> None:
    path = playbook.folder / "mkdocs.yml"
    text = path.read_text("utf-8").partition("\ncopyright:")[0]
    path.write_text(f"{text}\ncopyright: Năm {playbook.chance.randint(1, 9)}\n", "utf-8")


def touch_the_published_site(playbook: Playbook) -> None:
    """Somebody's hand in the published folder, which no build may take over."""
    path = playbook.chance.choice([path for path in (playbook.folder / "site").rglob("*.html") if path.is_file()])
    data = path.read_bytes()
    path.unlink()
    path.write_bytes(data.replace(b"</body>", b"<p>x</p></body>"))


def spoil_the_state(playbook: Playbook) -> None:
    """A state that is cut off, or of another program."""
    for path in (playbook.folder / "build/.state").glob("site-*.json"):
        path.write_text(
            playbook.chance.choice(["{", "[]", '{"format": 1}', '{"format": 0, "pages": []}', "\0"]), "utf-8"
        )


def change_the_hand_page(playbook: Playbook) -> None:
    """Other text, or no such page for a while."""
    path = playbook.folder / HAND_PAGE
    if path.exists() and playbook.chance.random() < 1 / 4:
        path.unlink()
    else:
        playbook.write(HAND_PAGE, f"# Giới thiệu {playbook.chance.randint(1, 9)}\n\nXem [Lan](persona:lan).\n")


EDITS: tuple[tuple[Callable[[Playbook], None], int], ...] = (
    (change_a_value, 40),
    (add_a_value, 15),
    (take_a_value_back, 6),
    (add_a_file, 8),
    (rename_a_file, 6),
    (delete_a_file, 6),
    (observe, 5),
    (write_a_template, 2),
    (change_the_settings, 1),
    (touch_the_published_site, 2),
    (spoil_the_state, 1),
)


@pytest.fixture
def playbook(tmp_path: Path) -> Playbook:
    return Playbook(tmp_path, random.Random(6))  # noqa: S311 -- the same chances each time


def built_anew(playbook: Playbook, number: int) -> dict[str, bytes]:
    """Every file of the site built from nothing, but with what was learned of the theme."""
    folder = playbook.folder / f"anew-{number}"
    folder.mkdir()
    site = playbook.site()
    found = bytes_of(build_into(site, folder).folder)
    shutil.rmtree(folder)
    return found


def published(playbook: Playbook) -> tuple[BuiltSite, dict[str, bytes]]:
    file = playbook.folder / "content.bin"
    known = ParseCache(load_saved_files(file, "1"))
    site = playbook.folder / "site"
    built = build(playbook.site(known), site, state=site_state_path(playbook.folder, site))
    known.save(file, "1")
    found = bytes_of(playbook.folder / "site")
    del found[".cxsite"]
    return built, found


@pytest.mark.parametrize("sequence", SEQUENCES)
def test_after_any_edits_it_is_the_site_built_from_nothing(
    tmp_path: Path, sequence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Now and then, the search index grows large or small."""
    playbook = Playbook(tmp_path, random.Random(6), sequence)  # noqa: S311 -- the same chances each time
    published(playbook)
    kept = 0
    for number in range(SEQUENCES[sequence]):
        monkeypatch.setattr(search, "_LARGE", 1_000_000 if number // 5 % 2 else 0)
        playbook.edit()
        built, found = published(playbook)
        kept += built.pages - built.made
        if number % COMPARED == COMPARED - 1:
            assert unlike(found, built_anew(playbook, number)) == [], f"after {number + 1} edits"
    assert kept > SEQUENCES[sequence], "pages must have been kept, or this shows nothing"


def test_only_pages_that_are_given_otherwise_are_made(playbook: Playbook) -> None:
    first, _ = published(playbook)
    before = {
        path: (playbook.folder / "site" / path).stat().st_ino for path in ("personas/minh.html", "journeys/mua.html")
    }
    again, _ = published(playbook)
    playbook.write("content/personas/lan.yml", "name: Lan Anh\nreviewed: 2026-11-01\n")
    edited, _ = published(playbook)
    now = {path: (playbook.folder / "site" / path).stat().st_ino for path in before}
    assert (first.made, first.fallback) == (first.pages - 1, None)  # the hand-written page is MkDocs's
    assert again.made < edited.made < first.made
    assert now["personas/minh.html"] == before["personas/minh.html"]
    assert now["journeys/mua.html"] != before["journeys/mua.html"]


def test_the_preview_takes_over_what_a_build_has_left(playbook: Playbook) -> None:
    playbook.write("content/personas/nhap.yml", "name: Nháp\nstatus: draft\n")
    first, _ = published(playbook)
    content, _ = read(playbook.folder, today=TODAY)
    site = playbook.folder / "site"
    drafts = assemble_site(playbook.folder, content, SiteOptions(drafts=True))
    for name in ("preview", "anew"):
        (playbook.folder / name).mkdir()
    before = load_state(site_state_path(playbook.folder, site), site)
    built = build_into(drafts, playbook.folder / "preview", before)
    assert built.made < first.made
    assert unlike(bytes_of(built.folder), bytes_of(build_into(drafts, playbook.folder / "anew").folder)) == []
    assert (built.folder / "personas/nhap.html").is_file()


def test_a_page_that_is_made_twice_is_reported_the_same(playbook: Playbook) -> None:
    for maker in playbook.site().factories:
        assert maker.make() == maker.make()


def test_a_build_needs_no_mkdocs_where_the_theme_is_known(playbook: Playbook, monkeypatch: pytest.MonkeyPatch) -> None:
    published(playbook)
    monkeypatch.setattr("cxsite.site.builders.mkdocs_build.build_with_mkdocs", None)
    monkeypatch.setattr("cxsite.site.builders.theme_probe.build_docs", None)
    playbook.write("content/personas/lan.yml", "name: Lan Anh\nreviewed: 2026-11-01\n")
    assert published(playbook)[0].made > 0


def test_a_site_that_another_build_published_is_not_built_upon(playbook: Playbook) -> None:
    published(playbook)
    site = playbook.folder / "site"
    build(playbook.site(), site)
    built, _ = published(playbook)
    assert built.made == built.pages - 1
