// What WCAG 2.2 AA asks beyond the theme: names of landmarks, and tables that scroll by keyboard.
/* global document$ */
document$.subscribe(() => {
  new MutationObserver(fixPage).observe(document.body, { childList: true, subtree: true });
  addEventListener("resize", fixPage);
  fixPage();
});

/** Take the buttons of code out of the landmarks, as a page may have dozens; let tables that scroll take the focus. */
function fixPage() {
  for (const buttons of document.querySelectorAll("nav.md-code__nav:not([role])")) buttons.setAttribute("role", "none");
  for (const box of document.querySelectorAll(".md-typeset__scrollwrap")) {
    if (box.scrollWidth > box.clientWidth) box.setAttribute("tabindex", "0");
    else box.removeAttribute("tabindex");
  }
}
