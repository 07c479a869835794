// The worker that searches all entries of a large playbook: what is found, in which order, and how it is shown.
import assert from "node:assert/strict";
import { test } from "node:test";

import { plain, runScript } from "./run_script.mjs";

const INDEX = "https://playbook.example/search/full_index.json";
const SEPARATOR = "[\\s\\u200b\\-]+";

/** @param {Array<Record<string, unknown>>} docs */
async function startWorker(docs) {
  /** @type {(event: { data: object }) => Promise<void>} */
  let listener = async () => assert.fail("the worker does not listen");
  /** @type {any[]} */
  const answers = [];
  const evaluate = runScript("templates/assets/js/search-full.js", {
    addEventListener: (/** @type {string} */ name, /** @type {typeof listener} */ given) => {
      assert.equal(name, "message");
      listener = given;
    },
    fetch: async (/** @type {string} */ address) => {
      assert.equal(address, INDEX);
      return { json: async () => ({ config: { separator: SEPARATOR }, docs }) };
    },
    postMessage: (/** @type {any} */ answer) => answers.push(plain(answer)),
  });
  await listener({ data: { index: INDEX } });
  assert.deepEqual(answers.pop(), {});
  const search = async (/** @type {string} */ query) => {
    await listener({ data: { query } });
    const answer = answers.pop();
    assert.equal(answer.query, query);
    return answer.found;
  };
  return { evaluate, search };
}

/** @param {{ items: { location: string }[][] }} found */
const locations = (found) => found.items.map((group) => group.map((item) => item.location));

const RETURN = { location: "journeys/return.html", title: "Đổi trả váy", text: "Khách đổi váy ở cửa hàng." };
const BOX = { location: "journeys/return.html#box", title: "Mở hộp", text: "Khách mở hộp &amp; xem váy." };
const STORE = { location: "touchpoints/store.html", title: "Cửa hàng", text: "Nơi trải nghiệm váy, ai trả cũng được." };
const LAN = { location: "personas/lan.html", title: "Lan", text: "Lan mua váy mỗi tháng.", folded: "lan mua vay moi thang" };
const DOCS = [RETURN, BOX, STORE, LAN].map((doc) => ({
  folded: bare(doc.text),
  folded_title: bare(doc.title),
  ...doc,
}));

/** What the build writes beside each text. @param {string} text */
function bare(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/đ/gi, "d").toLowerCase();
}

test("a word in a title comes before the same word in a text", async () => {
  const { search } = await startWorker(DOCS);
  assert.equal(locations(await search("trả"))[0][0], RETURN.location);
  assert.equal(locations(await search("cửa hàng"))[0][0], STORE.location);
});

test("words are found with accents and without", async () => {
  const { search } = await startWorker(DOCS);
  for (const query of ["đổi trả", "doi tra", "ĐỔI TRẢ", "đổi trả"]) {
    assert.equal(locations(await search(query))[0][0], RETURN.location, query);
  }
});

test("only the last word, which may still be typed, is looked for as a beginning", async () => {
  const { search } = await startWorker(DOCS);
  assert.deepEqual(locations(await search("thá")), [[LAN.location]]);
  assert.deepEqual(locations(await search("thá khongcogi")), []);
});

test("a whole word weighs more than a beginning", async () => {
  const { search } = await startWorker([
    { location: "a.html", title: "A", text: "trải trải trải" },
    { location: "b.html", title: "B", text: "trả" },
    { location: "c.html", title: "C", text: "không" },
  ]);
  assert.deepEqual(locations(await search("trả")), [["b.html"], ["a.html"]]);
  assert.deepEqual(locations(await search("tr")), [["a.html"], ["b.html"]]);
});

test("an entry with all words comes before one that repeats a rare one", async () => {
  const { search } = await startWorker([
    { location: "a.html", title: "A", text: "hộp hộp hộp hộp" },
    { location: "b.html", title: "B", text: "mở hộp" },
    { location: "c.html", title: "C", text: "mở" },
  ]);
  assert.deepEqual(locations(await search("mở hộp"))[0], ["b.html"]);
});

test("a page outranks its own section, and a boost counts", async () => {
  const text = "nhẫn cưới";
  const { search } = await startWorker([
    { location: "a.html#one", title: "Một", text },
    { location: "b.html", title: "Hai", text },
    { location: "c.html", title: "Ba", text, boost: 3 },
    { location: "d.html", title: "Bốn", text: "khác" },
  ]);
  assert.deepEqual(locations(await search("nhẫn cưới")), [["c.html"], ["b.html"], ["a.html#one"]]);
});

test("sections stand with their page, which is there even where it does not hold the word", async () => {
  const { search } = await startWorker(DOCS);
  assert.deepEqual(locations(await search("hộp")), [[BOX.location, RETURN.location]]);
});

test("at most fifty pages with ten sections each are shown", async () => {
  const docs = Array.from({ length: 60 }, (_, page) =>
    Array.from({ length: 15 }, (_, section) => ({ location: `${page}.html#${section}`, title: "Áo", text: "áo" })),
  ).flat();
  const { items } = await (await startWorker(docs)).search("áo");
  assert.equal(items.length, 50);
  assert.deepEqual(new Set(items.map((/** @type {unknown[]} */ group) => group.length)), new Set([10]));
});

test("words are marked where they stand, whatever their case and accents", async () => {
  const { search } = await startWorker(DOCS);
  const [[{ title, text, terms }]] = (await search("doi")).items;
  assert.equal(title, "<mark>Đổi</mark> trả váy");
  assert.equal(text, "Khách <mark>đổi</mark> váy ở cửa hàng.");
  assert.deepEqual(terms, { doi: true });
});

