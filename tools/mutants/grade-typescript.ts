/** Grades mutants in TypeScript with the page's engine, one after another, each in its own realm. */
import { bundleEngine } from "../../src/sandbox/bundle.ts";
import { gradeInRealm } from "../../src/sandbox/testing/realm.ts";
import { withFuel } from "./fuel.ts";
import { fateOf } from "./judge.ts";
import type { Fate } from "./judge.ts";

/** For mutants that no budget of turns ends; far longer than any run takes. */
const TIMEOUT_MS = 60_000;

export async function typescriptGrader(): Promise<(exercise: string, source: string) => Promise<Fate>> {
  const { text: engine } = await bundleEngine("debug");
  return async (exercise, source) => {
    const fuelled = withFuel(source);
    if (fuelled === undefined) return { kind: "uncompiled" };
    return fateOf(await gradeInRealm(engine, exercise, fuelled, { timeout: TIMEOUT_MS }));
  };
}
