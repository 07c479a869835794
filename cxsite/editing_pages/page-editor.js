/* Buttons of the editor on pages of the preview: beside each record, and on the journey map, where touchpoints and stages
   are moved by mouse and keyboard, and emotions are set on the curve. Each of them does what a form does, too. */
"use strict";
(function () {
  const { HEADERS, LEAVING, button, make, open, post, readSaved, say, setWords, token, word } = /** @type {CxEditor} */ (window.cxEditor);
  const HERE = decodeURIComponent(location.pathname).slice(1).replace(/(^|\/)$/, "$1index.html");
  const OURS = ".cx-edit-button, .cx-edit-tools, .cx-edit-bar, .cx-edit-offer, .cx-edit-knobs";
  const THUMB = 34;
  const TARGET = "cx-edit-target";
  const MOST_TRIES = 30;
  const MOST_TIMES = 9;
  const WAIT_MILLISECONDS = 500;

  /** @typedef {{ address: string, kind: string, name: string, label: string, anchor: string, items: string, number: number,
   *   emotion: Record<string, number> | null, missing: string }} PageRecord */
  /** @typedef {{ token: string, words: Record<string, string>, journey: string, personas: { id: string, name: string }[],
   *   records: PageRecord[] }} PageRecords */

  let chosen = ""; // the persona whose emotions the knobs show; empty for everybody
  let journey = ""; // its address, if the page is about one
  let turn = 0;

  /** @param {string} path @param {Record<string, string>} values */
  const form = (path, values) => `/.edit/${path}?${new URLSearchParams({ page: location.pathname, ...values })}`;

  /** @param {Saved} done */
  function saved(done) {
    say(word("saved"));
    if (done.address) sessionStorage.setItem(LEAVING, done.address);
    const target = done.location ? new URL(done.location, location.href) : null;
    if (target && target.pathname !== location.pathname) goWhenBuilt(target);
    else if (target?.hash) history.replaceState(history.state, "", target.hash);
  }

  /**
   * Goes to a page as soon as the preview has built it. The present one may be loaded again meanwhile, even after the
   * browser began to leave it, so the target is kept until it is reached.
   * @param {URL} target @param {number} [times] how often it was tried before
   */
  async function goWhenBuilt(target, times = 0) {
    sessionStorage.setItem(TARGET, `${times + 1} ${target.href}`);
    say(word("building"));
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const answer = await fetch(target).catch(() => undefined);
      if (answer?.ok) break;
      await new Promise((resume) => setTimeout(resume, WAIT_MILLISECONDS));
    }
    location.assign(target);
  }

  /** Does something without a form. @param {string} path @param {Record<string, string>} values */
  async function act(path, values) {
    const answer = await post(`/.edit/${path}`, new URLSearchParams({ token, page: location.pathname, ...values }));
    if (answer.status === 204) saved(readSaved(answer));
    else open(form("form", { record: values.record ?? "" }), saved);
  }

  /** @param {PageRecord} one */
  const edit = (one) => open(form("form", { record: one.address }), saved);
  /** @param {PageRecord} one */
  const remove = (one) => open(form("delete", { record: one.address }), saved);
  /** @param {PageRecord} one @param {number} by */
  const move = (one, by) => act("move", { record: one.address, by: String(by) });
  /** @param {PageRecord} one */
  const duplicate = (one) => act("duplicate", { record: one.address });
  /** @param {PageRecord} one */
  const addAfter = (one) => open(form("new", { kind: one.kind, in: one.items, number: String(one.number + 1) }), saved);

  /** @param {PageRecord} one @param {string} text @param {() => void} run @param {string} label */
  function tool(one, text, run, label) {
    const made = button(text, run, "cx-edit-button");
    made.setAttribute("aria-label", label);
    made.title = label;
    made.dataset.record = one.address;
    return made;
  }

  /** @param {PageRecord} one */
  function editButton(one) {
    const made = tool(one, word("edit"), () => edit(one), one.label);
    made.dataset.main = "";
    if (one.items) {
      made.setAttribute("aria-keyshortcuts", "Alt+ArrowLeft Alt+ArrowRight Insert Control+D Delete");
      made.addEventListener("keydown", (event) => pressKey(one, event));
    }
    return made;
  }

  /** @param {PageRecord} one @param {KeyboardEvent} event */
  function pressKey(one, event) {
    const keys = [event.altKey && "Alt", event.ctrlKey && "Control", event.key].filter(Boolean).join("+");
    const run = {
      "Alt+ArrowLeft": () => move(one, -1),
      "Alt+ArrowUp": () => move(one, -1),
      "Alt+ArrowRight": () => move(one, 1),
      "Alt+ArrowDown": () => move(one, 1),
      "Control+d": () => duplicate(one),
      Insert: () => addAfter(one),
      Delete: () => remove(one),
    }[keys];
    if (!run) return;
    event.preventDefault();
    run();
  }

  /** @param {PageRecord} one */
  function allTools(one) {
    const named = (/** @type {string} */ key) => `${word(key)}: ${one.name}`;
    return make(
      "div", { class: "cx-edit cx-edit-tools" },
      editButton(one),
      tool(one, "←", () => move(one, -1), named("earlier")),
      tool(one, "→", () => move(one, 1), named("later")),
      tool(one, "+", () => addAfter(one), named("add-after")),
      tool(one, "⧉", () => duplicate(one), named("duplicate")),
      tool(one, "✕", () => remove(one), named("remove")),
    );
  }

  // ---- beside the records of the page

  /** @param {PageRecord} one */
  function attach(one) {
    const host = one.anchor ? document.getElementById(one.anchor) : document.querySelector("article h1");
    if (!host || host.closest(".cx-map")) return;
    const tools = one.items ? allTools(one) : make("div", { class: "cx-edit cx-edit-tools" }, editButton(one));
    if (one.kind === "stage") tools.append(addTouchpoint(one));
    if (one.kind === "journey") tools.append(...journeyTools(one));
    if (/^H\d$/.test(host.tagName)) host.after(tools);
    else if (host instanceof HTMLTableRowElement) host.cells[0]?.append(tools);
    else host.append(tools);
    if (one.missing) tools.after(offer(one));
  }

  /** @param {PageRecord} one */
  function journeyTools(one) {
    /** @type {[string, Record<string, string>][]} */
    const offers = [
      ["add-stage", { kind: "stage", in: `${one.address}/stages` }],
      ["add-action", { kind: "action", in: `${one.address}/actions` }],
      ["add-ideal", { kind: "journey", ideal: one.address.split("/")[1] ?? "" }],
    ];
    return offers.map(([key, values]) => {
      const run = () => open(form("new", key === "add-ideal" ? { ...values, page: "" } : values), saved);
      return tool(one, word(key), run, `${word(key)}: ${one.name}`);
    });
  }

  /** @param {PageRecord} stage */
  function addTouchpoint(stage) {
    const run = () => open(form("new", { kind: "touchpoint", in: `${stage.address}/touchpoints` }), saved);
    return tool(stage, word("add-touchpoint"), run, `${word("add-touchpoint")}: ${stage.name}`);
  }

  /** @param {PageRecord} one */
  function offer(one) {
    const label = word(`add-${one.missing}`);
    /** @type {Record<string, string>} */
    const place = one.missing === "action" ? { in: `${journey}/actions` } : {};
    const run = () => open(form("new", { kind: one.missing, for: one.address, ...place }), saved);
    return make("div", { class: "cx-edit cx-edit-offer" }, word(`no-${one.missing}`), " ", tool(one, label, run, `${label}: ${one.name}`));
  }

  // ---- on the journey map

  /** @param {PageRecords} page @param {HTMLTableElement} map */
  function attachToMap(page, map) {
    const touchpoints = page.records.filter((one) => one.kind === "touchpoint");
    const stages = page.records.filter((one) => one.kind === "stage");
    const columns = [...map.querySelectorAll("thead th[scope=col]")].map((head) => {
      const hash = head.querySelector("a")?.hash.slice(1) ?? "";
      return { head: /** @type {HTMLElement} */ (head), one: touchpoints.find((each) => each.anchor === decodeURIComponent(hash)) };
    });
    for (const { head, one } of columns) {
      if (!one) continue;
      head.append(allTools(one));
      makeDraggable(head, one, touchpoints);
    }
    let column = 0; // names are in the page's language, so that stages are known by their columns
    for (const head of map.querySelectorAll("thead th[scope=colgroup]")) {
      const items = columns[column]?.one?.items;
      const stage = stages.find((one) => `${one.address}/touchpoints` === items);
      if (stage) head.append(allTools(stage));
      column += /** @type {HTMLTableCellElement} */ (head).colSpan;
    }
    const frame = map.closest(".cx-map-frame, .cx-map-whole") ?? map;
    frame.before(mapBar(page, stages, () => drawKnobs(map, columns.map(({ one }) => one))));
    drawKnobs(map, columns.map(({ one }) => one));
  }

  /** @param {PageRecords} page @param {PageRecord[]} stages @param {() => void} redraw */
  function mapBar(page, stages, redraw) {
    const select = make("select", {});
    for (const [id, name] of [["", word("everyone")], ...page.personas.map(({ id, name }) => [id, name])]) {
      select.append(make("option", { value: id ?? "" }, name ?? ""));
    }
    select.value = chosen;
    select.addEventListener("change", () => {
      chosen = select.value;
      redraw();
    });
    const addStage = () => open(form("new", { kind: "stage", in: `${page.journey}/stages` }), saved);
    const bar = make(
      "section", { class: "cx-edit cx-edit-bar", "aria-label": word("map-bar") },
      make("p", {}, word("map-help")),
      make("label", {}, `${word("emotion-of")} `, select),
      button(word("add-stage"), addStage, "cx-edit-small"),
    );
    const last = stages.at(-1);
    if (last) bar.append(button(word("add-touchpoint"), () => addToStage(last), "cx-edit-small"));
    return bar;
  }

  /** @param {PageRecord} stage */
  const addToStage = (stage) => open(form("new", { kind: "touchpoint", in: `${stage.address}/touchpoints` }), saved);

  /** @param {HTMLElement} head @param {PageRecord} one @param {PageRecord[]} all */
  function makeDraggable(head, one, all) {
    head.draggable = true;
    head.addEventListener("dragstart", (event) => {
      event.dataTransfer?.setData("text/x-cx-edit-record", one.address);
      head.classList.add("cx-edit-dragged");
    });
    head.addEventListener("dragend", () => head.classList.remove("cx-edit-dragged"));
    head.addEventListener("dragover", (event) => {
      if (!event.dataTransfer?.types.includes("text/x-cx-edit-record")) return;
      event.preventDefault();
      head.classList.add("cx-edit-target");
    });
    head.addEventListener("dragleave", () => head.classList.remove("cx-edit-target"));
    head.addEventListener("drop", (event) => {
      event.preventDefault();
      head.classList.remove("cx-edit-target");
      const dragged = all.find((each) => each.address === event.dataTransfer?.getData("text/x-cx-edit-record"));
      if (dragged && dragged !== one) act("move", { record: dragged.address, to: one.items, number: String(one.number) });
    });
  }

  /** Puts a knob on each point of the curve. @param {HTMLTableElement} map @param {(PageRecord | undefined)[]} columns */
  function drawKnobs(map, columns) {
    map.querySelectorAll(".cx-edit-knobs").forEach((old) => old.remove());
    const slices = [...map.querySelectorAll("tr.cx-map-emotion > td")];
    if (slices.length === columns.length) columns.forEach((one, index) => one && addToSlice(slices[index], one));
    else drawOnCurve(map, columns);
  }

  /** Puts a knob on a cell that holds a slice of the curve. @param {Element | undefined} cell @param {PageRecord} one */
  function addToSlice(cell, one) {
    const slice = cell?.querySelector(".cx-slice");
    if (!cell || !slice) return;
    const box = slice.getBoundingClientRect();
    const heights = ["cx-at-5", "cx-at-1"].map((place) => {
      const probe = make("span", { class: place });
      slice.append(probe);
      const shown = probe.getBoundingClientRect();
      probe.remove();
      return (shown.top + shown.bottom) / 2;
    });
    const offset = box.top - cell.getBoundingClientRect().top;
    const [best = 0, worst = 0] = heights.map((height) => height - box.top + offset);
    addKnob(cell, one, { best, worst, middle: box.width / 2 });
  }

  /** @param {Element} cell @param {PageRecord} one @param {{ best: number, worst: number, middle: number }} place */
  function addKnob(cell, one, { best, worst, middle }) {
    const knob = makeKnob(one);
    knob.style.setProperty("--cx-edit-top", `${best - THUMB / 2}px`);
    knob.style.setProperty("--cx-edit-length", `${worst - best + THUMB}px`);
    knob.style.setProperty("--cx-edit-middle", `${middle}px`);
    cell.classList.add("cx-edit-curve");
    cell.append(make("div", { class: "cx-edit cx-edit-knobs" }, knob));
  }

  /** Puts the knobs on a curve in one piece. @param {HTMLTableElement} map @param {(PageRecord | undefined)[]} columns */
  function drawOnCurve(map, columns) {
    const drawing = map.querySelector("svg.cx-curve");
    const cell = drawing?.closest("td");
    const heights = [1, 5].map((each) => {
      const shape = drawing?.querySelector(`defs .cx-e${each}`)?.getAttribute("transform") ?? "";
      return Number(shape.match(/\s([\d.]+)\)/)?.[1]);
    });
    if (!(drawing instanceof SVGSVGElement) || !cell || heights.some(Number.isNaN)) return;
    const [frame, inner] = [cell.getBoundingClientRect(), drawing.getBoundingClientRect()];
    const scale = inner.height / drawing.viewBox.baseVal.height;
    const [worst = 0, best = 0] = heights.map((height) => inner.top - frame.top + height * scale);
    columns.forEach((one, index) => {
      const middle = inner.left - frame.left + ((index + 0.5) * inner.width) / columns.length;
      if (one) addKnob(cell, one, { best, worst, middle });
    });
  }

  /** @param {PageRecord} one */
  function makeKnob(one) {
    const emotions = one.emotion ?? {};
    const now = emotions[chosen] ?? emotions[""];
    const label = `${word("emotion-at").replace("{name}", one.name)}`;
    const knob = make("input", {
      type: "range", min: "1", max: "5", step: "1", value: String(now ?? 3), class: "cx-edit-knob",
      "aria-label": label, "aria-orientation": "vertical", "data-emotion": one.address,
    });
    knob.title = label;
    if (now === undefined) knob.setAttribute("aria-valuetext", "?");
    knob.addEventListener("keydown", (event) => event.stopPropagation()); // arrows also move along the map
    const name = chosen ? `emotion@${chosen}` : "emotion";
    knob.addEventListener("change", () => act("form", { record: one.address, do: "save", [name]: knob.value }));
    return knob;
  }

  // ---- the whole page

  function addMenu() {
    if (document.querySelector(".cx-edit-menu")) return;
    const link = (/** @type {string} */ path) => make("a", { href: `/.edit/${path}` }, word(path));
    const nav = make("nav", { "aria-label": word("edit") }, link("new"), link("changes"), link("send"));
    nav.querySelector("a")?.addEventListener("click", (event) => {
      event.preventDefault();
      open("/.edit/new", saved);
    });
    document.body.append(make("div", { class: "cx-edit cx-edit-menu" }, nav));
  }

  function refocus() {
    const address = sessionStorage.getItem(LEAVING);
    const found = address && document.querySelector(`[data-main][data-record="${CSS.escape(address)}"]`);
    if (!(found instanceof HTMLElement) || document.querySelector("dialog[open]")) return;
    sessionStorage.removeItem(LEAVING);
    found.focus({ preventScroll: document.activeElement !== document.body });
  }

  async function start() {
    const number = (turn += 1);
    const answer = await fetch(`/.edit/records?page=${encodeURIComponent(HERE)}`, { headers: HEADERS });
    if (!answer.ok || number !== turn) return;
    /** @type {PageRecords} */
    const page = await answer.json();
    setWords(page.words);
    journey = page.journey;
    document.querySelectorAll(OURS).forEach((old) => !old.closest("dialog") && old.remove());
    addMenu();
    if (!page.personas.some(({ id }) => id === chosen)) {
      const own = page.records.flatMap((one) => Object.keys(one.emotion ?? {})).filter(Boolean);
      chosen = own[0] ?? "";
    }
    // What can be edited is in sight, with its buttons.
    document.querySelectorAll(".cx-folded > details").forEach((one) => one.setAttribute("open", ""));
    page.records.forEach(attach);
    document.querySelectorAll("table.cx-map").forEach((map) => attachToMap(page, /** @type {HTMLTableElement} */ (map)));
    const [times, target] = (sessionStorage.getItem(TARGET) ?? "").split(" ");
    if (target && target !== location.href && Number(times) < MOST_TIMES) goWhenBuilt(new URL(target), Number(times));
    else {
      sessionStorage.removeItem(TARGET);
      refocus();
    }
  }

  if (window.document$) window.document$.subscribe(() => start());
  else start();
})();
