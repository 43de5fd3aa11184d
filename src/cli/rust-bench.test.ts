/** The measurement of an answer on real tokio: the content of bench.json, also for faulty code; skipped without cargo. */
// @module-tag cargo
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { agreementOf, MIN_WORKERS } from "../../harness/bench/agreement.ts";
import { readBrought } from "../features/rust/brought.ts";
import { temporaryFolders } from "./temporary-folders.ts";
import { buildChecks, call, canBuildChecks, compile, glueFor, type Toolchain } from "./cargo.ts";

const temporaryFolder = temporaryFolders();

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const IN_TIME_MS = 600_000;
const QUANTILES = ["p50", "p90", "p99"] as const;
const cargo = await canBuildChecks(ROOT);

describe.skipIf(!cargo)(`with an answer${cargo ? "" : " (skipped: no cargo)"}`, () => {
  let toolchain: Toolchain;
  beforeAll(async () => {
    toolchain = await buildChecks(ROOT);
  }, IN_TIME_MS);

  /** @returns the folder of an executable called `bench` */
  async function built(answer: string): Promise<string> {
    const folder = temporaryFolder("bench");
    writeFileSync(join(folder, "answer.rs"), answer);
    const glue = readFileSync(join(ROOT, "harness/tokio/course/benches/capstone.rs"), "utf8");
    writeFileSync(join(folder, "main.rs"), glueFor(glue, join(folder, "answer.rs")));
    const compiled = await compile(toolchain, join(folder, "main.rs"), join(folder, "bench"));
    if (compiled.code !== 0) throw new Error(compiled.stderr);
    return folder;
  }

  it(
    "bench.json has the learner's quantiles, those of the raw samples, and all counts",
    async () => {
      const folder = await built(readFileSync(join(ROOT, "lessons/week-01/capstone/solution.rs"), "utf8"));
      const ran = await call(join(folder, "bench"), [], { cwd: folder });
      expect(ran.stdout).toContain("bench.json written");
      const brought = readBrought(readFileSync(join(folder, "bench.json"), "utf8"), "", "");
      if (brought.kind !== "bench") throw new Error(`it was not taken: ${JSON.stringify(brought)}`);
      expect(brought.runs.map(({ flavor }) => flavor)).toEqual(["current_thread", "multi_thread"]);
      for (const { profile, histogramNs } of brought.runs) {
        expect(profile.notes).toEqual([]);
        // The same rule on both sides: the page derives from these workers what the file says.
        const tooFew = profile.workerRatios.length < MIN_WORKERS;
        const { ratio, interval } = tooFew ? profile : agreementOf(profile.workerRatios);
        expect(profile.ratio / ratio).toBeCloseTo(1, 6);
        expect(profile.interval[0] / interval[0]).toBeCloseTo(1, 6);
        expect(profile.interval[1] / interval[1]).toBeCloseTo(1, 6);
        expect(profile.throughGather).toBeGreaterThan(0);
        for (const side of ["inline", "spawn"] as const) {
          for (const q of QUANTILES) {
            const raw = Math.round(profile[side][q]);
            const learners = profile.learner?.[side][q];
            // The upper bound of the bucket with the sample of this rank, rounded down.
            expect(learners).toBeGreaterThanOrEqual(raw - 1);
            expect(learners).toBeLessThanOrEqual(1.19 * raw);
          }
          const counts = histogramNs?.[side].map(([, count]) => count) ?? [];
          expect(counts.reduce((sum, count) => sum + count, 0)).toBe(profile.rounds);
        }
      }
    },
    IN_TIME_MS,
  );

  const gather = (body: string): string =>
    "pub async fn gather<F: std::future::Future + Unpin>(futures: Vec<F>) -> Vec<F::Output> {\n" +
    `    let mut results = Vec::new();\n    for future in futures { ${body} }\n    results\n}\n`;
  const histogram = (record: string, count: string): string =>
    `pub struct Histogram(u64);\nimpl Histogram {\n    pub fn new() -> Self { Histogram(0) }\n` +
    `    pub fn record(&mut self, ns: u64) { ${record} }\n    pub fn count(&self) -> u64 { ${count} }\n` +
    "    pub fn percentile(&self, _: f64) -> u64 { self.0 }\n}\n";
  const right = { gather: "results.push(future.await);", record: "self.0 += ns / ns;", count: "self.0" };

  it.each([
    [
      "a gather in another order, and a Histogram that counts wrong",
      { ...right, gather: "results.insert(0, future.await);", count: "self.0 + 1" },
      [/gather did not take part: .* in another order/, /Histogram did not take part: count\(\) says/],
    ],
    [
      "a gather that is still to be written, and a Histogram that panics",
      { ...right, gather: 'results.push(future.await); todo!("sweep")', record: 'panic!("at\\n{ns}")' },
      [
        /gather did not take part: it is still to be written/,
        /Histogram did not take part: it panicked: at \d/,
      ],
    ],
    [
      "a gather that prints into the output",
      { ...right, gather: 'print!("inline 1 2 3"); results.push(future.await);' },
      [],
    ],
  ])(
    "is still measured: %s",
    async (_, answer, notes) => {
      const folder = await built(gather(answer.gather) + histogram(answer.record, answer.count));
      const { stdout } = spawnSync(join(folder, "bench"), ["--worker", "current_thread"], {
        input: "",
        maxBuffer: 1 << 28,
      });
      const lines = stdout.toString().split("\n");
      const numbers = (name: string): number =>
        lines.find((line) => line.includes(`\u001e${name} `))?.split(" ").length ?? 0;
      expect(numbers("spawn")).toBeGreaterThan(1);
      expect(lines.some((line) => line.endsWith("agree 1"))).toBe(true);
      const said = lines.filter((line) => line.includes("\u001enote "));
      expect(said).toHaveLength(notes.length);
      for (const note of notes) expect(said.join("\n")).toMatch(note);
    },
    IN_TIME_MS,
  );
});
