/** Runs one worker at a time in a sandboxed frame, and kills it if it does not end. */
import { unlessAborted } from "./abort.ts";
import type { WorkerScript } from "./compose.ts";
import type { FrameKind } from "./csp.ts";
import { endOf, type End } from "./ends.ts";
import type { Frame } from "./frame.ts";
import { spareFrame } from "./spare-frame.ts";
import { watchdog, type Limits } from "./watchdog.ts";
import {
  isLast,
  isProgress,
  parseWorkerMessage,
  type Command,
  type HostMessage,
  type Start,
  type WorkerMessage,
} from "./wire.ts";

export interface SandboxRun {
  script: WorkerScript;
  command: Command;
  limits: Partial<Limits>;
  /** A WebAssembly module of the course's own, which the engine compiles; the run then has a frame that lets it. */
  module?: ArrayBuffer | undefined;
  onMessage(message: WorkerMessage): void;
  /** Called when the run leaves the queue. */
  onStart?(): void;
  signal?: AbortSignal | undefined;
}

const LIMITS: Limits = { silenceMs: 2_000, startMs: 15_000, totalMs: 60_000, pongMs: 5_000 };

/** Many times what any right answer sends. */
const HOST_LIMITS = { maxMessages: 20_000, maxCharacters: 32_000_000 };

export interface Sandbox {
  run(run: SandboxRun): Promise<End>;
  /** Opens a frame ahead of the next run, so that it can start at once. */
  warm(): void;
}

/**
 * One frame at a time: two would share a process, and then removing one would not end it.
 * @param frameHtml the document of the frame; may load late
 */
export function createSandbox(frameHtml: (kind: FrameKind) => Promise<string>): Sandbox {
  const spare = spareFrame(frameHtml);
  /** Of the last run: the next is most likely like it. */
  let kind: FrameKind = "plain";
  let turn: Promise<unknown> = Promise.resolve();
  let waiting = 0;

  const warm = () => {
    // A failure here happens again, and is reported, in the next run.
    if (waiting === 0) spare.open(kind).catch(() => {});
  };
  const runNow = async (run: SandboxRun): Promise<End> => {
    try {
      if (run.signal?.aborted) return { kind: "cancelled" };
      run.onStart?.();
      kind = run.module ? "wasm" : "plain";
      return await seeThrough(await spare.take(kind), run);
    } catch (error) {
      return { kind: "failed", message: `The sandbox could not be opened: ${String(error)}` };
    } finally {
      waiting--;
      whenIdle(warm);
    }
  };
  return {
    run(run) {
      waiting++;
      const end = turn.then(() => runNow(run));
      turn = end;
      // Cancelling a queued run does not wait for its turn.
      return unlessAborted(end, run.signal).catch(() => ({ kind: "cancelled" }));
    },
    warm,
  };
}

/** Serves one run in a frame, to its end. */
function seeThrough(
  frame: Frame,
  { script, command, module, limits, onMessage, signal }: SandboxRun,
): Promise<End> {
  const run = crypto.getRandomValues(new Uint32Array(2)).join("-");
  const applied = { ...LIMITS, ...limits };
  return new Promise((resolve) => {
    let ended = false;
    const end = (how: End) => {
      if (ended) return;
      ended = true;
      dog.stop();
      signal?.removeEventListener("abort", cancel);
      frame.remove();
      resolve(how);
    };
    const cancel = () => end({ kind: "cancelled" });
    const dog = watchdog(
      applied,
      () => frame.send({ kind: "ping", run }),
      (why) => end(endOf(why, applied)),
    );
    signal?.addEventListener("abort", cancel);
    if (signal?.aborted) return cancel();

    frame.listen((message: HostMessage) => {
      if (ended || message.kind === "loaded" || message.run !== run) return;
      if (message.kind === "pong") return dog.pong();
      if (message.kind === "flood") return end({ kind: "flooded" });
      if (message.kind === "worker-error") return end({ kind: "failed", message: message.message });
      const said = parseWorkerMessage(message.text);
      if (!said) return;
      if (isProgress(said)) dog.alive();
      onMessage(said);
      if (isLast(said)) end({ kind: "done" });
      if (said.kind === "failed") end(said);
    });
    void frame.loaded.then(() => {
      if (ended) return;
      const start: Start = { command, engineLines: script.engineLines };
      dog.pong();
      frame.send({
        kind: "start",
        run,
        script: script.text,
        start: JSON.stringify(start),
        ...(module && { module }),
        limits: HOST_LIMITS,
      });
    });
  });
}

function whenIdle(work: () => void): void {
  if (typeof requestIdleCallback === "function") requestIdleCallback(work, { timeout: 200 });
  else setTimeout(work, 0);
}
