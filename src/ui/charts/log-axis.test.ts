import { describe, expect, it } from "vitest";
import { formatNs } from "../../lib/units.ts";
import { decadesIn, logTicks } from "./log-axis.ts";

const words = (widthPx: number) => logTicks([1, 4], widthPx).map((exponent) => formatNs(10 ** exponent));

describe("a logarithmic axis", () => {
  it("has as many labels as fit", () => {
    expect(words(100)).toEqual(["10 ns", "1 µs"]);
    expect(words(280)).toEqual(["10 ns", "100 ns", "1 µs", "10 µs"]);
    expect(words(330)).toContain("3 µs");
    expect(words(700)).toEqual(expect.arrayContaining(["20 ns", "50 ns", "5 µs"]));
  });

  it("labels no time beyond its ends", () => {
    expect(logTicks([1.5, 2.4], 500).map((exponent) => Math.round(10 ** exponent))).toEqual([50, 100, 200]);
    expect(decadesIn([0.5, 3])).toEqual([1, 2, 3]);
    expect(decadesIn([0.2, 0.8])).toEqual([]);
  });
});
