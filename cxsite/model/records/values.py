"""The types of values that authors write: texts, ids, days, durations, percentages, references to records."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias, TypeVar

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    StringConstraints,
    ValidationError,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    WithJsonSchema,
    WrapValidator,
)
from pydantic_core import InitErrorDetails, PydanticCustomError

from cxsite.escaping.fallback import Fallback
from cxsite.escaping.url import is_readable_address
from cxsite.model.written_number import number_as_text

if TYPE_CHECKING:
    from pydantic import GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema, ErrorDetails

ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
ID_LENGTH = 64
RESERVED_IDS = frozenset(
    ["index", "404", "search", "assets", "sitemap", "readme", "con", "prn", "aux", "nul"]
    + [f"{device}{number}" for device in ("com", "lpt") for number in range(10)]
)
TEXT_LENGTH = 4_000
MARKDOWN_LENGTH = 20_000
LIST_LENGTH = 500

LANGUAGES = ("vi", "en")
Language: TypeAlias = Literal["vi", "en"]


@dataclass(frozen=True, slots=True)
class Doc:
    """The label and the help of a field, in English and Vietnamese.

    Hovers, skeletons and the field reference show the help; the label names the field in comparisons, too.
    """

    en: str
    vi: str
    label: tuple[str, str]

    def help_in(self, language: str) -> str:
        """Return the help of the field."""
        return self.vi if language == "vi" else self.en

    def label_in(self, language: str) -> str:
        """Return the label of the field, in the form for the middle of a sentence."""
        english, vietnamese = self.label
        return vietnamese if language == "vi" else english

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Add label and help to the JSON Schema, from which editors show them."""
        return {**handler(core), "x-doc": {each: (self.label_in(each), self.help_in(each)) for each in LANGUAGES}}


@dataclass(frozen=True, slots=True)
class ReferenceTo:
    """Marks a text as the id of a record or vocabulary entry of one of the kinds in `kind`."""

    kinds: tuple[str, ...]

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Add the kinds to the JSON Schema, from which editors complete existing ids."""
        return {**handler(core), "x-refers": list(self.kinds)}


@dataclass(frozen=True, slots=True)
class OneOf:
    """Marks a word as one of a list that the program itself defines: the codes of rules, the coverage figures."""

    kind: str

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Add the kind to the JSON Schema, from which editors complete the words."""
        return {**handler(core), "x-offers": self.kind}


class HoldsText:
    """Marks a text that is translated into each language."""


class HoldsName:
    """Marks a proper name, which is the same in every language."""


class HoldsMarkdown:
    """Marks a text as the simple Markdown that authors may write."""


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


def _not_reserved(text: str) -> str:
    if text in RESERVED_IDS:
        raise PydanticCustomError("reserved_id", "{id}", {"id": text})
    return text


def _has_host(address: str) -> str:
    if not is_readable_address(address):
        raise PydanticCustomError("not_an_address", "{found}", {"found": address})
    return address


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
Id: TypeAlias = Annotated[
    str, StringConstraints(pattern=ID_PATTERN, max_length=ID_LENGTH), AfterValidator(_not_reserved)
]
WebLink: TypeAlias = Annotated[
    str,
    StringConstraints(pattern=r"^https?://[^\s\x00-\x1f\x7f<>\"'`\\]+$", max_length=2_000),
    AfterValidator(_has_host),
]

T = TypeVar("T")
Many: TypeAlias = Annotated[tuple[T, ...], Field(strict=False, max_length=LIST_LENGTH)]
"""A list. YAML gives a list and records hold tuples, so either is accepted."""

Score: TypeAlias = Annotated[int, Field(ge=1, le=5)]
Percent: TypeAlias = Annotated[float, Field(ge=0, le=100, allow_inf_nan=False)]
Number: TypeAlias = Annotated[float, Field(allow_inf_nan=False)]

