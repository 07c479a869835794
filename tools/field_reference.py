"""Print the reference of all fields as Markdown, in the language of the first argument.

`make docs` writes docs/fields.md and docs/fields.vi.md with it.
"""

from __future__ import annotations

import re
import sys
import types
from datetime import date
from importlib import resources
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal, Union, get_args, get_origin

from pydantic import StringConstraints
from pydantic.fields import FieldInfo

from cxsite.authoring.schemas import MODELS, globs
from cxsite.authoring.skeleton_comments import key_lines
from cxsite.i18n.catalogue import Translator
from cxsite.model.records.dates import Duration
from cxsite.model.records.field_info import find_doc, record_in
from cxsite.model.records.field_markers import HoldsMarkdown, HoldsName, HoldsText, OneOf, ReferenceTo
from cxsite.model.records.rating import Rating
from cxsite.model.records.record import Record
from cxsite.model.records.values import ID_PATTERN
from cxsite.reading.file_kinds import PLAYBOOK

if TYPE_CHECKING:
    from collections.abc import Mapping

TEXTS: Final = {
    "en": {
        "title": "Fields",
        "lead": "Every field of every kind of file. `make docs` writes this page from the models. "
        "**Fields with a star** have to be there. Write `{vi: …, en: …}` for a text in several languages.",
        "head": "| Key | Name | What to write | Meaning | Example |",
        "parts": "Fields inside fields",
        "list": "list of {}",
        "some": "list of {}, at least one",
        "table": "your own keys, each with {}",
        "fields": "fields: [{0}](#{1})",
        "refers": "id of: {}",
        "rule": "code of a rule",
        "figure": "name of a coverage figure",
        "markdown": "text with *emphasis*, lists and links",
        "text": "text",
        "name": "proper name",
        "word": "word",
        "id": "id: `a-z`, `0-9` and `-`",
        "address": "web address",
        "colour": "colour `#rrggbb`",
        "email": "e-mail address",
        "date-style": "form of dates",
        "day": "date `YYYY-MM-DD`",
        "duration": "duration: `20min`, `14d`, `3mo`",
        "yes": "`true` or `false`",
        "whole": "whole number",
        "number": "number",
        "rating": "number 1–5, or `persona: number`",
        "or": " or ",
    },
    "vi": {
        "title": "Các trường",
        "lead": "Mọi trường của mọi loại tệp. Trang này do `make docs` ghi ra từ các mô hình dữ liệu. "
        "**Trường có dấu sao** là bắt buộc. Viết `{vi: …, en: …}` cho nội dung nhiều ngôn ngữ.",
        "head": "| Khóa | Tên | Viết gì | Ý nghĩa | Ví dụ |",
        "parts": "Trường bên trong trường",
        "list": "danh sách {}",
        "some": "danh sách {}, ít nhất một mục",
        "table": "khóa tự đặt, mỗi khóa kèm {}",
        "fields": "các trường: [{0}](#{1})",
        "refers": "mã của: {}",
        "rule": "mã quy tắc",
        "figure": "tên một chỉ tiêu về mức độ hoàn thiện",
        "markdown": "văn bản có *nhấn mạnh*, danh sách và liên kết",
        "text": "văn bản",
        "name": "tên riêng",
        "word": "từ",
        "id": "mã: `a-z`, `0-9` và `-`",
        "address": "địa chỉ web",
        "colour": "màu `#rrggbb`",
        "email": "địa chỉ email",
        "date-style": "cách viết ngày",
        "day": "ngày `NĂM-THÁNG-NGÀY`",
        "duration": "độ dài thời gian: `20min`, `14d`, `3mo`",
        "yes": "`true` (có) hoặc `false` (không)",
        "whole": "số nguyên",
        "number": "số",
        "rating": "số 1–5, hoặc `chân dung: số`",
        "or": " hoặc ",
    },
}
"""Words of this page, by language."""
_PATTERNS: Final = (
    (ID_PATTERN, "id"), ("^https?", "address"), ("^#", "colour"), ("^[^@", "email"), ("^((hh?", "date-style"),
)  # fmt: skip
_MARKS: Final = ((HoldsMarkdown, "markdown"), (HoldsName, "name"), (HoldsText, "text"))
_PLAIN: Final = {bool: "yes", int: "whole", float: "number", date: "day", Duration: "duration", str: "word"}
_PLACEHOLDERS: Final = {"TODAY": "2026-11-20", "NEXT_YEAR": "2027-11-20", "TITLE": "…"}
_LONGEST: Final = 60


def reference(language: str) -> str:
    """The whole page in a language."""
    words = TEXTS[language]
    kinds = Translator(language, "review")
    paths = _first_paths()
    parts = [f"# {words['title']}", words["lead"]]
    for kind, model in MODELS.items():
        word = kinds(f"kind.{'library-touchpoint' if kind == 'touchpoint' else kind}")
        parts += [
            f"## {word[0].upper()}{word[1:]}: `{globs(kind)[0]}`",
            _table(model, _examples(kind, language), paths, language),
        ]
    parts.append(f"## {words['parts']}")
    examples = {key: text for kind in MODELS for key, text in _examples(kind, language).items()}
    for model, path in paths.items():
        parts += [f"### {path}", _table(model, examples, paths, language)]
    return "\n\n".join(parts) + "\n"


