/** A hand-in with reports of earlier checks is read, and what has changed since is reported as another version, not as a lie. */
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { exercises } from "../../../harness/index.ts";
import { compare } from "./compare.ts";
import { readHandIn } from "./read-hand-in.ts";

const text = readFileSync(new URL("fixtures/earlier-checks.json", import.meta.url), "utf8");

it("is read, and was not edited", () => {
  const read = readHandIn(text);
  expect(read).toMatchObject({ ok: true, edited: false });
});

it("is compared with a run of today's checks", () => {
  const read = readHandIn(text);
  if (!read.ok) throw new Error(read.message);
  const claimed = read.handIn.exercises.find(({ exercise }) => exercise === "week-01/histogram")?.report;
  if (!claimed) throw new Error("it has no histogram");
  const checks = (exercises["week-01/histogram"]?.checks ?? []).map(({ id, title }) => ({
    id,
    title,
    status: "pass" as const,
    message: "",
  }));
  const found = { ...claimed, contentHash: "fedcba9876543210", checks };
  expect(compare(claimed, { kind: "report", report: found })).toMatchObject({
    agreement: "other-version",
    claimed: { passed: claimed.checks.length },
    found: { passed: checks.length },
    differences: ["exact: claimed nothing, found pass"],
  });
});
