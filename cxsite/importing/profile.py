"""What an author decided about a source, kept beside it so that the next import asks nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from cxsite.authoring.yaml_scalar import quote_scalar
from cxsite.problems import CxsiteError
from cxsite.reading.yaml_events import read_yaml

if TYPE_CHECKING:
    from pathlib import Path

    from cxsite.importing.options import ImportOptions

SUFFIX = ".cxsite.yml"


class ImportProfile(BaseModel):
    """The file `<source>.cxsite.yml`: fields by header, ids and ratings by the words of the source."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    personas: tuple[str, ...] = ()
    state: str = ""
    sheet: str = ""
    columns: dict[str, str] = Field(default_factory=dict)
    stages: dict[str, str] = Field(default_factory=dict)
    channels: dict[str, str] = Field(default_factory=dict)
    ratings: dict[str, Annotated[int, Field(ge=1, le=5)]] = Field(default_factory=dict)


def profile_path(file: Path) -> Path:
    """Where the profile of a source stands."""
    return file.with_name(file.name + SUFFIX)


def with_profile(options: ImportOptions, file: Path) -> ImportOptions:
    """The options with what a profile adds where they say nothing. Raises CxsiteError for a profile with mistakes."""
    path = profile_path(file)
    if not path.is_file():
        return options
    try:
        fields, problems = read_yaml(path.name, path.read_text(encoding="utf-8-sig"))
        profile = ImportProfile.model_validate({} if fields is None else _plain(fields))
    except (OSError, UnicodeDecodeError, ValidationError) as error:
        raise CxsiteError(
            "{path} is not an import profile.", "Correct it, or delete it and import again.", path=path
        ) from error
    if problems:
        raise CxsiteError(
            "There is a mistake in {place}.",
            "Correct it, or delete the file and import again.",
            place=str(problems[0].place),
        )
    return replace(
        options,
        personas=options.personas or profile.personas,
        state=options.state or profile.state,
        sheet=options.sheet or profile.sheet,
        columns={**profile.columns, **options.columns},
        stages={**profile.stages, **options.stages},
        channels={**profile.channels, **options.channels},
        ratings={**profile.ratings, **options.ratings},
    )


def _plain(value: Any) -> Any:  # noqa: ANN401 -- any YAML value
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    return tuple(_plain(one) for one in value) if isinstance(value, list) else value


def profile_text(options: ImportOptions, head: str) -> str:
    """The text of a profile that holds the options; only what is set is written."""
    lines = [f"# {head}"]
    if options.personas:
        lines.append(f"personas: [{', '.join(quote_scalar(one, in_brackets=True) for one in options.personas)}]")
    lines += [f"{key}: {quote_scalar(text)}" for key in ("state", "sheet") if (text := getattr(options, key))]
    for key in ("columns", "stages", "channels", "ratings"):
        if entries := getattr(options, key):
            lines.append(f"{key}:")
            lines += [f"  {_key(word)}: {_value(to)}" for word, to in entries.items()]
    return "\n".join(lines) + "\n"


def _key(word: str) -> str:
    return quote_scalar(word, in_brackets=True) if word.replace(" ", "").isalpha() else f'"{word}"'.replace("\n", " ")


def _value(value: str | int) -> str:
    return str(value) if isinstance(value, int) else f'"{value}"'
