/** Bytes per idle task: a million tasks, each polled once and parked. */
import { asyncBlock, awaited, Builder, Notify, pending, Poll, pollFn } from "../../src/runtime/index.ts";
import type { Future, Waker } from "../../src/runtime/index.ts";

const TASKS = 1_000_000;

const notify = new Notify();
function* waitForNotify(): Generator<unknown, void, unknown> {
  yield* awaited(notify.notified());
}

const KINDS: Record<string, () => Future<void>> = {
  "pending(), one for all": () => pending(),
  "pollFn that keeps its waker": () => {
    let waker: Waker | null = null;
    return pollFn((cx) => {
      waker ??= cx.waker.clone();
      return waker === null ? Poll.Ready(undefined) : Poll.Pending;
    });
  },
  "async block that awaits a Notify": () => asyncBlock(waitForNotify),
};

// One kind per process, so that garbage of one is not counted with the next.
const kind = process.argv[2];
const make = kind === undefined ? undefined : KINDS[kind];
if (make === undefined) throw new Error(`give one of: ${Object.keys(KINDS).join("; ")}`);

const before = used();
const runtime = Builder.newCurrentThread().build();
const start = performance.now();
for (let i = 0; i < TASKS; i++) runtime.spawn(make());
runtime.runUntilParked();
const ms = performance.now() - start;
const bytes = used() - before;
if (runtime.metrics.polls !== TASKS) throw new Error("not every task was polled");
console.log(
  `  ${String(kind).padEnd(36)} ${(bytes / TASKS).toFixed(0).padStart(5)} bytes each, ` +
    `${(bytes / 1e6).toFixed(0).padStart(4)} MB in all; spawned and parked in ${ms.toFixed(0)} ms`,
);

function used(): number {
  (globalThis as { gc?: () => void }).gc?.();
  return process.memoryUsage().heapUsed;
}
