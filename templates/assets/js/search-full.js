/*
 * Searches all entries of a large playbook, in a worker of its own: as the theme's index would (a title counts a
 * thousand times as much as a text, a whole word ten times as much as a beginning), but by reading through the texts.
 * To make that index would take a slow laptop minutes and gigabytes; reading takes parts of a second.
 */
"use strict";
const IN_TITLE = 1000;
const WHOLE = 10;
const ENOUGH = 1.2; // how soon it no longer matters how often a word is said
const PAGES = 50; // the most pages that are shown, each with this many sections
const SECTIONS = 10;
const SHOWN = 240; // signs of a text
const BEFORE = 60; // of these, before what was found
const SIGN = /[\p{L}\p{N}\p{M}]/u;
const UNSPACED = "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\u{20000}-\u{3134f}]"; // languages that write no spaces between words
const IS_UNSPACED = new RegExp(`^${UNSPACED}`, "u");
const WORD = /[\p{L}\p{N}\p{M}](?:[\p{L}\p{N}\p{M}]|[.,](?=\p{N}))*/gu; // as in search.js
const TYPED = /[^\s\p{L}\p{N}\p{M}]\s*$/u; // the last word is at its end
const PARTS = new RegExp(`${UNSPACED}\\p{M}*|(?:(?!${UNSPACED}).)+`, "gu");
const TAG = /<[^>]*>/g;
const FROM_WORDS = { d: /[đð]/g, l: /ł/g, o: /ø/g };
/**
 * @typedef {{ location: string, title: string, text: string, boost: number, page: string, inTitle: string, inText: string }} Entry
 * @typedef {{ entry: Entry, counts: number[], score: number }} Hit
 */
/** @type {Entry[]} */
let entries = [];
/** @type {Map<string, Entry>} */
let pages = new Map();
/** @type {RegExp} */
let separator;

/** @param {string} index its address */
async function read(index) {
  const { config, docs } = await (await fetch(index)).json();
  separator = new RegExp(config.separator);
  entries = docs.map((/** @type {Record<string, any>} */ { location, title, text, boost = 1, folded = "", folded_title = "" }) => ({
    location,
    title,
    text,
    boost,
    page: location.split("#")[0],
    inTitle: `${title}\n${folded_title}`.toLowerCase(),
    inText: `${text}\n${folded}`.toLowerCase(),
  }));
  pages = new Map(entries.filter((entry) => entry.location === entry.page).map((entry) => [entry.page, entry]));
}

/** @param {string | undefined} sign beside a word, which it may belong to */
const isJoined = (sign) => sign !== undefined && SIGN.test(sign) && !IS_UNSPACED.test(sign);

/* Tells where words begin with this one: not in the middle of another, nor in a tag or the name of a sign (&amp;). */
/** @type {(text: string, word: string, tell: (at: number, isWhole: boolean) => void) => void} */
function each(text, word, tell) {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
    const before = text[at - 1] ?? " ";
    if ((isJoined(before) && !IS_UNSPACED.test(word)) || before === "<" || before === "&" || (before === "/" && text[at - 2] === "<")) continue;
    tell(at, IS_UNSPACED.test(word) || !isJoined(text[at + word.length]));
  }
}

/** @type {(text: string, word: string, isLast: boolean) => number} */
function counted(text, word, isLast) {
  let [whole, begun] = [0, 0];
  each(text, word, (_, isWhole) => void (isWhole ? whole++ : begun++));
  return WHOLE * enough(whole) + (isLast ? enough(begun) : 0);
}

const enough = (/** @type {number} */ count) => ((1 + ENOUGH) * count) / (ENOUGH + count);

/** @type {(words: string[], isTyped: boolean) => Hit[]} */
function found(words, isTyped) {
  /** @type {Hit[]} */
  const hits = [];
  const known = words.map(() => 0); // how many entries say each word
  for (const entry of entries) {
    const counts = words.map((word, at) => {
      const isLast = !isTyped && at === words.length - 1;
      return IN_TITLE * counted(entry.inTitle, word, isLast) + counted(entry.inText, word, isLast);
    });
    if (!counts.some(Boolean)) continue;
    counts.forEach((count, at) => (known[at] += Number(count > 0)));
    hits.push({ entry, counts, score: 0 });
  }
  const rare = known.map((count) => Math.log(1 + Math.abs((entries.length - count + 0.5) / (count + 0.5))));
  for (const hit of hits) hit.score = scored(hit, rare);
  return hits.sort((one, other) => other.score - one.score);
}

