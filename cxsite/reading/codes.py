"""The manual pages of problems that are found before any rule runs: codes CX0xx and CX1xx.

Each page is written as a rule's docstring is (see `cxsite.rules.manual`): a line that says what was found, why it
matters, and examples where a file can show it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from cxsite.problems import Level


@dataclass(frozen=True, slots=True)
class Code:
    """A kind of problem: its stable code, its name, and its manual page."""

    code: str
    name: str
    page: str
    level: Level = Level.ERROR


CODES: Final[tuple[Code, ...]] = (
    Code("CX001", "not-readable", """\
The text breaks the rules of YAML, so the rest of the file cannot be read.

Usually a title contains a colon, a quotation mark or bracket is not closed, or a line is not indented like its
neighbours. The message says which of these it is; nothing below that line is checked until it is fixed.

Bad (content/personas/lan.yml):
    name: Lan: khách quen

Good (content/personas/lan.yml):
    name: "Lan: khách quen"
"""),
    Code("CX002", "key-twice", """\
A key is written twice in one place.

Many programs silently take the last one, so a sentence that somebody wrote is lost. Here the first one counts, and the
problem is reported.

Bad (content/personas/lan.yml):
    name: Lan
    tagline: Muốn đẹp
    tagline: Muốn nhanh

Good (content/personas/lan.yml):
    name: Lan
    tagline: Muốn đẹp mà nhanh
"""),
    Code("CX003", "second-document", """\
A line `---` starts a second document in one file.

A file describes one persona, one journey or one metric. Everything below the line would never be read.

Bad (content/personas/lan.yml):
    name: Lan
    ---
    name: Hạnh

Good (content/personas/lan.yml):
    name: Lan
"""),
    Code("CX004", "anchor", """\
A value refers to another one with `&` and `*`.

A line means exactly what an author reads on it; references inside a file break easily when the next person edits it.

Bad (content/personas/lan.yml):
    name: &ten Lan

Good (content/personas/lan.yml):
    name: Lan
"""),
    Code("CX005", "tag", """\
A value begins with `!`, which has a special meaning in YAML.

Such characters tell programs how to read a value. Here every key has only one meaning, so they are not needed.

Bad (content/personas/lan.yml):
    name: !ten Lan

Good (content/personas/lan.yml):
    name: "!ten Lan"
"""),
    Code("CX006", "too-deep", """\
Entries are nested more than 32 levels deep.

No content needs that; it is a mistake in the indentation, or a file that is meant to do harm.
"""),
    Code("CX007", "key-not-text", """\
A list or a group is written before a colon, in the place of a key.

Usually a value begins with a bracket or brace and should have been put in quotes.

Bad (content/personas/lan.yml):
    name: {{ten}}

Good (content/personas/lan.yml):
    name: "{{ten}}"
"""),
    Code("CX008", "control-character", """\
The file contains an invisible character that no text needs.

It often comes with text copied from other programs, and appears as a box or breaks a word in the middle.
"""),
    Code("CX009", "not-utf8", """\
The file is not saved as UTF-8.

In older encodings the same bytes mean other letters, so Vietnamese text would be shown wrongly.
"""),
    Code("CX010", "empty", """\
The file is empty.

A file that is created and left empty makes a page with nothing on it.

Bad (content/personas/lan.yml):
    # sẽ viết sau

Good (content/personas/lan.yml):
    name: Lan
"""),
    Code("CX011", "file-too-big", """\
The file is bigger than a person can have written.

A journey of a hundred touchpoints has about 50 kB. With this limit, a damaged file cannot make everybody wait.
"""),
    Code("CX012", "too-many-values", """\
The file, or one group in it, contains more values than a person can have written.

With this limit, a damaged file cannot make everybody wait.
"""),
    Code("CX013", "merge-key", """\
The key `<<` copies another part of the file.

A line means exactly what an author reads on it. What several journeys share belongs in content/touchpoints/.

Bad (content/personas/lan.yml):
    name: Lan
    <<: {segment: Quen}

Good (content/personas/lan.yml):
    name: Lan
    segment: Quen
"""),
    Code("CX014", "cannot-be-opened", """\
The file exists, but the computer does not allow it to be read.

It may be open in another program, or belong to another user.
"""),
    Code("CX015", "link-out-of-content", """\
A link in content/ leads to a file outside this folder.

Others who get the folder do not get that file, so their site would differ from yours.
"""),
    Code("CX016", "not-a-file", """\
Something in content/ is neither a file nor a folder.

It cannot be read like a file, and reading it might never end.
"""),
    Code("CX017", "id-of-two-files", """\
Two files have the same id, such as `lan.yml` and `lan.yaml`.

