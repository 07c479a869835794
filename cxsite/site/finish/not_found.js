/*
 * Servers show the page for missing addresses at any of them, so that no relative address in it leads anywhere, and
 * absolute ones lead to the wrong place where a site lies below a sub-path that it does not know. The page asks for
 * this script beside itself and in each folder above. Where it is found, the site begins: it runs once before the
 * styles of the page are asked for, and once before the theme's own script.
 */
"use strict";
(function () {
  const config = document.getElementById("__config");
  const base = document.querySelector("base");
  const script = document.currentScript;
  if (!(script instanceof HTMLScriptElement)) return;
  if (base === null) {
    const root = document.createElement("base");
    root.href = new URL("../..", script.src).href;
    document.head.prepend(root);
  } else if (config !== null && !config.dataset.root) {
    const values = JSON.parse(config.textContent);
    const written = values.base.replace(/\/*$/, "/"); // where the site was expected to begin
    /** @type {(address: string) => string} */
    const moved = (address) =>
      new URL(address.startsWith(written) ? address.slice(written.length) : address, base.href).href;
    config.textContent = JSON.stringify({ ...values, base: base.href, search: moved(values.search) });
    config.dataset.root = base.href;
    for (const link of document.querySelectorAll('a[href^="/"]')) {
      link.setAttribute("href", moved(link.getAttribute("href") ?? ""));
    }
    addEventListener("load", () => base.remove()); // or links inside the page would lead to the first one
  }
})();
