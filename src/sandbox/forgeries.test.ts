/** No forgery gains a check over the wrong answer that it dresses up; where nothing is locked, those marked so do. */
import { beforeAll, describe, expect, it } from "vitest";
import { CORES, exerciseOf, sourceOf } from "../../harness/fixtures/forgeries/forgery.ts";
import type { Forgery } from "../../harness/fixtures/forgeries/forgery.ts";
import { forgeries } from "../../harness/fixtures/forgeries/index.ts";
import { bundleEngine } from "./bundle.ts";
import { gradeInRealm } from "./testing/realm.ts";

const LOCK = "lockRealm(harness.modules,...internals())";

let engine = "";
let unlocked = "";
const honest = new Map<Forgery["core"], string[]>();

beforeAll(async () => {
  engine = (await bundleEngine("debug")).text;
  expect(engine.split(LOCK)).toHaveLength(2);
  unlocked = engine.replace(LOCK, "void 0");
  for (const core of Object.keys(CORES) as Forgery["core"][])
    honest.set(core, await passes(engine, { core }));
});

async function passes(text: string, forgery: Omit<Forgery, "name">, timeout?: number): Promise<string[]> {
  const { checks } = await gradeInRealm(text, exerciseOf(forgery), sourceOf(forgery), timeout);
  return checks.filter(({ status }) => status === "pass").map(({ id }) => id);
}

/** What the attack brought. */
async function gains(text: string, forgery: Forgery, timeout?: number): Promise<string[]> {
  const known = honest.get(forgery.core) ?? [];
  return (await passes(text, forgery, timeout)).filter((id) => !known.includes(id));
}

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
