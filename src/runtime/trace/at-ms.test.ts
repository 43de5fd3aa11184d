/** When an event happened on its own thread, for polls that block the thread. */
import { expect, it } from "vitest";
import { asyncBlock, awaited, Builder, spawn, thread, TraceRing, yieldNow } from "../index.ts";

it("what a poll does after it has blocked comes at its own time, and its end with it", () => {
  const trace = new TraceRing();
  const rt = Builder.newMultiThread().workerThreads(2).trace(trace).build();
  rt.spawn(
    asyncBlock(function* () {
      thread.sleep(5);
      spawn(asyncBlock(function* () {}));
      thread.sleep(2);
      yield* awaited(yieldNow());
    }),
  );
  rt.runUntilParked();
  const [start, end, again] = trace
    .events()
    .filter((event) => "task" in event && event.task === 1 && event.kind.startsWith("poll"));
  const spawned = trace.events().find((event) => event.kind === "spawn" && event.task === 2);
  expect(start).toMatchObject({ kind: "poll-start", nowMs: 0, atMs: 0 });
  expect(spawned).toMatchObject({ nowMs: 0, atMs: 5 });
  const blocked = trace.events().find((event) => event.kind === "block");
  expect(blocked).toMatchObject({ task: 1, nowMs: 0, atMs: 7 });
  expect(end).toMatchObject({ kind: "poll-end", nowMs: 7, atMs: 7 });
  expect(again).toMatchObject({ kind: "poll-start", nowMs: 7, atMs: 7 });
});