def _first_paths() -> dict[type[Record], str]:
    """Each record inside files, and the first field that holds it (`journey.stages.touchpoints`)."""
    found: dict[type[Record], str] = {}

    def collect(model: type[Record], path: str) -> None:
        for key, info in model.model_fields.items():
            inner = record_in(info.annotation)
            if inner is not None and inner is not Rating and inner not in found:
                found[inner] = f"{path}.{key}"
                collect(inner, f"{path}.{key}")

    for kind, model in MODELS.items():
        collect(model, kind)
    return found


def _table(
    model: type[Record],
    examples: Mapping[tuple[type[Record], str], str],
    paths: Mapping[type[Record], str],
    language: str,
) -> str:
    rows = [TEXTS[language]["head"], "|---|---|---|---|---|"]
    for key, info in model.model_fields.items():
        doc = find_doc(info)
        assert doc is not None  # noqa: S101 -- a test holds it
        star = " \\*" if info.is_required() else ""
        example = examples.get((model, key), "")
        shape = _shape(
            Annotated[(info.annotation, *info.metadata)] if info.metadata else info.annotation, paths, language
        )
        cells = (
            f"`{key}`{star}",
            doc.label_in(language),
            shape,
            doc.help_in(language),
            f"`{example}`" if example else "",
        )
        rows.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(rows)


def _shape(annotation: Any, paths: Mapping[type[Record], str], language: str) -> str:  # noqa: ANN401, PLR0911
    """What may be written, in words."""
    words, (base, marks) = TEXTS[language], _unwrap(annotation)
    origin, inner = get_origin(base), get_args(base)
    if base is Rating:
        return words["rating"]
    if isinstance(base, type) and issubclass(base, Record):
        path = paths[base]
        return words["fields"].format(path, path.replace(".", ""))
    if origin in (Union, types.UnionType):
        some = [one for one in inner if one is not type(None)]
        each = [_shape(Annotated[(one, *marks)] if marks else one, paths, language) for one in some]
        return words["or"].join(dict.fromkeys(each))
    if origin is Literal:
        return words["or"].join(f"`{choice}`" for choice in inner)
    if origin is tuple:
        least = any(getattr(mark, "min_length", 0) for mark in marks if not isinstance(mark, StringConstraints))
        return words["some" if least else "list"].format(_shape(inner[0], paths, language))
    if origin is dict:
        return words["table"].format(_shape(inner[1], paths, language))
    return _plain(base, marks, language)


def _plain(base: Any, marks: tuple[Any, ...], language: str) -> str:  # noqa: ANN401 -- a type
    words = TEXTS[language]
    for mark in marks:
        if isinstance(mark, ReferenceTo):
            names = Translator(language, "review")
            return words["refers"].format(words["or"].join(_name(kind, names) for kind in mark.kinds))
        if isinstance(mark, OneOf):
            return words[mark.kind]
        if isinstance(mark, StringConstraints) and mark.pattern:
            return next(words[name] for start, name in _PATTERNS if str(mark.pattern).startswith(start))
    held = next((name for mark, name in _MARKS if any(isinstance(one, mark) for one in marks)), None)
    least, most = (_limit(marks, end) for end in ("ge", "le"))
    limits = f" {least}–{most}" if most is not None else f" ≥ {least}" if least is not None else ""
    return words[held or _PLAIN[base]] + limits


def _limit(marks: tuple[Any, ...], end: str) -> float | None:
    return next((limit for mark in marks if (limit := getattr(mark, end, None)) is not None), None)


def _name(kind: str, names: Translator) -> str:
    return names(f"kind.{kind.replace(' ', '-')}")


def _unwrap(annotation: Any) -> tuple[Any, tuple[Any, ...]]:  # noqa: ANN401 -- a type
    """A type without its marks, and these."""
    marks: tuple[Any, ...] = ()
    while get_origin(annotation) is Annotated:
        annotation, *found = get_args(annotation)
        flat = [one for mark in found for one in (mark.metadata if isinstance(mark, FieldInfo) else (mark,))]
        marks = (*flat, *marks)
    return annotation, marks


def _examples(kind: str, language: str) -> dict[tuple[type[Record], str], str]:
    """What the skeleton of a kind of file has for each field, where that is one line."""
    folder = resources.files("cxsite.authoring").joinpath("skeletons", language)
    names: tuple[str, ...] = (f"{kind}.yml", "_every_file.yml")
    if kind == PLAYBOOK:
        folder, names = (
            resources.files("cxsite.authoring").joinpath("starters", language, "retail", "content"),
            ("playbook.yml",),
        )
    text = "".join(folder.joinpath(name).read_text(encoding="utf-8") for name in names)
    text = re.sub(r"__([A-Z_]+?)__", lambda mark: _PLACEHOLDERS.get(mark[1], mark[1].lower().replace("_", "-")), text)
    lines = text.split("\n")
    found: dict[tuple[type[Record], str], str] = {}
    for line in key_lines(text, MODELS[kind]):
        value = lines[line.number].partition(f"{line.key}:")[2].partition("  #")[0].strip()
        if not value and line.number + 1 < len(lines):
            item = lines[line.number + 1].replace("# ", "", 1).strip()
            value = item if item.startswith("- ") and not re.match(r"- [a-z_]+: ?", item) else ""
        if value and value not in "|>" and len(value) <= _LONGEST:
            found.setdefault((line.model, line.key), value)
    return found


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.write(reference(sys.argv[1]))
