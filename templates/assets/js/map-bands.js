/*
 * A journey map wider than a sheet is printed in bands: tables of the same rows, each with columns of its own. They are
 * made when the page is printed, or else every cell would stand in it twice. The page tells how many columns each has.
 */
"use strict";
(function () {
  const SHEETS = "cx-map-sheets";

  // Of a row's cells, or a table's groups of columns: the first, and what stands in `count` columns from `first` on.
  /** @type {(cells: Iterable<any>, span: "span" | "colSpan", first: number, count: number) => Generator<Element>} */
  function* standing([heading, ...others], span, first, count) {
    yield heading.cloneNode(true);
    let at = 0;
    for (const one of others) {
      const columns = Math.min(at + one[span], first + count) - Math.max(at, first);
      at += one[span];
      if (columns > 0) {
        const copy = one.cloneNode(true);
        if (copy[span] !== columns) {
          copy[span] = columns;
        }
        yield copy;
      }
    }
  }

  // Its faces are shapes of the whole.
  /** @type {(curve: SVGSVGElement, first: number, count: number, all: number) => void} */
  function cut(curve, first, count, all) {
    const { width, height } = curve.viewBox.baseVal;
    const column = width / all;
    curve.setAttribute("viewBox", `${first * column} 0 ${count * column} ${height}`);
    curve.setAttribute("width", String(count * column));
    curve.querySelector("defs")?.remove();
  }

  // On each sheet the heads are repeated, which then hold numbers alone; names stand once, in a row of the band's own.
  /** @param {HTMLTableElement} band */
  function names(band) {
    const row = document.createElement("tr");
    row.className = "cx-map-print-names";
    row.append(document.createElement("th"));
    const heads = [...(band.tHead?.rows ?? [])].at(-1)?.querySelectorAll("th[scope=col]") ?? [];
    for (const head of heads) {
      const cell = row.insertCell();
      cell.className = head.className;
      cell.append(head.querySelector("a")?.textContent ?? "");
      head.querySelectorAll(".cx-tag").forEach((tag) => cell.append(" ", tag.cloneNode(true)));
    }
    return row;
  }

  /** @type {(band: HTMLTableElement, whole: HTMLTableElement, first: number, count: number, all: number) => void} */
  function fill(band, whole, first, count, all) {
    band.append(...standing(whole.querySelectorAll("colgroup"), "span", first, count));
    for (const part of [...(whole.tHead ? [whole.tHead] : []), ...whole.tBodies]) {
      const rows = /** @type {HTMLTableSectionElement} */ (part.cloneNode(false));
      for (const row of part.rows) {
        const copy = /** @type {HTMLTableRowElement} */ (row.cloneNode(false));
        copy.append(...standing(row.cells, "colSpan", first, count));
        rows.append(copy);
      }
      band.append(rows);
    }
    band.tBodies[0].prepend(names(band));
    /** @type {NodeListOf<SVGSVGElement>} */
    const curves = band.querySelectorAll(".cx-curve");
    curves.forEach((curve) => cut(curve, first, count, all));
  }

  // So that columns are of one width in all bands.
  /** @type {(band: HTMLTableElement, columns: number) => void} */
  function leaveRoom(band, columns) {
    if (columns > 0) {
      const room = document.createElement("colgroup");
      room.span = columns;
      band.tHead?.before(room);
    }
  }

  function clear() {
    document.querySelectorAll(`.${SHEETS}`).forEach((sheets) => sheets.remove());
  }

  function lay() {
    clear();
    /** @type {HTMLTemplateElement | null} */
    const template = document.querySelector(".cx-map-bands");
    /** @type {HTMLTableElement | null} */
    const whole = document.querySelector(".cx-map-frame table");
    if (template === null || whole === null) {
      return;
    }
    const sheets = document.createElement("div");
    sheets.className = SHEETS;
    sheets.append(template.content.cloneNode(true));
    /** @type {NodeListOf<HTMLTableElement>} */
    const bands = sheets.querySelectorAll(":scope > table");
    const counts = [...bands].map((band) => Number(band.dataset.columns));
    const all = counts.reduce((sum, count) => sum + count, 0);
    let first = 0;
    const widest = Math.max(...counts);
    bands.forEach((band, at) => {
      fill(band, whole, first, counts[at], all);
      leaveRoom(band, widest - counts[at]);
      first += counts[at];
    });
    template.after(sheets);
  }

  addEventListener("beforeprint", lay);
  addEventListener("afterprint", clear);
  matchMedia("print").addEventListener("change", (print) => (print.matches ? lay() : clear()));
})();
