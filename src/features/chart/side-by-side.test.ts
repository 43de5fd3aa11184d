/** Tests which series stand side by side, and how long their bars are. */
import { describe, expect, it } from "vitest";
import type { Bench } from "../../../harness/report.ts";
import { seriesOf, share } from "./side-by-side.ts";
import { profileOf, tokioRunOf } from "./testing.ts";

const bench: Bench = {
  value: 8,
  workRounds: 8,
  profiles: [profileOf("debug"), profileOf("release", false)],
  startedAt: "",
  environment: { engine: "here" },
};

describe("side by side", () => {
  it("stand the model and real tokio, without what was not recorded", () => {
    const runs = [
      tokioRunOf("multi_thread", profileOf("debug")),
      tokioRunOf("current_thread", profileOf("release")),
      tokioRunOf("current_thread", profileOf("debug")),
    ];
    expect(seriesOf(bench, runs).map(({ name }) => name)).toEqual([
      "model, debug",
      "tokio, current_thread, debug",
      "tokio, current_thread, release",
      "tokio, multi_thread, debug",
    ]);
  });

  it("bars are logarithmic: no bar for no overhead, all of it for the most", () => {
    expect(share(1, 100)).toBe(0);
    expect(share(10, 100)).toBeCloseTo(0.5);
    expect(share(100, 100)).toBe(1);
    expect(share(NaN, 100)).toBe(0);
  });
});
