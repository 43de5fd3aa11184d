import { afterEach, expect, it, vi } from "vitest";
import type { Comparison } from "../features/hand-in/compare.ts";
import type { HandIn } from "../features/hand-in/hand-in.ts";
import type { Regraded } from "../features/hand-in/regrade.ts";
import { asClaimed, report } from "./regrade-report.ts";

const comparison = (more: Partial<Comparison>): Comparison => ({
  exercise: "week-01/gather",
  language: "typescript",
  claimed: { passed: 3, total: 3 },
  found: { passed: 3, total: 3 },
  agreement: "same",
  differences: [],
  failing: [],
  note: "",
  ...more,
});
const rust = comparison({
  language: "rust",
  found: undefined,
  agreement: "not-rerun",
  note: "not re-run: Rust",
});
const graded = (comparisons: Comparison[], edited = false): Regraded => ({
  file: "ada.json",
  kind: "graded",
  handIn: { learner: "Ada\u001b[2J" } as HandIn,
  edited,
  comparisons,
});

afterEach(() => void vi.restoreAllMocks());

function said(all: Regraded[]): string {
  let text = "";
  vi.spyOn(process.stdout, "write").mockImplementation((chunk) => ((text += String(chunk)), true));
  report(all, {});
  return text;
}

it("marks Rust as a claim, neither confirmed nor contradicted, and counts it apart", () => {
  const text = said([graded([comparison({}), rust])]);
  expect(text).toContain("week-01/gather  TypeScript  claimed 3/3, found 3/3  same");
  expect(text).toMatch(/^\? ada\.json .* Rust {2}claimed 3\/3, not re-run {2}\(not re-run: Rust\)$/m);
  expect(text).toMatch(/^1 hand-ins, 0 not as claimed\n\? 1 in Rust: claimed, not re-run\n$/m);
});

it("says no word of Rust where there is none, and hands the terminal nothing to obey", () => {
  const text = said([graded([comparison({})])]);
  expect(text).not.toMatch(/Rust/);
  expect(text).toContain("Ada\u{fffd}[2J");
});

it.each([
  ["as claimed", graded([comparison({}), rust]), true],
  ["claimed more", graded([rust, comparison({ agreement: "claimed-more" })]), false],
  ["changed since", graded([comparison({})], true), false],
  ["unreadable", { file: "b.json", kind: "unreadable", message: "it is not JSON" } as const, false],
])("%s", (_, one, expected) => {
  expect(asClaimed(one)).toBe(expected);
});
