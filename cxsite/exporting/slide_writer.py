"""Writes slides with python-pptx: titles, tables, and the curve of a journey as a line chart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from lxml import etree
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_MARKER_STYLE
from pptx.enum.dml import MSO_LINE
from pptx.enum.text import MSO_ANCHOR
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from cxsite.drawing.lettering import wrap
from cxsite.drawing.poster_style import read_colours
from cxsite.rendering import colour

if TYPE_CHECKING:
    from pptx.slide import Slide

    from cxsite.drawing.poster import PosterMap
    from cxsite.exporting.map_slides import MapSlide
    from cxsite.exporting.slide_tables import SlideTable
    from cxsite.i18n.catalogue import Translator
    from cxsite.model.content import Content

_WIDTH: Final = 13.333
_HEIGHT: Final = 7.5
_EDGE: Final = 0.35
_TITLE_ONLY: Final = 5
_TITLE: Final = 0
_CELL_MARGIN: Final = 0.05
_TABLE_POINTS: Final = 12.0
_LINE: Final = 1.22
_ROOM: Final = 5.9


class SlideWriter:
    """A presentation in the making, wide, in the colours of the playbook's brand."""

    top: Final = 1.2
    """Inches above what stands below the title."""

    def __init__(self, content: Content) -> None:
        self.deck = Presentation()
        self.deck.slide_width, self.deck.slide_height = Inches(_WIDTH), Inches(_HEIGHT)
        brand = content.playbook.brand
        main = colour.read((brand.colour if brand else None) or colour.DEFAULT_BRAND)
        self.main, self.on_main = _rgb(main), _rgb(colour.text_on(main))
        self.colours = {name: _rgb(colour.read(text)) for name, text in read_colours().items()}
        properties = self.deck.core_properties
        properties.author, properties.title = "cxsite", str(content.playbook.title)

    def title(self, text: str, note: str) -> None:
        """Add the first slide."""
        slide = self.deck.slides.add_slide(self.deck.slide_layouts[_TITLE])
        for shape, words, top, size in zip(slide.placeholders, (text, note), (2.4, 4.3), (40, 20), strict=False):
            shape.left, shape.width = Inches(_EDGE), Inches(_WIDTH - 2 * _EDGE)
            shape.top, shape.height = Inches(top), Inches(1.6)
            shape.text_frame.text = words
            shape.text_frame.paragraphs[0].font.size = Pt(size)
            shape.text_frame.paragraphs[0].font.color.rgb = self.main if size > 30 else self.colours["muted"]  # noqa: PLR2004

    def slide(self, title: str, note: str = "") -> Slide:
        """Add a slide with a title, and a note below it."""
        slide: Slide = self.deck.slides.add_slide(self.deck.slide_layouts[_TITLE_ONLY])
        shape: Any = slide.shapes.title
        shape.left, shape.top, shape.width, shape.height = map(Inches, (_EDGE, 0.2, _WIDTH - 2 * _EDGE, 0.6))
        shape.text_frame.text = title
        shape.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        fitting = next((size for size in (24, 20, 16, 13) if len(wrap(title, 12.4 * 72, size)) == 1), 11)
        paragraph = shape.text_frame.paragraphs[0]
        paragraph.font.size, paragraph.font.bold, paragraph.font.color.rgb = Pt(fitting), True, self.main
        paragraph.alignment = 1
        if note:
            box = slide.shapes.add_textbox(*map(Inches, (_EDGE, 0.75, _WIDTH - 2 * _EDGE, 0.35)))
            box.text_frame.word_wrap, box.text_frame.text = True, note
            box.text_frame.paragraphs[0].font.size = Pt(12)
            box.text_frame.paragraphs[0].font.color.rgb = self.colours["muted"]
        return slide

    def hide(self, slide: Slide) -> None:
        """Leave a slide out of the presentation; it can be seen and shown again in the program."""
        slide._element.set("show", "0")  # noqa: SLF001 -- python-pptx has no other way

    def table(self, shown: SlideTable, own: Translator) -> None:
        """Add a table on as many slides as it needs."""
        if not shown.rows:
            self.slide(shown.title, shown.empty)
            return
        widths = [(_WIDTH - 2 * _EDGE) * share / sum(shown.shares) for share in shown.shares]
        parts = list(_divide(shown, widths))
        first = 0
        for number, rows in enumerate(parts, start=1):
            title = shown.title
            if len(parts) > 1:
                title = own("slides.part", title=title, part=number, of=len(parts))
            slide = self.slide(title)
            table = self._add_table(slide, len(rows) + 1, widths, self.top)
            for at, text in enumerate(shown.header):
                self._cell(table.cell(0, at), text, _TABLE_POINTS, is_head=True)
            for down, row in enumerate(rows, start=1):
                for at, text in enumerate(row):
                    cell = table.cell(down, at)
                    self._cell(cell, text, _TABLE_POINTS)
                    if address := shown.links.get((first + down - 1, at)):
                        cell.text_frame.paragraphs[0].runs[0].hyperlink.address = address
            first += len(rows)

    def map_table(self, slide: Slide, shown: PosterMap, one: MapSlide, top: float, stage_height: float) -> None:
        """Add the table of a slide of a map: stages, names of touchpoints, lanes."""
        from cxsite.exporting.map_slides import LABEL_WIDTH, TABLE_WIDTH  # noqa: PLC0415

        count = one.end - one.start
        widths = [LABEL_WIDTH, *[(TABLE_WIDTH - LABEL_WIDTH) / count] * count]
        table = self._add_table(slide, len(one.rows) + 2, widths, top)
        table.rows[0].height = Inches(stage_height)
        self._cell(table.cell(0, 0), shown.stage_label, one.points, is_head=True)
        at = 1
        for name, columns in one.stages:
            if columns > 1:
                table.cell(0, at).merge(table.cell(0, at + columns - 1))
            room = sum(widths[at : at + columns]) - 2 * _CELL_MARGIN
            size = next((s for s in (one.points + 2, one.points, 6, 5) if len(wrap(name, room * 65, s)) == 1), 5)
            self._cell(table.cell(0, at), name, size, is_head=True)
            at += columns
        for down, row in enumerate((one.names, *one.rows), start=1):
            table.rows[down].height = Inches(row.height)
            self._cell(table.cell(down, 0), row.label, one.points, is_bold=True)
            for across, text in enumerate(row.cells, start=1):
                self._cell(table.cell(down, across), text, one.points, is_bold=down == 1)

    def curve(self, slide: Slide, shown: PosterMap, one: MapSlide, box: tuple[float, float, float, float]) -> None:
        """Add the curve of a slide's touchpoints as a chart; `box` is label width, width, top and height in inches."""
        label, width, top, height = box
        data: Any = CategoryChartData(number_format="0")  # type: ignore[no-untyped-call]
        data.categories = [f"{column.number}" for column in shown.columns[one.start : one.end]]
        for line in shown.series:
            known = {point.column: point.emotion for point in line.points}
            data.add_series(_plain_name(line.name), [known.get(at) for at in range(one.start, one.end)])
        frame: Any = slide.shapes.add_chart(
            XL_CHART_TYPE.LINE_MARKERS, Inches(_EDGE), Inches(top), Inches(width), Inches(height), data
        )
        frame.name = shown.curve_label
        names = "; ".join(f"{column.number}. {column.name}" for column in shown.columns[one.start : one.end])
        frame._element.nvGraphicFramePr.cNvPr.set("descr", f"{shown.curve_label}: {names}")  # noqa: SLF001
        chart = frame.chart
        chart.font.size = Pt(8)
        chart.has_title, chart.has_legend = False, True
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.LEFT, False
        chart.value_axis.minimum_scale, chart.value_axis.maximum_scale, chart.value_axis.major_unit = 0.5, 5.5, 1
        chart.value_axis.visible = False
        chart.value_axis.major_gridlines.format.line.color.rgb = self.colours["grid"]
        chart.category_axis.format.line.color.rgb = self.colours["muted"]
        _place_plot(chart, label / width)
        ideals = 0
        for at, (line, series) in enumerate(zip(shown.series, chart.plots[0].series, strict=True)):
            ideals += line.ideal
            self._style_series(series, line, at - ideals, one)

    def _style_series(self, series: Any, line: Any, number: int, one: MapSlide) -> None:  # noqa: ANN401
        shade = self.colours["ideal" if line.ideal else f"line-{number % 4}"]
        series.smooth = False
        series.format.line.color.rgb, series.format.line.width = shade, Pt(1.5 if line.ideal else 2.25)
        if line.ideal:
            series.format.line.dash_style = MSO_LINE.DASH
        series.marker.style, series.marker.size = XL_MARKER_STYLE.CIRCLE, 6 if line.ideal else 9
        series.marker.format.fill.solid()
        series.marker.format.fill.fore_color.rgb = shade
        series.marker.format.line.color.rgb = self.colours["paper"]
        if line.ideal:
            return
        for point in line.points:
            if point.emotion is not None and one.start <= point.column < one.end:
                marker = series.points[point.column - one.start].marker
                marker.style, marker.size = XL_MARKER_STYLE.CIRCLE, 10
                marker.format.fill.solid()
                marker.format.fill.fore_color.rgb = self.colours[f"emotion-{point.emotion}"]
        labels = series.data_labels
        labels.show_value, labels.position, labels.font.size = True, XL_LABEL_POSITION.ABOVE, Pt(8)

    def _add_table(self, slide: Slide, rows: int, widths: list[float], top: float) -> Any:  # noqa: ANN401
        frame = slide.shapes.add_table(
            rows, len(widths), Inches(_EDGE), Inches(top), Inches(sum(widths)), Inches(0.2 * rows)
        )
        table: Any = frame.table
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Inches(width)
        for row in table.rows:
            row.height = Inches(0.2)
        return table

    def _cell(
        self,
        cell: Any,  # noqa: ANN401
        text: str,
        points: float,
        *,
        is_head: bool = False,
        is_bold: bool = False,
    ) -> None:
        cell.margin_left = cell.margin_right = Inches(_CELL_MARGIN)
        cell.margin_top = cell.margin_bottom = Inches(0.03)
        cell.vertical_anchor = MSO_ANCHOR.MIDDLE if is_head else MSO_ANCHOR.TOP
        cell.fill.solid()
        cell.fill.fore_color.rgb = self.main if is_head else self.colours["tint-0"]
        cell.text_frame.word_wrap = True
        cell.text_frame.text = text
        for paragraph in cell.text_frame.paragraphs:
            paragraph.font.size, paragraph.font.bold = Pt(points), is_head or is_bold
            paragraph.font.color.rgb = self.on_main if is_head else self.colours["ink"]


