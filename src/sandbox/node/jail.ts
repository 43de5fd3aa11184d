/**
 * The whole program of a process that grades one answer. It imports nothing from the project: `node -e` gets
 * its text, because the process may not read files. It reads a job from standard input and writes lines that
 * begin with the job's secret.
 */
import { Buffer } from "node:buffer";
import { readSync, writeSync } from "node:fs";
import vm from "node:vm";

/** The one line on standard input. */
export interface Job {
  /** The prefix of every line from the engine; it never enters the answer's realm. */
  secret: string;
  script: string;
  /** The engine's first and only message. */
  start: string;
  /** The bytes of a WebAssembly module that the engine compiles, in hex. */
  module?: string;
  /** Then the process ends itself, in case its parent is gone. */
  limitMs: number;
}

type Send = (text: string) => void;

/**
 * Runs inside the answer's realm and hides this process's three functions behind functions of that realm.
 * From any object made out here, even an error thrown here, an answer could climb to this process's
 * built-ins.
 */
function enter(send: Send, now: () => number, exit: () => void): (start: string, module: string) => void {
  "use strict";
  let listener: (message: unknown) => void = () => {};
  const clock = (): number => {
    try {
      return now();
    } catch {
      throw new RangeError("Maximum call stack size exceeded");
    }
  };
  const scope = globalThis as unknown as Record<string, unknown>;
  scope["performance"] = { now: () => clock() };
  scope["__nodePort"] = {
    postMessage(text: unknown) {
      try {
        send(String(text));
      } catch {
        throw new RangeError("Maximum call stack size exceeded");
      }
    },
    on(_: string, wanted: typeof listener) {
      listener = wanted;
    },
  };
  // Made in here, since no object crosses.
  const bytesOf = (hex: string): ArrayBuffer => {
    const bytes = new Uint8Array(hex.length / 2);
    for (let at = 0; at < bytes.length; at++) bytes[at] = parseInt(hex.slice(2 * at, 2 * at + 2), 16);
    return bytes.buffer;
  };
  return (start, module) => {
    delete scope["__begin"];
    delete scope["__start"];
    delete scope["__module"];
    listener(module === "" ? start : { text: start, module: bytesOf(module) });
    // Before any delayed code of the answer: a promise's callback never runs.
    exit();
  };
}

function main(): void {
  const { secret, script, start, module = "", limitMs } = JSON.parse(readLine()) as Job;
  const now = performance.now.bind(performance);
  const exit = process.exit.bind(process, 0);
  const send = (text: string): void => write(`${secret} ${text}\n`);
  // Windows gives every process a few variables; nothing here needs them.
  for (const name of Object.keys(process.env)) delete process.env[name];
  const { deleteProperty, ownKeys } = Reflect;
  const global = globalThis;
  for (const name of ownKeys(global)) deleteProperty(global, name);

  // Not contextified: the answer's global object belongs to its own realm, with nothing of this one behind it.
  const realm = vm.createContext(vm.constants.DONT_CONTEXTIFY as unknown as vm.Context, {
    // Only what measures tokio is handed a module; the seal takes WebAssembly away before the answer is loaded.
    codeGeneration: { strings: false, wasm: module !== "" },
    microtaskMode: "afterEvaluate",
  });
  // Named like Node's own files, so that no line in here is taken for the learner's.
  const wrap = vm.runInContext(`(${enter.toString()})`, realm, { filename: "node:course" }) as typeof enter;
  const begin = wrap(send, now, exit);
  vm.runInContext(script, realm, { filename: "answer.js", timeout: limitMs });
  // Only now, because the engine removes other globals. An evaluation, not a call, so that the time limit applies.
  realm["__begin"] = begin;
  realm["__start"] = start;
  realm["__module"] = module;
  vm.runInContext("__begin(__start, __module)", realm, { filename: "node:course", timeout: limitMs });
}

function readLine(): string {
  const chunks: Buffer[] = [];
  for (;;) {
    const chunk = Buffer.alloc(1 << 16);
    const length = readSync(0, chunk);
    // The parent has no job after all.
    if (length === 0) process.exit(0);
    const end = chunk.indexOf("\n");
    if (end >= 0 && end < length) {
      chunks.push(chunk.subarray(0, end));
      return Buffer.concat(chunks).toString("utf8");
    }
    chunks.push(chunk.subarray(0, length));
  }
}

function write(text: string): void {
  let rest = Buffer.from(text, "utf8");
  while (rest.length > 0) rest = rest.subarray(writeSync(1, rest));
}

// In a new turn of the event loop, so that no frame of `-e` is on the answer's stack.
setImmediate(main);
