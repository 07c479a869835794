// What the geometry tests look for in a page. Each function gives the elements that are at fault, described.
"use strict";
window.look = (() => {
  const described = (/** @type {Element} */ one) => `${one.tagName.toLowerCase()}.${one.getAttribute("class") ?? ""} “${one.textContent.trim().slice(0, 40)}”`;
  const shown = (/** @type {Element} */ one) => one.checkVisibility({ visibilityProperty: true });
  const inside = ".md-content__inner";

  // Words that reach out of the box that clips them, or out of their cell, card or tag.
  const BOXES = "th, td, .cx-tag, .cx-chip, .cx-button, .cx-card, .cx-tile, .cx-ticket, .cx-stop, .cx-touchpoint, dd, dt";
  function cut() {
    const clips = (/** @type {Element} */ one) => ["hidden", "clip"].includes(getComputedStyle(one).overflowX);
    const boxes = [...document.querySelectorAll(`${inside} *`)].filter((one) => one.matches(BOXES) || clips(one));
    return boxes
      .filter((one) => !(one instanceof SVGElement) && !one.closest(".cx-hidden, .headerlink, caption, :is(h2, h3):has(+ .cx-folded)"))
      .filter((one) => shown(one) && one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0)
      .filter((one) => getComputedStyle(one).display !== "inline")
      .map(described);
  }

  function sideways() {
    return document.documentElement.scrollWidth > innerWidth ? [`${document.documentElement.scrollWidth} > ${innerWidth}`] : [];
  }

  // Words of a drawing that lie outside of it.
  function offSheet() {
    return [...document.querySelectorAll(`${inside} svg.cx-drawing`)].filter(shown).flatMap((drawing) => {
      const edge = drawing.getBoundingClientRect();
      return [...drawing.querySelectorAll("text:not(defs text)")]
        .filter((text) => {
          const box = text.getBoundingClientRect();
          if (box.width === 0) return false; // in a group that is not displayed
          return box.left < edge.left - 2 || box.right > edge.right + 2 || box.top < edge.top - 2 || box.bottom > edge.bottom + 2;
        })
        .map(described);
    });
  }

  // One of each kind of thing that the keyboard reaches, focused in turn: those that look the same as before.
  function focusUnseen() {
    /** @type {Map<string, HTMLElement | SVGElement>} */
    const kinds = new Map();
    /** @type {NodeListOf<HTMLElement | SVGElement>} */
    const reached = document.querySelectorAll("a[href], button, summary, input:not([type=text]), [tabindex='0']");
    for (const one of reached) {
      const kind = `${one.tagName} ${one.getAttribute("class") ?? ""} ${one.parentElement?.getAttribute("class") ?? ""}`;
      if (!kinds.has(kind) && shown(one)) kinds.set(kind, one);
    }
    const look = (/** @type {Element} */ one) => [one, one.parentElement, one.nextElementSibling].map((each) => {
      if (each === null) return "";
      const style = getComputedStyle(each);
      return [style.outline, style.boxShadow, style.backgroundColor, style.borderColor, style.color, style.textDecoration, style.opacity, style.transform].join();
    }).join();
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    return [...kinds.values()].filter((one) => {
      const before = look(one);
      one.focus({ preventScroll: true });
      const after = look(one);
      const focused = document.activeElement === one;
      one.blur();
      return focused && before === after;
    }).map(described);
  }

  return { cut, sideways, offSheet, focusUnseen };
})();
