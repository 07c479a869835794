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

Most often a colon stands in a title, a quotation mark or bracket is not closed, or a line is not indented like its
neighbours. The message says which of these it is; nothing below that line is checked until it is mended.

Bad (content/personas/lan.yml):
    name: Lan: khách quen

Good (content/personas/lan.yml):
    name: "Lan: khách quen"
"""),
    Code("CX002", "key-twice", """\
A key stands twice in one place.

Many programs silently take the last one, and a sentence that somebody wrote is gone. Here the first one counts, and you
are told.

Bad (content/personas/lan.yml):
    name: Lan
    tagline: Muốn đẹp
    tagline: Muốn nhanh

Good (content/personas/lan.yml):
    name: Lan
    tagline: Muốn đẹp mà nhanh
"""),
    Code("CX003", "second-document", """\
A line `---` begins a second document in one file.

A file describes one persona, one journey, one metric. Whatever stands below the line would never be read.

Bad (content/personas/lan.yml):
    name: Lan
    ---
    name: Hạnh

Good (content/personas/lan.yml):
    name: Lan
"""),
    Code("CX004", "anchor", """\
A value refers to another one with `&` and `*`.

What an author reads on a line is what counts there; references inside a file are easily broken by the next one who
edits it.

Bad (content/personas/lan.yml):
    name: &ten Lan

Good (content/personas/lan.yml):
    name: Lan
"""),
    Code("CX005", "tag", """\
A value begins with `!`, which has a meaning of its own in YAML.

Such signs tell programs how to read a value. Here every key has one meaning only, so none is needed.

Bad (content/personas/lan.yml):
    name: !ten Lan

Good (content/personas/lan.yml):
    name: "!ten Lan"
"""),
    Code("CX006", "too-deep", """\
Entries stand inside one another more than 32 levels deep.

No content needs that; it is a slip of indentation, or a file that is meant to do harm.
"""),
    Code("CX007", "key-not-text", """\
What stands before a colon is a list or a group of its own.

It mostly comes from a value that begins with a bracket or brace and should have been put in quotes.

Bad (content/personas/lan.yml):
    name: {{ten}}

Good (content/personas/lan.yml):
    name: "{{ten}}"
"""),
    Code("CX008", "control-character", """\
The file holds an invisible character that no text needs.

It comes along when text is copied out of other programs, and shows as a box, or breaks a word in the middle.
"""),
    Code("CX009", "not-utf8", """\
The file is not saved as UTF-8.

In older encodings the same bytes stand for other letters, so Vietnamese would be shown garbled.
"""),
    Code("CX010", "empty", """\
The file holds nothing.

A file that is begun and left empty makes a page without anything on it.

Bad (content/personas/lan.yml):
    # sẽ viết sau

Good (content/personas/lan.yml):
    name: Lan
"""),
    Code("CX011", "file-too-big", """\
The file is bigger than a person can have written.

A journey of a hundred touchpoints has about 50 kB. The limit keeps a file that went wrong from holding up everybody.
"""),
    Code("CX012", "too-many-values", """\
The file, or one group in it, holds more values than a person can have written.

The limit keeps a file that went wrong from holding up everybody.
"""),
    Code("CX013", "merge-key", """\
The key `<<` copies another part of the file in.

What an author reads in one place is what counts there. What several journeys share goes into content/touchpoints/.

Bad (content/personas/lan.yml):
    name: Lan
    <<: {segment: Quen}

Good (content/personas/lan.yml):
    name: Lan
    segment: Quen
"""),
    Code("CX014", "cannot-be-opened", """\
The file is there, but the computer does not let it be read.

It is open in another program, or belongs to somebody else.
"""),
    Code("CX015", "link-out-of-content", """\
A link in content/ leads to a file outside of it.

Others who get the folder do not get that file, so their site would differ from yours.
"""),
    Code("CX016", "not-a-file", """\
Something in content/ is neither a file nor a folder.

It cannot be read like one, and reading might never end.
"""),
    Code("CX017", "id-of-two-files", """\
Two files have the same id, such as `lan.yml` and `lan.yaml`.

A file's id is its name without the ending. Whoever names the id can mean only one of them.
"""),
    Code("CX018", "file-name-not-an-id", """\
A file's name cannot be an id.

