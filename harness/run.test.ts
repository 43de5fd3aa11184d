/** A run turns whatever a module exports, throws or leaves unwritten into results, and nothing escapes. */
import { describe, expect, it } from "vitest";
import { joinBiased, todo } from "../src/runtime/index.ts";
import type { Future } from "../src/runtime/index.ts";
import { fail } from "./check.ts";
import type { Check, ExerciseChecks } from "./check.ts";
import { gatherChecks } from "./gather.ts";
import { arrange } from "./guard.ts";
import { histogramChecks } from "./histogram.ts";
import type { CheckResult } from "./report.ts";
import { runChecks } from "./run.ts";
import type { Host, RunOptions } from "./run.ts";

type Load = () => Record<string, unknown>;

function exerciseOf(...runs: Check["run"][]): ExerciseChecks {
  const checks = runs.map((run, index): Check => ({
    id: `c${index}`,
    title: `t${index}`,
    needs: ["gather"],
    run,
  }));
  return { exercise: "week-00/toy", checks };
}

function results(
  exercise: ExerciseChecks,
  load: Load,
  host: Partial<Host> = {},
  options: RunOptions = {},
): CheckResult[] {
  return runChecks(exercise, load, { begin() {}, end() {}, locate: () => undefined, ...host }, options);
}

const exporting = { gather: () => 1 };

/** A right gather that uses the checks' own values. */
const join = (futures: Future<unknown>[]): Future<unknown[]> => joinBiased(...futures);

class Exact {
  #samples: number[] = [];
  record(ns: number): void {
    this.#samples.push(ns);
  }
  percentile(q: number): number {
    return this.#samples.toSorted((a, b) => a - b)[Math.ceil(q * this.#samples.length) - 1] ?? 0;
  }
  count(): number {
    return this.#samples.length;
  }
}

describe("a broken check", () => {
  it("is one that returns something, and does not pass", () => {
    const [result] = results(
      exerciseOf((() => Promise.resolve()) as unknown as Check["run"]),
      () => exporting,
    );
    expect(result).toMatchObject({ status: "error", fault: { file: "" } });
    expect(result?.message).toMatch(/^This check is broken: it returns a value/);
  });

  it("is one that throws without a frame of the learner's, where the host finds it", () => {
    const fault = { file: "harness/x.ts", line: 3, column: 100 };
    const throws = exerciseOf(() => {
      throw new TypeError("no length.");
    });
    const [result] = results(throws, () => exporting, { locateCheck: () => fault });
    expect(result).toMatchObject({ status: "error", fault });
    expect(result?.message).toBe("This check is broken: it threw TypeError: no length.");
    const [other] = results(throws, () => exporting, { locateCheck: () => undefined });
    expect(other?.message).toBe("Your code threw TypeError: no length.");
  });
});

