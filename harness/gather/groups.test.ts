/**
 * With any number of children, the smallest failure is shown and can be replayed, and recursive answers need no great
 * depth.
 */
import { expect, it } from "vitest";
import { gatherChecks } from "../gather.ts";
import type { CheckResult } from "../report.ts";
import { runChecks } from "../run.ts";
import { compileFile } from "../testing/load.ts";

const lesson = new URL("../../lessons/week-01/gather/", import.meta.url);
const host = { begin() {}, end() {} };

async function anyNumber(
  file: string,
  options: { seed?: number; changed?: (exports: Record<string, unknown>) => Record<string, unknown> } = {},
): Promise<CheckResult | undefined> {
  const load = await compileFile(new URL(file, lesson));
  const { seed, changed = (exports) => exports } = options;
  const only = { only: "any-number", ...(seed !== undefined && { seed }) };
  return runChecks(gatherChecks, () => changed(load()), host, only)[0];
}

it.each(["first-256", "byte-counter"])(
  "%s: the least that fails, with a seed that replays it",
  async (name) => {
    const failed = await anyNumber(`wrong/${name}.ts`);
    expect(failed?.message).toMatch(/^With 25[678] children, /);
    expect(await anyNumber(`wrong/${name}.ts`, { seed: failed?.seed ?? NaN })).toEqual(failed);
    expect((await anyNumber(`wrong/${name}.ts`, { seed: 0 }))?.status).toBe("pass");
  },
);

it("an answer that runs out of stack is judged up to 500 children, and no further", async () => {
  const deepest = (most: number) => (exports: Record<string, unknown>) => ({
    gather(futures: unknown[]): unknown {
      const down = (n: number): number => 1 + down(n + 1);
      if (futures.length > most) down(0);
      return (exports["gather"] as (futures: unknown[]) => unknown)(futures);
    },
  });
  expect((await anyNumber("solution.ts", { changed: deepest(500) }))?.status).toBe("pass");
  expect((await anyNumber("solution.ts", { changed: deepest(499) }))?.message).toContain("ran out of stack");
});
