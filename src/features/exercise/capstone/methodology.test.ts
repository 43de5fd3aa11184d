/** What the draft of the methodology says about a measurement, and where it leaves room for the learner's own lines. */
import { readFileSync } from "node:fs";
import * as v from "valibot";
import { formatRatio } from "../../../lib/units.ts";
import { describe, expect, it } from "vitest";
import { TokioRun } from "../../../progress/schema.ts";
import { methodologyDraft } from "./methodology.ts";

const file: unknown = JSON.parse(
  readFileSync(new URL("../../../../harness/fixtures/tokio/bench.json", import.meta.url), "utf8"),
);
const { runs } = v.parse(v.object({ runs: v.array(TokioRun) }), file);

describe("the draft of the methodology", () => {
  it("is empty while nothing was measured", () => {
    expect(methodologyDraft(undefined)).toBe("");
  });

  it("names machine, versions, profiles and samples of real tokio, also where the page measured nothing", () => {
    const draft = methodologyDraft(undefined, runs);
    expect(draft).toContain("Machine: linux x86_64, Example Processor, 2 logical cores\n");
    expect(draft).toMatch(/^Versions: tokio 1\.53\.1, rustc 1\.95\.0 \(\w+ [\d-]+\)$/m);
    for (const { flavor, profile } of runs) {
      expect(draft).toContain(
        `\n- ${profile.profile}, ${flavor}: spawn / inline = ${formatRatio(profile.ratio)} (`,
      );
      expect(draft).toContain(`samples per run: ${profile.rounds} rounds`);
    }
    expect(draft.match(/as my Histogram reports them/g)).toHaveLength(runs.length);
    expect(draft.trimEnd().split("\n").slice(-3)).toEqual([
      "What I expected:",
      "What I found, and why:",
      "What I would measure next on real tokio, with criterion:",
    ]);
  });

  it("says what the runs of one machine share once, and a second machine apart", () => {
    const second = runs.map((run) => ({
      ...run,
      environment: { ...run.environment, platform: "macos aarch64" },
    }));
    expect(methodologyDraft(undefined, runs).match(/^Machine: /gm)).toHaveLength(1);
    const machines = methodologyDraft(undefined, [...runs, ...second]).match(/^Machine: .*$/gm);
    expect(machines).toEqual([
      "Machine: linux x86_64, Example Processor, 2 logical cores",
      "Machine: macos aarch64, 2 logical cores",
    ]);
  });

  it("says how each measurement was made: an older one had three runs", () => {
    const newer = runs.map((run) => ({ ...run, profile: { ...run.profile, discarded: 0 } }));
    expect(methodologyDraft(undefined, runs)).toMatch(/three fresh processes .* the middle one/);
    expect(methodologyDraft(undefined, newer)).toMatch(/three to nine; it is their geometric mean\.$/m);
  });

  it("takes what the learner expected from the chart", () => {
    expect(methodologyDraft(undefined, runs, "ten times.")).toContain("What I expected: ten times.\n");
  });
});
