// How style sheets are linted: for what is wrong or has no effect, and for names. They are laid out by hand.
export default {
  extends: ["stylelint-config-recommended"],
  reportNeedlessDisables: true,
  rules: {
    "color-named": "never",
    "custom-property-pattern": "^(cx|md)-[a-z0-9-]+$",
    "declaration-block-no-redundant-longhand-properties": true,
    "length-zero-no-unit": true,
    "no-descending-specificity": null, // rules stand beside the piece that they style
    "selector-class-pattern": "^(cx|md)(-[a-z0-9]+)*(__[a-z]+)?(--[a-z]+)?$|^(headerlink|js|mermaid|nb|no-js)$", // ours, the theme's
    "shorthand-property-no-redundant-values": true,
  },
};
