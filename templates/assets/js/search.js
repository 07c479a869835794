/*
 * The theme looks for beginnings of words. Words of Vietnamese are syllables, and one is often the beginning of
 * others: "trả" of "trải". So each word is asked for as it stands, ten times as weighty as what it may be the
 * beginning of; and only the last one, which may still be typed, is also asked for as a beginning.
 *
 * The theme's index of a large playbook holds titles alone. Once it is ready and somebody goes to the search field,
 * search-full.js reads all the rest, and then answers in the theme's place.
 */
"use strict";
(function () {
  const QUERY = 2; // what the theme calls a question to its worker
  const RESULT = 3; // and the answer
  // What a reader types is text, as in the pages: a word ends at each character that is no letter, digit or mark. The
  // theme would read operators into some of them. Languages without spaces are indexed by their characters.
  const WORD = /[\p{L}\p{N}\p{M}](?:[\p{L}\p{N}\p{M}]|[.,](?=\p{N}))*/gu;
  const TYPED = /[^\s\p{L}\p{N}\p{M}]\s*$/u; // the last word is at its end
  const UNSPACED = "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\u{20000}-\u{3134f}]";
  const PARTS = new RegExp(`${UNSPACED}\\p{M}*|(?:(?!${UNSPACED}).)+`, "gu");
  const FIELD = "[data-md-component=search-query]";
  const post = Worker.prototype.postMessage;
  const config = /** @type {Element} */ (document.querySelector("#__config"));
  const base = new URL(JSON.parse(config.textContent).base, location.href);
  const script = new URL("search-full.js", /** @type {HTMLScriptElement} */ (document.currentScript).src);
  /** @type {Worker | undefined} */
  let full; // a worker, unless the theme's index is all there is
  let state = location.protocol === "file:" ? "none" : "unknown"; // then "loading", "ready" or "none"
  /** @type {Worker} */
  let theme; // the theme's worker, which is asked as soon as its index is ready
  let asked = "";
  /** @type {{ query: string, found: unknown } | undefined} */
  let known; // what was last found in full
  let isBusy = false; // looking for something: what is typed meanwhile waits, but for the last of it
  const meta = document.querySelector(".md-search-result__meta");
  const wait = meta?.textContent ?? ""; // "Initializing search"

  const wordsOf = (/** @type {string} */ query) =>
    (query.normalize("NFC").match(WORD) ?? []).flatMap((word) => word.match(PARTS) ?? []);

  /** @param {string} query */
  function weighed(query) {
    const words = wordsOf(query);
    const typing = TYPED.test(query) ? [] : words.slice(-1);
    return [...words.map((word) => `${word}^10`), ...typing].join(" ");
  }

  const isForFull = (/** @type {string} */ query) => wordsOf(query).length > 0;

  async function prepare() {
    if (state !== "unknown") return;
    state = "loading";
    try {
      const { config } = await (await fetch(new URL("search/search_index.json", base))).json();
      if (!config.full) return end();
      full = new Worker(script);
      full.addEventListener("message", ({ data }) => (data.failed ? end() : answered(data)));
      full.addEventListener("error", end);
      full.postMessage({ index: new URL(config.full, base).href });
    } catch {
      end();
    }
  }

  function end() {
    state = "none";
    if (asked) ask(theme, asked); // a question may be waiting
  }

  function askFull() {
    if (isBusy || !isForFull(asked)) return;
    isBusy = true;
    full?.postMessage({ query: asked });
  }

  /** @param {{ query: string, found: unknown }} answer */
  function answered({ query, found }) {
    [state, isBusy] = ["ready", false];
    if (query !== asked) {
      askFull();
      return;
    }
    known = { query, found };
    show();
  }

  function show() {
    theme.dispatchEvent(new MessageEvent("message", { data: { type: RESULT, data: known?.found } }));
  }

  /* The theme has just shown what it found among titles. */
  /** @param {MessageEvent} message */
  function improve({ isTrusted, data }) {
    if (!isTrusted || data?.type !== RESULT || !isForFull(asked)) return;
    prepare();
    if (meta && state === "loading" && !data.data.items.length) meta.textContent = wait; // not that there is nothing
    if (state === "ready" && known?.query === asked) show();
  }

  /** @type {(worker: Worker, query: string) => void} */
  const ask = (worker, query) => post.call(worker, { type: QUERY, data: weighed(query) });

  /** @type {(this: Worker, message: any, ...rest: any) => void} */
  Worker.prototype.postMessage = function (message, ...rest) {
    if (message?.type !== QUERY || typeof message.data !== "string") return post.call(this, message, ...rest);
    if (theme !== this) this.addEventListener("message", improve);
    [theme, asked] = [this, message.data];
    return state === "ready" && isForFull(asked) ? askFull() : ask(this, asked);
  };

  document.addEventListener("focusin", ({ target }) => {
    if (theme && target instanceof Element && target.matches(FIELD)) prepare();
  });
})();