The name is written in other files and becomes the page's address, so it has small letters without accents, digits and
hyphens only.
"""),
    Code("CX019", "unknown-folder", """\
A file stands in a folder that is not read.

Each kind of file has a folder: personas, journeys, touchpoints, actions, goals, metrics, plays, sources, observations,
pages, pictures, answers. What stands elsewhere would be left out without a word.
"""),
    Code("CX020", "no-playbook", """\
There is no content/playbook.yml.

It has the playbook's title and the lists of stages, channels and teams that all other files draw on.
"""),
    Code("CX021", "no-keys-at-top", """\
The file does not hold `key: value` lines at its top level.

Every file describes one thing by its keys. A list of things is written as several files.

Bad (content/personas/lan.yml):
    - name: Lan

Good (content/personas/lan.yml):
    name: Lan
"""),
    Code("CX022", "names-alike", """\
Two names differ only by capital letters, or by how accents are stored.

On Windows and macOS they are one file, so one of them disappears there.
"""),
    Code("CX023", "unfit-ending", """\
A file's name ends so that it is not read.

Windows hides the last ending of a name, so `lan.yml.txt` looks like `lan.yml`. Spreadsheets are saved as CSV, and
pictures as PNG, JPEG or WebP, which every browser shows.
""", Level.WARNING),
    Code("CX024", "page-link-to-nothing", """\
A link or picture of a page written by hand leads to a file that the site does not have.

Readers who follow it stand before an error page. The message names the file that was probably meant: one in other case,
in another folder, or with another ending.
"""),
    Code("CX025", "page-link-to-no-anchor", """\
A link of a page written by hand leads to a place that its target does not have.

Readers would land at the top of a long page and search. Anchors come from the words of headings, mostly without their
accents; the message names the one that was probably meant.
"""),
    Code("CX026", "not-a-picture", """\
A file that is shown as a picture is none, or cannot be decoded.

It may stand for a picture that was never fetched (Git LFS), be empty, damaged or cut short, or hold something else
under a picture's name. Pages would show an empty frame.
"""),
    Code("CX027", "picture-too-large", """\
A picture has more bytes or pixels than a page may bring along.

Staff open pages on old telephones, and whatever builds the site must hold every pixel in memory.
"""),
    Code("CX028", "picture-of-another-kind", """\
A picture's name ends as those of another kind do.

Browsers show it, but programs that go by the name refuse it.
""", Level.WARNING),
    Code("CX029", "metadata-in-picture", """\
A picture's file tells more than the picture shows: where it was taken, by whom, or with what.

It is left out of what is published. The file in the repository still has it, for everybody who can read that.
""", Level.NOTE),
    Code("CX031", "title-differs", """\
The title in playbook.yml and `site_name` in mkdocs.yml differ.

The home page shows one, the header of every page the other.
""", Level.WARNING),
    Code("CX032", "language-differs", """\
The first language in playbook.yml and the theme's language in mkdocs.yml differ.

The menu and the search box would speak another language than the pages.
""", Level.WARNING),
    Code("CX033", "settings-of-language-missing", """\
The playbook is in several languages, and one of them has no settings for MkDocs.

Each language is a site of its own beside the main one, with a menu and a search in its own words.
"""),
    Code("CX034", "language-not-in-menu", """\
The theme's switch of languages does not name every language of the playbook.

Readers who do not read the main language look for the switch first.
""", Level.WARNING),
    Code("CX035", "pages-in-one-folder", """\
Two languages have one folder for their pages.

Pages of the same name would overwrite each other, and one language would show the other's.
"""),
    Code("CX036", "language-only-in-menu", """\
mkdocs.yml offers readers a language that the playbook is not in.

The switch of languages would lead to pages that are not there.
"""),
    Code("CX101", "unknown-key", """\
A key is not one that may stand here.

It is mistyped, or belongs elsewhere. What is written under it would not be shown, and nobody would notice.

Bad (content/personas/lan.yml):
    name: Lan
    taglin: Muốn đẹp

Good (content/personas/lan.yml):
    name: Lan
    tagline: Muốn đẹp
"""),
    Code("CX102", "missing-key", """\
A key that cannot be left out is missing or has no value.

Few keys are needed at all: what a thing is called, and what it cannot be understood without.

