// How scripts are linted, in the browser, in a worker and on Node.js. Types are checked by tsc.
import js from "@eslint/js";
import globals from "globals";

const rules = {
  curly: ["error", "multi-line"],
  eqeqeq: "error",
  "no-console": "error",
  "no-control-regex": "off", // a range from \x00 on is how a regular expression names ASCII
  "no-eval": "error",
  "no-implicit-globals": "off", // a worker's script has a scope of its own
  "no-implied-eval": "error",
  "no-param-reassign": "error",
  "no-use-before-define": ["error", { functions: false, variables: false }],
  "no-var": "error",
  "object-shorthand": "error",
  "prefer-const": "error",
  "prefer-template": "off",
  strict: ["error", "global"],
};

export default [
  js.configs.recommended,
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  {
    files: ["templates/assets/js/*.js", "cxsite/**/*.js", "tests/reach/*.js"],
    languageOptions: { sourceType: "script", globals: { ...globals.browser, document$: "readonly", look: "readonly" } },
    rules,
  },
  {
    files: ["templates/assets/js/search-full.js", "cxsite/preview/preview-worker.js"],
    languageOptions: { globals: globals.worker },
  },
  {
    files: ["tests/frontend/*.mjs"],
    languageOptions: { globals: globals.node },
    rules: { ...rules, strict: "off" },
  },
];
