/** Work and kept values are counted exactly, and only on request. */
import { describe, expect, it } from "vitest";
import { reachableSlots, workOf } from "./work.ts";

const FIVE = [1, 2, 3, 4, 5];

describe("workOf", () => {
  it.each<[string, () => void, number, number]>([
    [
      "an index loop",
      () => {
        const a = [1, 2];
        for (let i = 0; i < a.length; i += 1) a[i]! += 1;
      },
      0,
      0,
    ],
    [
      "push and pop",
      () => {
        const a: number[] = [];
        a.push(1, 2, 3);
        a.pop();
      },
      0,
      2,
    ],
    ["a sort", () => void [3, 1, 2].sort((a, b) => a - b), 3, 0],
    ["a typed array's sort", () => void new Float64Array(10).sort(), 10, 0],
    [
      "for…of",
      () => {
        for (const it of [1, 2, 3, 4]) void it;
      },
      4,
      0,
    ],
    ["a spread", () => void [...FIVE], 5, 0],
    ["shift, which moves everything", () => void [1, 2, 3].shift(), 3, -1],
  ])("counts %s", (_, run, elements, kept) => {
    expect(workOf(run)).toEqual({ elements, kept });
  });

  it("leaves the builtins alone, also after a throw", () => {
    const names = [...Reflect.ownKeys(Array.prototype), Symbol.iterator] as (keyof unknown[])[];
    const before = names.map((name) => Array.prototype[name]);
    expect(() =>
      workOf(() => {
        throw new Error("no");
      }),
    ).toThrow("no");
    expect(names.map((name) => Array.prototype[name])).toEqual(before);
  });
});

describe("reachableSlots", () => {
  it("counts what is held, once, however deep", () => {
    const shared = [1, 2, 3];
    const cyclic: Record<string, unknown> = {
      shared,
      deep: { shared, map: new Map([["k", new Uint8Array(16)]]) },
    };
    cyclic["self"] = cyclic;
    // 3 fields, 2 fields, 3 numbers, 1 entry, 16 bytes
    expect(reachableSlots(cyclic)).toBe(25);
  });

  it("runs no accessor", () => {
    const object = {
      get lazy(): never {
        throw new Error("looked");
      },
    };
    expect(reachableSlots(object)).toBe(1);
  });
});