/* As the theme does: pages before sections, and what says all words before what says some. */
/** @type {(hit: Hit, rare: number[]) => number} */
function scored({ entry, counts }, rare) {
  const said = counts.filter(Boolean).length / counts.length;
  const sum = counts.reduce((so, count, at) => so + count * rare[at], 0);
  const all = said === 1 ? IN_TITLE : 1; // before a title that says one of them
  return all * sum * entry.boost * (1 + (said + Number(entry.location === entry.page)) ** 2);
}

/** @type {(hits: Hit[]) => Hit[][]} */
function grouped(hits) {
  /** @type {Map<string, Hit[]>} */
  const groups = new Map();
  for (const hit of hits) {
    const group = groups.get(hit.entry.page);
    if (group) group.push(hit);
    else if (groups.size < PAGES) groups.set(hit.entry.page, [hit]);
  }
  return [...groups].map(([page, group]) => {
    const best = group.slice(0, SECTIONS);
    const entry = pages.get(page);
    if (entry && !best.some((hit) => hit.entry === entry)) {
      best.push(group.find((hit) => hit.entry === entry) ?? { entry, counts: [], score: 0 });
    }
    return best;
  });
}

/* In small letters, each sign where it was. */
/** @param {string} text */
function lower(text) {
  const small = text.toLowerCase();
  return small.length === text.length ? small : text.replace(/./gsu, (sign) => sign.toLowerCase().slice(0, sign.length));
}

/* And without accents, each sign where it was. */
/** @param {string} text */
function bare(text) {
  const signs = lower(text).replace(/[^\x00-\x7f]/g, (sign) => sign.normalize("NFKD")[0]);
  return Object.entries(FROM_WORDS).reduce((so, [letter, signs]) => so.replace(signs, letter), signs);
}

const isAscii = (/** @type {string} */ word) => /^[\x00-\x7f]*$/.test(word);

/** @type {(text: string, words: string[]) => [number, number][]} */
function places(text, words) {
  const [accented, folded] = [lower(text), bare(text)];
  /** @type {[number, number][]} */
  const spans = [];
  words.forEach((word, at) =>
    each(isAscii(word) ? folded : accented, word, (start, isWhole) => {
      if (isWhole || at === words.length - 1) spans.push([start, start + word.length]);
    }),
  );
  return spans.sort(([one], [other]) => one - other);
}

/** @type {(text: string, words: string[]) => string} */
function marked(text, words) {
  let [shown, done] = ["", 0];
  for (const [start, end] of places(text, words)) {
    if (start < done) continue;
    shown += `${text.slice(done, start)}<mark>${text.slice(start, end)}</mark>`;
    done = end;
  }
  return shown + text.slice(done);
}

/* The words around what was found, cut between words, so that no name of a sign is cut. */
/** @type {(text: string, words: string[]) => string} */
function around(text, words) {
  const plain = text.replace(TAG, " ").replace(/\s+/g, " ").trim();
  const first = places(plain, words)[0]?.[0] ?? 0;
  const start = first > BEFORE ? plain.indexOf(" ", first - BEFORE) + 1 : 0;
  const end = plain.length > start + SHOWN ? plain.lastIndexOf(" ", start + SHOWN) : plain.length;
  const shown = end > start ? plain.slice(start, end) : "";
  return `${start ? "… " : ""}${marked(shown, words)}${end < plain.length ? " …" : ""}`;
}

/** @type {(hit: Hit, words: string[]) => object} */
function described({ entry, counts, score }, words) {
  const terms = Object.fromEntries(counts.map((count, at) => [words[at], count > 0]));
  return { location: entry.location, title: marked(entry.title, words), text: around(entry.text, words), score, terms };
}

/* What the last word may be the beginning of, by the best title that has such a word. */
/** @type {(words: string[], best: Hit[]) => string[]} */
function suggested(words, best) {
  const last = words[words.length - 1];
  const form = isAscii(last) ? bare : lower;
  for (const { entry } of best.slice(0, 10)) {
    const word = entry.title.split(separator).find((one) => one && form(one).startsWith(last));
    if (word) return [...words.slice(0, -1), form(word)];
  }
  return [];
}

/** @param {string} query */
function answer(query) {
  const typed = query.normalize("NFC").toLowerCase().match(WORD) ?? [];
  const words = [...new Set(typed.flatMap((word) => word.match(PARTS) ?? []))];
  if (!words.length) return { items: [] };
  const hits = found(words, TYPED.test(query));
  const items = grouped(hits).map((group) => group.map((hit) => described(hit, words)));
  return { items, suggest: suggested(words, hits) };
}

addEventListener("message", async ({ data }) => {
  try {
    if (data.index) await read(data.index);
    postMessage(data.index ? {} : { query: data.query, found: answer(data.query) });
  } catch {
    postMessage({ failed: true });
  }
});
