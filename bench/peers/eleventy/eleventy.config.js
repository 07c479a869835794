export default function (config) {
  config.addPassthroughCopy("assets");
  return { templateFormats: ["11ty.js"], dir: { input: ".", output: "public" } };
}
