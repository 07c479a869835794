// What Mermaid is asked for: the theme's settings, made safe, with the colours of the kind of diagram.
import assert from "node:assert/strict";
import { test } from "node:test";

import { plain, runScript } from "./run_script.mjs";

/**
 * Opens a page with diagrams.js, whose library records what it is given.
 * @param {{ styles?: boolean, sources?: any[] }} [page] whether styles inside the page are allowed, and its diagrams
 */
function openPage({ styles = true, sources = [] } = {}) {
  /** @type {any[]} */
  const events = [];
  const library = {
    initialize: (/** @type {object} */ settings) => events.push(["initialize", plain(settings)]),
    render: async (/** @type {string} */ id, /** @type {string} */ text) => {
      events.push(["begin", id]);
      await new Promise(setImmediate);
      events.push(["end", id]);
      if (text.includes("broken")) throw new Error("cannot be drawn");
      return { svg: `<svg id="${id}"></svg>` };
    },
  };
  /** @type {string[]} */
  const loaded = [];
  /** @type {Record<string, any>} */
  const window = {};
  const head = {
    append: (/** @type {{ src?: string, onload: () => void }} */ script) => {
      if (!script.src) return;
      loaded.push(script.src);
      window.mermaid = library;
      script.onload();
    },
  };
  runScript("templates/assets/js/diagrams.js", {
    document: {
      createElement: (/** @type {string} */ name) => (name === "style" ? { sheet: styles ? {} : null, remove() {} } : {}),
      documentElement: { lang: "vi" },
      querySelectorAll: () => sources,
      currentScript: { src: "https://playbook.example/assets/js/diagrams.js" },
      head,
    },
    location: { protocol: "https:" },
    window,
  });
  return { events, loaded, mermaid: window.mermaid };
}

test("the library comes from the site itself, once, when the first diagram is drawn", async () => {
  const { loaded, mermaid } = openPage();
  mermaid.initialize({ startOnLoad: false });
  assert.deepEqual(loaded, []);
  await mermaid.render("a", "flowchart LR");
  await mermaid.render("b", "flowchart LR");
  assert.deepEqual(loaded, ["https://playbook.example/assets/vendor/mermaid.min.js"]);
});

test("the theme's settings are kept, but for those that safety needs", async () => {
  const { events, mermaid } = openPage();
  mermaid.initialize({ startOnLoad: false, securityLevel: "loose", themeCSS: ".node { fill: red }" });
  await mermaid.render("a", "flowchart LR");
  const [, settings] = events[0];
  assert.deepEqual([settings.startOnLoad, settings.securityLevel], [false, "strict"]);
  assert.match(settings.themeCSS, /^\.node \{ fill: red \}@media print/);
});

test("kinds that the theme leaves without colours get ours, also below front matter", async () => {
  const kinds = {
    "journey\n  title Mua": ".mouth",
    "  timeline\n": ".timeline-node",
    "---\ntitle: x\n---\ngantt\n": "rect.section",
    "flowchart LR": "",
    "constructor\n": "",
    "journeys\n": "",
  };
  for (const [text, mark] of Object.entries(kinds)) {
    const { events, mermaid } = openPage();
    await mermaid.render("a", text);
    const css = events[0][1].themeCSS.replace(/@media print.*/, "");
    assert.equal(css !== "", mark !== "", text);
    assert.ok(css.includes(mark), text);
  }
});

test("diagrams are drawn one after another, even where one fails", async () => {
  const { events, mermaid } = openPage();
  mermaid.render("a", "gantt broken");
  await mermaid.render("b", "timeline");
  assert.deepEqual(
    events.filter(([name]) => name !== "initialize").map((event) => event.join(" ")),
    ["begin a", "end a", "begin b", "end b"],
  );
});

/** @param {string} text */
function sourceOf(text) {
  const source = { textContent: text, closest: () => null, words: "" };
  return { ...source, replaceWith(/** @type {any} */ note) { source.words = note.textContent; }, read: () => source.words };
}

test("where styles are not allowed, a diagram says in words what it shows, and its source is gone", async () => {
  const text = "journey\n  accTitle: Mua váy\n  accDescr: Năm bước\n  Thử: 3: Lan";
  const shown = sourceOf(text);
  const { loaded, mermaid } = openPage({ styles: false, sources: [shown, sourceOf("timeline")] });
  mermaid.render("a", text);
  await new Promise(setImmediate);
  assert.equal(shown.read(), "Mua váy. Năm bước Trình duyệt không vẽ được sơ đồ này.");
  assert.deepEqual(loaded, []);
});