describe("runChecks", () => {
  it("begins and ends every check, in order, with its result", () => {
    const said: unknown[] = [];
    const all = results(
      exerciseOf(
        () => {},
        () => fail("no", "look"),
      ),
      () => exporting,
      {
        begin: ({ id }, index, total) => said.push([id, index, total]),
        end: (result) => said.push(result),
      },
    );
    expect(said).toEqual([["c0", 0, 2], all[0], ["c1", 1, 2], all[1]]);
    expect(all).toEqual([
      { id: "c0", title: "t0", status: "pass", message: "" },
      { id: "c1", title: "t1", status: "fail", message: "no", hint: "look" },
    ]);
  });

  it("loads the module once, and only when the first check has begun", () => {
    const order: string[] = [];
    const load = (): Record<string, unknown> => (order.push("load"), exporting);
    results(
      exerciseOf(
        () => {},
        () => {},
      ),
      load,
      { begin: () => void order.push("begin") },
    );
    expect(order).toEqual(["begin", "load", "begin"]);
  });

  it("says once why a module could not be loaded", () => {
    const load: Load = () => {
      throw new TypeError("x is not a function.");
    };
    const [first, second] = results(
      exerciseOf(
        () => {},
        () => {},
      ),
      load,
      { locate: () => ({ line: 3, column: 4 }) },
    );
    expect(first).toMatchObject({ status: "error", position: { line: 3, column: 4 } });
    expect(first?.message).toBe(
      "While your module was loading: Your code threw TypeError: x is not a function.",
    );
    expect(second).toMatchObject({ status: "not-run", message: "Not run: the module could not be loaded." });
  });

  it.each([
    [{}, "exports no function `gather`; it exports nothing."],
    [{ gahter: () => 1, Gather: 2 }, "exports no function `gather`; it exports `gahter`, `Gather`."],
    [{ gather: 3 }, "exports `gather` as 3, not as a function."],
  ])("names the export that is missing from %j", (module, message) => {
    const [first, second] = results(
      exerciseOf(
        () => {},
        () => {},
      ),
      () => module,
    );
    expect(first?.status).toBe("error");
    expect(first?.message).toContain(message);
    expect(second?.status).toBe("not-run");
  });

  it("reports todo, at any depth, as todo", () => {
    const nested = (): never => {
      try {
        return todo("Histogram.record");
      } catch (error) {
        throw new Error("task 3 panicked", { cause: error });
      }
    };
    const statuses = results(
      exerciseOf(() => todo(), nested),
      () => exporting,
    );
    expect(statuses.map(({ status, message }) => [status, message])).toEqual([
      ["todo", "Still to be written: not yet implemented."],
      ["todo", "Still to be written: Histogram.record."],
    ]);
    expect(
      results(
        exerciseOf(() => {}),
        () => todo("all of it"),
      )[0]?.status,
    ).toBe("todo");
  });

  it.each<[() => never, RegExp]>([
    [
      () => {
        throw new RangeError("bad");
      },
      /^Your code threw RangeError: bad\.$/,
    ],
    [
      () => {
        throw "text";
      },
      /^Your code threw "text"\.$/,
    ],
    [
      () => {
        throw undefined;
      },
      /^Your code threw undefined\.$/,
    ],
    [
      () => {
        throw Object.create(null);
      },
      /^Your code threw an object\.$/,
    ],
    [
      () => {
        throw new (class extends Error {
          override get message(): string {
            throw new Error("hostile");
          }
        })();
      },
      /^Your code threw/,
    ],
    [
      function deep(): never {
        return deep();
      },
      /^Your code ran out of stack/,
    ],
  ])("turns %s into an error", (run, message) => {
    const [result] = results(exerciseOf(run), () => exporting);
    expect(result?.status).toBe("error");
    expect(result?.message).toMatch(message);
    expect(JSON.stringify(result)).not.toContain(".ts:");
  });

  it("runs canaries among the checks, which fail under the names that the guard gave them", () => {
    for (const again of [false, true]) {
      const guard = { seed: 5, again };
      const ended: [string, string][] = [];
      const begun: string[] = [];
      const host: Partial<Host> = {
        begin: ({ id }) => void begun.push(id),
        end: ({ id, status }) => void ended.push([id, status]),
      };
      const pass = (): void => {};
      const all = results(exerciseOf(pass, pass, pass), () => exporting, host, { guard });
      const places = arrange(["c0", "c1", "c2"], guard);
      expect(ended).toEqual(places.map(({ id, name }) => (id === undefined ? [name, "fail"] : [id, "pass"])));
      expect(begun).toEqual(all.map(({ id }) => id));
    }
  });

  it("runs canaries that no right answer passes when run again", () => {
    for (const [exercise, exports] of [
      [gatherChecks, { gather: join }],
      [histogramChecks, { Histogram: Exact }],
    ] as const) {
      const ended: CheckResult[] = [];
      const host: Partial<Host> = { end: (result) => void ended.push(result) };
      results(exercise, () => exports, host, { guard: { seed: 1, again: true } });
      const canaries = ended.filter(({ title }) => title === "");
      expect(canaries.map(({ status }) => status)).toEqual(["fail", "fail", "fail"]);
      // It was asked, and what it said is not what nobody knew.
      for (const { message } of canaries) expect(message).not.toBe("No answer passes this.");
    }
  });

  it("runs one check, with the seed it is given", () => {
    const seeds: unknown[] = [];
    const see: Check["run"] = (_, tools) => seeds.push(tools.seed);
    const all = results(exerciseOf(see, see), () => exporting, {}, { only: "c1", seed: 17 });
    expect(all.map(({ id }) => id)).toEqual(["c1"]);
    expect(seeds).toEqual([17]);
  });
});

describe("the exercises", () => {
  it.each([gatherChecks, histogramChecks])("have ids of their own and a title each", ({ checks }) => {
    expect(new Set(checks.map(({ id }) => id)).size).toBe(checks.length);
    for (const { id, title } of checks) {
      expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(title).not.toMatch(/\.$/);
    }
  });

  it("survive whatever is exported", () => {
    class Silent {
      record(): void {}
      percentile(): void {}
      count(): void {}
    }
    class Throws {
      constructor() {
        throw null;
      }
    }
    const exports = [
      () => undefined,
      () => ({ poll: () => 7 }),
      () => ({ poll: () => ({ isReady: 1 }) }),
      Silent,
      Throws,
      Proxy,
    ];
    for (const it of exports) {
      for (const exercise of [gatherChecks, histogramChecks]) {
        const all = results(exercise, () => ({ gather: it, Histogram: it }));
        expect(all.some(({ status }) => status !== "pass")).toBe(true);
        for (const { status, message, hint } of all) {
          if (status === "pass") continue;
          expect(status).toMatch(/^(fail|error)$/);
          expect(message).not.toBe("");
          expect(hint).toBeTruthy();
        }
      }
    }
  });
});
