/** A locked language cannot be changed, and right code can still do everything with its own objects. */
import { runInNewContext } from "node:vm";
import { readFileSync } from "node:fs";
import { transformSync } from "esbuild";
import { expect, it } from "vitest";

const source = readFileSync(new URL("./primordials.ts", import.meta.url), "utf8");
const { code } = transformSync(source, { loader: "ts", format: "iife", globalName: "primordials" });

/** In a realm of its own: locks, then runs `script`. */
function locked(script: string): unknown {
  return runInNewContext(
    `"use strict";${code}\nprimordials.lockRealm();\n(() => { "use strict"; ${script} })()`,
  );
}

it.each([
  "Array.prototype.push = () => 0",
  "Object.defineProperty(Array.prototype, 'filter', { value: () => [] })",
  "delete Array.prototype.filter",
  "Object.setPrototypeOf(Array.prototype, {})",
  "Object.defineProperty(Array.prototype, 0, { get: () => 1 })",
  "Object.prototype.failure = {}",
  "Object.prototype.toString = () => 'pass'",
  "Math.log2 = () => 1",
  "Object.is = () => true",
  "globalThis.Map = class {}",
  "globalThis.Math = {}",
  "Error.prepareStackTrace = () => ''",
  "RegExp.prototype.exec = () => null",
  "(function* () {}).constructor.prototype.prototype.next = () => 0",
  "(async () => {}).constructor.prototype.x = 1",
  "Object.getPrototypeOf([][Symbol.iterator]()).next = () => 0",
  "Object.getOwnPropertyDescriptor(Object.prototype, 'toString').set.call = 1",
])("%s throws", (script) => expect(() => locked(script)).toThrow(/read only|not extensible|Cannot/));

it("locks everything reachable from a global, a literal or an iterator", () => {
  const open = locked(`
    const found = new Set(), open = [];
    const look = (it, path) => {
      if ((typeof it !== "object" && typeof it !== "function") || it === null || it === globalThis || found.has(it)) return;
      found.add(it);
      if (!Object.isFrozen(it)) open.push(path);
      look(Object.getPrototypeOf(it), path + ".__proto__");
      for (const key of Reflect.ownKeys(it)) {
        const { value, get, set } = Object.getOwnPropertyDescriptor(it, key);
        for (const next of [value, get, set]) look(next, path + "." + String(key));
      }
    };
    for (const key of Reflect.ownKeys(globalThis)) look(globalThis[key], String(key));
    for (const it of [{}, [], "", /x/, () => {}, function* () {}, async () => {}, async function* () {}, "".matchAll(/x/g),
      [].values(), new Map().keys(), new Set().keys(), Promise.resolve(), new Error(), new Date()])
      look(Object.getPrototypeOf(it), Object.prototype.toString.call(it));
    return open.join() + "|" + (found.size > 500);
  `);
  expect(open).toBe("|true");
});

it.each([
  ["class E extends Error { constructor() { super('m'); this.name = 'E'; } } return new E().name", "E"],
  ["const e = new Error(); e.message = 'mine'; return `${e}`", "Error: mine"],
  [
    "class E extends TypeError {} const e = new E('m'); return [e instanceof E, e.message, e.name].join()",
    "true,m,TypeError",
  ],
  ["const o = { toString() { return 'mine'; } }; o.valueOf = () => 3; return `${o}`", "mine"],
  ["const o = {}; o.toString = () => 'mine'; return `${o}` + Object.keys(o)", "minetoString"],
  [
    "const counts = {}; for (const w of ['constructor', 'x']) counts[w] = 1; return JSON.stringify(counts)",
    '{"constructor":1,"x":1}',
  ],
  ["function P() {} P.prototype.toString = () => 'p'; P.prototype.constructor = P; return `${new P()}`", "p"],
  ["const a = [1]; a.toString = () => 'mine'; return `${a}`", "mine"],
  [
    "const o = Object.create({}, { x: { value: 1, writable: true } }); o.x = 2; o.hasOwnProperty = 3; return o.x + o.hasOwnProperty",
    5,
  ],
  ["return `${{}}` + String(() => 1) + [1, 2] + new Error('m')", "[object Object]() => 11,2Error: m"],
  ["return ({}).constructor === Object && ({}).hasOwnProperty.call({ a: 1 }, 'a') && !('a' in {})", true],
  ["const keys = []; for (const key in { a: 1 }) keys.push(key); return keys.join()", "a"],
  [
    "class L extends Array { push(x) { return super.push(x, x); } } const l = new L(); l.push(1); return l.length",
    2,
  ],
  ["class L extends Array {} return new L(1, 2, 3).map((x) => x * 2) instanceof L", true],
  ["class M extends Map { get(k) { return super.get(k) ?? 0; } } return new M().get(1)", 0],
  [
    "const g = (function* () { try { yield 1; } finally { yield 2; } })(); g.next(); return g.return(3).value",
    2,
  ],
  [
    "return [3, 1, 2].toSorted().join() + Object.assign({}, { a: 1 }).a + JSON.stringify({ ...[1] })",
    '1,2,31{"0":1}',
  ],
])("%s works", (script, result) => expect(locked(script)).toBe(result));
