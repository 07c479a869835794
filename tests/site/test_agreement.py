"""A playbook in two languages tells what its MkDocs files lack, ready to paste."""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml
from small_playbook import playbook

from cxsite.reports.sentences import describe_problem
from cxsite.site.agreement import find_disagreements
from cxsite.site.settings import read_settings

if TYPE_CHECKING:
    from pathlib import Path

TITLE = 'title: {vi: Sổ tay trải nghiệm, en: "Playbook: \\"ours\\""}\nlanguages: [vi, en]\n'
MAIN = """\
site_name: Sổ tay trải nghiệm
site_url: https://a.example/so-tay/
docs_dir: build/docs
theme: {name: material, language: vi}
extra:
"""


def codes(folder: Path) -> list[str]:
    content, problems = playbook(folder, {"content/playbook.yml": TITLE})
    assert problems == []
    return [problem.code for problem in find_disagreements(content, folder / "mkdocs.yml")]


def test_what_is_printed_can_be_pasted(tmp_path: Path) -> None:
    main = tmp_path / "mkdocs.yml"
    main.write_text(MAIN, encoding="utf-8")
    content, _ = playbook(tmp_path, {"content/playbook.yml": TITLE})
    switch, further = find_disagreements(content, main)
    assert (switch.code, switch.level, further.code, further.level) == ("CX034", "warning", "CX033", "error")
    assert str(further.values["paste"]) in describe_problem(further, "vi").remedy
    main.write_text(f"{MAIN}{switch.values['paste']}\n", encoding="utf-8")
    (tmp_path / "mkdocs.en.yml").write_text(str(further.values["paste"]), encoding="utf-8")
    assert codes(tmp_path) == []
    settings = read_settings(tmp_path / "mkdocs.en.yml")
    assert (settings.title, settings.language) == ('Playbook: "ours"', "en")
    assert settings.site_url == "https://a.example/so-tay/en/"
    assert settings.docs == tmp_path / "build/docs.en"
    links = yaml.safe_load(main.read_text(encoding="utf-8"))["extra"]["alternate"]
    assert [link["link"] for link in links] == ["https://a.example/so-tay/", "https://a.example/so-tay/en/"]


def test_a_further_file_must_have_its_own_pages_title_and_language(tmp_path: Path) -> None:
    alternate = "  alternate: [{lang: vi}, {lang: en}]\n"
    (tmp_path / "mkdocs.yml").write_text(MAIN + alternate, encoding="utf-8")
    (tmp_path / "mkdocs.en.yml").write_text("INHERIT: mkdocs.yml\n", encoding="utf-8")
    assert codes(tmp_path) == ["CX031", "CX032", "CX035"]


def test_a_language_that_only_the_switch_names_is_reported(tmp_path: Path) -> None:
    alternate = """\
  alternate:
    - {lang: vi, link: https://a.example/so-tay/}
    - {lang: en, link: https://a.example/so-tay/en/}
    - {lang: fr, link: https://elsewhere.example/}
"""
    (tmp_path / "mkdocs.yml").write_text(MAIN + alternate, encoding="utf-8")
    content, _ = playbook(tmp_path, {"content/playbook.yml": "title: Sổ tay trải nghiệm\nlanguages: [vi]\n"})
    (only,) = find_disagreements(content, tmp_path / "mkdocs.yml")
    assert (only.code, only.values) == ("CX036", {"language": "en", "others": "vi, en"})
    assert only.place == content.playbook.place("languages", 0)
