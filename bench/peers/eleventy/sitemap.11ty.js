export const data = { permalink: "sitemap.xml", eleventyExcludeFromCollections: true };

export function render({ collections }) {
  const urls = collections.all.map((one) => `<url><loc>https://playbook.example${one.url}</loc></url>`);
  return `<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${urls.join("")}</urlset>`;
}
