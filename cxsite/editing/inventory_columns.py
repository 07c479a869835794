"""Which column of a touchpoint inventory means which of our fields."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cxsite.escaping.fold import slug
from cxsite.model.suggest import suggest
from cxsite.problems import CxsiteError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "stage": ("giai-doan", "stage", "phase", "buoc-lon", "chang", "journey-stage", "giai-doan-hanh-trinh"),
    "name": ("diem-cham", "touchpoint", "ten", "ten-diem-cham", "name", "touchpoint-name", "step", "buoc", "activity"),
    "channels": ("kenh", "channel", "channels", "cac-kenh", "noi-dien-ra", "where"),
    "does": ("khach-lam-gi", "hanh-dong", "hanh-dong-cua-khach", "lam", "does", "doing", "customer-action", "actions",
             "action", "customer-actions", "hanh-vi"),
    "thinks": ("khach-nghi-gi", "suy-nghi", "nghi", "thinks", "thinking", "thoughts"),
    "feels": ("khach-cam-thay-gi", "cam-nhan", "cam-thay", "feels", "feeling", "feelings"),
    "quote": ("cau-noi", "loi-khach", "trich-dan", "quote", "customer-quote", "verbatim"),
    "emotion": ("cam-xuc", "diem-cam-xuc", "emotion", "emotion-score", "score", "diem", "sentiment", "hai-long"),
    "importance": ("quan-trong", "muc-quan-trong", "do-quan-trong", "importance"),
    "moment_of_truth": ("thoi-khac-quyet-dinh", "khoanh-khac-su-that", "moment-of-truth", "mot"),
    "standard": ("tieu-chuan", "tieu-chuan-phuc-vu", "standard", "service-standard"),
    "actors": ("nguoi-tham-gia", "nhan-vien", "ai-tham-gia", "actors", "staff", "frontstage"),
    "personas": ("chan-dung", "khach-hang", "persona", "personas", "customer", "segment"),
    "pain_points": ("diem-dau", "van-de", "kho-khan", "pain-point", "pain-points", "pain", "pains", "problem", "issue"),
    "opportunities": ("co-hoi", "y-tuong", "opportunity", "opportunities", "idea", "ideas"),
    "metrics": ("chi-so", "do-bang", "kpi", "metric", "metrics", "measure"),
    "backstage": ("hau-truong", "noi-bo", "backstage", "behind-the-scenes", "internal-process"),
    "id": ("ma", "ma-diem-cham", "id", "touchpoint-id", "code"),
}  # fmt: skip
"""By field: headers in Vietnamese and English, without accents."""
LEAVE: Final = "-"
"""What `--columns` says of a column that is to be kept as a comment."""


def match_columns(header: Sequence[str], given: Mapping[str, str]) -> dict[int, str]:
    """By the column's number its field; columns that fit none are left out. `given` has fields by header.

    Raises CxsiteError for a given header or field that is not there, and where no column names the touchpoints.
    """
    _check(header, given)
    matched = {number: given[name] for number, name in enumerate(header) if name in given}
    for fits in (_exact, _like):
        for number, name in enumerate(header):
            wanted = fits(slug(name, fallback="x")) if name.strip() else ""
            if number not in matched and wanted and wanted not in matched.values():
                matched[number] = wanted
    if "name" not in matched.values():
        raise CxsiteError(
            "No column names the touchpoints. The columns are: {shown}.",
            "Say which: --columns '{header}=name'.",
            shown=_shown(header),
            header=next(filter(None, header), "Header"),
        )
    return {number: wanted for number, wanted in matched.items() if wanted != LEAVE}


def _check(header: Sequence[str], given: Mapping[str, str]) -> None:
    for name, wanted in given.items():
        if name not in header:
            near = suggest(name, header)
            raise CxsiteError(
                "There is no column “{name}”.",
                "Did you mean “{near}”?" if near else "The columns are: {shown}.",
                name=name,
                near=near,
                shown=_shown(header),
            )
        if wanted not in NAMES and wanted != LEAVE:
            raise CxsiteError(
                "“{wanted}” is no field of a touchpoint.", "Fields: {fields}.", wanted=wanted, fields=", ".join(NAMES)
            )


def _exact(word: str) -> str:
    return next((wanted for wanted, names in NAMES.items() if word in names), "")


def _like(word: str) -> str:
    """A header that says more around one of our words, or mistypes one."""
    every = {name: wanted for wanted, names in NAMES.items() for name in names}
    whole = next((every[name] for name in sorted(every, key=len, reverse=True) if _holds(word, name)), "")
    return whole or every.get(suggest(word, every), "")


def _holds(word: str, name: str) -> bool:
    return len(name) > 4 and f"-{name}-" in f"-{word}-"  # noqa: PLR2004 -- shorter ones stand in too many words


def _shown(header: Sequence[str]) -> str:
    return ", ".join(f"“{name}”" for name in header if name.strip())