test("letters whose small form is longer do not move a mark", async () => {
  const { search } = await startWorker([{ location: "a.html", title: "İİİ váy", text: "İ váy" }]);
  assert.equal((await search("váy")).items[0][0].title, "İİİ <mark>váy</mark>");
});

test("tags and names of characters are not words", async () => {
  const { search } = await startWorker([
    { location: "a.html", title: "A", text: "<p>Hộp</p> &amp; &lt;b&gt;" },
    { location: "b.html", title: "B", text: "amp" },
  ]);
  assert.deepEqual(locations(await search("amp")), [["b.html"]]);
  assert.deepEqual(locations(await search("p")), []);
  assert.deepEqual(locations(await search("&")), []);
  assert.deepEqual(locations(await search("<b>")), [["b.html"], ["a.html"]]);
});

test("markup that is typed stays text in what is shown", async () => {
  const { search } = await startWorker([{ location: "a.html", title: "&lt;img&gt;", text: "<em>&lt;img src=x&gt;</em>" }]);
  const [[{ title, text }]] = (await search("<img")).items;
  assert.deepEqual([title, text], ["&lt;<mark>img</mark>&gt;", "&lt;<mark>img</mark> src=x&gt;"]);
});

test("what readers type is text, whatever stands between the words", async () => {
  const { search } = await startWorker([
    { location: "a.html", title: "A", text: "Muốn check-in trước 14:00, gọi số 090-123-4567, đứng 24-48 phút" },
    { location: "b.html", title: "B", text: "trả phòng vào buổi sáng" },
  ]);
  for (const query of ["check-in", '"check-in"', "090-123-4567", "24-48 phút", "trước 14:00", "+check -in*"]) {
    assert.deepEqual(locations(await search(query)), [["a.html"]], query);
  }
  for (const query of ["~", "^", "*", '"']) assert.deepEqual(locations(await search(query)), [], query);
});

test("words of languages without spaces are found by their characters", async () => {
  const { search } = await startWorker([
    { location: "a.html", title: "A", text: "お客様がLINEで予約する" },
    { location: "b.html", title: "B", text: "ลูกค้ารอนาน" },
  ]);
  assert.deepEqual(locations(await search("予約")), [["a.html"]]);
  assert.deepEqual(locations(await search("line")), [["a.html"]]);
  assert.deepEqual(locations(await search("รอ")), [["b.html"]]);
  assert.match((await search("予約")).items[0][0].text, /<mark>予<\/mark><mark>約<\/mark>/u);
});

test("a long text is cut between words, around the first place", async () => {
  const words = Array.from({ length: 200 }, (_, number) => (number === 100 ? "váy" : `từ${number}`));
  const { search } = await startWorker([{ location: "a.html", title: "A", text: words.join(" ") }]);
  const { text } = (await search("váy")).items[0][0];
  assert.match(text, /^… từ\d+ .*<mark>váy<\/mark> .* …$/u);
  const shown = text.replace(/<\/?mark>|[… ]+$|^… /gu, "").split(" ");
  assert.ok(shown.every((/** @type {string} */ word) => words.includes(word)));
});

test("what the last word may become is suggested", async () => {
  const { search } = await startWorker(DOCS);
  assert.deepEqual((await search("váy đổ")).suggest, ["váy", "đổi"]);
  assert.deepEqual((await search("doi tr")).suggest, ["doi", "tra"]);
  assert.deepEqual((await search("khongcogi")).suggest, []);
});

test("an empty query finds nothing", async () => {
  const { search } = await startWorker(DOCS);
  for (const query of ["", "  ", "-"]) assert.deepEqual(await search(query), { items: [] });
});

test("folding keeps every character at its place", async () => {
  const { evaluate } = await startWorker(DOCS);
  for (const text of ["Đổi trả", "Łódź", "ǅ İstanbul", "ﬁ ½ ①", "Nguyễn Thị Ø", "𝔸𝔹 👗 ế"]) {
    const folded = evaluate(`bare(${JSON.stringify(text)})`);
    assert.equal(folded.length, text.length, text);
    assert.equal(evaluate(`bare(${JSON.stringify(folded)})`), folded, text);
  }
  assert.equal(evaluate(`bare("Đổi TRẢ Łódź Ø")`), "doi tra lodz o");
});

test("repeating a word counts less and less", async () => {
  const { evaluate } = await startWorker(DOCS);
  const counts = [0, 1, 2, 3, 10, 1000].map((count) => evaluate(`enough(${count})`));
  assert.deepEqual(counts.slice(0, 2), [0, 1]);
  const gains = counts.slice(1).map((count, at) => count - counts[at]);
  assert.ok(gains.every((gain) => gain > 0));
  assert.ok(counts.every((count) => count < 2.2));
});

test("an index that cannot be read is reported, so that the theme answers", async () => {
  /** @type {object[]} */
  const answers = [];
  /** @type {(event: { data: object }) => Promise<void>} */
  let listener = async () => undefined;
  runScript("templates/assets/js/search-full.js", {
    addEventListener: (/** @type {string} */ _, /** @type {typeof listener} */ given) => (listener = given),
    fetch: async () => Promise.reject(new Error("offline")),
    postMessage: (/** @type {object} */ answer) => answers.push(plain(answer)),
  });
  await listener({ data: { index: INDEX } });
  assert.deepEqual(answers, [{ failed: true }]);
});
