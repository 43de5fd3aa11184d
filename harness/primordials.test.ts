/** Locked builtins cannot be swapped, and everything that right code does to objects of its own still works. */
import { runInNewContext } from "node:vm";
import { readFileSync } from "node:fs";
import { transformSync } from "esbuild";
import { expect, it } from "vitest";

const source = readFileSync(new URL("./primordials.ts", import.meta.url), "utf8");
const { code } = transformSync(source, { loader: "ts", format: "iife", globalName: "primordials" });

/** In a realm of its own: locks, then runs `script`. */
function locked(script: string): unknown {
  return runInNewContext(
    `${code}\nprimordials.lockBuiltins();\n"use strict";(() => { "use strict"; ${script} })()`,
  );
}

it.each([
  "Array.prototype.push = () => 0",
  "Math.log2 = () => 1",
  "Object.is = () => true",
  "Array.isArray = () => false",
])("%s throws", (script) => expect(() => locked(script)).toThrow(/read only/));

it.each([
  ["class E extends Error { constructor() { super('m'); this.name = 'E'; } } return new E().name", "E"],
  ["const o = { toString() { return 'mine'; } }; o.valueOf = () => 3; return `${o}`", "mine"],
  [
    "class L extends Array { push(x) { return super.push(x, x); } } const l = new L(); l.push(1); return l.length",
    2,
  ],
  ["Array.prototype.last = function () { return this[this.length - 1]; }; return [1, 2].last()", 2],
])("%s works", (script, result) => expect(locked(script)).toBe(result));
