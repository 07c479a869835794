/*
 * Diagrams without another host: the theme calls `initialize` and `render` of a global `mermaid` when a
 * page has a diagram, and would fetch one from a public host if there were none. This one fetches the
 * site's own copy, at the first diagram, and adds the colours that the theme leaves out.
 *
 * A server may send a policy that allows no style inside a page. Mermaid cannot draw then, and readers see the table
 * that stands beside each of our diagrams. The source of a diagram is for nobody to read.
 */
"use strict";
(function () {
  const SCRIPT = /** @type {HTMLScriptElement} */ (document.currentScript);
  const ADDRESS = new URL("../vendor/mermaid.min.js", SCRIPT.src).href;
  const TEXT = "var(--md-default-fg-color)";
  const LINE = "var(--md-default-fg-color--light)";
  const BAND = "color-mix(in srgb, var(--md-default-fg-color) 10%, var(--md-default-bg-color))";
  const INK = `text, text tspan, .label, .label div { fill: ${TEXT} !important; color: ${TEXT} !important; }`;
  // Of the kinds that we use, the theme colours flowcharts only.
  /** @type {Record<string, string>} */
  const COLOURS = {
    journey: `${INK}
      rect.journey-section, rect.task { fill: ${BAND} !important; stroke: ${LINE} !important; }
      line { stroke: ${LINE} !important; }
      marker path { fill: ${LINE} !important; }
      .face { fill: #f5d76e; stroke: #5b4a00; }
      .mouth { stroke: #3b3000 !important; }`,
    timeline: `${INK}
      .timeline-node path, .timeline-node rect { fill: ${BAND} !important; }
      .timeline-node line, line { stroke: ${LINE} !important; }
      marker path { fill: ${LINE} !important; }`,
    gantt: `${INK}
      text[class*="taskText"][class] { fill: ${TEXT} !important; }
      rect.section { fill: ${TEXT} !important; opacity: 0.05; }
      rect.section0, rect.section2 { opacity: 0; }
      rect.task { fill: ${BAND} !important; stroke: ${LINE} !important; }
      rect[class*="done"] { stroke-dasharray: 3 3; }
      rect[class*="crit"] { stroke: #d9534f !important; stroke-width: 3px; }
      .grid .tick line { stroke: ${LINE} !important; opacity: 0.4; }
      .grid path.domain { stroke: none; }`,
  };

  const ON_PAPER = "@media print { & { height: auto; max-width: 100%; } }"; // where nobody can scroll

  // What the theme itself says of flowcharts, in short.
  const PLAIN = `.node :is(rect, circle, polygon, path) { fill: ${BAND}; stroke: ${LINE}; }
    .cluster rect { fill: transparent !important; stroke: ${LINE} !important; }
    .nodeLabel, .nodeLabel p, .cluster-label p, .edgeLabel, .edgeLabel p { color: ${TEXT}; background-color: transparent; }
    .flowchart-link { stroke: ${LINE}; } marker path { fill: ${LINE}; }`;

  /** @type {Record<string, string>} */
  const NOTES = {
    vi: "Trình duyệt không vẽ được sơ đồ này.",
    en: "The browser cannot draw this diagram.",
  };

  /** @type {Record<string, unknown>} */
  let settings = {};
  /** @type {Promise<MermaidLibrary> | undefined} */
  let loading;
  /**
   * Whether styles inside the page are allowed, once it is known.
   * @type {boolean | undefined}
   */
  let styled;
  /** @type {Promise<unknown>} */
  let last = Promise.resolve();

  function load() {
    loading ??= new Promise((/** @type {(library: MermaidLibrary) => void} */ resolve, reject) => {
      const stand = window.mermaid;
      const script = document.createElement("script");
      script.src = ADDRESS;
      script.onload = () => {
        const library = /** @type {MermaidLibrary} */ (window.mermaid);
        window.mermaid = stand;
        resolve(library);
      };
      script.onerror = () => {
        loading = undefined;
        reject(new Error(`cannot load ${ADDRESS}`));
      };
      document.head.append(script);
    });
    return loading;
  }

  /** @param {string} text */
  function coloursFor(text) {
    const kind = text.replace(/^\s*---[^]*?\n---/, "").trim().split(/[\s:]/, 1)[0];
    return Object.hasOwn(COLOURS, kind) ? COLOURS[kind] : "";
  }

  function canStyle() {
    if (styled === undefined) {
      const style = document.createElement("style");
      style.textContent = ":root {}";
      document.head.append(style);
      styled = style.sheet !== null;
      style.remove();
    }
    return styled;
  }

  /**
   * What a diagram says of itself for screen readers.
   * @type {(text: string) => string}
   */
  const described = (text) =>
    [...text.matchAll(/^\s*acc(?:Title|Descr)\s*:(.*)$/gm)].map(([, words]) => (words ?? "").trim()).join(". ");

  /** @type {(source: Element) => void} */
  function showInWords(source) {
    const drawn = source.closest(".cx-drawn");
    if (drawn !== null) {
      drawn.classList.add("cx-not-drawn");
      drawn.querySelectorAll(":scope > :not(.cx-table)").forEach((one) => one.remove());
      return;
    }
    const note = document.createElement("p");
    note.className = "cx-hint";
    const words = [described(source.textContent ?? ""), NOTES[document.documentElement.lang] ?? NOTES.en];
    note.textContent = words.filter(Boolean).join(" ");
    source.replaceWith(note);
  }

  /** @type {MermaidLibrary["render"]} */
  async function draw(id, text) {
    if (!canStyle()) {
      throw new Error("styles inside the page are not allowed");
    }
    const library = await load();
    library.initialize({
      ...settings,
      securityLevel: "strict",
      suppressErrorRendering: true,
      journey: { useMaxWidth: false, height: 64 }, // a wide drawing scrolls; two lines of a name stay below the dots
      timeline: { useMaxWidth: false },
      flowchart: { useMaxWidth: false },
      gantt: { useMaxWidth: false },
      themeCSS: (settings.themeCSS ?? "") + coloursFor(text) + ON_PAPER,
    });
    return library.render(id, text);
  }

  /** @type {MermaidLibrary} */
  const ours = {
    initialize(given) {
      settings = given;
    },
    render(id, text) {
      // One after another: the settings of the library are one for all that it draws.
      const drawn = last.then(() => draw(id, text));
      last = drawn.catch(() => undefined);
      return drawn.catch(() => {
        [...document.querySelectorAll("pre.mermaid")].filter((one) => one.textContent === text).forEach(showInWords);
        return new Promise(() => {}); // the theme would put something in the place of the source
      });
    },
  };
  window.mermaid = ours;

  // From a folder the theme's own script, made for instant loading, never comes to a page's content.
  /** @type {(source: Element, number: number) => Promise<void>} */
  async function place(source, number) {
    const { svg } = await ours.render(`__mermaid_${number}`, source.textContent);
    const host = document.createElement("div");
    host.className = "mermaid";
    host.attachShadow({ mode: "closed" }).innerHTML = svg;
    source.replaceWith(host);
  }
  if (location.protocol === "file:") {
    settings = { startOnLoad: false, themeCSS: PLAIN };
    document.querySelectorAll("pre.mermaid").forEach((source, number) => {
      place(source, number);
    });
  }
})();