A file's id is its name without the extension. A reference to this id can mean only one of them.
"""),
    Code("CX018", "file-name-not-an-id", """\
A file's name cannot be used as an id.

The name is used in other files and becomes the address of the page, so it consists only of lower-case letters without
accents, digits and hyphens.
"""),
    Code("CX019", "unknown-folder", """\
A file is in a folder that is not read.

Each kind of file has a folder: personas, journeys, touchpoints, actions, goals, metrics, plays, sources, observations,
pages, pictures, answers. A file in another folder would be ignored silently.
"""),
    Code("CX020", "no-playbook", """\
There is no content/playbook.yml.

It contains the playbook's title and the lists of stages, channels and teams that all other files use.
"""),
    Code("CX021", "no-keys-at-top", """\
The file does not consist of `key: value` lines at its top level.

Every file describes one thing by its keys. Write several things as several files.

Bad (content/personas/lan.yml):
    - name: Lan

Good (content/personas/lan.yml):
    name: Lan
"""),
    Code("CX022", "names-alike", """\
Two names differ only in upper and lower case, or in how their accents are stored.

On Windows and macOS they are the same file, so one of them disappears there.
"""),
    Code("CX023", "unfit-ending", """\
A file's name has an extension that is not read.

Windows hides the last extension of a name, so `lan.yml.txt` looks like `lan.yml`. Save spreadsheets as CSV, and
pictures as PNG, JPEG or WebP, which every browser shows.
""", Level.WARNING),
    Code("CX024", "page-link-to-nothing", """\
A link or picture in a hand-written page leads to a file that the site does not have.

Readers who follow it see an error page. The message names the file that was probably meant: with other upper and lower
case, in another folder, or with another extension.
"""),
    Code("CX025", "page-link-to-no-anchor", """\
A link in a hand-written page leads to an anchor that its target does not have.

Readers would land at the top of a long page and have to search. Anchors are made from the words of headings, usually
without their accents; the message names the one that was probably meant.
"""),
    Code("CX026", "not-a-picture", """\
A file that is used as a picture is not a picture, or cannot be decoded.

It may be a placeholder for a picture that was never fetched (Git LFS), be empty, damaged or incomplete, or contain
something else under a picture's name. Pages would show an empty frame.
"""),
    Code("CX027", "picture-too-large", """\
A picture has more bytes or pixels than a page may contain.

Staff open pages on old phones, and the computer that builds the site must hold every pixel in memory.
"""),
    Code("CX028", "picture-of-another-kind", """\
A picture's name has the extension of another kind of picture.

Browsers show it, but programs that rely on the extension reject it.
""", Level.WARNING),
    Code("CX029", "metadata-in-picture", """\
A picture's file contains more than the picture shows: where it was taken, by whom, or with which device.

This information is removed from what is published. The file in the repository still has it, for everybody who can read
the repository.
""", Level.NOTE),
    Code("CX031", "title-differs", """\
The title in playbook.yml and `site_name` in mkdocs.yml are different.

The home page shows one of them, and the header of every page shows the other.
""", Level.WARNING),
    Code("CX032", "language-differs", """\
The first language in playbook.yml and the theme's language in mkdocs.yml are different.

The menu and the search box would be in another language than the pages.
""", Level.WARNING),
    Code("CX033", "settings-of-language-missing", """\
The playbook has several languages, and one of them has no settings for MkDocs.

Each language is a separate site next to the main one, with a menu and a search in that language.
"""),
    Code("CX034", "language-not-in-menu", """\
The language switcher does not contain every language of the playbook.

People who do not read the main language look for the switcher first.
""", Level.WARNING),
    Code("CX035", "pages-in-one-folder", """\
Two languages use the same folder for their pages.

Pages with the same name would overwrite each other, and readers of one language would see pages of the other.
"""),
    Code("CX036", "language-only-in-menu", """\
mkdocs.yml offers a language that the playbook does not have.

The language switcher would lead to pages that do not exist.
"""),
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
    Code("CX137", "newer-format", """\
The playbook uses a version of the format that this cxsite does not know.

A newer cxsite wrote or migrated it. This version does not know what the newer format means, so it does not guess.

Bad (content/playbook.yml):
    version: 9

Good (content/playbook.yml):
    version: 2
"""),
    Code("CX151", "unknown-column", """\
A column of a table has an unknown name.

Its figures would be left out, and nobody would notice.

Bad (content/observations/figures.csv):
    metric,period,vaule
    nps,2026-10,41

Good (content/observations/figures.csv):
    metric,period,value
    nps,2026-10,41
"""),
    Code("CX152", "missing-column", """\
A table lacks a column that every row needs: the metric, its period or date, or its value.

Without one of these a figure has no meaning.

Bad (content/observations/figures.csv):
    metric,period
    nps,2026-10

