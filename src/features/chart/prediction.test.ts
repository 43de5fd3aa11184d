/** Tests which values a learner can predict, how keys move them, and what the page says once the measurement exists. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compare, guessAt, guessByKey, GUESSED, inWords, RANGES, saidAnything } from "./prediction.ts";

const measured = { ratio: 9, inlineP99Ns: 100, spawnP99Ns: 1500 };

describe("the prediction", () => {
  it("is compared in one sentence, only as far as it was said", () => {
    expect(compare({ ratio: 8.5, spawnP99Ns: 500 }, measured)).toBe(
      "Against what you expected: the p99 of spawn is 1.5 µs, and you said 500 ns (3.0 times too low).",
    );
    expect(compare({ inlineP99Ns: 200 }, measured)).toBe(
      "Against what you expected: the p99 of inline is 100 ns, and you said 200 ns (2.0 times too high).",
    );
    expect(compare({}, measured)).toBe("");
  });

  it("is put in words for the journal", () => {
    expect(inWords({ inlineP99Ns: 90, ratio: 8 })).toBe("ratio, spawn to inline 8×, p99 of inline 90 ns");
    expect([saidAnything({}), saidAnything({ ratio: 2 })]).toEqual([false, true]);
  });

  it("moves by each key, there and back, and never out of its range", () => {
    const anywhere = fc.constantFrom(...GUESSED).chain((which) => {
      const [low, high] = RANGES[which];
      return fc.record({
        which: fc.constant(which),
        value: fc.double({ min: low, max: high, noNaN: true }).map((value) => guessAt(which, value)),
      });
    });
    fc.assert(
      fc.property(anywhere, ({ which, value }) => {
        const [low, high] = RANGES[which];
        for (const [up, down] of [
          ["ArrowRight", "ArrowLeft"],
          ["ArrowUp", "ArrowDown"],
          ["PageUp", "PageDown"],
        ] as const) {
          const [more, less] = [guessByKey(which, value, up)!, guessByKey(which, value, down)!];
          expect(more > value || value === high).toBe(true);
          expect(less < value || value === low).toBe(true);
          expect([more <= high, less >= low]).toEqual([true, true]);
        }
        expect(guessByKey(which, value, "Home")).toBe(low);
        expect(guessByKey(which, value, "End")).toBe(high);
        expect(guessByKey(which, value, "a")).toBeUndefined();
      }),
    );
  });
});
