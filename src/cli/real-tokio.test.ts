/** The numbers of real tokio that the capstone and its chart show are those of the rounds that were kept. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { REAL_TOKIO, REAL_TOKIO_ROUNDS } from "../features/chart/real-tokio.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** `current_thread,task,8` -> spawn / inline of each round, sorted */
function ratiosOf(build: "debug" | "release"): Map<string, number[]> {
  const csv = readFileSync(`${ROOT}/harness/tokio/measured/spawn-${build}.csv`, "utf8");
  expect(csv).toMatch(/^# tokio 1\.53\.1, /);
  const ratios = new Map<string, number[]>();
  for (const line of csv.split("\n").filter((each) => /^(current|multi)/.test(each))) {
    const [runtime, place, work, , inline, spawn] = line.split(",");
    const cell = `${runtime},${place},${work}`;
    ratios.set(cell, [...(ratios.get(cell) ?? []), Number(spawn) / Number(inline)]);
  }
  for (const [cell, values] of ratios)
    ratios.set(
      cell,
      values.toSorted((a, b) => a - b),
    );
  return ratios;
}

const measured = { debug: ratiosOf("debug"), release: ratiosOf("release") };

/** Two or three digits, as the pages write them. */
function quantile(build: "debug" | "release", cell: string, q: number): number {
  const values = measured[build].get(cell) ?? [];
  expect([cell, values.length]).toEqual([cell, 100]);
  const ratio = values[Math.ceil(q * values.length - 1e-9) - 1] ?? Number.NaN;
  const step = ratio >= 1000 ? 100 : ratio >= 100 ? 10 : ratio >= 20 ? 1 : 0.1;
  return Number((Math.round(ratio / step) * step).toFixed(1));
}

it("the capstone's table", () => {
  const page = readFileSync(`${ROOT}/lessons/week-01/capstone.md`, "utf8");
  const rows = [
    ...page.matchAll(
      /^\| (debug|release), (current-thread|multi-thread with 2 workers), (\S.*?) \| (.*) \|$/gm,
    ),
  ];
  expect(rows).toHaveLength(8);
  for (const [row, build = "", runtime = "", place = "", cells = ""] of rows) {
    const name = `${runtime === "current-thread" ? "current_thread" : "multi_thread_2"},${place === "in a task" ? "task" : "block_on"}`;
    const shown = cells.split(" | ").map((cell) => Number(cell.replace(",", "")));
    const found = [0, 8, 32, 128].map((work) =>
      quantile(build as "debug" | "release", `${name},${work}`, 0.5),
    );
    expect([row, ...shown]).toEqual([row, ...found]);
  }
});

it("the chart's rows", () => {
  for (const { profile, where, ratios } of REAL_TOKIO) {
    const name = `${where.startsWith("current") ? "current_thread" : "multi_thread_2"},${where.endsWith("block_on") ? "block_on" : "task"}`;
    const found = REAL_TOKIO_ROUNDS.map((work) => ({
      median: quantile(profile, `${name},${work}`, 0.5),
      range: [quantile(profile, `${name},${work}`, 0.1), quantile(profile, `${name},${work}`, 0.9)],
    }));
    expect([where, ...ratios]).toEqual([where, ...found]);
  }
});
