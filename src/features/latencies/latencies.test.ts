/** The Axum lab's result file is read, refused with a reason, kept and drawn; the experiment in virtual time hides what a closed loop hides. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { hiddenWords, linesOf, rowsOf, shareWords } from "./curve.ts";
import { experiment, isSmall, PLAN } from "./experiment.ts";
import { readLatencies, tooLarge } from "./file.ts";
import type { Latencies } from "./file.ts";
import { keptText, readKept } from "./keep.ts";
import { latencyReport } from "./report.ts";

const TEXT = readFileSync(new URL("./fixtures/latencies.json", import.meta.url), "utf8");
const recorded = (): Latencies => {
  const read = readLatencies(TEXT);
  if (!read.ok) throw new Error(read.message);
  return read.latencies;
};
const changed = (change: (file: Record<string, unknown>) => void): string => {
  const file = JSON.parse(TEXT) as Record<string, unknown>;
  change(file);
  return JSON.stringify(file);
};

describe("a result file", () => {
  it("that the project wrote is read, and comes back from the journal", () => {
    const latencies = recorded();
    expect(latencies.loads.map(({ load }) => load)).toEqual(["closed", "open"]);
    const text = keptText(latencies);
    expect(text).toContain("- open, from when it was due: 1500 samples, p50 2.31 ms, p99 282 ms, max 302 ms");
    expect(readKept(text)).toEqual(latencies);
    expect(readKept("an answer in words")).toBeNull();
  });

  it("answers each line of the lesson's journal entry", () => {
    const report = latencyReport(recorded());
    const lesson = readFileSync(new URL("../../../lessons/where-it-goes/axum.md", import.meta.url), "utf8");
    const asked = /```template\n([^]*?)```/.exec(lesson)?.[1]?.trim().split("\n") ?? [];
    for (const line of asked) expect(report).toContain(/^(The clock starts|[^:]*:)/.exec(line)?.[0]);
    expect(asked).toHaveLength(6);
    expect(report).toContain("release; Histogram and gather of the course\n");
    expect(latencyReport({ ...recorded(), handIn: "5aa1" })).toContain("gather of hand-in 5aa1\n");
    expect(report).toContain(
      "500 requests/s over 4 connections for 3 s; an answer takes 1 ms; a stall of 300 ms",
    );
    expect(report).toMatch(/^- open, from when it was due: 2\.31 ms, 282 ms, .*, 302 ms; 1500 samples$/m);
    expect(report).toContain("- closed: 156 of 1500\n- open: 0 of 1500\n");
  });

  it.each([
    ["no JSON", "<html>", "This file is not JSON."],
    ["other JSON", '{"version":1}', "not a latencies.json"],
    ["null", "null", "not a latencies.json"],
    [
      "a later version",
      changed((file) => (file["version"] = 2)),
      "has version 2, and this page reads version 1",
    ],
    ["no loads", changed((file) => (file["loads"] = [])), "unexpected at loads"],
    [
      "text for a rate",
      changed((file) => (file["plan"] = { ratePerSecond: "<b>" })),
      'at plan.ratePerSecond: expected number, got "<b>"',
    ],
    ["a negative latency", TEXT.replace('"p50":2200772', '"p50":-1'), "at loads.0.series.0.exact.p50"],
    ["endless buckets", changed((file) => (file["bucketsPerDecade"] = 1e9)), "at bucketsPerDecade"],
  ])("with %s is refused", (_, text, says) => {
    expect(readLatencies(text)).toEqual({ ok: false, message: expect.stringContaining(says) as string });
  });
});

it("is refused unread when it is far too large, with what to do", () => {
  expect(tooLarge({ name: "film.mp4", size: 3_000_000 })).toMatch(
    /^film\.mp4 has 3\.0 MB, far more than the project writes\. Run `cargo run/,
  );
  expect(tooLarge({ name: "latencies.json", size: TEXT.length })).toBeUndefined();
});

describe("in virtual time", () => {
  const { loads, samples } = experiment(PLAN);
  const p99 = (load: string, clock: string): number | undefined =>
    loads.find((one) => one.load === load)?.series.find((one) => one.clock === clock)?.exact.p99;

  it("the closed loop hides the stall, and both remedies show it", () => {
    expect(p99("closed", "send")).toBe(1e6);
    expect(p99("open", "send")).toBe(1e6);
    expect(p99("closed", "corrected")).toBeGreaterThan(200e6);
    expect(p99("open", "intended")).toBeGreaterThan(200e6);
    expect(loads.map(({ planned, answered }) => planned - answered)).toEqual([144, 0]);
    expect(hiddenWords(loads)).toMatch(
      /^The closed loop reports p99 = 1 ms, and never sent 144 of its 1,500 requests\. .* \d+ times as long\.$/,
    );
    expect(samples).toHaveLength(4);
  });

  it("gives the numbers that the lesson's prediction explains", () => {
    const lesson = readFileSync(new URL("../../../lessons/where-it-goes/axum.md", import.meta.url), "utf8");
    const [fromSend, , , fromDue] = samples;
    const slow = fromSend?.filter((ns) => ns > 100e6).length ?? 0;
    const waited = fromDue?.filter((ns) => ns > 2e6).length ?? 0;
    const sent = loads[0]!.answered;
    expect(lesson).toContain("Four bad samples of 1,350 are 0.3 %");
    expect([slow, Math.round(sent / 50) * 50, ((100 * slow) / sent).toFixed(1)]).toEqual([4, 1_350, "0.3"]);
    expect(lesson).toContain(
      "150 requests are due in that time, a tenth of all, and they wait between 300 ms and nothing",
    );
    expect((PLAN.ratePerSecond * PLAN.stall.lastsMs) / 1_000).toBe(150);
    expect(loads[1]!.planned).toBe(10 * 150);
    // Those that queue behind them wait, too.
    expect(waited).toBeGreaterThanOrEqual(150);
    expect(waited).toBeLessThan(200);
    expect(Math.max(...(fromDue ?? []))).toBe(301e6);
    // "most of those waited longer than 50 ms": without those, the service level is missed.
    expect(fromDue?.filter((ns) => ns > 50e6).length).toBeGreaterThan(75);
  });

  it("each series has its samples in its buckets, and quantiles of nearest rank", () => {
    const all = loads.flatMap(({ series }) => series);
    expect(all.map(({ clock }) => clock)).toEqual(["send", "corrected", "send", "intended"]);
    for (const [index, { exact, histogramNs }] of all.entries()) {
      const sorted = samples[index]!.toSorted();
      const smallest = (q: number) => sorted.find((_, at) => at + 1 >= q * sorted.length);
      expect(exact).toEqual({
        count: sorted.length,
        p50: smallest(0.5),
        p90: smallest(0.9),
        p99: smallest(0.99),
        p999: smallest(0.999),
        max: sorted.at(-1),
      });
      expect(histogramNs.reduce((sum, [, count]) => sum + count, 0)).toBe(sorted.length);
    }
  });

  it("the correction adds a sample for each request that was due while its client waited", () => {
    const slow = samples[0]!.filter((ns) => ns > 100e6);
    const added = samples[1]!.filter((ns) => ns > 1e6 && !slow.includes(ns));
    // Every client's interval is 8 ms: from a wait of 301 ms come 293, 285, … and, last, 13 ms.
    expect(added.filter((ns) => ns < 16e6)).toHaveLength(slow.length);
    expect(Math.min(...added)).toBeGreaterThanOrEqual(8e6);
    expect(samples[1]!.length - samples[0]!.length).toBe(
      slow.reduce((sum, ns) => sum + Math.floor(ns / 8e6) - 1, 0),
    );
  });

  it("a request that is being answered when the stall begins is answered when it ends", () => {
    const { samples: slower } = experiment({ ...PLAN, serviceMs: 5 });
    // Sent at 998 ms, and the server goes on at 1,300.
    expect(Array.from(slower[2]!)).toContain(302e6);
  });

  it("without a stall the loops agree", () => {
    const calm = experiment({ ...PLAN, stall: { atMs: 0, lastsMs: 0 } });
    expect(calm.loads.flatMap(({ series }) => series.map(({ exact }) => exact.max))).toEqual([
      1e6, 1e6, 1e6, 1e6,
    ]);
  });

  it("is not made of a plan that would take minutes", () => {
    expect(isSmall(PLAN)).toBe(true);
    expect(isSmall({ ...PLAN, ratePerSecond: 1e6 })).toBe(false);
    expect(isSmall({ ...PLAN, connections: 1_000 })).toBe(false);
  });
});

it("draws each nine of the share, as far as there are samples", () => {
  const { loads, bucketsPerDecade } = recorded();
  const rows = rowsOf(loads, bucketsPerDecade);
  expect(rows[0]?.nines).toBe(0);
  expect(rows.at(-1)!.nines).toBeGreaterThan(3);
  const at99 = rows.find(({ nines }) => Math.abs(nines - 2) < 1e-9)!;
  // 282 ms is in the bucket that ends at 10^8.45 ns.
  expect(at99["open-intended"]).toBe(8.45);
  const last = rowsOf(experiment(PLAN).loads, 20).at(-1)!;
  // Fewer samples have fewer nines, and a shorter line.
  expect([last["closed-send"], typeof last["open-intended"]]).toEqual([null, "number"]);
  expect(linesOf(loads).map(({ name }) => name)[2]).toBe("closed, corrected");
  expect([0.301, 1, 2, 3].map(shareWords)).toEqual(["50 %", "90 %", "99 %", "99.9 %"]);
});
