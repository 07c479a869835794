/*
 * A journey map wider than a sheet is printed in bands: tables of the same rows, each with columns of its own. They are
 * made when the page is printed, or else every cell would stand in it twice. The page tells how many columns each has.
 */
"use strict";
(function () {
  const SHEETS = "cx-map-sheets";

  // Of a row's cells: the first, and those that stand in `count` columns from `first` on.
  /** @type {(cells: Iterable<HTMLTableCellElement>, first: number, count: number) => Generator<Element>} */
  function* standing([heading, ...others], first, count) {
    yield /** @type {Element} */ (heading.cloneNode(true));
    let at = 0;
    for (const one of others) {
      const columns = Math.min(at + one.colSpan, first + count) - Math.max(at, first);
      at += one.colSpan;
      if (columns > 0) {
        const copy = /** @type {HTMLTableCellElement} */ (one.cloneNode(true));
        if (copy.colSpan !== columns) {
          copy.colSpan = columns;
        }
        yield copy;
      }
    }
  }

  // The groups of columns, each with those of its columns that stand in `count` columns from `first` on.
  /** @type {(whole: HTMLTableElement, first: number, count: number) => Generator<Element>} */
  function* groups(whole, first, count) {
    let at = -1; // the column of the lanes' names, which stands in every band
    for (const group of whole.querySelectorAll("colgroup")) {
      const copy = /** @type {Element} */ (group.cloneNode(false));
      for (const column of group.querySelectorAll("col")) {
        if (at < 0 || (first <= at && at < first + count)) {
          copy.append(column.cloneNode(false));
        }
        at += 1;
      }
      if (copy.children.length) {
        yield copy;
      }
    }
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

  /** @type {(band: HTMLTableElement, whole: HTMLTableElement, first: number, count: number) => void} */
  function fill(band, whole, first, count) {
    band.append(...groups(whole, first, count));
    for (const part of [...(whole.tHead ? [whole.tHead] : []), ...whole.tBodies]) {
      const rows = /** @type {HTMLTableSectionElement} */ (part.cloneNode(false));
      for (const row of part.rows) {
        const copy = /** @type {HTMLTableRowElement} */ (row.cloneNode(false));
        copy.append(...standing(row.cells, first, count));
        rows.append(copy);
      }
      band.append(rows);
    }
    band.tBodies[0].prepend(names(band));
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
    const whole = document.querySelector(".cx-map-whole table");
    if (template === null || whole === null) {
      return;
    }
    const sheets = document.createElement("div");
    sheets.className = SHEETS;
    sheets.append(template.content.cloneNode(true));
    /** @type {NodeListOf<HTMLTableElement>} */
    const bands = sheets.querySelectorAll(":scope > table");
    const counts = [...bands].map((band) => Number(band.dataset.columns));
    let first = 0;
    const widest = Math.max(...counts);
    bands.forEach((band, at) => {
      fill(band, whole, first, counts[at]);
      leaveRoom(band, widest - counts[at]);
      first += counts[at];
    });
    template.after(sheets);
  }

  addEventListener("beforeprint", lay);
  addEventListener("afterprint", clear);
  matchMedia("print").addEventListener("change", (print) => (print.matches ? lay() : clear()));
})();

/*
 * What pages of journeys do besides with a script: a folded part opens where a link leads to its heading, in print, and
 * with all others; the full map remembers what its reader chose to see, and arrow keys lead from cell to cell.
 */
(function () {
  const KEPT = "cxsite-map";
  const STEPS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

  /** @returns {HTMLDetailsElement[]} */
  function foldedParts() {
    return [...document.querySelectorAll(/** @type {"details"} */ (".cx-folded > details"))];
  }

  // The folded parts to whose heading the address leads.
  /** @returns {HTMLDetailsElement[]} */
  function partsOfAddress() {
    const part = document.getElementById(decodeURIComponent(location.hash.slice(1)))?.nextElementSibling;
    return part?.matches(".cx-folded") ? [...part.querySelectorAll(/** @type {"details"} */ (":scope > details"))] : [];
  }

  function openTarget() {
    partsOfAddress().forEach((one) => (one.open = true));
  }

  /** @param {Element} button */
  function openAll(button) {
    const parts = foldedParts();
    const open = parts.some((part) => !part.open);
    parts.forEach((part) => (part.open = open));
    button.textContent = button.getAttribute(open ? "data-close" : "data-open");
  }

  /** @type {Map<HTMLDetailsElement, boolean>} */
  const before = new Map();

  function openForPaper() {
    foldedParts().forEach((part) => before.set(part, part.open).get(part) || (part.open = true));
  }

  function closeAfterPaper() {
    before.forEach((open, part) => (part.open = open));
    before.clear();
  }

  /** @returns {HTMLInputElement[]} */
  function switches() {
    return [...document.querySelectorAll(/** @type {"input"} */ (".cx-map-switches input"))];
  }

  // A browser may refuse to keep anything.
  function keep() {
    try {
      const chosen = switches().filter((one) => one.checked !== one.defaultChecked && !one.id.includes("-who-"));
      localStorage.setItem(KEPT, JSON.stringify(chosen.map((one) => [one.id, one.checked])));
    } catch {
      return;
    }
  }

  function recall() {
    try {
      for (const [id, checked] of JSON.parse(localStorage.getItem(KEPT) ?? "[]")) {
        const one = switches().find((other) => other.id === id);
        if (one) {
          one.checked = checked;
        }
      }
    } catch {
      return;
    }
  }

  /** @param {HTMLTableCellElement} cell */
  function columnOf(cell) {
    const cells = [.../** @type {HTMLTableRowElement} */ (cell.parentElement).cells];
    return cells.slice(0, cells.indexOf(cell)).reduce((sum, one) => sum + one.colSpan, 0);
  }

  /** @type {(row: HTMLTableRowElement | undefined, column: number) => HTMLTableCellElement | undefined} */
  function cellAt(row, column) {
    return [...(row?.cells ?? [])].find((one) => columnOf(one) <= column && column < columnOf(one) + one.colSpan);
  }

  const NARROW = 24;

  // The next cell in a direction. Columns of personas who are not shown are left out, and above and below also the lines between
  // lanes, whose one cell would lose the column.
  /** @type {(cell: HTMLTableCellElement, row: number, column: number) => HTMLTableCellElement | undefined} */
  function neighbour(cell, row, column) {
    const line = /** @type {HTMLTableRowElement} */ (cell.parentElement);
    const start = columnOf(cell);
    const passed = (/** @type {HTMLTableRowElement} */ one) => start > 0 && one !== line && one.matches(".cx-map-line");
    const rows = [...(cell.closest("table")?.rows ?? [])].filter((one) => one.checkVisibility() && !passed(one));
    const next = rows[rows.indexOf(line) + row];
    let at = column > 0 ? start + cell.colSpan : start + column;
    let found = cellAt(next, at);
    while (column && found && found.getBoundingClientRect().width < NARROW) {
      at = column > 0 ? at + found.colSpan : at - 1;
      found = cellAt(next, at);
    }
    return found;
  }

  /** @param {KeyboardEvent} event */
  function walk(event) {
    const step = STEPS[/** @type {keyof typeof STEPS} */ (event.key)];
    const from = /** @type {Element | null} */ (event.target);
    const frame = from?.closest(".cx-map-whole");
    if (!step || !frame || event.altKey || event.ctrlKey || event.metaKey) {
      return;
    }
    const cell = /** @type {HTMLTableCellElement | null} */ (from?.closest("td, th"));
    const next = cell ? neighbour(cell, step[0], step[1]) : frame.querySelector("tr")?.cells[0];
    event.preventDefault();
    if (next) {
      next.tabIndex = -1;
      next.focus();
      next.scrollIntoView({ block: "nearest", inline: "nearest" });
    }
  }

  // Escape leads out: from a cell to the map, so that Tab leaves it, and from the switches to what opens them.
  /** @param {KeyboardEvent} event */
  function leave(event) {
    if (event.key !== "Escape") {
      return;
    }
    const from = /** @type {Element | null} */ (event.target);
    const choices = from?.closest(/** @type {"details"} */ (".cx-map-switches details[open]"));
    if (choices) {
      choices.open = false;
      choices.querySelector("summary")?.focus();
    } else if (from?.closest(".cx-map-whole table")) {
      /** @type {HTMLElement | null} */ (from.closest(".cx-map-whole"))?.focus();
    }
  }

  addEventListener("hashchange", openTarget);
  addEventListener("beforeprint", openForPaper);
  addEventListener("afterprint", closeAfterPaper);
  addEventListener("keydown", walk);
  addEventListener("keydown", leave);
  addEventListener("change", (event) => /** @type {Element} */ (event.target).closest(".cx-map-switches") && keep());
  addEventListener("reset", () => setTimeout(keep));
  addEventListener("click", (event) => {
    const button = /** @type {Element} */ (event.target).closest(".cx-open-all");
    if (button) {
      openAll(button);
    }
  });
  // The theme puts the page's content in anew, even for a link to a part of the page, and takes the focus away by that.
  let isFirst = true;

  function focusOnTarget() {
    if (!isFirst && document.activeElement === document.body) {
      partsOfAddress()[0]?.querySelector("summary")?.focus({ preventScroll: true });
    }
    isFirst = false;
  }

  function start() {
    openTarget();
    focusOnTarget();
    recall();
  }
  if (typeof document$ === "undefined") {
    start();
  } else {
    document$.subscribe(start);
  }
})();
