/** Attacks by an answer on the grading machine: what is tried, and where it works when unprotected. */

export interface Vector {
  name: string;
  /** Body of an async function. It returns what it got, or throws; its targets are `file`, its `href`, `url` and `port`. */
  body: string;
  /**
   * Where it works: `node`, a plain script; `vm`, a realm of Node's `vm` with Node's objects in it, as in
   * sandboxes that were broken; `nowhere` on this machine.
   */
  bare: "node" | "vm" | "nowhere";
}

const node = (name: string, body: string): Vector => ({ name, body, bare: "node" });
const vm = (name: string, body: string): Vector => ({ name, body, bare: "vm" });
const nowhere = (name: string, body: string): Vector => ({ name, body, bare: "nowhere" });

/** Code from strings. */
const code: Vector[] = [
  node("function constructor", `return (() => {}).constructor("return process")().version;`),
  node(
    "function constructor that imports",
    `return (await (() => {}).constructor("return import('node:child_process')")()).execSync("echo ran").toString();`,
  ),
  node(
    "async function constructor",
    `return await (async () => {}).constructor("return process.version")();`,
  ),
  node(
    "generator function constructor",
    `return (function* () {}).constructor("yield process.version")().next().value;`,
  ),
  node(
    "async generator function constructor",
    `return (await (async function* () {}).constructor("yield process.version")().next()).value;`,
  ),
  node(
    "constructor by Reflect",
    `return Reflect.construct(Reflect.getPrototypeOf(() => {}).constructor, ["return process"])().version;`,
  ),
  node(
    "constructor as a superclass",
    `class Made extends (() => {}).constructor { constructor() { super("return process"); } } return new Made()().version;`,
  ),
  node("constructor as a template's tag", "return (() => {}).constructor`return process`().version;"),
  node(
    "constructor, bound and applied",
    `return Reflect.apply(Function.prototype.bind, (() => {}).constructor, [null, "return process"])()().version;`,
  ),
  node(
    "constructor of a class's static block",
    `let made; class C { static { made = this.constructor("return process"); } } return made().version;`,
  ),
  node("constructor of a proxy", `return new Proxy((() => {}).constructor, {})("return process")().version;`),
  node("constructor of a method of JSON", `return JSON.parse.constructor("return process")().version;`),
  node(
    "constructor of the global object's constructor",
    `return globalThis.constructor.constructor("return process")().version;`,
  ),
  node(
    "constructor of an error's constructor",
    `try { null.x; } catch (e) { return e.constructor.constructor("return process")().version; }`,
  ),
  node("direct eval", `return eval("process").version;`),
  node("indirect eval", `return (0, globalThis.eval)("process").version;`),
  node(
    "a function named so, wherever it is",
    `
    for (const f of everything()) if (typeof f === "function" && /Function$|^eval$/.test(f.name)) { try { if (f("return process")) return f.name; } catch {} }
    throw new Error("none");`,
  ),
  node(
    "WebAssembly, compiled",
    `new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])); return "compiled";`,
  ),
  node(
    "WebAssembly, in a promise",
    `await WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])); return "compiled";`,
  ),
];

