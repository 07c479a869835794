"""Texts, names, Markdown and words that authors write: validated, and in the language that is being read."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias

from pydantic import (
    AfterValidator,
    BeforeValidator,
    StringConstraints,
    ValidationError,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    WithJsonSchema,
    WrapValidator,
)
from pydantic_core import InitErrorDetails, PydanticCustomError

from cxsite.escaping.fallback import Fallback
from cxsite.model.records.field_markers import LANGUAGES, HoldsMarkdown, HoldsName, HoldsText
from cxsite.model.written_number import number_as_text

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

TEXT_LENGTH = 4_000
MARKDOWN_LENGTH = 20_000

_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Characters that are drawn as nothing."""


_NOWHERE = "".join(chr(plane + low) for plane in range(0, 0x110000, 0x10000) for low in (0xFFFE, 0xFFFF))
_UNWRITABLE = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef{_NOWHERE}]")
"""Controls, lone surrogates, and unassigned code points: no page can hold them."""


def _visible(text: str) -> str:
    if text.isprintable() and text[0].isalnum() and text[0] not in _BLANK:
        return text
    if unwritable := _UNWRITABLE.search(text):
        raise PydanticCustomError("control_character", "{code}", {"code": f"U+{ord(unwritable[0]):04X}"})
    if not any(unicodedata.category(character)[0] in "LNPS" and character not in _BLANK for character in text):
        raise PydanticCustomError("no_visible_character", "no visible character")
    return text


def _is_plain(value: Any) -> bool:  # noqa: ANN401 -- whatever the author wrote
    """Return whether a text is certainly valid, as most are: a fast path without the handler."""
    return (
        value.__class__ is str
        and len(value) <= TEXT_LENGTH
        and value.isprintable()
        and value[-1:] != " "
        and value[:1].isalnum()
        and value[0] not in _BLANK
    )


def _in_language(value: Any, handler: ValidatorFunctionWrapHandler, info: ValidationInfo) -> str:  # noqa: ANN401 -- whatever the author wrote
    """Return the text in the language that is being read, else in another one, as a `Fallback`.

    The validation context has that `language`, and the playbook's `main` one if it differs. A plain text is in the main
    language. Every language of `{vi: …, en: …}` is validated.
    """
    if isinstance(value, dict):
        return _choose_language(value, handler, info)
    return _mark_main_language(value if _is_plain(value) else handler(number_as_text(value)), info)


def _markdown_in_language(value: Any, handler: ValidatorFunctionWrapHandler, info: ValidationInfo) -> str:  # noqa: ANN401
    """Return a Markdown text as `_in_language` does; only the handler can validate it."""
    return (
        _choose_language(value, handler, info)
        if isinstance(value, dict)
        else _mark_main_language(handler(number_as_text(value)), info)
    )


def _mark_main_language(text: str, info: ValidationInfo) -> str:
    main = info.context and info.context.get("main")
    return Fallback(text, main) if main and has_words(text) else text


def _proper_name(value: Any, handler: ValidatorFunctionWrapHandler, info: ValidationInfo) -> str:  # noqa: ANN401
    """Return a text as `_in_language` does, but a plain text is the same in every language: a proper name."""
    if isinstance(value, dict):
        return _choose_language(value, handler, info)
    text: str = value if _is_plain(value) else handler(number_as_text(value))
    return text


def _choose_language(value: dict[Any, Any], handler: ValidatorFunctionWrapHandler, info: ValidationInfo) -> str:
    unknown = [key for key in value if key not in LANGUAGES]
    if unknown or not value:
        raise PydanticCustomError("not_a_text", "not a text", {"key": unknown[0] if unknown else ""})
    texts: dict[str, str] = {}
    wrong: list[InitErrorDetails] = []
    for language, text in value.items():
        try:
            texts[language] = handler(number_as_text(text))
        except ValidationError as error:
            wrong += (_locate_in_language(language, detail) for detail in error.errors(include_url=False))
    if wrong:
        raise ValidationError.from_exception_data("text", wrong)
    wanted = (info.context or {}).get("language", LANGUAGES[0])
    if wanted in texts:
        return texts[wanted]
    main = (info.context or {}).get("main")
    language = main if main in texts else next(iter(texts))
    return Fallback(texts[language], language)


def _locate_in_language(language: str, detail: ErrorDetails) -> InitErrorDetails:
    """Return the same error, located at the text of one language."""
    kind, context = detail["type"], detail.get("ctx") or {}
    own = kind not in _OF_STRINGS
    reported: Any = PydanticCustomError(kind, "{}", context) if own else kind
    return InitErrorDetails(type=reported, loc=(language,), input=detail["input"], ctx=context)


