"""Codes CX001–CX036: the text of files, their names and folders, pages, pictures, and settings of languages."""

from __future__ import annotations

from typing import Final

from cxsite.problems import Level
from cxsite.reading.codes.code import Code

FILES: Final[tuple[Code, ...]] = (
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

Each kind of file has a folder: personas, journeys, touchpoints, actions, goals, metrics, plays, research, sources,
observations, pages, pictures, answers. A file in another folder would be ignored silently.
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
)  # fmt: skip
