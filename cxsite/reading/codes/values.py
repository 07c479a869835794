"""Codes CX101–CX137: keys and values in YAML files."""

from __future__ import annotations

from typing import Final

from cxsite.problems import Level
from cxsite.reading.codes.code import Code

VALUES: Final[tuple[Code, ...]] = (
    Code("CX101", "unknown-key", """\
A key cannot be used here.

It is misspelled, or belongs somewhere else. Its value would not be shown, and nobody would notice.

Bad (content/personas/lan.yml):
    name: Lan
    taglin: Muốn đẹp

Good (content/personas/lan.yml):
    name: Lan
    tagline: Muốn đẹp
"""),
    Code("CX102", "missing-key", """\
A required key is missing or has no value.

Only a few keys are required: the name of a thing, and what is needed to understand it.

Bad (content/personas/lan.yml):
    tagline: Muốn đẹp

Good (content/personas/lan.yml):
    name: Lan
    tagline: Muốn đẹp
"""),
    Code("CX103", "wrong-kind-of-value", """\
A value has the wrong type for its key: a text instead of a number, one word instead of a list.

A percentage is written without the percent sign, a list in brackets or with a line `- …` for each entry.

Bad (content/personas/lan.yml):
    name: Lan
    share: 40%

Good (content/personas/lan.yml):
    name: Lan
    share: 40
"""),
    Code("CX104", "not-a-choice", """\
A word is not one of the allowed values.

There are only a few words, the same in all playbooks, so that pages, rules and figures can rely on them.

Bad (content/journeys/mua.yml):
    state: hiện tại

Good (content/journeys/mua.yml):
    state: current
"""),
    Code("CX105", "out-of-range", """\
A number is outside the possible range.

Emotion and importance go from 1 to 5, shares from 0 to 100.

Bad (content/personas/lan.yml):
    name: Lan
    share: 140

Good (content/personas/lan.yml):
    name: Lan
    share: 14
"""),
    Code("CX106", "text-too-long", """\
A text is too long for the place where it is shown.

Long explanations belong in content/pages/, where they have their own page.
"""),
    Code("CX107", "list-too-long", """\
A list has more entries than anybody would read.

A journey of that length is really several journeys.
"""),
    Code("CX108", "not-a-date", """\
A date is not written as year-month-day, or does not exist in the calendar.

05/10/2026 is in May in one country and in October in another; 2026-10-05 is the same day for everybody.

Bad (content/personas/lan.yml):
    name: Lan
    reviewed: 05/10/2026

Good (content/personas/lan.yml):
    name: Lan
    reviewed: 2026-10-05
"""),
    Code("CX109", "not-a-duration", """\
A duration is not written as a number with its unit.

The units are min, h, d, w, mo and y, so that durations can be compared and drawn.

Bad (content/journeys/mua.yml):
    period: 2 tuần

Good (content/journeys/mua.yml):
    period: 2w
"""),
    Code("CX110", "not-an-id", """\
An id contains characters that are not allowed in ids.

Ids are used in other files and become part of addresses: lower-case letters without accents, digits, single hyphens.

Bad (content/playbook.yml):
    stores: [{id: Phố Huế, name: Phố Huế}]

Good (content/playbook.yml):
    stores: [{id: pho-hue, name: Phố Huế}]
"""),
    Code("CX111", "reserved-id", """\
An id is reserved by Windows or by the site itself.

A file `con.yml` cannot exist on Windows, and `index` is the address of the home page.

Bad (content/playbook.yml):
    stores: [{id: index, name: Phố Huế}]

Good (content/playbook.yml):
    stores: [{id: pho-hue, name: Phố Huế}]
"""),
    Code("CX112", "nothing-to-see", """\
A text consists only of spaces.

The page would have a gap that nobody can explain.

Bad (content/personas/lan.yml):
    name: " "

Good (content/personas/lan.yml):
    name: Lan
"""),
    Code("CX113", "control-character-in-text", """\
A text contains an invisible character, written as an escape sequence.

It would break the text, or change how the rest of the line is shown.

Bad (content/personas/lan.yml):
    name: "Lan\\a"

Good (content/personas/lan.yml):
    name: Lan
"""),
    Code("CX114", "markdown-not-allowed", """\
A text contains Markdown that is not allowed here.

Only emphasis, lists and links fit into a card or a cell of the map. HTML is not allowed because it could run programs
in the readers' browsers; a link must lead to the web, an e-mail address or a page of the playbook.

Bad (content/personas/lan.yml):
    name: Lan
    about: Lan <b>luôn</b> mua vội

Good (content/personas/lan.yml):
    name: Lan
    about: Lan **luôn** mua vội
"""),
    Code("CX115", "wrong-form", """\
A colour, a web address or an e-mail address does not have the right form.

The page would have a link that leads nowhere, or a colour that no browser knows.

Bad (content/playbook.yml):
    feedback: {mailto: cx@}

Good (content/playbook.yml):
    feedback: {mailto: cx@vaymay.example}
"""),
    Code("CX116", "list-empty", """\
A list that needs at least one entry has none.

A journey without a persona belongs to nobody: no page could say whose feelings it shows.

Bad (content/journeys/mua.yml):
    personas: []

Good (content/journeys/mua.yml):
    personas: [lan]
"""),
    Code("CX117", "not-a-language", """\
A text is written as `key: value` lines whose keys are not languages.

A text is written either directly or once for each language, under `vi` and `en`.

Bad (content/personas/lan.yml):
    name: {fr: Lan}

Good (content/personas/lan.yml):
    name: {vi: Lan, en: Lan}
"""),
    Code("CX118", "unknown-time-zone", """\
The time zone is unknown.

It determines when a day begins and ends, and therefore what is overdue.

Bad (content/playbook.yml):
    timezone: Asia/Hanoi

Good (content/playbook.yml):
    timezone: Asia/Ho_Chi_Minh
"""),
    Code("CX119", "unfit-page", """\
A hand-written page has a script, an event handler, an embed, an unsafe link, a style, or an unsuitable tag or name.

A tag that is not closed, or that closes a tag around the page, makes the menu or the search disappear; a name such as
`body` replaces something that the site's scripts look for. The check uses the HTML that the site's own Markdown
extensions make from the page, because some of them add attributes that the text does not show. Whatever one page
contains runs or appears for every reader of the playbook.
"""),
    Code("CX120", "text-cut-by-comma", """\
A comma in braces cuts a text, and the part after it is read as a key without a value.

In `{ }`, each comma starts a new key. Put a text with a comma in quotes there, or write it on its own line, where
commas are plain text.

Bad (content/playbook.yml):
    stores: [{id: pho-hue, name: Phố Huế, tầng trệt}]

Good (content/playbook.yml):
    stores: [{id: pho-hue, name: "Phố Huế, tầng trệt"}]
"""),
    Code("CX121", "entry-cut-by-comma", """\
A comma in brackets splits what reads like one entry of a list.

A quotation mark or bracket opens in one entry and closes in another, a number has a decimal comma, or an entry
continues the sentence before it. An entry in quotes is taken as it is and never reported.

Bad (content/personas/lan.yml):
    name: Lan
    goals: [“Nhanh, rẻ”, đẹp]

Good (content/personas/lan.yml):
    name: Lan
    goals: ["“Nhanh, rẻ”", đẹp]
""", Level.WARNING),
    Code("CX122", "changed-by-backslash", """\
A backslash in double quotes changes the character after it.

`"C:\\temp\\new"` contains a tab and a line break. In single quotes a backslash is an ordinary character; for a line
break, write the text below `|`.

Bad (content/personas/lan.yml):
    name: Lan
    quote: "Tôi lưu ở C:\\temp\\new"

Good (content/personas/lan.yml):
    name: Lan
    quote: 'Tôi lưu ở C:\\temp\\new'
""", Level.WARNING),
    Code("CX123", "word-for-empty", """\
A text is `null` or `~`, which means an empty value.

Programs write these words where a value is missing. Pages show nothing in this place.

Bad (content/personas/lan.yml):
    name: Lan
    tagline: ~

Good (content/personas/lan.yml):
    name: Lan
    tagline: "~"
""", Level.WARNING),
    Code("CX124", "invisible-in-id", """\
A key, an id, an address, a number or a date contains an invisible character or an unusual kind of space.

`cx` followed by a no-break space is a different word from `cx`, so it does not match anything. Such characters come
with text copied from web pages, chats and word processors.

Bad (content/playbook.yml):
    feedback: {mailto: "cx@vaymay.example\\u200b"}

Good (content/playbook.yml):
    feedback: {mailto: cx@vaymay.example}
"""),
    Code("CX125", "invisible-in-text", """\
A text contains an invisible character, one that reverses the line, or a no-break space at its beginning or end.

Search and comparisons fail because of it, and a reversed line shows different words from those that are stored. Joiners
that emoji and some scripts need are not reported, nor are no-break spaces inside a text.

Bad (content/personas/lan.yml):
    name: "Lan\\u200b"

Good (content/personas/lan.yml):
    name: Lan
""", Level.WARNING),
    Code("CX132", "not-a-sector-word", """\
A word of `words` cannot be put into the sentences of the site.

It is put into titles, sentences and tables, so it is a word or a few, of letters. Quotation marks, angle brackets and
the characters of Markdown cannot be part of it, and it has at most 40 characters.

Bad (content/playbook.yml):
    words:
      customer: "bệnh nhân <mới>"

Good (content/playbook.yml):
    words:
      customer: bệnh nhân
"""),
    Code("CX134", "not-a-ticket", """\
The ticket of an action is neither a key nor a web address.

Pages link to the ticket. A key has letters, digits, `-`, `.`, `/`, `#` and `!`; an address begins with https:// and
has no user name in it.

Bad (content/actions/phong-thu.yml):
    title: Thêm phòng thử
    ticket: trong Jira

Good (content/actions/phong-thu.yml):
    title: Thêm phòng thử
    ticket: CX-12
"""),
    Code("CX135", "not-a-ticket-address", """\
The address below `tickets` cannot lead to a ticket.

It begins with https:// and has `{key}` once, behind the name of the website; pages put the key of the ticket there.

Bad (content/playbook.yml):
    tickets: {url: "https://jira.example/browse/"}

Good (content/playbook.yml):
    tickets: {url: "https://jira.example/browse/{key}"}
"""),
    Code("CX137", "newer-format", """\
The playbook uses a version of the format that this cxsite does not know.

A newer cxsite wrote or migrated it. This version does not know what the newer format means, so it does not guess.

Bad (content/playbook.yml):
    version: 9

Good (content/playbook.yml):
    version: 2
"""),
)  # fmt: skip