/** Modules and their names. */
const modules: Vector[] = [
  node(
    "import() of what is not a literal",
    `return (await import(["node", "fs"].join(":"))).readFileSync(file, "utf8");`,
  ),
  node(
    "import() with options",
    `return (await import(String("node:fs"), { with: {} })).readFileSync(file, "utf8");`,
  ),
  node("import() of a file", `return (await import(href)).default;`),
  node(
    "import() of a data: URL",
    `return (await import("data:text/javascript,".concat("export default process.version"))).default;`,
  ),
  node(
    "import() in an arrow's default",
    `return (await ((fs = import(String("node:fs"))) => fs)()).readFileSync(file, "utf8");`,
  ),
  node("import.meta.url", `const { url } = import.meta; if (!url) throw new Error("none"); return url;`),
  node("import.meta.resolve", `return import.meta.resolve("node:fs");`),
  node("require", `return globalThis["require"]("node:fs").readFileSync(file, "utf8");`),
  node(
    "module.constructor._load",
    `return globalThis["module"].constructor._load("fs").readFileSync(file, "utf8");`,
  ),
  node("process.getBuiltinModule", `return process.getBuiltinModule("fs").readFileSync(file, "utf8");`),
  node("process.binding", `return typeof process.binding("fs").open;`),
  node("process.mainModule", `return process.mainModule.require("fs").readFileSync(file, "utf8");`),
  node(
    "process, wherever it is",
    `for (const it of everything()) if (Object.hasOwn(it, "dlopen")) return "found"; throw new Error("none");`,
  ),
  node(
    "process.env",
    `if (!process.env.COURSE_SECRET) throw new Error("none"); return process.env.COURSE_SECRET;`,
  ),
  node("Buffer", `return Buffer.from("x").buffer.byteLength;`),
  node("fetch", `return (await fetch(url)).status;`),
  node("timers", `return await new Promise((ok) => setTimeout(() => ok("fired"), 0));`),
  node("setImmediate", `return await new Promise((ok) => setImmediate(() => ok("fired")));`),
  node("queueMicrotask", `return await new Promise((ok) => queueMicrotask(() => ok("ran")));`),
  node("MessageChannel", `return typeof new MessageChannel().port1;`),
  node("SharedArrayBuffer", `return new SharedArrayBuffer(8).byteLength;`),
  node(
    "SharedArrayBuffer of WebAssembly",
    `return new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true }).buffer.constructor.name;`,
  ),
  node("Atomics", `return Atomics.load(new Int32Array(8), 0);`),
  node("the time of the process's start", `return performance.timeOrigin.toFixed();`),
  node(
    "navigator or its like",
    `return Object.keys(globalThis).filter((key) => /fetch|crypto|navigator/.test(key))[0].length;`,
  ),
  nowhere("the engine's port", `__nodePort.postMessage('{"kind":"done"}'); return "sent";`),
  nowhere("the engine's start", `__begin("{}"); return "begun";`),
  nowhere("a strict function's caller", `return (function f() { return f.caller; })().name;`),
];

/** Objects of another realm: from any such object code climbs to the process's own built-ins. */
const foreign = `const isForeign = (it) => it !== null && (typeof it === "function" || typeof it === "object") && !(it instanceof Object) && Object.getPrototypeOf(it) !== null;`;
const deep = (act: string) => `${foreign}
  let found;
  const dive = () => { try { dive(); } catch (e) { if (isForeign(e)) found = e; } try { ${act} } catch (e) { if (isForeign(e)) found = e; } };
  const pad = (depth, a = depth, b = depth) => { depth > 0 ? pad(depth - 1) : dive(); return a + b; };
  for (let depth = 0; depth < 10 && !found; depth++) pad(depth);
  if (found) return String(found);
  throw new Error("none");`;
