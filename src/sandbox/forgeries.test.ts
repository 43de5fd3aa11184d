/** No forgery gains a check over the wrong answer that it dresses up; where nothing is locked, those marked so do. */
import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { CORES, exerciseOf, sourceOf } from "../../harness/fixtures/forgeries/forgery.ts";
import type { Forgery } from "../../harness/fixtures/forgeries/forgery.ts";
import { forgeries } from "../../harness/fixtures/forgeries/index.ts";
import { bundleEngine } from "./bundle.ts";
import { newGuard } from "./confirm.ts";
import { gradeInRealm } from "./testing/realm.ts";

const LOCK = "lockRealm(harness.modules,...internals())";

let engine = "";
let unlocked = "";
const honest = new Map<Forgery["core"], string[]>();

beforeAll(async () => {
  engine = (await bundleEngine("debug")).text;
  unlocked = engine.replace(LOCK, "void 0");
  for (const core of Object.keys(CORES) as Forgery["core"][])
    honest.set(core, await passes(engine, { core }));
});

async function passes(text: string, forgery: Omit<Forgery, "name">, timeout = 20_000): Promise<string[]> {
  const { checks } = await gradeInRealm(text, exerciseOf(forgery), sourceOf(forgery), { timeout });
  return checks.filter(({ status }) => status === "pass").map(({ id }) => id);
}

/** What the attack brought. */
async function gains(text: string, forgery: Forgery, timeout?: number): Promise<string[]> {
  const known = honest.get(forgery.core) ?? [];
  return (await passes(text, forgery, timeout)).filter((id) => !known.includes(id));
}

it("the lock is where the control takes it from", () => {
  expect(engine.split(LOCK)).toHaveLength(2);
});

it("the wrong answers under the attacks are wrong by themselves", () => {
  expect(honest.get("nothing")).toEqual([]);
  for (const [core, ids] of honest) expect([core, ids.length < 22]).toEqual([core, true]);
});

describe("gains nothing", () => {
  it.each(forgeries.map((forgery) => [forgery.name, forgery] as const))("%s", async (_, forgery) => {
    expect(await gains(engine, forgery)).toEqual([]);
  });
});

describe("is a real attack where the language is not locked", () => {
  const real = forgeries.filter((forgery) => forgery.real === true);
  it.each(real.map((forgery) => [forgery.name, forgery] as const))("%s", async (_, forgery) => {
    expect(await gains(unlocked, forgery, 10_000)).not.toEqual([]);
  });
});

describe("a report whose every verdict is coloured", () => {
  const colours = {
    core: "nothing",
    top: `set(Object, "freeze", (it: any) => ({ ...it, status: "pass" }));`,
  } as const;
  const run = (text: string, again: boolean) =>
    gradeInRealm(text, "week-01/gather", sourceOf(colours), { guard: newGuard(again) });

  it.each([false, true])(
    "betrays itself by its canaries where nothing is locked (again: %s)",
    async (again) => {
      const report = await run(unlocked, again);
      expect(report.checks.every(({ status }) => status === "pass")).toBe(true);
      expect(report).toMatchObject({ passed: false, doubt: { kind: "forged" } });
    },
  );

  it("cannot be made where the language is locked", async () => {
    const report = await run(engine, false);
    expect(report.checks.some(({ status }) => status === "pass")).toBe(false);
    expect(report.doubt).toBeUndefined();
  });
});

it("a right answer passes under any guard, in any order, and without a doubt", async () => {
  for (const exercise of ["gather", "histogram", "capstone"]) {
    const solution = new URL(`../../lessons/week-01/${exercise}/solution.ts`, import.meta.url);
    for (const guard of [newGuard(), newGuard(true), newGuard(true)]) {
      const source = readFileSync(solution, "utf8");
      const report = await gradeInRealm(engine, `week-01/${exercise}`, source, { guard });
      expect([guard, report.passed, report.doubt]).toEqual([guard, true, undefined]);
    }
  }
});
