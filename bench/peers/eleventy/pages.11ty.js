// Every page of the playbook, framed by the theme's part of one of our pages.
import { readFileSync } from "node:fs";
import { channelPages } from "./channels.js";
import { load } from "./content.js";
import { journeyPage } from "./journey.js";
import { listPages } from "./lists.js";
import { mapPage, mapTitle } from "./map.js";
import { opportunityPages } from "./opportunities.js";
import { comparisonPages, personaPages } from "./people.js";
import { esc } from "./pieces.js";

const FRAMES = [0, 1].map((depth) => readFileSync(`frame-${depth}.html`, "utf8").split(/@(title|toc|content)@/));

function everyPage() {
  const playbook = load();
  return [
    ...playbook.journeys.map((one) => ({ path: `journeys/${one.id}.html`, title: one.title, sections: () => journeyPage(one, playbook) })),
    ...playbook.journeys.map((one) => ({ path: `journeys/${one.id}_map.html`, title: mapTitle(one), sections: () => mapPage(one, playbook) })),
    ...opportunityPages(playbook),
    ...channelPages(playbook),
    ...personaPages(playbook),
    ...comparisonPages(playbook),
    ...listPages(playbook),
  ];
}

const heading = ({ level, id, title, html }) =>
  `<h${level} id="${id}">${esc(title)}<a class="headerlink" href="#${id}" title="Liên kết tới đoạn này">&para;</a></h${level}>\n<div class="cx">\n${html}</div>\n`;
const entry = ({ id, title }, inside) => `<li class="md-nav__item">\n<a href="#${id}" class="md-nav__link">\n<span class="md-ellipsis">\n${esc(title)}\n</span>\n</a>\n${inside}</li>\n`;

function contents(sections) {
  let found = "";
  for (let at = 1; at < sections.length; ) {
    const head = sections[at++];
    let inside = "";
    while (at < sections.length && sections[at].level > head.level) inside += entry(sections[at++], "");
    found += entry(head, inside && `<nav class="md-nav" aria-label="${esc(head.title)}">\n<ul class="md-nav__list">\n${inside}</ul>\n</nav>\n`);
  }
  return found;
}

export const data = {
  sheets: everyPage(),
  pagination: { data: "sheets", size: 1, alias: "sheet", addAllPagesToCollections: true },
  permalink: ({ sheet }) => sheet.path,
  eleventyComputed: { title: ({ sheet }) => sheet.title },
};

export function render({ sheet }) {
  const sections = sheet.sections();
  const parts = { title: esc(sheet.title), toc: contents(sections), content: sections.map(heading).join("\n") };
  return FRAMES[sheet.path.includes("/") ? 1 : 0].map((text, at) => (at % 2 ? parts[text] : text)).join("");
}
