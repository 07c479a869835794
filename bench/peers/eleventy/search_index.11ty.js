export const data = { permalink: "search/search_index.json", eleventyExcludeFromCollections: true };

export function render({ collections }) {
  const text = (html) => html.slice(html.indexOf("<article"), html.indexOf("</article>")).replace(/<[^>]*>/g, " ");
  return JSON.stringify({ docs: collections.all.map((one) => ({ location: one.url, title: one.data.title, text: text(one.content) })) });
}
