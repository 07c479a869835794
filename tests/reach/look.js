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

  /** @typedef {{ left: number, right: number, top: number, bottom: number, text: string }} Box */

  // The lines of letters, and the faces, that are displayed in an element; what a frame scrolls away, a drawing hides or rows cover is not among them.
  function letters(/** @type {Element} */ root) {
    /** @type {Box[]} */
    const boxes = [];
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement;
      const text = node.textContent?.trim();
      if (!text || !parent || parent.closest(".cx-hidden, .cx-none-match, .headerlink, caption, defs, title, desc, :is(h2, h3):has(+ .cx-folded)") || !shown(parent)) continue;
      if (parent instanceof SVGElement && parent.getBoundingClientRect().width === 0) continue; // in a group that is not displayed
      const frame = parent.closest(".cx-scroll")?.getBoundingClientRect();
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const { left, right, top, bottom } of range.getClientRects()) {
        if (right - left < 1 || (frame && (right > frame.right + 1 || left < frame.left - 1))) continue;
        const rim = (bottom - top) * 0.18; // a line of letters is higher than its letters
        boxes.push({ left, right, top: top + rim, bottom: bottom - rim, text: `${parent.tagName.toLowerCase()} “${text.slice(0, 40)}”` });
      }
    }
    // The faces of a curve, of which touchpoints with several of one emotion have one.
    for (const group of root.querySelectorAll("[class^=cx-at-]")) {
      const face = [...group.querySelectorAll("svg, i")].find(shown);
      if (!face) continue;
      const { left, right, top, bottom } = face.getBoundingClientRect();
      boxes.push({ left, right, top, bottom, text: "a face" });
    }
    return boxes;
  }

  // Letters and faces that lie on others, or beside the element that holds them.
  function overlaps(selector = inside) {
    const root = document.querySelector(selector);
    if (!root) return [`no ${selector}`];
    const boxes = letters(root).sort((a, b) => a.top - b.top);
    const whole = root.getBoundingClientRect();
    const near = (/** @type {Box} */ box) => `${box.text} at ${Math.round(box.left)}, ${Math.round(box.top)}`;
    const found = boxes.length ? [] : [`no letters in ${selector}`];
    for (const [at, box] of boxes.entries()) {
      if (box.left < whole.left - 1 || box.right > whole.right + 1 || box.bottom > whole.bottom + 1) found.push(`outside: ${near(box)}`);
      for (let next = at + 1; next < boxes.length && boxes[next].top < box.bottom - 1; next += 1) {
        const other = boxes[next];
        if (Math.min(box.right, other.right) - Math.max(box.left, other.left) > 1 && Math.min(box.bottom, other.bottom) - other.top > 1) {
          found.push(`overlap: ${near(box)} and ${near(other)}`);
        }
      }
    }
    return found.slice(0, 5);
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

  return { cut, sideways, offSheet, overlaps, focusUnseen };
})();
