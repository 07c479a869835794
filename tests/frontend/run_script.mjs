// Runs a page's script as a browser does: as a plain script, in a global scope of its own.
import { readFileSync } from "node:fs";
import vm from "node:vm";

const ROOT = new URL("../../", import.meta.url);

/**
 * @param {string} path of the script in the repository
 * @param {Record<string, unknown>} globals what the script finds in its scope
 * @returns {(expression: string) => any} evaluates an expression in the script's scope
 */
export function runScript(path, globals) {
  const context = vm.createContext({ URL, Map, Set, JSON, ...globals });
  vm.runInContext(readFileSync(new URL(path, ROOT), "utf8"), context, { filename: path });
  return (expression) => vm.runInContext(expression, context);
}

/**
 * A value of another global scope as one of this scope, so that it can be compared.
 *
 * @template T
 * @param {T} value
 * @returns {T}
 */
export const plain = (value) => structuredClone(value);