_OF_STRINGS = frozenset({"string_type", "string_too_short", "string_too_long"})
_ADDRESS = re.compile(r"\S+@\S+|https?://\S+")


def has_words(text: str) -> bool:
    """Return whether there is something to translate: letters outside addresses."""
    return any(map(str.isalpha, _ADDRESS.sub("", text) if "@" in text or "://" in text else text))


_MAY_BE_FAULTY = re.compile(r"[<>`\[#=\t]|~~| {4}|^[ \d.)*_+-]+$", re.MULTILINE)
"""What every fault of a Markdown text has: a special character, or a line of markup only (a rule, a heading)."""

MANY_CHARACTERS = 300
_COSTLY = {"[": "link", "<": "html", "&": "html", "`": "code"}
"""Characters that a Markdown parser needs long for if there are thousands, and the fault that is then reported."""


MARKS = "*_[<&`\\\n"
"""The characters, and the line ends, at which a Markdown parser stops: their number determines its time."""
MANY_MARKS = 5_000
"""A larger number in the Markdown texts of one file would take seconds to render."""


class MarkBudget:
    """How many special characters the Markdown texts of a file may still hold: `marks` in the validation context."""

    def __init__(self) -> None:
        self.number = MANY_MARKS

    def take(self, text: str) -> None:
        """Count the special characters of a text. Raises PydanticCustomError at the first text beyond the limit."""
        before, self.number = self.number, self.number - sum(map(text.count, MARKS))
        if before >= 0 > self.number:
            raise PydanticCustomError(
                "markdown", "dense", {"fault": "dense", "line": 1, "column": 1, "found": text[:1]}
            )


def _check_markdown(text: str, info: ValidationInfo) -> str:
    if info.context and (marks := info.context.get("marks")):
        marks.take(text)
    if not _MAY_BE_FAULTY.search(text):
        return text
    for character, fault in _COSTLY.items():
        if text.count(character) > MANY_CHARACTERS:
            at = text.index(character)
            place = {"line": text.count("\n", 0, at) + 1, "column": at - text.rfind("\n", 0, at)}
            raise PydanticCustomError("markdown", "{fault}", {"fault": fault, "found": character, **place})
    from cxsite.escaping.author_markdown import read as read_markdown  # noqa: PLC0415 -- slow, and rarely needed

    faults = read_markdown(text).faults
    if faults:
        first = faults[0]
        raise PydanticCustomError(
            "markdown",
            "{fault}",
            {"fault": first.kind, "line": first.line, "column": first.column, "found": first.text},
        )
    return text


def _text_schema(longest: int) -> WithJsonSchema:
    """Return the schema of a text: plain, or one for each language. A number is read as the text of its spelling."""
    text = {"type": ["string", "number"], "minLength": 1, "maxLength": longest, "pattern": r"\S"}
    each = {"type": "object", "properties": dict.fromkeys(LANGUAGES, text), "additionalProperties": False}
    return WithJsonSchema({"anyOf": [text, {**each, "minProperties": 1}]})


Text: TypeAlias = Annotated[
    str,
    StringConstraints(min_length=1, max_length=TEXT_LENGTH, strip_whitespace=True),
    AfterValidator(_visible),
    WrapValidator(_in_language),
    HoldsText(),
    _text_schema(TEXT_LENGTH),
]
Name: TypeAlias = Annotated[
    str,
    StringConstraints(min_length=1, max_length=TEXT_LENGTH, strip_whitespace=True),
    AfterValidator(_visible),
    WrapValidator(_proper_name),
    HoldsName(),
    _text_schema(TEXT_LENGTH),
]
"""A proper name, which is the same in every language unless it is given as `{vi: …, en: …}`."""
Markdown: TypeAlias = Annotated[
    str,
    StringConstraints(min_length=1, max_length=MARKDOWN_LENGTH, strip_whitespace=True),
    AfterValidator(_visible),
    AfterValidator(_check_markdown),
    WrapValidator(_markdown_in_language),
    HoldsText(),
    HoldsMarkdown(),
    _text_schema(MARKDOWN_LENGTH),
]
Word: TypeAlias = Annotated[
    str,
    StringConstraints(min_length=1, max_length=200, strip_whitespace=True),
    AfterValidator(_visible),
    BeforeValidator(number_as_text),
    WithJsonSchema({"type": ["string", "number"], "minLength": 1, "maxLength": 200, "pattern": r"\S"}),
]
