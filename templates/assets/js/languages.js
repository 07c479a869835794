// Where the theme changes pages without leaving the first one, its switch of languages stays as it was there.
// The head comes with each page, and has where the switch shall lead.
"use strict";

if (typeof document$ !== "undefined") {
  document$.subscribe(() => {
    /** @type {NodeListOf<HTMLLinkElement>} */
    const links = document.querySelectorAll('link[rel~="alternate"][hreflang]');
    for (const link of links) {
      /** @type {HTMLAnchorElement | null} */
      const shown = document.querySelector(`.md-select__link[hreflang="${link.hreflang}"]`);
      if (shown !== null) {
        shown.href = link.href;
      }
    }
  });
}
