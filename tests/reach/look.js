// What the geometry tests look for in a page. Each function gives the elements that are at fault, described.
window.look = (() => {
  const told = (one) => `${one.tagName.toLowerCase()}.${one.getAttribute("class") ?? ""} “${one.textContent.trim().slice(0, 40)}”`;
  const shown = (one) => one.checkVisibility({ visibilityProperty: true });
  const inside = ".md-content__inner";

  // Words that reach out of the box that clips them, or out of their cell, card or tag.
  const BOXES = "th, td, .cx-tag, .cx-chip, .cx-button, .cx-card, .cx-tile, .cx-ticket, .cx-stop, .cx-touchpoint, dd, dt";
  function cut() {
    const clips = (one) => ["hidden", "clip"].includes(getComputedStyle(one).overflowX);
    const boxes = [...document.querySelectorAll(`${inside} *`)].filter((one) => one.matches(BOXES) || clips(one));
    return boxes
      .filter((one) => !(one instanceof SVGElement) && !one.closest(".cx-hidden, .headerlink, caption"))
      .filter((one) => shown(one) && one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0)
      .filter((one) => getComputedStyle(one).display !== "inline")
      .map(told);
  }

  function sideways() {
    return document.documentElement.scrollWidth > innerWidth ? [`${document.documentElement.scrollWidth} > ${innerWidth}`] : [];
  }

  // Words of a drawing that lie outside of it.
  function offSheet() {
    return [...document.querySelectorAll(`${inside} svg.cx-drawing`)].filter(shown).flatMap((drawing) => {
      const edge = drawing.getBoundingClientRect();
      return [...drawing.querySelectorAll("text")]
        .filter((text) => {
          const box = text.getBoundingClientRect();
          return box.left < edge.left - 2 || box.right > edge.right + 2 || box.top < edge.top - 2 || box.bottom > edge.bottom + 2;
        })
        .map(told);
    });
  }

  // One of each kind of thing that the keyboard reaches, focused in turn: those that look the same as before.
  function focusUnseen() {
    const kinds = new Map();
    for (const one of document.querySelectorAll("a[href], button, summary, input:not([type=text]), [tabindex='0']")) {
      const kind = `${one.tagName} ${one.getAttribute("class") ?? ""} ${one.parentElement.getAttribute("class") ?? ""}`;
      if (!kinds.has(kind) && shown(one)) kinds.set(kind, one);
    }
    const look = (one) => [one, one.parentElement, one.nextElementSibling].filter(Boolean).map((each) => {
      const style = getComputedStyle(each);
      return [style.outline, style.boxShadow, style.backgroundColor, style.borderColor, style.color, style.textDecoration, style.opacity, style.transform].join();
    }).join();
    document.activeElement.blur();
    return [...kinds.values()].filter((one) => {
      const before = look(one);
      one.focus({ preventScroll: true });
      const after = look(one);
      const focused = document.activeElement === one;
      one.blur();
      return focused && before === after;
    }).map(told);
  }

  return { cut, sideways, offSheet, focusUnseen };
})();