def _rgb(value: colour.Colour) -> RGBColor:
    return RGBColor(*value)  # type: ignore[no-untyped-call]


def _divide(shown: SlideTable, widths: list[float]) -> list[tuple[tuple[str, ...], ...]]:
    """Return the rows of each slide."""
    parts: list[list[tuple[str, ...]]] = [[]]
    room = _ROOM - 0.35
    for row in shown.rows:
        lines = max(
            len(wrap(text, (width - 2 * _CELL_MARGIN) * 72, _TABLE_POINTS))
            for text, width in zip(row, widths, strict=True)
        )
        height = lines * _TABLE_POINTS * _LINE / 72 + 0.08
        if parts[-1] and height > room:
            parts.append([])
            room = _ROOM - 0.35
        parts[-1].append(row)
        room -= height
    return [tuple(part) for part in parts]


def _plain_name(name: str) -> str:
    """Return the name of a series so that the chart's workbook does not run it as a formula."""
    return f" {name}" if name.startswith(("=", "+", "-", "@", "{")) else name


def _place_plot(chart: Any, left: float) -> None:  # noqa: ANN401
    """Place the plot so that its points are above the columns of the table: it begins right of the labels."""
    plot = chart._chartSpace.chart.plotArea  # noqa: SLF001 -- python-pptx has no other way
    layout = plot.find(qn("c:layout"))
    if layout is None:
        layout = etree.SubElement(plot, qn("c:layout"))
        plot.insert(0, layout)
    for child in list(layout):
        layout.remove(child)
    manual = etree.SubElement(layout, qn("c:manualLayout"))
    values = (("layoutTarget", "inner"), ("xMode", "edge"), ("yMode", "edge"), ("x", f"{left:.4f}"), ("y", "0.04"),
              ("w", f"{1 - left:.4f}"), ("h", "0.8"))  # fmt: skip
    for name, value in values:
        etree.SubElement(manual, qn(f"c:{name}")).set("val", value)
