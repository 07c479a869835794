/*
 * Two plugins for Zensical's search, whose worker begins with this script. `fold` adds each word without accents to the
 * index, so that "khach hang" finds "khách hàng". `order` puts what has the typed words as a whole, in the title or at
 * all, before what only has words that begin with them, as "trả" is the beginning of "trải"; then things before lists.
 */
"use strict";
// eslint-disable-next-line no-unused-vars -- the rest of the worker uses it
const cxsiteSearch = (function () {
  const WORD = /[\p{L}\p{N}\p{M}]+/gu;
  /** @type {Record<string, string>} */
  const BARE = { đ: "d", ð: "d", ł: "l", ø: "o" }; // letters whose accents are no marks
  const ACCENTS = /[\u0300-\u036f]/g;
  const FOLDED = "\u0001"; // ends a word without its accents, so that "Lan" comes before "lần" for who types "lan"

  const plain = (/** @type {string} */ text) => text.normalize("NFKD").toLowerCase();
  const bare = (/** @type {string} */ text) =>
    plain(text).replace(ACCENTS, "").replace(/[đðłø]/g, (letter) => BARE[letter] ?? letter);

  /** @type {string[]} */
  let terms = [];
  /** @type {number[]} */
  let ranks = [];
  /** @type {string[]} */
  let typed = [];

  /** @type {ZensicalPlugin} */
  const fold = {
    name: "cxsite-fold",
    onTextTokens: (tokens) =>
      tokens.flatMap((token) => {
        const value = bare(token.value);
        return value === plain(token.value) ? [token] : [token, { ...token, value: value + FOLDED }];
      }),
    onTextQuery(query) {
      if (typeof query.input === "string") typed = plain(query.input).match(WORD) ?? [];
    },
  };

  /** How many of the typed words a title has as a whole, whether it has any, how many the texts have, and the rank. */
  /** @type {(item: ZensicalItem) => number[]} */
  function weigh(item) {
    const [inTitle, anywhere] = [new Set(), new Set()];
    let isTitle = 0;
    for (const { field, value } of item.matches) {
      if (field === "title") isTitle = 1;
      value.text.forEach((_position, number) => {
        const word = terms[number];
        if (field === "title") inTitle.add(word);
        anywhere.add(word);
      });
    }
    /** @type {(words: Set<unknown>) => number} */
    const count = (words) =>
      typed.reduce((sum, word) => sum + (words.has(word) ? 2 : words.has(word + FOLDED) ? 1 : 0), 0);
    return [count(inTitle), isTitle, count(anywhere), ranks[item.id] ?? 0];
  }

  /** @type {ZensicalPlugin} */
  const order = {
    name: "cxsite-order",
    onTextStore(store, _options, documents) {
      terms = store.terms.map(({ value }) => value);
      ranks = documents.map(({ rank }) => rank ?? 0);
    },
    onTextResult(result) {
      const weights = new Map(result.items.map((item) => [item, weigh(item)]));
      result.items.sort((one, other) => {
        const [first, second] = [weights.get(one) ?? [], weights.get(other) ?? []];
        const at = first.findIndex((weight, number) => weight !== second[number]);
        return at < 0 ? 0 : (second[at] ?? 0) - (first[at] ?? 0);
      });
    },
  };

  return { fold, order };
})();
