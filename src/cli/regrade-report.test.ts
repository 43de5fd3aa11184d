import { afterEach, expect, it, vi } from "vitest";
import { notHandedIn, type Comparison } from "../features/hand-in/compare.ts";
import type { HandIn } from "../features/hand-in/hand-in.ts";
import type { Regraded } from "../features/hand-in/regrade.ts";
import { inOrder, report, standing } from "./regrade-report.ts";

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

function said(all: Regraded[], litter = 0): string {
  let text = "";
  vi.spyOn(process.stdout, "write").mockImplementation((chunk) => ((text += String(chunk)), true));
  report(all, litter, {});
  return text;
}

it("marks Rust as a claim, neither confirmed nor contradicted, and counts it apart", () => {
  const text = said([graded([comparison({}), rust])]);
  expect(text).toContain("week-01/gather  TypeScript  claimed 3/3, found 3/3  same");
  expect(text).toMatch(/^\? ada\.json .* Rust {2}claimed 3\/3, not re-run {2}\(not re-run: Rust\)$/m);
  expect(text).toMatch(/^1 file: 1 as claimed, 0 not as claimed\n\? 1 in Rust: claimed, not re-run\n$/m);
});

it("does not mention Rust if there is none, and prints nothing that controls the terminal", () => {
  const text = said([graded([comparison({})])]);
  expect(text).not.toMatch(/Rust/);
  expect(text).toContain("Ada\u{fffd}[2J");
});

const ungraded = (kind: "unreadable" | "stopped" | "other"): Regraded => ({
  file: "b\n.txt",
  kind,
  message: "why",
});

it("names every file that was not graded with the reason, and counts each kind separately", () => {
  const text = said([graded([comparison({})]), ungraded("unreadable"), ungraded("other")], 3);
  expect(text).toContain("! b\ufffd.txt: cannot be read: why\n- b\ufffd.txt: not a hand-in: why\n");
  expect(text).toMatch(
    /^3 files: 1 as claimed, 0 not as claimed, 1 cannot be read, 1 not a hand-in by name; 3 of the operating system ignored\n$/m,
  );
});

it("has a line for an exercise that was not handed in, and for a hand-in without any", () => {
  expect(said([graded([notHandedIn("week-01/tail")])])).toMatch(
    /^- ada\.json .* week-01\/tail {2}not handed in$/m,
  );
  expect(said([graded([])])).toContain("- ada.json: no exercise handed in\n");
});

it.each([
  ["as claimed", graded([comparison({}), rust, notHandedIn("week-01/tail")]), "as-claimed", true],
  ["claimed more", graded([rust, comparison({ agreement: "claimed-more" })]), "not-as-claimed", false],
  ["changed since", graded([comparison({})], true), "not-as-claimed", false],
  ["not run", graded([comparison({ agreement: "not-run" })]), "not-run", false],
  ["unreadable", ungraded("unreadable"), "unreadable", false],
  ["another file", ungraded("other"), "other", true],
])("%s", (_, one, expected, order) => {
  expect(standing(one)).toBe(expected);
  expect(inOrder(one)).toBe(order);
});
