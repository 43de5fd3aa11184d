/**
 * The whole program of a process that grades one answer. It imports nothing of the project: its text is handed to `node -e`,
 * since the process may not read a file. It gets a job on standard input and writes lines that begin with the job's secret.
 */
import { Buffer } from "node:buffer";
import { readSync, writeSync } from "node:fs";
import vm from "node:vm";

/** The one line on standard input. */
export interface Job {
  /** Begins every line of the engine's, and never enters the answer's realm. */
  secret: string;
  script: string;
  /** The engine's first and only message. */
  start: string;
  /** The process ends itself then, should the one that started it be gone. */
  limitMs: number;
}

type Send = (text: string) => void;

/**
 * Runs inside the answer's realm and hides the three functions of this process behind functions of that realm. An answer
 * that got hold of anything made out here, even of an error thrown here, could climb from it to this process's built-ins.
 */
function enter(send: Send, now: () => number, exit: () => void): (start: string) => void {
  "use strict";
  let listener: Send = () => {};
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
    on(_: string, wanted: Send) {
      listener = wanted;
    },
  };
  return (start) => {
    delete scope["__begin"];
    delete scope["__start"];
    listener(start);
    // Before anything that the answer left for later: a promise's callback never runs.
    exit();
  };
}

function main(): void {
  const { secret, script, start, limitMs } = JSON.parse(readLine()) as Job;
  const now = performance.now.bind(performance);
  const exit = process.exit.bind(process, 0);
  const send = (text: string): void => write(`${secret} ${text}\n`);
  // Windows gives every process a few variables; nothing here needs them.
  for (const name of Object.keys(process.env)) delete process.env[name];
  const { deleteProperty, ownKeys } = Reflect;
  const global = globalThis;
  for (const name of ownKeys(global)) deleteProperty(global, name);

  // Not contextified: the answer's global object is one of its own realm, with nothing of this one behind it.
  const realm = vm.createContext(vm.constants.DONT_CONTEXTIFY as unknown as vm.Context, {
    codeGeneration: { strings: false, wasm: false },
    microtaskMode: "afterEvaluate",
  });
  // Named as Node's own files are, so that no line in here is taken for the learner's.
  const wrap = vm.runInContext(`(${enter.toString()})`, realm, { filename: "node:course" }) as typeof enter;
  const begin = wrap(send, now, exit);
  vm.runInContext(script, realm, { filename: "answer.js", timeout: limitMs });
  // Only now: the engine leaves no global but its own. An evaluation, not a call, so that the limit holds.
  realm["__begin"] = begin;
  realm["__start"] = start;
  vm.runInContext("__begin(__start)", realm, { filename: "node:course", timeout: limitMs });
}

function readLine(): string {
  const chunks: Buffer[] = [];
  for (;;) {
    const chunk = Buffer.alloc(1 << 16);
    const length = readSync(0, chunk);
    // Whoever started this process has changed their mind.
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

// From a turn of its own, so that no frame of `-e` stands on the answer's stack.
setImmediate(main);
