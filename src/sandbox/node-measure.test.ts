/** The measurement in processes of their own: of tokio itself and of the model, and what the answer finds there. */
// @module-tag slow
import { expect, it } from "vitest";
import { measureInNode } from "./node-measure.ts";
import type { NodeMeasureOptions } from "./node-measure.ts";

const QUICK = { warmUpMs: 1, warmUpOps: 500, measureMs: 20 };
const measure = (source: string, change: Partial<NodeMeasureOptions> = {}) =>
  measureInNode(source, { engine: "tokio", profile: "debug", workRounds: 8, options: QUICK, ...change });

/** What an answer says about the place where it is measured: the reason why it took no part. */
const told = (expression: string) => `export function gather() { throw new Error(String(${expression})); }`;

it.each(["tokio", "model"] as const)("%s is measured, by name", async (engine) => {
  const outcome = await measure("export class Histogram {}", { engine, curve: [8, 64] });
  expect(outcome).toMatchObject({ kind: "measured", profile: { engine, profile: "debug" } });
  if (outcome.kind !== "measured") return;
  const { build, curve, notes, ladder } = outcome.profile;
  expect(build?.tokio).toBe(engine === "tokio" ? "1.53.1" : undefined);
  expect(ladder?.boxedNs === undefined).toBe(engine === "model");
  expect(curve?.map(({ rounds }) => rounds)).toEqual([8, 64]);
  expect(notes?.join()).toContain("the file exports no function of that name");
});

it("the answer finds no WebAssembly where the engine has one", async () => {
  const names =
    "typeof WebAssembly + ' ' + Reflect.ownKeys(globalThis).filter((key) => /wasm|assembly|module/i.test(String(key)))";
  const outcome = await measure(told(names));
  expect(JSON.stringify(outcome)).toContain("it threw: undefined ");
  expect(JSON.stringify(outcome)).not.toMatch(/undefined \w/);
});

it("a file that does not compile is not measured", async () => {
  expect((await measure("export const = 1;")).kind).toBe("does-not-compile");
});
