"""CX701–CX703: private data of single people. Contacts of teams are allowed."""

from __future__ import annotations

import re
import unicodedata
from string import ascii_letters, digits
from typing import TYPE_CHECKING, Final, TypeAlias

from cxsite.model.content import cached_on_content
from cxsite.model.records.source_location import Fields, Items
from cxsite.problems import Place
from cxsite.rules.rule import make_finding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cxsite.model.content import Content
    from cxsite.model.records.record import FileMetadata
    from cxsite.rules.rule import Finding
    from cxsite.rules.spans import Span

    _Text: TypeAlias = tuple[str, str, FileMetadata | None]

_ADDRESS: Final = r"https?://\S+"
_EMAIL: Final = re.compile(
    rf"{_ADDRESS}|(?P<hit>[\w.%+-]{{1,64}}@[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{0,8}}\.[^\W\d_]{{2,24}})"
)
_GAP: Final = "(?:\\) ?|[ \u00a0.-])?"
_PHONE: Final = re.compile(
    rf"{_ADDRESS}|(?<![\w+.,])(?P<hit>(?:(?:\+|00)84{_GAP}(?:\(0\))?|\(?0)[ )\u00a0-]?"
    rf"(?:[35789](?:{_GAP}\d){{8}}|2\d(?:{_GAP}\d){{8}})|84[35789]\d{{8}}|\+(?!84)[1-9](?:{_GAP}\d){{7,13}})(?![\w%])"
)
_WORDS: Final = "cmnd|cmtnd|cccd|căn cước|chứng minh|hộ chiếu|giấy tờ|identity|id card|id number|passport"
_CARDS: Final = "|".join((_WORDS, unicodedata.normalize("NFD", _WORDS), "can cuoc|chung minh|ho chieu|giay to"))
"""Three spellings: as usual, decomposed (as some computers write accents), and without accents."""
_IDENTITY: Final = re.compile(
    rf"{_ADDRESS}|(?<![\w.,+-])(?P<hit>0(?:0[1-9]|[1-8]\d|9[0-6])(?:[ \u00a0.]?\d){{9}})(?![\w%])"
    rf"|(?:{_CARDS})"
    r"[^\d\n]{0,20}?\b(?P<named>\d{3}[ .]?\d{3}[ .]?\d{3}|\d{12}|[A-Z]\d{7,8})(?!\w)",
    re.IGNORECASE,
)
_MAY_HOLD_NUMBERS: Final = re.compile("\\d(?:\\d{6}|(?:[ \u00a0.()-]{0,2}\\d){8})")
_BETWEEN: Final = " \u00a0.()-".encode()
_LATIN: Final = frozenset([*range(0xCE), 0xE1, 0xE2])
"""The bytes of Latin letters, their accents and common symbols in UTF-8; none of these has digits other than 0 to 9."""
_FOREIGN: Final = b"\xff"
_CHARACTERS: Final = bytes(
    ord("0")
    if byte in digits.encode()
    else ord("a")
    if byte in ascii_letters.encode()
    else byte
    if byte in _LATIN
    else 0xFF
    for byte in range(256)
)
"""The class of each byte: a digit, a letter, itself, or (0xFF, which UTF-8 never has) one of another alphabet."""
_VIETNAMESE: Final = (b"\xe1\xba", b"\xe1\xbb")
"""The first bytes of Vietnamese letters with two accents; others that begin with 0xE1 belong to alphabets with digits.
"""
_OWN: Final = {"playbook": ("teams", "feedback", "repository")}
_NO_TEXTS: Final = frozenset({"data", "edit_url", "url", "link"})
_SHOWN: Final = 3


def email_in_text(content: Content) -> Iterator[Finding]:
    """A text contains an e-mail address that does not belong to a team.

    People whom nobody knows copy and keep a site. An address of a customer or colleague in it cannot be taken back.
    Contacts in `teams` and `feedback` of playbook.yml may be written anywhere.

    Bad (content/personas/lan.yml):
        quote: Cứ viết cho mình ở lan.khach@thu.example

    Good (content/personas/lan.yml):
        quote: Cứ viết thư cho mình
    """
    yield from _find_matches(content, _EMAIL, _with_addresses(content))


def phone_number_in_text(content: Content) -> Iterator[Finding]:
    """A text contains a telephone number that does not belong to a team.

    Everyone who reads the page can call it, even years later. Hotlines and the teams' numbers belong in `contact`
    of `teams` in playbook.yml; a number listed there may be written anywhere.

    Bad (content/personas/lan.yml):
        quote: Gọi mình số 0901 234 567 nhé

    Good (content/personas/lan.yml):
        quote: Gọi cho mình nhé
    """
    yield from _find_matches(content, _PHONE, _with_numbers(content))