Bad (content/personas/lan.yml):
    tagline: Muốn đẹp

Good (content/personas/lan.yml):
    name: Lan
    tagline: Muốn đẹp
"""),
    Code("CX103", "wrong-kind-of-value", """\
A value is of another kind than its key wants: a text for a number, one word for a list.

A percentage is written without its sign, a list in brackets or with a line `- …` for each entry.

Bad (content/personas/lan.yml):
    name: Lan
    share: 40%

Good (content/personas/lan.yml):
    name: Lan
    share: 40
"""),
    Code("CX104", "not-a-choice", """\
A word is not one of those that may stand here.

The words are few and the same in all playbooks, so that pages, rules and figures can count on them.

Bad (content/journeys/mua.yml):
    state: hiện tại

Good (content/journeys/mua.yml):
    state: current
"""),
    Code("CX105", "out-of-range", """\
A number lies outside of what is possible here.

Emotion and importance go from 1 to 5, shares from 0 to 100.

Bad (content/personas/lan.yml):
    name: Lan
    share: 140

Good (content/personas/lan.yml):
    name: Lan
    share: 14
"""),
    Code("CX106", "text-too-long", """\
A text is longer than the place it is shown in.

Long explanations belong in content/pages/, where they have a page of their own.
"""),
    Code("CX107", "list-too-long", """\
A list has more entries than anybody reads.

A journey of that length is several journeys.
"""),
    Code("CX108", "not-a-date", """\
A date is not written as year-month-day, or the calendar does not have it.

05/10/2026 is May in one country and October in another; 2026-10-05 is the same day for everybody.

Bad (content/personas/lan.yml):
    name: Lan
    reviewed: 05/10/2026

Good (content/personas/lan.yml):
    name: Lan
    reviewed: 2026-10-05
"""),
    Code("CX109", "not-a-duration", """\
A length of time is not written as a number with its unit.

The units are min, h, d, w, mo and y, so that lengths can be compared and drawn.

Bad (content/journeys/mua.yml):
    period: 2 tuần

Good (content/journeys/mua.yml):
    period: 2w
"""),
    Code("CX110", "not-an-id", """\
An id has signs that no id may have.

Ids are written in other files and become part of addresses: small letters without accents, digits, single hyphens.

Bad (content/playbook.yml):
    stores: [{id: Phố Huế, name: Phố Huế}]

Good (content/playbook.yml):
    stores: [{id: pho-hue, name: Phố Huế}]
"""),
    Code("CX111", "reserved-id", """\
An id is one that Windows or the site itself needs for something else.

A file `con.yml` cannot exist on Windows, and `index` is the address of the home page.

Bad (content/playbook.yml):
    stores: [{id: index, name: Phố Huế}]

Good (content/playbook.yml):
    stores: [{id: pho-hue, name: Phố Huế}]
"""),
    Code("CX112", "nothing-to-see", """\
A text consists of blanks only.

On the page there would be a gap that nobody can explain.

Bad (content/personas/lan.yml):
    name: " "

Good (content/personas/lan.yml):
    name: Lan
"""),
    Code("CX113", "control-character-in-text", """\
A text holds an invisible character, written as an escape.

It would break the text, or change how the rest of the line is shown.

Bad (content/personas/lan.yml):
    name: "Lan\\a"

Good (content/personas/lan.yml):
    name: Lan
"""),
    Code("CX114", "markdown-not-allowed", """\
A text has Markdown that may not stand here.

Emphasis, lists and links are all that fits into a card or a cell of the map. HTML is refused, because it could run
programs in the readers' browsers; a link must lead to the web, an address, or a page of the playbook.

Bad (content/personas/lan.yml):
    name: Lan
    about: Lan <b>luôn</b> mua vội

Good (content/personas/lan.yml):
    name: Lan
    about: Lan **luôn** mua vội
"""),
    Code("CX115", "wrong-form", """\
A colour, an address or an e-mail address is not written as one.

The page would have a link that leads nowhere, or a colour that no browser knows.

Bad (content/playbook.yml):
    feedback: {mailto: cx@}

Good (content/playbook.yml):
    feedback: {mailto: cx@vaymay.example}
"""),
    Code("CX116", "list-empty", """\