PersonaRef: TypeAlias = Annotated[str, ReferenceTo(("persona",))]
JourneyRef: TypeAlias = Annotated[str, ReferenceTo(("journey",))]
StageRef: TypeAlias = Annotated[str, ReferenceTo(("stage",))]
ChannelRef: TypeAlias = Annotated[str, ReferenceTo(("channel",))]
TeamRef: TypeAlias = Annotated[str, ReferenceTo(("team",))]
MetricRef: TypeAlias = Annotated[str, ReferenceTo(("metric",))]
GoalRef: TypeAlias = Annotated[str, ReferenceTo(("goal",))]
LibraryRef: TypeAlias = Annotated[str, ReferenceTo(("library touchpoint",))]
TouchpointRef: TypeAlias = Annotated[str, ReferenceTo(("touchpoint",))]
PainPointRef: TypeAlias = Annotated[str, ReferenceTo(("pain point",))]
AddressedRef: TypeAlias = Annotated[str, ReferenceTo(("pain point", "opportunity"))]


def format_value(value: object) -> str:
    """Return a number, a word or a truth value as an author writes it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


FIRST_YEAR, LAST_YEAR = 1900, 2200
"""Days outside this range are taken for typing mistakes; inside it, adding durations never leaves the calendar."""


def _day(value: object) -> date:
    if isinstance(value, date):
        return value
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
        raise PydanticCustomError("not_a_day", "{found}", {"found": format_value(value)})
    try:
        day = date.fromisoformat(value)
    except ValueError:
        raise PydanticCustomError("no_such_day", "{found}", {"found": value}) from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise PydanticCustomError("no_such_day", "{found}", {"found": value})
    return day


Day: TypeAlias = Annotated[
    date, BeforeValidator(_day), WithJsonSchema({"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"})
]

_LAST = date(9_000, 1, 1)
_UNITS = {"min": 1, "h": 60, "d": 1_440, "w": 10_080, "mo": 43_200, "y": 525_600}
DURATION_PATTERN = r"^\d{1,4}(min|h|d|w|mo|y)( \d{1,4}(min|h|d|w|mo|y))*$"


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time as written (`20min`, `3h`, `14d`, `2w`, `3mo`, `1y`, or several: `1h 30min`)."""

    text: str

    @property
    def parts(self) -> tuple[tuple[int, str], ...]:
        """Each number with its unit, in the order written."""
        return _parts(self.text)

    @property
    def minutes(self) -> int:
        """Its length in minutes, a month counted as 30 days and a year as 365."""
        return sum(number * _UNITS[unit] for number, unit in self.parts)

    def after(self, day: date) -> date:
        """Return the day this long after `day`; months and years by the calendar, hours and minutes ignored.

        The 31st plus a month that has no 31st is that month's last day; the result is never after the year 9000.
        """
        months = sum(n * (12 if unit == "y" else 1) for n, unit in self.parts if unit in ("mo", "y"))
        days = sum(n * (7 if unit == "w" else 1) for n, unit in self.parts if unit in ("d", "w"))
        year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
        if year + days // 365 >= _LAST.year:
            return _LAST
        following = date(year + month // 11, (month + 1) % 12 + 1, 1)
        last = (following - timedelta(days=1)).day
        return date(year, month + 1, min(day.day, last)) + timedelta(days=days)


@lru_cache(256)
def _parts(text: str) -> tuple[tuple[int, str], ...]:
    return tuple((int(n), unit) for n, unit in re.findall(r"(\d+)([a-z]+)", text))


def _duration(value: object) -> Duration:
    if isinstance(value, Duration):
        return value
    if isinstance(value, str) and re.fullmatch(DURATION_PATTERN, value, re.ASCII):
        return Duration(value)
    raise PydanticCustomError("not_a_duration", "{found}", {"found": format_value(value)})


Length: TypeAlias = Annotated[
    Duration,
    BeforeValidator(_duration),
    WithJsonSchema({"type": "string", "pattern": DURATION_PATTERN}),
]
