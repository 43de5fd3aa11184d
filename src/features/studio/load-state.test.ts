/** Tests that a run shows its results when they are complete, and that one that is cancelled or fails leaves the earlier ones. */
import { expect, test } from "vitest";
import { runLoad } from "../../recording/studio/load/load.ts";
import type { LoadResult } from "../../recording/studio/load/result.ts";
import { STARTS } from "../../recording/studio/starts.ts";
import { answered, asked, cancelled, failed, IDLE } from "./load-state.ts";
import type { LoadState } from "./load-state.ts";

const design = STARTS["feed-handler"];
const other = STARTS["chat-server"];
const result = ((): LoadResult => {
  const running = runLoad(design, 1, 1_000);
  for (;;) {
    const step = running.next();
    if (step.done === true) return step.value;
  }
})();
const sweep = { points: [], knee: null };

const ran: LoadState = answered(
  answered(asked(IDLE, { kind: "run", designs: [design] }), { kind: "result", of: 0, result }),
  { kind: "done" },
);
const swept = answered(
  answered(asked(ran, { kind: "sweep", designs: [design] }), { kind: "sweep", of: 0, sweep }),
  { kind: "done" },
);

test("a run and a sweep show their results when they are done", () => {
  expect(ran).toEqual({ ...IDLE, designs: [design], results: [result] });
  expect(swept).toEqual({ ...ran, swept: [design], sweeps: [sweep] });
});

test("the earlier results stay while another run goes on, also between two designs", () => {
  const running = asked(swept, { kind: "run", designs: [design, other] });
  const half = answered(answered(running, { kind: "progress", share: 0.5 }), {
    kind: "result",
    of: 0,
    result,
  });
  expect(half).toMatchObject({ designs: [design], results: [result], running: { share: 0.5 } });
  expect(cancelled(half)).toEqual({
    ...swept,
    ended: "The run was cancelled. The results below are of the run before.",
  });
});

test("a cancelled run says that there is nothing, and that of a sweep what is below", () => {
  expect(cancelled(asked(IDLE, { kind: "run", designs: [design] }))).toEqual({
    ...IDLE,
    ended: "The run was cancelled. It has no results.",
  });
  // Results of a run are not those of the sweep.
  expect(cancelled(asked(ran, { kind: "sweep", designs: [design] })).ended).toBe(
    "The sweep was cancelled. It has no results.",
  );
  expect(cancelled(asked(swept, { kind: "sweep", designs: [design] })).ended).toBe(
    "The sweep was cancelled. The results below are of the sweep before.",
  );
  expect(cancelled(swept)).toBe(swept);
});

test("a failure says why, and the next run takes that back", () => {
  const broken = failed(asked(ran, { kind: "run", designs: [other] }), "out of memory");
  expect(broken).toEqual({ ...ran, ended: "out of memory" });
  expect(asked(broken, { kind: "run", designs: [other] }).ended).toBeNull();
  expect(answered(asked(ran, { kind: "run", designs: [other] }), { kind: "failed", message: "why" })).toEqual(
    {
      ...ran,
      ended: "why",
    },
  );
});

test("what comes from a run that is over changes nothing", () => {
  expect(answered(ran, { kind: "progress", share: 0.5 })).toBe(ran);
});
