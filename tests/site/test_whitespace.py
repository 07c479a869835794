"""Lines and indentation of the theme's templates are left out of finished pages, and nothing else is."""

from __future__ import annotations

from cxsite.site.finish.theme_html import strip_whitespace

PAGE = """<!doctype html>
<html>
  <body>


    <script>  let text = `
      a`;
    </script>
    <nav>
      <a  href="#">  Hành\xa0
        trình</a>
    </nav>
    <article class="md-content">

      <pre>
        code

      </pre> </article><article>  kept
      </article>
    <pre>
      kept</pre>
    <footer>

    </footer>
  </body>
</html>"""


def test_lines_and_indentation_of_the_theme_become_one_line_end() -> None:
    before, _, rest = PAGE.partition("<article")
    article, _, _ = rest.rpartition("</article>")
    shown = strip_whitespace(PAGE)
    assert before not in shown
    assert f"<article{article}</article>\n<pre>\n      kept</pre>\n<footer>\n</footer>\n</body>\n</html>" in shown
    assert "<script>  let text = `\n      a`;\n    </script>\n<nav>\n" in shown
    assert '<a  href="#">  Hành\xa0\ntrình</a>' in shown


def test_a_second_time_changes_nothing() -> None:
    assert strip_whitespace(strip_whitespace(PAGE)) == strip_whitespace(PAGE)


def test_a_page_that_is_not_the_themes_stays_as_it_is() -> None:
    assert strip_whitespace("<p>\n\n  a</p>") == "<p>\n\n  a</p>"
