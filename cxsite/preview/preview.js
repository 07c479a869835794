/* Only in the preview: shows the page anew when it changed, and what is wrong over the last good page. */
"use strict";
(function () {
  const STYLE = {
    panel: "position:fixed;inset:auto 0 0 0;z-index:1000;max-height:50vh;overflow:auto;margin:0;padding:1rem;"
      + "background:#fff;color:#8b0000;border-top:.3rem solid #c62828;font:1rem/1.5 monospace;white-space:pre-wrap",
    line: "display:block;margin:0 0 .5rem",
  };
  const ID = "cxsite-problems";
  const HERE = decodeURIComponent(location.pathname).slice(1).replace(/(^|\/)$/, "$1index.html");
  const PARTS = ["title", "article", "[data-md-component=toc]", "[data-md-component=header-topic]"];
  const POLL_MILLISECONDS = 500;
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  let shown = Number(script.dataset.build);
  let last = "";
  let turn = Promise.resolve();

  /** @param {string[]} problems */
  function show(problems) {
    document.getElementById(ID)?.remove();
    if (problems.length === 0) return;
    const panel = document.createElement("section");
    panel.id = ID;
    panel.style.cssText = STYLE.panel;
    panel.setAttribute("role", "alert");
    for (const problem of problems) {
      const line = document.createElement("span");
      line.style.cssText = STYLE.line;
      line.textContent = problem;
      panel.append(line);
    }
    document.body.append(panel);
  }

  // Only what an edit of content changes is put into the page that is open: loading all of it anew, with the theme's
  // script and search, takes several times as long, and forgets where one was.
  async function exchange() {
    const answer = await fetch(location.href);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const pairs = PARTS.map((part) => [document.querySelector(part), page.querySelector(part)]);
    if (!answer.ok || pairs.some(([old, fresh]) => !old !== !fresh)) {
      location.reload();
      return;
    }
    pairs.forEach(([old, fresh]) => old && fresh && old.replaceWith(fresh));
    /** @type {HTMLScriptElement | null} */
    const next = page.querySelector("script[data-build]");
    shown = Number(next?.dataset.build);
    window.document$?.next(document); // as the theme does where it changes pages without leaving the first one
  }

  /** @param {{ build: number, next: number, early: string, problems: string[] }} state */
  async function follow(state) {
    const isEarly = state.early === HERE;
    if ((isEarly ? state.next : state.build) !== shown) {
      if (isEarly) await exchange();
      else location.reload();
    }
    show(state.problems);
  }

  // A page that is shown anew would lose what an author writes in a form over it.
  const whenNoFormIsOpen = () => new Promise((resume) => {
    const look = () => {
      if (document.querySelector("dialog[open]")) document.addEventListener("cx-edit-closed", look, { once: true });
      else resume(undefined);
    };
    look();
  });

  /** @param {string} text */
  function receive(text) {
    if (text === last) return;
    last = text;
    turn = turn.then(whenNoFormIsOpen).then(() => follow(JSON.parse(text))).catch(() => location.reload());
  }

  // Where the browser has no shared workers.
  async function poll() {
    for (;;) {
      await fetch("/.preview/state").then((answer) => answer.text()).then(receive, () => undefined);
      await new Promise((resume) => setTimeout(resume, POLL_MILLISECONDS));
    }
  }

  function listen() {
    if (!("SharedWorker" in window)) {
      poll();
      return;
    }
    const worker = new SharedWorker("/.preview/preview-worker.js");
    worker.addEventListener("error", () => poll(), { once: true });
    worker.port.addEventListener("message", (event) => {
      if (event.data.wasLost) whenNoFormIsOpen().then(() => location.reload());
      else receive(JSON.stringify(event.data.state));
    });
    worker.port.start();
    addEventListener("pagehide", () => worker.port.postMessage("leave"));
    addEventListener("pageshow", (event) => event.persisted && location.reload());
  }

  listen();
})();
