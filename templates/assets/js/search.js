/*
 * The theme looks for beginnings of words. Words of Vietnamese are syllables, and one is often the beginning of
 * others: "trả" of "trải". So each word is asked for as it stands, ten times as weighty as what it may be the
 * beginning of; and only the last one, which may still be typed, is also asked for as a beginning.
 */
"use strict";
(function () {
  const QUERY = 2; // what the theme calls a question to its worker
  const OPERATORS = /["+\-~^:*]/; // the reader knows what to ask
  const post = Worker.prototype.postMessage;

  function weighed(query) {
    const words = OPERATORS.test(query) ? [] : query.split(/\s+/).filter(Boolean);
    return words.length ? [...words.map((word) => `${word}^10`), words.at(-1)].join(" ") : query;
  }

  Worker.prototype.postMessage = function (message, ...rest) {
    const asks = message?.type === QUERY && typeof message.data === "string";
    return post.call(this, asks ? { ...message, data: weighed(message.data) } : message, ...rest);
  };
})();
