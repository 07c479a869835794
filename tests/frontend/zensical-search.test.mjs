// Our two plugins in the worker of Zensical's search: words without accents, and the order of what is found.
import assert from "node:assert/strict";
import { test } from "node:test";

import { plain, runScript } from "./run_script.mjs";

const FOLDED = "\u0001"; // ends a word without its accents

function load() {
  const evaluate = runScript("cxsite/site/engines/zensical-search.js", {});
  return { fold: evaluate("cxsiteSearch.fold"), order: evaluate("cxsiteSearch.order") };
}

/**
 * @param {string[]} words
 * @returns {{ value: string, start: number }[]}
 */
const fold = (...words) => plain(load().fold.onTextTokens(words.map((value, start) => ({ value, start }))));

/**
 * @param {string} field
 * @param {number[]} terms the numbers of the words that are found in it
 */
const match = (field, terms) => ({
  field,
  value: { text: { forEach: (/** @type {(position: number, term: number) => void} */ visit) => terms.forEach(
    (term, position) => visit(position, term)) } },
});

/**
 * What is found, in the order in which it is shown.
 *
 * @param {string} typed
 * @param {{ title?: string[], text?: string[], rank?: number }[]} records the words found in each record
 * @returns {number[]} the numbers of the records
 */
function show(typed, records) {
  const { fold, order } = load();
  const words = [...new Set(records.flatMap(({ title = [], text = [] }) => [...title, ...text]))];
  const terms = words.map((word) => ({ value: word.normalize("NFKD").toLowerCase() })); // as the worker stores them
  fold.onTextQuery({ input: typed });
  order.onTextStore({ terms }, {}, records.map(({ rank }) => ({ rank })));
  const items = records.map(({ title, text }, id) => ({
    id,
    matches: Object.entries({ title, text }).flatMap(([field, found]) =>
      found ? [match(field, found.map((word) => words.indexOf(word)))] : []),
  }));
  const result = { items };
  order.onTextResult(result);
  return result.items.map(({ id }) => id);
}

test("a word with accents is also a word without them, at the same place", () => {
  assert.deepEqual(fold("khách", "lan"), [
    { value: "khách", start: 0 },
    { value: `khach${FOLDED}`, start: 0 },
    { value: "lan", start: 1 },
  ]);
});

test("letters whose accents are no marks are folded, too, in capitals and in composed or separate characters", () => {
  assert.equal(fold("Đổi")[1].value, `doi${FOLDED}`);
  assert.equal(fold("łódź")[1].value, `lodz${FOLDED}`);
  assert.equal(fold("Tiệm".normalize("NFD"))[1].value, `tiem${FOLDED}`);
  assert.equal(fold("smørrebrød")[1].value, `smorrebrod${FOLDED}`);
});

test("words without accents, numbers and other scripts stay as they are", () => {
  assert.deepEqual(fold("NPS", "2026", "顧客").map(({ value }) => value), ["NPS", "2026", "顧客"]);
});

test("the typed words as a whole come before words that begin with them", () => {
  assert.deepEqual(show("trả", [{ title: ["trải"] }, { title: ["trả"] }]), [1, 0]);
});

test("a title comes before a text, and both words before one", () => {
  assert.deepEqual(show("đổi trả", [{ text: ["đổi", "trả"] }, { title: ["trả"] }, { title: ["đổi", "trả"] }]), [2, 1, 0]);
});

test("who types without accents finds the word without accents first, then those with accents", () => {
  assert.deepEqual(show("lan", [{ title: [`lan${FOLDED}`] }, { title: ["lan"] }]), [1, 0]);
  assert.deepEqual(show("THU", [{ title: ["thuê"] }, { title: [`thu${FOLDED}`] }]), [1, 0]);
});

test("of what is equal otherwise, the higher rank comes first, then the order of the engine", () => {
  assert.deepEqual(show("nps", [{ title: ["nps"] }, { title: ["nps"], rank: 2 }, { title: ["nps"] }]), [1, 0, 2]);
});

test("what was typed before does not count for the next query, nor does a query that is no text", () => {
  const { fold, order } = load();
  order.onTextStore({ terms: [{ value: "lan" }, { value: "minh" }] }, {}, [{}, {}]);
  const find = (/** @type {number} */ id) => ({ id, matches: [match("title", [id])] });
  for (const [input, first] of /** @type {[unknown, number][]} */ ([["lan", 0], ["minh", 1], [{ all: [] }, 1]])) {
    fold.onTextQuery({ input });
    const result = { items: [find(0), find(1)] };
    order.onTextResult(result);
    assert.equal(result.items[0].id, first);
  }
});

test("nothing found, and a query without words, do no harm", () => {
  assert.deepEqual(show("lan", []), []);
  assert.deepEqual(show("— !", [{ title: ["lan"] }, { title: ["minh"] }]), [0, 1]);
});
