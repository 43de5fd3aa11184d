/** Two workers, one of them blocked: what the other can steal from it, in which order, and what it cannot. */
import { expect, it } from "vitest";
import { Builder, pollFn, Poll, thread, TraceRing } from "../../index.ts";
import type { Future, Runtime } from "../../index.ts";

/** Entries such as `A:3`, in poll order: which worker polled which of the named tasks. */
function polls(runtime: Runtime, names: ReadonlyMap<number, string>, blocked: number): string[] {
  return (runtime.trace?.events() ?? []).flatMap((event) => {
    const name = event.kind === "poll-start" ? names.get(event.task) : undefined;
    return name === undefined ? [] : [`${event.worker === blocked ? "A" : "B"}:${name}`];
  });
}

it.each([1, 2, 3, 4, 5, 77, 1234])(
  "half of the ring, oldest first, the last run first; never the LIFO slot (seed %i)",
  (seed) => {
    const trace = new TraceRing();
    const runtime = Builder.newMultiThread().workerThreads(2).seed(seed).trace(trace).build();
    runtime.runUntilParked();

    const names = new Map<number, string>();
    const named = (name: string, future: Future<void>): void => {
      names.set(runtime.handle.spawn(future).id, name);
    };
    const nothing = () => pollFn<void>(() => Poll.Ready(undefined));
    let blocked = -1;
    runtime.spawn(
      pollFn<void>(() => {
        blocked = runtime.handle.scheduler.currentWorker();
        named("X", nothing());
        for (let i = 1; i <= 10; i++) named(String(i), nothing());
        // Longer than the other worker needs for everything that it can steal.
        thread.sleep(1000);
        return Poll.Ready(undefined);
      }),
    );
    runtime.runUntilParked();
    expect(polls(runtime, names, blocked).join(" ")).toBe("B:4 B:X B:1 B:2 B:3 B:7 B:5 B:6 B:8 B:9 A:10");
  },
);
