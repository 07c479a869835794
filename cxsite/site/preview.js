/* Only in the preview: loads the page anew when it was rebuilt, and shows what is wrong over the last good page. */
"use strict";
(function () {
  const STYLE = {
    panel: "position:fixed;inset:auto 0 0 0;z-index:1000;max-height:50vh;overflow:auto;margin:0;padding:1rem;"
      + "background:#fff;color:#8b0000;border-top:.3rem solid #c62828;font:1rem/1.5 monospace;white-space:pre-wrap",
    line: "display:block;margin:0 0 .5rem",
  };
  const ID = "cxsite-problems";
  const HERE = decodeURIComponent(location.pathname).slice(1).replace(/(^|\/)$/, "$1index.html");
  const SHOWN = Number(document.currentScript.dataset.build);

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

  new EventSource("/.preview/events").addEventListener("message", (event) => {
    const state = JSON.parse(event.data);
    const build = state.early === HERE ? state.next : state.build;
    if (build !== SHOWN) location.reload();
    show(state.problems);
  });
})();
