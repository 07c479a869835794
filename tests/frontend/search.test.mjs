// What is asked of the theme's search in place of what the reader typed.
import assert from "node:assert/strict";
import { test } from "node:test";

import { plain, runScript } from "./run_script.mjs";

const QUERY = 2;

/** @param {Record<string, unknown>} [config] of the search index */
function openPage(config = {}) {
  /** @type {Array<{ worker: object, message: any }>} */
  const posted = [];
  /** @type {string[]} */
  const fetched = [];
  class Worker extends EventTarget {
    /** @param {unknown} message */
    postMessage(message) {
      posted.push({ worker: this, message: plain(message) });
    }
  }
  const meta = { textContent: "Initializing search" };
  const found = new Map([
    ["#__config", { textContent: '{"base": "."}' }],
    [".md-search-result__meta", meta],
  ]);
  runScript("templates/assets/js/search.js", {
    Element: class {},
    MessageEvent,
    Worker,
    document: {
      addEventListener: () => undefined,
      currentScript: { src: "https://playbook.example/assets/js/search.js" },
      querySelector: (/** @type {string} */ selector) => found.get(selector) ?? null,
    },
    fetch: async (/** @type {URL} */ address) => {
      fetched.push(address.href);
      return { json: async () => ({ config }) };
    },
    location: { href: "https://playbook.example/index.html", protocol: "https:" },
  });
  const worker = new Worker();
  const ask = (/** @type {unknown} */ data, type = QUERY) => {
    worker.postMessage({ type, data });
    return posted[posted.length - 1].message;
  };
  return { ask, fetched, posted, worker };
}

test("each word weighs ten times what it may be the beginning of, and only the last may be one", () => {
  const { ask } = openPage();
  assert.deepEqual(ask("đổi trả"), { type: QUERY, data: "đổi^10 trả^10 trả" });
  assert.deepEqual(ask("  váy  "), { type: QUERY, data: "váy^10 váy" });
  assert.deepEqual(ask(""), { type: QUERY, data: "" });
  assert.deepEqual(ask("   "), { type: QUERY, data: "" });
});

test("what readers type is text, also where the theme would see operators", () => {
  const { ask } = openPage();
  const weighed = {
    "check-in": "check^10 in^10 in",
    '"check-in"': "check^10 in^10",
    "090-123-4567": "090^10 123^10 4567^10 4567",
    "24-48 phút": "24^10 48^10 phút^10 phút",
    "trước 14:00": "trước^10 14^10 00^10 00",
    "2.482,5 đ": "2.482,5^10 đ^10 đ",
    "C++": "C^10",
    "+váy -áo vá*": "váy^10 áo^10 vá^10",
    "~": "",
    "^": "",
    "*": "",
  };
  for (const [query, asked] of Object.entries(weighed)) assert.equal(ask(query).data, asked, query);
});

test("languages without spaces are asked for by their characters", () => {
  const { ask } = openPage();
  assert.equal(ask("お客様LINE").data, "お^10 客^10 様^10 LINE^10 LINE");
  assert.equal(ask("ลูกค้า").data, "ลู^10 ก^10 ค้^10 า^10 า");
});

test("other messages reach the theme's worker as they are", () => {
  const { ask } = openPage();
  assert.deepEqual(ask({ config: {} }, 0), { type: 0, data: { config: {} } });
  assert.deepEqual(ask(null), { type: QUERY, data: null });
});

test("nothing is fetched before the theme has answered", () => {
  const { ask, fetched } = openPage({ full: "search/full_index.json" });
  ask("váy");
  assert.deepEqual(fetched, []);
});
