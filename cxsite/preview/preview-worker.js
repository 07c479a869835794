/* Only in the preview: one stream of events for all tabs. A browser opens six connections to a host, so that with a
   stream for each tab the seventh would never load. */
"use strict";

/** @type {Set<MessagePort>} */
const tabs = new Set();
let received = 0;
let wasLost = false;

/** @param {MessagePort} tab */
async function sendState(tab) {
  const before = received;
  const answer = await fetch("/.preview/state");
  const state = await answer.json();
  if (before === received) tab.postMessage({ state, wasLost: false });
}

const source = new EventSource("/.preview/events");
source.addEventListener("message", (event) => {
  received += 1;
  const state = JSON.parse(event.data);
  tabs.forEach((tab) => tab.postMessage({ state, wasLost }));
  wasLost = false;
});
source.addEventListener("error", () => {
  wasLost = true; // the browser connects again by itself; the server may be another one then
});

addEventListener("connect", (event) => {
  const [tab] = /** @type {MessageEvent} */ (event).ports;
  if (!tab) return;
  tabs.add(tab);
  tab.addEventListener("message", () => tabs.delete(tab)); // all that a tab sends is that it leaves
  tab.start();
  sendState(tab).catch(() => undefined); // the stream will tell
});
