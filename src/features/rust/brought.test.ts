/** Tests which files from the learner's project are accepted and which refused. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { benchProfile } from "../../../harness/testing/profile.ts";
import { readBrought } from "./brought.ts";

const report = JSON.parse(
  readFileSync(new URL("../../../harness/fixtures/reports/pass.json", import.meta.url), "utf8"),
) as { exercise: string; contentHash: string };
const read = (value: unknown, exercise = report.exercise, hash = report.contentHash) =>
  readBrought(JSON.stringify(value), exercise, hash);

describe("a file that is brought back", () => {
  it("is a report with the code that it judged", () => {
    expect(read({ report, answer: "// mine" })).toMatchObject({ kind: "report", answer: "// mine" });
  });

  it.each([
    ["of another exercise", { report, answer: "" }, "week-09/other", report.contentHash, "is a report on"],
    ["of another version", { report, answer: "" }, report.exercise, "another", "Download it again"],
    ["without its code", { report }, report.exercise, report.contentHash, "not a report.json or bench.json"],
    ["with nothing measured", { version: 1, tokio: "1.53.1", runs: [] }, "", "", "contains no measurement"],
    ["of no known shape", [1, 2], "", "", "not a report.json or bench.json"],
  ])("is refused: %s", (_, value, exercise, hash, words) => {
    const brought = read(value, exercise, hash);
    expect(brought.kind === "refused" && brought.message).toContain(words);
  });

  it("is a measurement", () => {
    const profile = benchProfile({ ratio: 38, workerRatios: [38], interval: [37, 39] });
    const run = {
      flavor: "current_thread",
      workRounds: 8,
      atMs: 1,
      environment: { engine: "tokio" },
      profile,
    };
    expect(read({ version: 1, tokio: "1.53.1", runs: [run] })).toMatchObject({ kind: "bench", runs: [run] });
    expect(read({ version: 1, tokio: "1.53.1", runs: [{ ...run, flavor: "other" }] }).kind).toBe("refused");
    expect(read({ version: 1, tokio: "1.53.1", runs: [{ ...run, atMs: 1e300 }] }).kind).toBe("refused");
  });

  const made = (name: string): string =>
    readFileSync(new URL(`../../../harness/fixtures/tokio/${name}`, import.meta.url), "utf8");

  it("is taken as cargo bench wrote it, field for field", () => {
    const text = made("bench.json");
    const brought = readBrought(text, "", "");
    expect(brought).toEqual({ kind: "bench", runs: (JSON.parse(text) as { runs: unknown }).runs });
  });

  it("is taken as cargo test wrote it, while the exercise is the same", () => {
    const text = made("report.json");
    const { report: judged } = JSON.parse(text) as { report: { contentHash: string } };
    const brought = readBrought(text, "week-01/capstone", judged.contentHash);
    expect(brought).toMatchObject({ kind: "report", report: { passed: true } });
    expect(readBrought(text, "week-01/capstone", "another").kind).toBe("refused");
  });
});