def identity_number_in_text(content: Content) -> Iterator[Finding]:
    """A text contains what looks like the number of an identity card or passport.

    With this number and a name, somebody can take out a loan. No page needs it to describe how a customer was
    served.

    Bad (content/personas/lan.yml):
        about: "Chị Lan, CCCD 079203001234, mua váy cưới."

    Good (content/personas/lan.yml):
        about: Một chị mua váy cưới.
    """
    yield from _find_matches(content, _IDENTITY, _with_numbers(content))


def _find_matches(content: Content, pattern: re.Pattern[str], texts: tuple[_Text, ...]) -> Iterator[Finding]:
    known = _contacts(content) if texts else frozenset()
    for path, text, record in texts:
        spans: tuple[Span, ...] | None = None
        for hit in pattern.finditer(text):
            name = next((one for one in ("hit", "named") if hit.groupdict().get(one)), "")
            if not name or _normalize_contact(hit[name]) in known:
                continue
            place = _place(path, text, hit.start(name), hit.end(name))
            at = (place.line - 1, place.column - 1)
            if record is not None and spans is None:
                spans = tuple(_spans(record))
            if spans is None or any(first[:2] <= at < first[2:] for first in spans):
                yield make_finding(place, found=f"{hit[name][:_SHOWN]}…")


def _with_addresses(content: Content) -> tuple[_Text, ...]:
    return tuple(_files_to_search(content, lambda text: "@" in text))


@cached_on_content
def _with_numbers(content: Content) -> tuple[_Text, ...]:
    return tuple(_files_to_search(content, _may_hold_numbers))


def _files_to_search(content: Content, may_hold: Callable[[str], bool]) -> Iterator[_Text]:
    """Yield every file that may hold private data, with the record whose texts count; None if the whole file counts."""
    for record in content.files:
        text = content.texts.get(record.path, "")
        if record.source is not None and may_hold(text):
            yield record.path, text, record
    for page in content.pages.values():
        if may_hold(page.markdown):
            yield page.place.path, page.markdown, None
    for path in sorted({row.place.path for row in content.observations if row.note}):
        if may_hold(text := content.texts.get(path, "")):
            yield path, text, None


def _may_hold_numbers(text: str) -> bool:
    """Return whether there are nine digits with few characters between them, or seven in a row.

    A fast check, because most files have none: bytes are searched twenty times as fast as text. The exact pattern is
    only used for what may have digits of other alphabets.
    """
    squeezed = text.encode("utf-8", "surrogatepass").translate(_CHARACTERS, _BETWEEN)
    if _FOREIGN in squeezed or squeezed.count(0xE1) != sum(map(squeezed.count, _VIETNAMESE)):
        return _MAY_HOLD_NUMBERS.search(text) is not None
    return b"000000000" in squeezed or b"a0000000" in squeezed


def _spans(record: FileMetadata) -> Iterator[Span]:
    assert record.source is not None  # noqa: S101 -- checked before
    places = record.source.places
    for key, value in record.source.items():
        if key not in _OWN.get(record.id, ()) or record.path.rpartition("/")[0] != "content":
            yield from _spans_inside(key, value, places[key][3:])


def _spans_inside(key: str, value: object, span: tuple[int, ...]) -> Iterator[Span]:
    if isinstance(value, Fields):
        places = value.places
        for name, inner in value.items():
            yield from _spans_inside(name, inner, places[name][3:])
    elif isinstance(value, Items):
        for inner, at in zip(value, value.places, strict=True):
            yield from _spans_inside(key, inner, at)
    elif isinstance(value, str) and key not in _NO_TEXTS and span:
        line, column, end_line, end = span
        yield line, column, end_line, end


def _contacts(content: Content) -> frozenset[str]:
    """Return the addresses and numbers of teams, in the form of `_normalize_contact`."""
    playbook = content.playbook
    texts = [team.contact for team in playbook.teams if team.contact]
    texts += [playbook.feedback.mailto] if playbook.feedback and playbook.feedback.mailto else []
    hits = (hit for text in texts for pattern in (_EMAIL, _PHONE) for hit in pattern.finditer(text))
    return frozenset(_normalize_contact(hit["hit"]) for hit in hits if hit["hit"])


def _normalize_contact(text: str) -> str:
    """Return an address in lower case; of a telephone number its digits, with 0 for the country code of Vietnam."""
    if "@" in text:
        return text.casefold()
    return re.sub(r"^(?:00)?840?", "0", re.sub(r"\D", "", text))


def _place(path: str, text: str, start: int, end: int) -> Place:
    line = text.count("\n", 0, start)
    column = start - text.rfind("\n", 0, start)
    return Place(path, line + 1, column, line + 1, column + end - start)
