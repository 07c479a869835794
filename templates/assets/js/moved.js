/* Leads from a page's old address to its new one, to the same place on the page. */
"use strict";
location.replace(/** @type {HTMLAnchorElement} */ (document.getElementById("new")).href + location.hash);
