"""Codes CX151–CX170: tables of figures, and the answers that sources read."""

from __future__ import annotations

from typing import Final

from cxsite.problems import Level
from cxsite.reading.codes.code import Code

TABLES: Final[tuple[Code, ...]] = (
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
