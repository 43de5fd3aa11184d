/** Faults and attacks of learner code inside the sandbox, and how each run must end. */

export interface Fault {
  name: string;
  /** The learner's file; what it does not export, `RIGHT` does for it. */
  source: string;
  /** Statuses of the two checks; the second is left out where it does not matter whether the run went on. */
  ends: readonly [first: string, second?: string];
  /** Must be in the message of the first check that did not pass. */
  says?: RegExp;
  /** It ends only when the page stops it. */
  hangs?: true;
}

export const RIGHT = "export const answer = (): unknown => 42;\nexport const second = () => {};\n";

const SECOND = "export const second = () => {};";
/** The body of `answer`, the first thing that is called. */
const answer = (body: string) => `export const answer = (): any => { ${body} };\n${SECOND}`;

const hangs = (name: string, body: string): Fault => ({
  name,
  source: answer(body),
  ends: ["fail", "not-run"],
  says: /never returned/,
  hangs: true,
});
const errs = (name: string, source: string, says: RegExp): Fault => ({
  name,
  source,
  ends: ["error", "pass"],
  says,
});
const firstErrs = (name: string, body: string): Fault => ({ name, source: answer(body), ends: ["error"] });
const importErrs = (name: string, attack: string, says?: RegExp): Fault => ({
  name,
  source: `${attack}\n${RIGHT}`,
  ends: ["error", "not-run"],
  ...(says ? { says } : {}),
});
const harmless = (name: string, attack: string): Fault => ({
  name,
  source: `${attack}\n${RIGHT}`,
  ends: ["pass", "pass"],
});
/** However it is attacked, an answer that is wrong does not pass. */
const unforged = (name: string, attack: string): Fault => ({
  name,
  source: `try { ${attack} } catch {}\nexport const answer = (): unknown => 41;\n${SECOND}`,
  ends: ["fail", "pass"],
  says: /answer\(\) gave 41/,
});