A list that needs at least one entry has none.

A journey without a persona is nobody's: no page could tell whose feelings it shows.

Bad (content/journeys/mua.yml):
    personas: []

Good (content/journeys/mua.yml):
    personas: [lan]
"""),
    Code("CX117", "not-a-language", """\
A text is written as `key: value` lines whose keys are no languages.

A text is either written directly or once for each language, under `vi` and `en`.

Bad (content/personas/lan.yml):
    name: {fr: Lan}

Good (content/personas/lan.yml):
    name: {vi: Lan, en: Lan}
"""),
    Code("CX118", "unknown-time-zone", """\
The time zone is not one that computers know.

It says when a day begins and ends, hence what is overdue.

Bad (content/playbook.yml):
    timezone: Asia/Hanoi

Good (content/playbook.yml):
    timezone: Asia/Ho_Chi_Minh
"""),
    Code("CX119", "unfit-page", """\
A page written by hand holds a script, a handler, a foreign embed, a dangerous link, a style, or an unfit tag or name.

A tag that is not closed, or that closes what surrounds the page, swallows the menu or the search; a name such as `body`
takes the place of what the site's scripts look for.
It is looked for in the HTML that the site's own Markdown extensions make of the page, since some of them add attributes
that the text does not show. What one page brings along runs or shows for every reader of the playbook.
"""),
    Code("CX120", "text-cut-by-comma", """\
A comma in braces cuts a text, and what stands behind it is read as a key without a value.

In `{ }`, each comma begins a new key. A text with a comma is put in quotes there, or written on a line of its own,
where commas are plain text.

Bad (content/playbook.yml):
    stores: [{id: pho-hue, name: Phố Huế, tầng trệt}]

Good (content/playbook.yml):
    stores: [{id: pho-hue, name: "Phố Huế, tầng trệt"}]
"""),
    Code("CX121", "entry-cut-by-comma", """\
A comma in brackets parts what reads like one entry of a list.

A quotation mark or bracket is opened in one entry and closed in another, a number has a decimal comma, or an entry goes
on with the sentence before it. An entry in quotes is taken as it is and never reported.

Bad (content/personas/lan.yml):
    name: Lan
    goals: [“Nhanh, rẻ”, đẹp]

Good (content/personas/lan.yml):
    name: Lan
    goals: ["“Nhanh, rẻ”", đẹp]
""", Level.WARNING),
    Code("CX122", "changed-by-backslash", """\
A backslash in double quotes changes the character behind it.

`"C:\\temp\\new"` has a tab and a new line in it. Single quotes leave backslashes alone; a new line is written below
`|`.

Bad (content/personas/lan.yml):
    name: Lan
    quote: "Tôi lưu ở C:\\temp\\new"

Good (content/personas/lan.yml):
    name: Lan
    quote: 'Tôi lưu ở C:\\temp\\new'
""", Level.WARNING),
    Code("CX123", "word-for-empty", """\
A text says `null` or `~`, which stands for an empty value.

Programs write these words where a value is missing. Pages show nothing in their place.

Bad (content/personas/lan.yml):
    name: Lan
    tagline: ~

Good (content/personas/lan.yml):
    name: Lan
    tagline: "~"
""", Level.WARNING),
    Code("CX124", "invisible-in-id", """\
A key, an id, an address, a number or a date holds a character that nobody sees, or a space of another kind.

`cx` with a no-break space behind it is another word than `cx`, so nothing is found by it. Such characters come along
with text that is copied from web pages, chats and word processors.

Bad (content/playbook.yml):
    feedback: {mailto: "cx@vaymay.example\\u200b"}

Good (content/playbook.yml):
    feedback: {mailto: cx@vaymay.example}
"""),
    Code("CX125", "invisible-in-text", """\
A text holds a character that nobody sees, one that reverses the line, or a no-break space at its beginning or end.

Search and comparisons fail because of it, and a reversed line shows other words than it holds. Joiners that emoji and
some scripts need are not reported, nor no-break spaces inside a text.

Bad (content/personas/lan.yml):
    name: "Lan\\u200b"

Good (content/personas/lan.yml):
    name: Lan
""", Level.WARNING),
    Code("CX137", "newer-format", """\
The playbook is written in a version of the format that this cxsite does not know.

