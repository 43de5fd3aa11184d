/** Which of several measurements stands. */
import { expect, test } from "vitest";
import type { Bench, BenchProfile } from "../../harness/report.ts";
import { subjectOf } from "../../harness/bench/subjects.ts";
import { benchProfile } from "../../harness/testing/profile.ts";
import { standingBench } from "./standing.ts";

const profile = (
  engine: "tokio" | "model",
  name: BenchProfile["profile"],
  ratio: number,
  recorded = true,
): BenchProfile => ({ ...benchProfile({ profile: name, recorded }), engine, ratio });

const bench = (startedAt: string, profiles: BenchProfile[], more: Partial<Bench> = {}): Bench => ({
  value: null,
  workRounds: 8,
  profiles,
  startedAt,
  environment: { engine: "Chromium 150" },
  ...more,
});

const shown = (benches: Bench[]) => {
  const standing = standingBench(benches)!;
  return {
    value: standing.value,
    startedAt: standing.startedAt,
    ratios: Object.fromEntries(standing.profiles.map((one) => [subjectOf(one), one.ratio])),
  };
};

const first = bench("1", [profile("tokio", "debug", 31), profile("tokio", "release", 25)], { value: 31 });

test("a noisier rerun takes no recorded value away, and what it did record is newer", () => {
  const noisy = bench("2", [profile("tokio", "debug", 12, false), profile("tokio", "release", 24)]);
  expect(shown([first, noisy])).toEqual({
    value: 31,
    startedAt: "1",
    ratios: { "tokio debug": 31, "tokio release": 24 },
  });
});

test("one subject measured again alone replaces only its own value", () => {
  const again = bench("2", [profile("tokio", "debug", 29)], { value: 29 });
  expect(shown([first, again])).toEqual({
    value: 29,
    startedAt: "2",
    ratios: { "tokio debug": 29, "tokio release": 25 },
  });
});

test("a later run without tokio does not make BENCH the model's", () => {
  const without = bench("2", [profile("model", "debug", 4)], { value: 4, withoutTokio: "it did not load" });
  expect(shown([first, without]).value).toBe(31);
  expect(standingBench([first, without])).not.toHaveProperty("withoutTokio");
  expect(standingBench([without])).toMatchObject({ value: 4, withoutTokio: "it did not load" });
});

test("what another browser measured is not put beside it", () => {
  const other = bench("2", [profile("tokio", "debug", 40)], { environment: { engine: "Firefox 151" } });
  expect(shown([first, other]).ratios).toEqual({ "tokio debug": 40 });
});

test("nothing recorded yet: the newest, which says why", () => {
  const noisy = [
    bench("1", [profile("tokio", "debug", 9, false)]),
    bench("2", [profile("tokio", "debug", 8, false)]),
  ];
  expect(shown(noisy)).toMatchObject({ value: null, startedAt: "2", ratios: { "tokio debug": 8 } });
  expect(standingBench([])).toBeUndefined();
});
