"""Writes the pages of a built site as projects of other generators: same bodies, layout size, index and sitemap.

Equal are the pages' addresses, bodies, lists of headings, the theme's part, and the other files. Not equal: their
search index has one entry per page where ours has one per section, and they draw, check and secure nothing.
"""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_ARTICLE = re.compile(r"(?<=<article class=\"md-content__inner md-typeset\">).*?(?=</article>)", re.DOTALL)
_TOC = re.compile(r'(?<=data-md-component="toc" data-md-scrollfix>).*?(?=</ul>\s*</nav>\s*</div>)', re.DOTALL)
_TITLE = re.compile(r"(?<=<title>).*?(?=</title>)", re.DOTALL)
_HUGO_INDEX = """\
{"docs":[{{ range $n, $p := site.RegularPages }}{{ if $n }},{{ end -}}
{"location":{{ .RelPermalink | jsonify }},"title":{{ .Title | jsonify }},"text":{{ .Plain | jsonify }}}{{ end }}]}
"""
_ELEVENTY_INDEX = """\
---
permalink: search/search_index.json
eleventyExcludeFromCollections: true
---
{"docs":[{% for p in collections.all %}{% if not loop.first %},{% endif -%}
{"location":{{ p.url | dump | safe }},"title":{{ p.data.title | dump | safe }},\
"text":{{ p.content | striptags | dump | safe }}}{% endfor %}]}
"""
_ELEVENTY_SITEMAP = """\
---
permalink: sitemap.xml
eleventyExcludeFromCollections: true
---
<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\
{% for p in collections.all %}<url><loc>https://playbook.example{{ p.url }}</loc></url>{% endfor %}</urlset>
"""
_ELEVENTY_CONFIG = """\
export default function (config) {
  config.addPassthroughCopy("assets");
  return { htmlTemplateEngine: false, templateFormats: ["html", "njk"], dir: { output: "public" } };
}
"""


@dataclass(frozen=True, slots=True)
class Made:
    """One page of our site."""

    path: str
    title: str
    body: str
    toc: str

    def front_matter(self, **more: str) -> str:
        """Return the page's values as JSON front matter."""
        return json.dumps({"title": self.title, "toc": self.toc, **more}, ensure_ascii=False)


def made_pages(site: Path) -> Iterator[Made]:
    """Yield every page of our site except the 404 page and redirects."""
    for file in sorted(site.rglob("*.html")):
        text = file.read_text(encoding="utf-8")
        if file.name == "404.html" or not (body := _ARTICLE.search(text)):
            continue
        title, toc = _TITLE.search(text), _TOC.search(text)
        path = file.relative_to(site).as_posix()
        yield Made(path, title[0] if title else path, body[0], toc[0] if toc else "")


def layout(page: Path, title: str, toc: str, body: str) -> str:
    """Return the theme's part of one of our pages, with another generator's placeholders for its content."""
    text = _TITLE.sub(lambda _: title, page.read_text(encoding="utf-8"))
    text = _TOC.sub(lambda _: toc, text)
    return _ARTICLE.sub(lambda _: body, text)


def hugo(site: Path, sample: Path, folder: Path) -> None:
    """Write a Hugo project of our site's pages; `sample` is the page whose theme all get."""
    layouts = folder / "layouts"
    (layouts / "_default").mkdir(parents=True)
    written = layout(sample, "{{ .Title }}", "{{ .Params.toc | safeHTML }}", "{{ .Content }}")
    for name in ("_default/single.html", "_default/list.html", "index.html"):
        (layouts / name).write_text(written, encoding="utf-8")
    (layouts / "index.json").write_text(_HUGO_INDEX, encoding="utf-8")
    settings = {
        "baseURL": "https://playbook.example/",
        "disableKinds": ["taxonomy", "term", "section", "RSS"],
        "outputs": {"home": ["HTML", "JSON"]},
        "security": {"allowContent": ["^text/html$"]},
    }
    (folder / "hugo.json").write_text(json.dumps(settings), encoding="utf-8")
    shutil.copytree(site / "assets", folder / "static" / "assets")
    for page in made_pages(site):
        path = page.path.replace("index.html", "start.html")  # `index` has a special meaning in Hugo
        _write(folder / "content" / path, f"{page.front_matter(url=f'/{path}')}\n{page.body}")


def eleventy(site: Path, sample: Path, folder: Path) -> None:
    """Write an Eleventy project of our site's pages; `sample` is the page whose theme all get."""
    written = layout(sample, "{{ title }}", "{{ toc | safe }}", "{{ content | safe }}")
    _write(folder / "_includes" / "page.njk", written)
    _write(folder / "eleventy.config.js", _ELEVENTY_CONFIG)
    _write(folder / "package.json", json.dumps({"type": "module"}))
    _write(folder / "search_index.njk", _ELEVENTY_INDEX)
    _write(folder / "sitemap.njk", _ELEVENTY_SITEMAP)
    shutil.copytree(site / "assets", folder / "assets")
    for page in made_pages(site):
        reported = page.front_matter(permalink=f"/{page.path}", layout="page.njk")
        _write(folder / "pages" / page.path, f"---json\n{reported}\n---\n{page.body}")


def stock(project: Path, name: str, site_dir: str) -> Path:
    """Write another mkdocs.yml with only the search plugin and another `site_dir`, for MkDocs and Zensical."""
    text = (project / "mkdocs.yml").read_text(encoding="utf-8")
    text = re.sub(r"^  - mermaid2:\n(?:    .*\n)*", "", text, flags=re.MULTILINE)
    text = re.sub(r"^site_dir:.*$", f"site_dir: {site_dir}", text, flags=re.MULTILINE)
    text = text.replace("strict: true", "strict: false")  # Zensical does not find anchors in HTML bodies
    plugins = yaml.load(text, Loader=yaml.BaseLoader)["plugins"]  # noqa: S506 -- the loader that makes only text
    if [next(iter(one)) for one in plugins] != ["search"]:
        raise ValueError(plugins)
    file = project / name
    file.write_text(text, encoding="utf-8")
    return file


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
