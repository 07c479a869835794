"""Words that always stand in a template are compiled with it, in the language of the pages."""

from __future__ import annotations

import pytest
from jinja2 import DictLoader, Environment

from cxsite.i18n.catalogue import Translator
from cxsite.rendering.templates import make_environment

LINE = '<a title="{{ t("map.title") }}">{{ t("map.title") }}</a>'


def jinja(language: str, **templates: str) -> Environment:
    made = make_environment(None, {}, Translator(language))
    made.loader = DictLoader(templates)
    return made


@pytest.mark.parametrize("language", ["vi", "en"])
def test_they_are_there_without_being_asked_for(language: str) -> None:
    title = Translator(language)("map.title")
    assert jinja(language, page=LINE).get_template("page").render() == f'<a title="{title}">{title}</a>'


def test_what_a_template_calls_so_itself_is_asked() -> None:
    page = f"{{% macro row(t) %}}{LINE}{{% endmacro %}}{{{{ row(own) }}}}"
    assert jinja("vi", page=page).get_template("page").render(own=str.upper) == '<a title="MAP.TITLE">MAP.TITLE</a>'


def test_an_unknown_key_is_asked_for_where_it_stands() -> None:
    with pytest.raises(KeyError):
        jinja("vi", page='{{ t("no.such") }}').get_template("page").render(t=Translator("vi"))
    assert jinja("vi", page='{% if no %}{{ t("no.such") }}{% endif %}').get_template("page").render(no="") == ""


def test_a_macro_is_given_less_than_it_asks_for() -> None:
    page = '{% macro row(a, b="–") %}{{ a }}{{ b }}{% endmacro %}{{ row("<") }}{{ row("<", "b") }}'
    assert jinja("vi", page=page).get_template("page").render() == "&#60;–&#60;b"