const realms: Vector[] = [
  vm(
    "a method of console",
    `${foreign} if (isForeign(console.log)) return "foreign"; throw new Error("ours");`,
  ),
  vm(
    "a method of performance",
    `${foreign} if (isForeign(performance.now)) return "foreign"; throw new Error("ours");`,
  ),
  vm(
    "what is reached from the global object",
    `${foreign} for (const it of everything()) if (isForeign(it)) return String(it.name); throw new Error("none");`,
  ),
  vm("the exception of a console at the stack's end", deep(`console.log("x");`)),
  vm("the exception of a clock at the stack's end", deep(`performance.now("x");`)),
  vm(
    "an inspector that a value is shown by",
    `${foreign}
    let found; const see = (...all) => { found ??= all.find(isForeign); return ""; };
    console.log({ [Symbol.for("nodejs.util.inspect.custom")]: see, toJSON: see, toString: see, [Symbol.toPrimitive]: see, valueOf: see });
    if (found) return "foreign"; throw new Error("none");`,
  ),
  nowhere(
    "a thenable that is waited for",
    `${foreign}
    let found; const thenable = { then(ok) { found = isForeign(ok); ok(); } };
    globalThis["host"]?.(thenable); console.log(thenable); for (let turns = 0; turns < 5; turns++) await 0;
    if (found) return "foreign"; throw new Error("none");`,
  ),
  nowhere(
    "the arguments of a proxy's traps",
    `${foreign}
    let found; const traps = new Proxy({}, { get: (_, trap) => (...all) => { found ??= all.find(isForeign); return Reflect[trap](...all); } });
    const it = new Proxy(Object.assign(() => {}, { a: 1 }), traps);
    console.log(it, [it]); console.table([it]); console.log(new Proxy([1], traps), new Proxy(new Map(), traps));
    if (found) return "foreign"; throw new Error("none");`,
  ),
  nowhere(
    "the species of an array",
    `${foreign}
    let found; class Odd extends Array { static get [Symbol.species]() { return function (...all) { found ??= [this, ...all].find(isForeign); return []; }; } }
    console.log(Odd.from([1, 2]), Odd.from([1, 2]).map((x) => x));
    if (found) return "foreign"; throw new Error("none");`,
  ),
  vm(
    "paths of the machine on a stack",
    `const { stack } = new Error("x"); if (/file:|[\\\\/][\\w-]+[\\\\/]/.test(stack.replace(/node:[\\w/]+/g, ""))) return stack; throw new Error("none");`,
  ),
  // Node formats a stack in its own realm, and its stack overflows there: this one error is foreign and must lead nowhere.
  vm(
    "what hangs on the exception of a stack taken at the stack's end",
    `${foreign}
    let found;
    const dive = () => { try { dive(); } catch (e) { if (isForeign(e)) found = e; } try { new Error("x").stack; } catch (e) { if (isForeign(e)) found = e; } };
    const pad = (depth, a = depth, b = depth) => { depth > 0 ? pad(depth - 1) : dive(); return a + b; };
    for (let depth = 0; depth < 40 && !found; depth++) pad(depth);
    delete Error.prepareStackTrace;
    if (!found) throw new Error("none");
    try { return found.constructor.constructor("return process")().version; } catch {}
    // The error itself and, in newer V8, the two functions that read and write its stack.
    const own = [found, ...Object.values(Object.getOwnPropertyDescriptor(found, "stack") ?? {})];
    for (const it of everything([found])) {
      if (own.includes(it)) continue;
      if (Object.hasOwn(it, "dlopen") || Object.hasOwn(it, "fetch")) return "Node itself";
      if (!Object.isFrozen(it) && typeof it !== "string") return "what can be changed: " + String(it.name ?? Reflect.ownKeys(it).join());
    }
    throw new Error("nothing");`,
  ),
  nowhere(
    "the functions of a stack's frames",
    `${foreign}
    let found; Error.prepareStackTrace = (e, sites) => { for (const s of [...sites, sites, e]) for (const it of [s, s.getThis?.(), s.getFunction?.(), s.constructor]) if (isForeign(it)) found = it; return ""; };
    try { new Error("x").stack; (() => { null.x; })(); } catch (e) { e.stack; } finally { delete Error.prepareStackTrace; }
    if (found) return "foreign"; throw new Error("none");`,
  ),
  nowhere(
    "the promise of an async function",
    `${foreign} if (isForeign((async () => {})()) || isForeign(Promise.reject(1).catch(() => {}))) return "foreign"; throw new Error("ours");`,
  ),
  nowhere(
    "the error of an array too long",
    `${foreign} try { new Array(-1); } catch (e) { if (isForeign(e)) return "foreign"; } try { "x".repeat(2 ** 30); } catch (e) { if (isForeign(e)) return "foreign"; } throw new Error("ours");`,
  ),
  nowhere(
    "the error of a buffer too large",
    `${foreign} try { new ArrayBuffer(2 ** 52); } catch (e) { if (isForeign(e)) return "foreign"; } throw new Error("ours");`,
  ),
  nowhere(
    "the error of a regular expression and of JSON",
    `${foreign} for (const f of [() => new RegExp("("), () => JSON.parse("{"), () => new Intl.Locale("!"), () => decodeURI("%")]) try { f(); } catch (e) { if (isForeign(e)) return "foreign"; } throw new Error("ours");`,
  ),
  nowhere(
    "a finalizer that runs when all is over",
    `const registry = new FinalizationRegistry(() => report("a finalizer\\treached\\t")); for (let i = 0; i < 1e4; i++) registry.register({}, i); throw new Error("registered");`,
  ),
];

