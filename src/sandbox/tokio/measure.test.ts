/** The protocol's worker measures tokio itself the same way, with the learner's gather and Histogram. */
import { afterEach, describe, expect, it, vi } from "vitest";
import * as v from "valibot";
import { WORK_STOPS } from "../../../harness/bench/curve.ts";
import { gatherPlainly } from "../../../harness/bench/learner-gather.ts";
import { DEFAULT_OPTIONS, WorkerMeasurement, type WorkerOptions } from "../../../harness/bench/types.ts";
import { measure } from "../../../harness/bench/worker.ts";
import { instantiate } from "./instantiate.ts";
import { readModule } from "./read-module.ts";

afterEach(() => void vi.unstubAllGlobals());

const QUICK: WorkerOptions = { ...DEFAULT_OPTIONS, warmUpMs: 1, warmUpOps: 500, measureMs: 1 };
const clock = () => performance.now();
const modules = {
  debug: await readModule("batches-debug"),
  release: await readModule("batches-release"),
};

class Histogram {
  samples: number[] = [];
  record(ns: number) {
    this.samples.push(ns);
  }
  percentile() {
    return 1;
  }
  count() {
    return this.samples.length;
  }
}

/** The assertions check what was done, never how long it took. */
function run(
  profile: "debug" | "release",
  learner: Record<string, unknown>,
  options: Partial<WorkerOptions> = {},
) {
  const exports = instantiate(modules[profile], { now: clock });
  const measured = measure(
    () => learner,
    { ...QUICK, ...options },
    clock,
    () => {},
    exports,
  );
  return v.parse(WorkerMeasurement, measured);
}

describe.each(["debug", "release"] as const)("tokio's %s build", (profile) => {
  it("is measured with the learner's code around it", () => {
    let gathered = 0;
    const gather = (futures: never[]) => (gathered++, gatherPlainly(futures));
    const measured = run(profile, { gather, Histogram }, { curve: [...WORK_STOPS] });
    expect(measured).toMatchObject({
      checksumsAgree: true,
      gather: { kind: "used" },
      histogram: { kind: "used", inlineCount: measured.inlineNs.length },
      eventsPerOp: null,
      throughGather: null,
    });
    // Each round is three tasks that the learner's gather collected.
    expect(gathered).toBeGreaterThanOrEqual(measured.inlineNs.length);
    expect(measured.curve.map(({ rounds }) => rounds)).toEqual(WORK_STOPS);
    for (const steps of Object.values(measured.ladder)) expect(steps.length).toBeGreaterThan(0);
    expect(measured.workRoundNs).toBeGreaterThan(0);
  });

  it("is measured without the learner's gather if it returns something else", () => {
    const gather = () => gatherPlainly([]);
    expect(run(profile, { gather })).toMatchObject({ checksumsAgree: true, gather: { kind: "not-used" } });
  });
});

it("refuses a module without batches, with a reason", () => {
  expect(() =>
    measure(
      () => ({}),
      QUICK,
      clock,
      () => {},
      {},
    ),
  ).toThrow("the module has no batch “inline”");
});

it("has a sentence to show when WebAssembly is missing", () => {
  vi.stubGlobal("WebAssembly", undefined);
  expect(() => instantiate(modules.release, { now: clock })).toThrow("there is no WebAssembly here");
});
