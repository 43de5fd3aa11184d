/** The model and tokio itself poll the same task programs and gathers in the same order. */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { gatherTurns } from "../../../harness/gather/engines.ts";
import { compileFile } from "../../../harness/testing/load.ts";
import { model } from "../../runtime/engine.ts";
import type { Engine } from "../../runtime/engine.ts";
import { asyncBlock, awaited, ready } from "../../runtime/index.ts";
import type { Modules } from "../../runtime/modules.ts";
import { ProgramGenerator } from "../../runtime/programs/generate.ts";
import { pollOrder } from "../../runtime/programs/order.ts";
import { needsThreads, parseProgram } from "../../runtime/programs/program.ts";
import type { Program, Recorded } from "../../runtime/programs/program.ts";
import { hostEngine } from "./host.ts";
import { readModule } from "./read-module.ts";

const bytes = await readModule("host");
const root = new URL("../../../", import.meta.url);
const MOST_POLLS = 50_000;

/** The programs whose orders differ, with both orders. */
function differing(programs: readonly Program[]): unknown[] {
  const tokio = hostEngine(bytes, WebAssembly);
  return programs.flatMap((program) => {
    const onModel = pollOrder(program, MOST_POLLS);
    const onTokio = pollOrder(program, MOST_POLLS, tokio);
    return onModel === onTokio ? [] : [{ program, onModel, onTokio }];
  });
}

it("has the model's modules, with the same names in each", () => {
  const names = (modules: Modules) =>
    Object.fromEntries(Object.entries(modules).map(([name, it]) => [name, Object.keys(it).toSorted()]));
  expect(names(hostEngine(bytes, WebAssembly).modules)).toEqual(names(model.modules));
});

describe("task programs", () => {
  it("a thousand generated ones", () => {
    const generator = new ProgramGenerator(1953);
    const programs: Program[] = [];
    while (programs.length < 1000) {
      const program = generator.next();
      if (!needsThreads(program)) programs.push(program);
    }
    expect(differing(programs)).toEqual([]);
  });

  it("those written for a rule, as tokio itself was recorded", () => {
    const folder = new URL("harness/fixtures/traces/", root);
    const recorded = ["canonical.json", "rules.json"].flatMap(
      (name) => JSON.parse(readFileSync(new URL(name, folder), "utf8")) as Recorded[],
    );
    const programs = recorded.filter((program) => !needsThreads(program));
    const tokio = hostEngine(bytes, WebAssembly);
    const wrong = programs.filter(
      (program) => pollOrder(parseProgram(program), MOST_POLLS, tokio) !== program.trace,
    );
    expect(programs.length).toBeGreaterThan(30);
    expect(wrong).toEqual([]);
  });
});

it("select! tries its branches in the same order, for every seed", () => {
  const branches = (engine: Engine, seed: number): number[] => {
    const { select } = engine.api;
    return engine.build({ seed }).blockOn(
      asyncBlock(function* () {
        const picked: number[] = [];
        for (let round = 0; round < 40; round++)
          picked.push((yield* awaited(select(ready(0), ready(1), ready(2)))).branch);
        return picked;
      }),
    );
  };
  const tokio = hostEngine(bytes, WebAssembly);
  const onModel = [0, 1, 7, 2 ** 32 - 1, 2 ** 40].map((seed) => branches(model, seed));
  expect(new Set(onModel.flat())).toEqual(new Set([0, 1, 2]));
  expect([0, 1, 7, 2 ** 32 - 1, 2 ** 40].map((seed) => branches(tokio, seed))).toEqual(onModel);
});

const files = (folder: string): string[] =>
  readdirSync(new URL(folder, root))
    .filter((name) => name.endsWith(".ts"))
    .map((name) => folder + name);

describe("gathers, right and wrong", () => {
  const right = [...files("harness/fixtures/right/gather/"), "lessons/week-01/gather/solution.ts"];
  // Answers that do not load, or hang in a poll, behave the same on any engine.
  const without = /(endless-loop|throws-at-import|wrong-name)\.ts$/;
  const wrong = files("lessons/week-01/gather/wrong/").filter((file) => !without.test(file));

  // What Rust or tokio forbids but the model allows.
  const doubtful = /polls-in-waker\.ts$/;

  it.each([...right, ...wrong])("%s", async (file) => {
    const load = await compileFile(new URL(file, root));
    const tokio = hostEngine(bytes, WebAssembly);
    const onModel = gatherTurns(model, load(model.modules));
    const onTokio = gatherTurns(tokio, load(tokio.modules));
    expect(tokio.doubt !== null).toBe(doubtful.test(file));
    expect(tokio.doubt === null ? onTokio : onModel).toEqual(onModel);
  });
});