/** Attacks of an answer that has escaped its realm, as a plain Node script. */
export const outside: readonly Vector[] = [
  node("reads a file", `return require("node:fs").readFileSync(file, "utf8");`),
  node("reads a file by a stream's handle", `return typeof process.binding("fs").internalModuleStat;`),
  node("lists a folder", `return require("node:fs").readdirSync(require("node:path").dirname(file)).length;`),
  node("writes a file", `require("node:fs").writeFileSync(file + ".new", "x"); return "written";`),
  node("opens the program", `return require("node:fs").openSync(process.execPath, "r");`),
  node("starts a command", `return require("node:child_process").execSync("echo ran").toString();`),
  node(
    "starts a Node",
    `return require("node:child_process").spawnSync(process.execPath, ["-v"]).stdout.toString();`,
  ),
  node(
    "starts a thread",
    `return await new Promise((ok, no) => { const w = new (require("node:worker_threads").Worker)("", { eval: true }); w.on("online", () => ok("online")); w.on("error", no); });`,
  ),
  node(
    "opens an inspector of itself",
    `const s = new (require("node:inspector").Session)(); s.connect(); return "connected";`,
  ),
  node("makes code of a string", `return new Function("return process")().version;`),
  node(
    "reads the environment",
    `if (!process.env.COURSE_SECRET) throw new Error("none"); return process.env.COURSE_SECRET;`,
  ),
  node(
    "connects to a port",
    `return await new Promise((ok, no) => require("node:net").connect(port, "127.0.0.1").on("connect", () => ok("open")).on("error", no));`,
  ),
  node("fetches", `return (await fetch(url)).status;`),
  node(
    "changes a built-in under Node",
    `"use strict"; Object.prototype.course = 1; delete Object.prototype.course; return "changed";`,
  ),
];

export const globals: readonly Vector[] = [...code, ...modules];
export const foreigners: readonly Vector[] = realms;

export interface Targets {
  /** A module on this machine, its path and its address. */
  file: string;
  href: string;
  /** A server on this machine. */
  url: string;
  port: number;
}

/** Everything reachable from the global object and from a script's own values. */
const EVERYTHING = `
const roots = () => [globalThis, console, performance, everything, async () => {}, function* () {}, async function* () {}, new Error("x"), [][Symbol.iterator](), Symbol.prototype];
function* everything(queue = roots()) {
  const seen = new Set();
  while (queue.length > 0) {
    const it = queue.pop();
    if (it === null || (typeof it !== "object" && typeof it !== "function") || seen.has(it) || seen.size > 20000) continue;
    seen.add(it); yield it;
    try {
      queue.push(Reflect.getPrototypeOf(it));
      for (const key of Reflect.ownKeys(it)) { const d = Reflect.getOwnPropertyDescriptor(it, key); queue.push(d.value, d.get, d.set, it === globalThis ? it[key] : null); }
    } catch {}
  }
}`;

/** A script that tries each and prints its outcome on one line; one that neither returns nor throws prints nothing. */
export function attempts(list: readonly Vector[], targets: Targets): string {
  const calls = list.map(({ name, body }) => `attempt(${JSON.stringify(name)}, async () => {${body}});`);
  const consts = Object.entries(targets).map(([name, value]) => `const ${name} = ${JSON.stringify(value)};`);
  return `const tried = [];
${consts.join("\n")}${EVERYTHING}
function attempt(name, body) {
  const said = (how) => (got) => report(name + "\\t" + how + "\\t" + got);
  try { tried.push(body().then(said("reached"), said("stopped"))); } catch (e) { said("stopped")(e); }
}
${calls.join("\n")}`;
}
