/** Ordinary Rust runs on the model in the order in which real tokio 1.53.1 polled it, and prints the same. */
// @module-tag slow
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { printRust } from "../../src/recording/program/rust.ts";
import { runOnModel } from "./on-model.ts";
import { PRINTED, recordedOrders, variants } from "./fixtures.ts";
import { optionsOf, orderOf as orderOfTaskProgram } from "./random.ts";
import type { Program } from "../../src/runtime/programs/program.ts";

const all = variants();

test("no program is unrecorded, and no two have the same name", () => {
  expect(new Set(all.map(({ file, flavor }) => `${file} ${flavor}`)).size).toBe(all.length);
  const recorded = new Set(recordedOrders().map(({ file }) => file));
  expect(all.filter(({ file }) => !recorded.has(file)).map(({ file }) => file)).toEqual([]);
});

describe("written by hand", () => {
  test.each(recordedOrders())("$file on $flavor", ({ file, flavor, order, prints }) => {
    const variant = all.find((each) => each.file === file && each.flavor === flavor);
    expect(runOnModel(variant?.text ?? "")).toEqual({ order, prints });
  });
});

const printed = readFileSync(PRINTED, "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line) as { program: Program; order: string });

test("a thousand random task programs have the same order as what they are and as Rust", () => {
  for (const { program, order } of printed) {
    const text = printRust(program, optionsOf(program)) ?? "";
    expect({ text, order: orderOfTaskProgram(program) }).toEqual({ text, order });
    expect({ text, ...runOnModel(text) }).toEqual({ text, order, prints: "" });
  }
});