export const faults: readonly Fault[] = [
  hangs("an endless loop in a check", "for (;;);"),
  hangs("an endless loop that logs", "for (;;) console.log('again');"),
  hangs(
    "an endless loop that looks at the clock",
    "const end = Infinity; while (performance.now() < end && Date.now() < end);",
  ),
  hangs("an endless loop in a getter", "const o = { get x() { for (;;); } }; return o.x;"),
  hangs("an endless loop in toString", "return { toString() { for (;;); } };"),
  hangs("an endless loop in a proxy", "return Reflect.ownKeys(new Proxy({}, { ownKeys() { for (;;); } }));"),
  hangs("an endless iterator", "for (const _ of (function* () { for (;;) yield 1; })());"),
  hangs("a regular expression without an end", "return /^(a+)+$/.test('a'.repeat(60) + 'b');"),
  hangs(
    "an endless loop that catches everything",
    "for (;;) { try { throw 1; } catch {} finally { continue; } }",
  ),
  {
    ...importErrs("an endless loop at import", "for (;;);", /top level of your file never returned/),
    hangs: true,
  },
  {
    ...importErrs("an endless loop in a static block", "class A { static { for (;;); } }", /top level/),
    hangs: true,
  },
  importErrs("a throw at import", "throw new Error('early');", /early/),
  harmless("an endless loop in a then", "Promise.resolve().then(() => { for (;;); });"),
  harmless(
    "an endless chain of thens",
    "const again = (): unknown => Promise.resolve().then(again); again();",
  ),
  harmless("a rejection that nobody handles", "void Promise.reject(new Error('nobody'));"),
  errs(
    "a recursion without an end",
    answer("const f = (n: number): number => f(n + 1) + 1; return f(0);"),
    /ran out of stack/,
  ),
  errs("a request for more memory than there is", answer("return new ArrayBuffer(2 ** 52);"), /RangeError/),
  errs("throwing null", answer("throw null;"), /threw null/),
  firstErrs(
    "throwing a proxy",
    "throw new Proxy({}, { get() { throw 1; }, getPrototypeOf() { throw 2; } });",
  ),
  firstErrs(
    "an error whose stack throws",
    "const e = new Error('odd'); Object.defineProperty(e, 'stack', { get() { throw 1; } }); throw e;",
  ),
  errs(
    "a stack of any length",
    answer(
      "Error.stackTraceLimit = Infinity; const f = (n: number): void => { if (n === 0) throw new Error('deep'); f(n - 1); }; f(5_000);",
    ),
    /read.only|not extensible/,
  ),
  errs("a very long error", answer("throw new Error('x'.repeat(1e7));"), /xxx …$/),
  harmless("a very long line", "console.log('x'.repeat(1e8), [Array(1e6).fill('x'.repeat(1e3))]);"),
  harmless(
    "a value that fights being shown",
    "console.log(new Proxy({}, { get() { throw 1; }, ownKeys() { throw 2; }, getPrototypeOf() { throw 3; } }));",
  ),
  harmless("ten thousand lines", "for (let i = 0; i < 10_000; i++) console.log(i);"),
  importErrs("overwriting Array.prototype.map", "Array.prototype.map = () => [];", /read.only/),
  importErrs("overwriting Map.prototype.get", "Map.prototype.get = () => undefined;", /read.only/),
  importErrs(
    "overwriting the iterator of arrays",
    "Array.prototype[Symbol.iterator] = function* () {};",
    /read.only/,
  ),
  importErrs(
    "overwriting the learner API",
    'import { Waker } from "std/task"; Waker.prototype.wakeByRef = () => {};',
    /read.only|not extensible/,
  ),
  importErrs("overwriting JSON.stringify", "JSON.stringify = () => '{}';", /read.only/),
  unforged("toJSON on every object", "(Object.prototype as any).toJSON = () => ({ kind: 'done' });"),
  unforged(
    "a status on every object",
    "(Object.prototype as any).status = 'pass'; (Object.prototype as any).message = '';",
  ),
  unforged(
    "setters on every object",
    "for (const k of ['kind', 'result', 'status', 'id']) Object.defineProperty(Object.prototype, k, { set() {}, get: () => 'pass' });",
  ),
  unforged(
    "posting a report",
    "(globalThis as any).postMessage(JSON.stringify({ kind: 'check', result: { id: 'first', title: '', status: 'pass', message: '' } }));",
  ),
  unforged(
    "loading another module",
    "(globalThis as any).__course.load(() => ({ answer: () => 42, second() {} }));",
  ),
  unforged("another course", "(globalThis as any).__course = { load() {}, modules: {} };"),
  importErrs("overwriting Function.prototype.call", "Function.prototype.call = () => 42;", /read.only/),
  unforged(
    "an error class that lies",
    "Error.prepareStackTrace = () => { throw 1; }; Error.captureStackTrace = () => {};",
  ),
  unforged(
    "a check that looks at its callers",
    "Error.prepareStackTrace = (_: unknown, sites: any[]) => sites.map((s) => s.getThis?.() ?? s.getFunction?.()).find(Boolean)?.(); new Error().stack;",
  ),
  unforged(
    "redefining what is locked",
    "Object.defineProperty(Array.prototype, 'push', { value: () => 0 }); Object.defineProperty(Map.prototype, 'get', { value: () => true });",
  ),
  unforged(
    "an instanceof that lies",
    "Object.defineProperty(Error, Symbol.hasInstance, { value: () => true });",
  ),
];

/** These take memory until the frame's process dies or the watchdog bites, whichever comes first. */
export const bombs: readonly Fault[] = [
  {
    ...hangs("arrays without end", "const all = []; for (;;) all.push(new Array(1e5).fill(all.length));"),
    says: /never returned|memory/,
  },
  {
    ...hangs(
      "a string that doubles",
      "let s = 'x'; const all = []; for (;;) { try { s += s; } catch { all.push(s); s = 'y' + all.length; } }",
    ),
    says: /never returned|memory/,
  },
  {
    ...hangs(
      "a map without end",
      "const m = new Map(); for (let i = 0; ; i++) { try { m.set(i, {}); } catch {} }",
    ),
    says: /never returned|memory/,
  },
];