Good (content/observations/figures.csv):
    metric,period,value
    nps,2026-10,41
"""),
    Code("CX153", "not-a-number", """\
A cell that must contain a number contains something else.

1.234 is more than a thousand in one country and a little more than one in another, so thousands separators are not
allowed.

Bad (content/observations/figures.csv):
    metric,period,value
    nps,2026-10,41%

Good (content/observations/figures.csv):
    metric,period,value
    nps,2026-10,41
"""),
    Code("CX154", "not-a-period", """\
A cell that must contain a month, a quarter, a year or a day contains something else.

Figures are sorted by it, so it must be clear which period is meant.

Bad (content/observations/figures.csv):
    metric,period,value
    nps,tháng mười,41

Good (content/observations/figures.csv):
    metric,period,value
    nps,2026-10,41
"""),
    Code("CX155", "row-too-long-or-short", """\
A row has more or fewer cells than the table has columns.

Usually a cell contains a comma: its figures would move into the wrong columns.

Bad (content/observations/figures.csv):
    metric,period,value
    nps,2026-10,41,5

Good (content/observations/figures.csv):
    metric,period,value
    nps,2026-10,41.5
"""),
    Code("CX156", "figure-twice", """\
A metric has two figures for the same time, place and source.

Only one of them can be right, and a page would show whichever came first.

Bad (content/observations/figures.csv):
    metric,period,value
    nps,2026-10,41
    nps,2026-10,44

Good (content/observations/figures.csv):
    metric,period,value
    nps,2026-10,41
"""),
    Code("CX157", "cell-empty", """\
A required cell is empty.

A row without its metric or value has no meaning; write no row for a figure that is not known yet.

Bad (content/observations/figures.csv):
    metric,period,value
    nps,2026-10,

Good (content/observations/figures.csv):
    metric,period,value
    nps,2026-10,41
"""),
    Code("CX158", "table-not-readable", """\
A table cannot be read from a certain row on.

A quotation mark opens and is never closed, so everything after it would be one cell.
"""),
    Code("CX161", "data-not-found", """\
A source of answers names data that does not exist.

Its figures cannot be computed; the path is relative to the project folder.
"""),
    Code("CX162", "data-not-readable", """\
The data of a source exists but cannot be read.

Answers are read from CSV in UTF-8 or from Parquet.
"""),
    Code("CX163", "data-without-column", """\
The data of a source lacks a column that the source names.

Surveys change; a figure must not change its meaning without anybody noticing.
"""),
    Code("CX164", "too-many-bad-rows", """\
So many rows of a source cannot be used that its figures would be misleading.

More than one row in twenty is no coincidence: a column or a date format is stated wrongly.
"""),
    Code("CX165", "bad-rows", """\
Some rows of a source cannot be used.

They are left out and counted, so that you know how many there are.
""", Level.NOTE),
    Code("CX166", "rows-do-not-add-up", """\
The number of rows read is not the sum of the rows used, bad and left out.

No answer may get lost on its way into a figure.
"""),
    Code("CX167", "written-figure-differs", """\
A stored figure differs from what the answers give now.

Some answers came in late, or the figure was changed by hand.
""", Level.WARNING),
    Code("CX168", "figure-from-two-ways", """\
A figure is written by hand and also computed from answers.

Only one of them can be right; the page shows the computed one.
""", Level.WARNING),
    Code("CX169", "no-row-counts", """\
A source has data, but none of its rows counts.

Usually a word in `where` is written differently in the data. Without this message, a metric would disappear silently.
""", Level.WARNING),
    Code("CX170", "data-not-allowed", """\
A source reads data outside the project, and playbook.yml does not allow it.

Otherwise anyone who may change a source could read any file on the computer that builds the site. Folders and addresses
outside the project are listed once, under `answers:` in playbook.yml. A symbolic link that leads outside counts as
outside.
"""),
    Code("CX185", "date-style-recognised", """\
A source does not say how its dates are written; all of them fit one way only.

The figures are computed. With `date_format` in the source, a later file that is written differently is reported instead
of being read in another way.
""", Level.NOTE),
    Code("CX186", "date-style-unclear", """\
A source does not say how its dates are written, and all of them fit two ways.

05/10/2026 is a day in October or in May. A guess would put answers into the wrong month.
"""),
    Code("CX187", "date-styles-mixed", """\
The dates of a source are written in several ways.

Each way must be named, so that no date is guessed.
"""),
    Code("CX188", "header-rows-recognised", """\
The answers of a file begin below several rows of column names, as in exports of Qualtrics and SurveyMonkey.

The rows are not counted as answers. With `header_rows` in the source, this is stated and no longer recognised.
""", Level.NOTE),
)  # fmt: skip
