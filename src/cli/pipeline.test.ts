/** The figures that Lab C quotes are those of its design under load, and what it advises fulfils its requirements. */
// @module-tag slow
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { lint } from "../recording/studio/lints.ts";
import { runLoad } from "../recording/studio/load/load.ts";
import type { LoadResult } from "../recording/studio/load/result.ts";
import { judge, parseRequirement, splitRequirements } from "../recording/studio/requirements.ts";
import type { Design } from "../recording/studio/schema.ts";
import { readYaml } from "../recording/studio/yaml.ts";

const FOLDER = new URL("../../lessons/where-it-goes/", import.meta.url);
const lesson = readFileSync(new URL("end-to-end.md", FOLDER), "utf8");
const yaml = readFileSync(new URL("pipeline.yaml", FOLDER), "utf8");
const requirements = splitRequirements(/requires="([^"]+)"/.exec(lesson)?.[1] ?? "");

function ran(change: (text: string) => string): { design: Design; result: LoadResult } {
  const read = readYaml(change(yaml));
  if (!read.ok) throw new Error(JSON.stringify(read.mistakes));
  const running = runLoad(read.design);
  let step = running.next();
  while (step.done !== true) step = running.next();
  return { design: read.design, result: step.value };
}

const bounded = (text: string): string => text.replace("capacity: null", "capacity: 256");
const wait = (result: LoadResult, queue: string): number =>
  result.queues.find(({ id }) => id === queue)?.p99WaitNs ?? NaN;
/** "17 ms" -> 17,000,000 */
const inNs = (cell: string): number => parseFloat(cell) * (cell.includes("ms") ? 1e6 : 1e3);

/** Of the lesson's first table, the waits and how busy each of these tasks is. */
const tableOf = (...tasks: string[]): string[][] => {
  const rows = tasks.map((task) => new RegExp(`^\\| ${task} \\|(.*)\\|$`, "m").exec(lesson)?.[1] ?? "");
  const cells = rows.map((row) => row.split("|").map((cell) => cell.trim()));
  return [1, 2].map((column) => cells.map((row) => row[column] ?? ""));
};

/** The requirements that the design does not fulfil. */
const unmet = ({ design, result }: ReturnType<typeof ran>): string[] =>
  requirements.filter((text) => {
    const requirement = parseRequirement(text);
    if (typeof requirement === "string") throw new Error(requirement);
    return judge(requirement, design, lint(design), result).met !== true;
  });

it("waits before fan-out as drawn, and elsewhere with a bounded queue", () => {
  const drawn = ran((text) => text);
  const withBound = ran(bounded);
  const row = ({ result }: typeof drawn): number[] => [
    ...["feed", "updates", "quotes"].map((queue) => wait(result, queue)),
    result.latencies.find(({ via }) => via === "prices")?.quantilesNs.p99 ?? NaN,
  ];
  const quoted = Array.from(lesson.matchAll(/^\| (?:none|256) \|(.*)\|$/gm), ([, cells = ""]) =>
    cells.split("|").map((cell) => inNs(cell.trim())),
  );
  // The lesson quotes two or three digits.
  const off = [row(drawn), row(withBound)].map((all, at) =>
    all.map((ns, i) => ns / (quoted[at]?.[i] ?? NaN)),
  );
  expect(off.flat().filter((ratio) => !(ratio > 0.97 && ratio < 1.03))).toEqual([]);
  const [waitsOfTable = [], busyOfTable = []] = tableOf("reader", "shard", "fan-out");
  expect(waitsOfTable.map(inNs)).toEqual(quoted[0]?.slice(0, 3));
  const busiest = drawn.result.tasks.slice(0, 3).map(({ busiest: part }) => `${Math.round(100 * part)} %`);
  expect(busiest).toEqual(busyOfTable);
  const few = ran((text) => text.replace("count: 1000", "count: 10"));
  expect(["feed", "updates"].map((queue) => Math.round(wait(few.result, queue) / 1e3))).toEqual(
    /With ten connections it is (\d+) and (\d+) µs/.exec(lesson)?.slice(1).map(Number),
  );
  expect(unmet(drawn)).toEqual(requirements);
  expect(unmet(withBound)).toContain("keeps-up");
});

it.each([2, 8])("fulfils everything with %i fan-out tasks and a bounded queue", (count) => {
  const fulfilled = ran((text) =>
    bounded(text).replace("- id: fan-out\n", `- id: fan-out\n    count: ${count}\n`),
  );
  expect(unmet(fulfilled)).toEqual([]);
  // "the wait of that stage falls below a millisecond"
  expect(wait(fulfilled.result, "quotes")).toBeLessThan(1e6);
});
