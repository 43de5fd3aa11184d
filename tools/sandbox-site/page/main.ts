/** A page with only the sandbox, built like the course, for the attack suite to call. */
import { DEFAULT_OPTIONS } from "../../../harness/bench/types.ts";
import { compileInBrowser } from "../../../src/compiler/service.ts";
import { compose } from "../../../src/sandbox/compose.ts";
import { openFrame } from "../../../src/sandbox/frame.ts";
import { grade, type GradeOptions } from "../../../src/sandbox/grade.ts";
import { engine } from "../../../src/sandbox/instance.ts";
import { moduleBytes } from "../../../src/sandbox/tokio/modules.ts";
import type { GradeOutcome, SandboxEvent } from "../../../src/sandbox/types.ts";
import { parseWorkerMessage, type Command } from "../../../src/sandbox/wire.ts";
import frames from "virtual:sandbox/frames";

/** "\0asm", version 1. */
const EMPTY_MODULE = [0, 97, 115, 109, 1, 0, 0, 0];
const LIMITS = { maxMessages: 5_000, maxCharacters: 5_000_000 };

/** Each way in which learner code is run, with what goes to the worker. */
const WAYS = {
  checked: async () => ({ command: { kind: "check", exercise: "toy" }, module: undefined }),
  measured: async () => ({
    command: { kind: "bench", options: DEFAULT_OPTIONS },
    module: new Uint8Array(EMPTY_MODULE).buffer,
  }),
  "on tokio": async () => ({ command: { kind: "turns" }, module: await moduleBytes("host") }),
} satisfies Record<string, () => Promise<{ command: Command; module: ArrayBuffer | undefined }>>;
export type Ways = keyof typeof WAYS;

/** How long a worker may take to send its first message on a busy machine. */
const FIRST_WORD_MS = 30_000;

/**
 * Lines that a worker's script logs within `ms` of its first; the frame stays open that long, whatever the run
 * reports.
 */
async function linesOf(script: string, start: string, ms: number, module?: ArrayBuffer): Promise<string[]> {
  const lines: string[] = [];
  const { promise: began, resolve: begins } = Promise.withResolvers<void>();
  const frame = openFrame(module ? frames.wasm : frames.plain);
  frame.listen((message) => {
    if (message.kind === "worker-error") lines.push(`worker-error\t${message.message}`);
    const said = message.kind === "worker" ? parseWorkerMessage(message.text) : undefined;
    if (said?.kind === "log") lines.push(said.line.text);
    if (lines.length > 0) begins();
  });
  await frame.loaded;
  frame.send({ kind: "start", run: "probe", script, start, limits: LIMITS, ...(module && { module }) });
  await Promise.race([began, after(FIRST_WORD_MS)]);
  await after(ms);
  frame.remove();
  return lines;
}

const after = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const tools = {
  grade: (source: string, options: GradeOptions = {}): Promise<GradeOutcome> => grade("toy", source, options),
  /** Which checks of a real exercise do not pass, for each answer; the engine must be the course's. */
  async failing(answers: readonly { exercise: string; source: string }[]): Promise<string[][]> {
    const all: string[][] = [];
    for (const { exercise, source } of answers) {
      const outcome = await grade(exercise, source);
      if (outcome.kind !== "report") throw new Error(JSON.stringify(outcome));
      all.push(outcome.report.checks.filter(({ status }) => status !== "pass").map(({ id }) => id));
    }
    return all;
  },
  /** Every event of a run, then its outcome. */
  async events(source: string): Promise<{ events: SandboxEvent[]; outcome: GradeOutcome }> {
    const events: SandboxEvent[] = [];
    const outcome = await grade("toy", source, { onEvent: (event) => events.push(event) });
    return { events, outcome };
  },
  /** Aborts after this many ms. */
  cancelled(source: string, ms: number): Promise<GradeOutcome> {
    const abort = new AbortController();
    setTimeout(() => abort.abort(), ms);
    return grade("toy", source, { signal: abort.signal, checkTimeoutMs: 30_000 });
  },
  /** A script of our own in the frame, without the engine: what the policy alone stops. */
  inFrame: (script: string, ms: number) => linesOf(script, "", ms),
  /**
   * The learner's code behind the engine, left running for `ms`: what remains after the run must be stopped too.
   * @param how measured or run on tokio, it is in the frame in which the engine, and it alone, compiles WebAssembly
   */
  async asLearner(source: string, ms: number, how: Ways = "checked"): Promise<string[]> {
    const compiled = await compileInBrowser(source, { key: "probe" });
    if (!compiled.ok) throw new Error(compiled.errors[0]?.message);
    const { text, engineLines } = compose(await engine("debug"), compiled.script);
    const { command, module } = await WAYS[how]();
    return linesOf(text, JSON.stringify({ command, engineLines }), ms, module);
  },
  /** The same script in an ordinary worker of the page, to show that each attack works when unprotected. */
  async unprotected(script: string, ms: number): Promise<string[]> {
    const lines: string[] = [];
    const worker = new Worker(URL.createObjectURL(new Blob([script], { type: "text/javascript" })));
    worker.addEventListener("message", ({ data }) => {
      const said = parseWorkerMessage(data);
      if (said?.kind === "log") lines.push(said.line.text);
    });
    await new Promise((resolve) => setTimeout(resolve, ms));
    worker.terminate();
    return lines;
  },
  /**
   * Grades one after another and posts each outcome to the server: a test whose frame died can no longer ask the
   * page.
   */
  async postOutcomes(sources: readonly string[], checkTimeoutMs: number): Promise<void> {
    for (const source of sources) await post(await grade("toy", source, { checkTimeoutMs }));
  },
  frames: () => document.querySelectorAll("iframe").length,
  isolated: () => crossOriginIsolated,
};
export type SandboxPage = typeof tools;

function post(outcome: unknown): Promise<Response> {
  return fetch("/outcome", { method: "POST", body: JSON.stringify(outcome) });
}

/** The task of a browser that cannot be controlled after it has opened the page. */
export interface Visit {
  sources: string[];
  /** Attacks, as learner code, each left running for `ms`. */
  attacks: string[];
  ms: number;
  checkTimeoutMs: number;
}

async function visit(): Promise<void> {
  const { sources, attacks, ms, checkTimeoutMs } = (await (await fetch("/visit")).json()) as Visit;
  await tools.postOutcomes(sources, checkTimeoutMs);
  for (const attack of attacks)
    for (const how of Object.keys(WAYS) as Ways[]) await post(await tools.asLearner(attack, ms, how));
}

/** A part of the application that an attack may find: it answers every caller. */
const channel = new BroadcastChannel("course");
channel.addEventListener("message", () => channel.postMessage("the application"));

Object.assign(globalThis, { sandboxPage: tools });
if (location.hash === "#visit") void visit().catch((error: unknown) => post(String(error)));