A newer cxsite wrote or migrated it. What the newer version means is not known here, so nothing is guessed.

Bad (content/playbook.yml):
    version: 9

Good (content/playbook.yml):
    version: 2
"""),
    Code("CX151", "unknown-column", """\
A column of a table has a name that is not known.

Its figures would be left out without a word.

Bad (content/observations/figures.csv):
    metric,period,vaule
    nps,2026-10,41

Good (content/observations/figures.csv):
    metric,period,value
    nps,2026-10,41
"""),
    Code("CX152", "missing-column", """\
A table lacks a column that each row needs: the metric, its period or date, or its value.

Without one of these a figure says nothing.

Bad (content/observations/figures.csv):
    metric,period
    nps,2026-10

Good (content/observations/figures.csv):
    metric,period,value
    nps,2026-10,41
"""),
    Code("CX153", "not-a-number", """\
A cell that must hold a number holds something else.

1.234 is a thousand in one country and one in another, so there are no marks between thousands.

Bad (content/observations/figures.csv):
    metric,period,value
    nps,2026-10,41%

Good (content/observations/figures.csv):
    metric,period,value
    nps,2026-10,41
"""),
    Code("CX154", "not-a-period", """\
A cell that must hold a month, a quarter, a year or a day holds something else.

Figures are put in order by it, so it is written in one way only.

Bad (content/observations/figures.csv):
    metric,period,value
    nps,10/2026,41

Good (content/observations/figures.csv):
    metric,period,value
    nps,2026-10,41
"""),
    Code("CX155", "row-too-long-or-short", """\
A row has more or fewer cells than the table has columns.

Mostly a comma inside a cell: its figures would move into the wrong columns.

Bad (content/observations/figures.csv):
    metric,period,value
    nps,2026-10,41,5

Good (content/observations/figures.csv):
    metric,period,value
    nps,2026-10,41.5
"""),
    Code("CX156", "figure-twice", """\
One metric has two figures for one time, place and source.

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
A cell that must be filled is empty.

A row without its metric or value says nothing; a figure that is not known yet has no row.

Bad (content/observations/figures.csv):
    metric,period,value
    nps,2026-10,

Good (content/observations/figures.csv):
    metric,period,value
    nps,2026-10,41
"""),
    Code("CX158", "table-not-readable", """\
A table cannot be read from some row on.

A quotation mark is opened and never closed, so all that follows would be one cell.
"""),
    Code("CX161", "data-not-found", """\
A source of answers names data that is not there.

Its figures cannot be computed; the path counts from the project's folder.
"""),
    Code("CX162", "data-not-readable", """\
The data of a source is there and cannot be read.

Answers are read from CSV in UTF-8 or from Parquet.
"""),
    Code("CX163", "data-without-column", """\
The data of a source lacks a column that the source names.

Surveys change; a figure must not change its meaning without anybody noticing.
"""),
    Code("CX164", "too-many-bad-rows", """\
So many rows of a source cannot be used that its figures would mislead.

More than one row in twenty is no accident: a column or a form of dates is named wrongly.
"""),
    Code("CX165", "bad-rows", """\
A few rows of a source cannot be used.

They are left out and counted, so that it is known how many.
""", Level.NOTE),
    Code("CX166", "rows-do-not-add-up", """\
Rows read are not the sum of rows used, bad and left out.

No answer may get lost on its way into a figure.
"""),
    Code("CX167", "written-figure-differs", """\
A figure written down earlier differs from what the answers give now.

Answers came in late, or the figure was changed by hand.
""", Level.WARNING),
    Code("CX168", "figure-from-two-ways", """\
A figure is written by hand and computed from answers, too.

Only one of them can be right; the page shows the computed one.
""", Level.WARNING),
    Code("CX169", "no-row-counts", """\
A source has data, but not one row of them counts.

Mostly a word in `where` is written another way in the data. Without this, a metric would be missing without a word.
""", Level.WARNING),
    Code("CX170", "data-not-allowed", """\
A source reads data outside the project that playbook.yml does not allow.

Whoever may change a source could otherwise read any file of the machine that builds the site. Folders and addresses
outside the project are named once, under `answers:` in playbook.yml. A symbolic link that leads out counts as outside.
"""),
)  # fmt: skip
