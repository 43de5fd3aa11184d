/** No forgery passes more checks than the wrong answer under it; without the lock, the marked ones do. */
// @module-tag slow
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

/** The checks that the attack gained. */
async function gains(text: string, forgery: Forgery, timeout?: number): Promise<string[]> {
  const known = honest.get(forgery.core) ?? [];
  return (await passes(text, forgery, timeout)).filter((id) => !known.includes(id));
}

it("the control removes the lock", () => {
  expect(engine.split(LOCK)).toHaveLength(2);
});

it("the wrong answers under the attacks are wrong", () => {
  expect(honest.get("nothing")).toEqual([]);
  for (const [core, ids] of honest) expect([core, ids.length < 22]).toEqual([core, true]);
});

describe("gains nothing", () => {
  it.each(forgeries.map((forgery) => [forgery.name, forgery] as const))("%s", async (_, forgery) => {
    expect(await gains(engine, forgery)).toEqual([]);
  });
});

describe("is a real attack without the lock", () => {
  const real = forgeries.filter((forgery) => forgery.real === true);
  it.each(real.map((forgery) => [forgery.name, forgery] as const))("%s", async (_, forgery) => {
    expect(await gains(unlocked, forgery, 10_000)).not.toEqual([]);
  });
});

describe("a report whose every verdict is forged", () => {
  const colours = {
    core: "nothing",
    top: `set(Object, "freeze", (it: any) => ({ ...it, status: "pass" }));`,
  } as const;
  const run = (text: string, again: boolean) =>
    gradeInRealm(text, "week-01/gather", sourceOf(colours), { guard: newGuard(again) });

  it.each([false, true])("is exposed by its canaries without the lock (again: %s)", async (again) => {
    const report = await run(unlocked, again);
    expect(report.checks.every(({ status }) => status === "pass")).toBe(true);
    expect(report).toMatchObject({ passed: false, doubt: { kind: "forged" } });
  });

  it("cannot be made with the lock", async () => {
    const report = await run(engine, false);
    expect(report.checks.some(({ status }) => status === "pass")).toBe(false);
    expect(report.doubt).toBeUndefined();
  });
});

/** An answer that inspects everything it can reach, and logs what it could change. */
const LOOKING = `
  import * as std from "std"; import * as future from "std/future"; import * as task from "std/task"; import * as thread from "std/thread";
  import * as tokio from "tokio"; import * as tasks from "tokio/task"; import * as time from "tokio/time"; import * as sync from "tokio/sync";
  const { Poll, Context, Waker } = task; const { awaited, asyncBlock, pollFn, pending, ready } = future;
  const found = new Set<any>();
  function look(it: any, path: string, mine = false): void {
    if ((typeof it !== "object" && typeof it !== "function") || it === null || it === globalThis || found.has(it)) return;
    found.add(it);
    if (!mine && !Object.isFrozen(it)) console.log("open", path);
    look(Object.getPrototypeOf(it), path + ".__proto__");
    for (const key of Reflect.ownKeys(it)) {
      const { value, get, set } = Object.getOwnPropertyDescriptor(it, key)!;
      for (const next of [value, get, set]) look(next, path + "." + String(key));
    }
  }
  for (const key of Reflect.ownKeys(globalThis)) look((globalThis as any)[key], String(key));
  for (const [name, it] of Object.entries({ std, future, task, thread, tokio, tasks, time, sync })) for (const [key, value] of Object.entries(it)) look(value, name + "." + key);
  export const gather = (futures: any[]): any => {
    // A gather of gathers is given what this one made.
    for (const it of futures) look(it, "child", it.constructor.name !== "Child");
    try { futures[0]?.poll({}); } catch (failure) { look(failure, "failure"); }
    // Objects made for the answer alone are its own to change; what they inherit is not.
    const look1 = (it: any, path: string) => look(it, path, true);
    for (const it of [pollFn(() => Poll.Pending), pending(), ready(1), asyncBlock(function* () {}), awaited(pending()), Poll.Ready(1),
      Waker.from({ wake() {} }), Context.fromWaker(Waker.noop()), new tasks.JoinSet(), tokio.yieldNow(), tokio.join(pending()),
      tokio.select(pending()), ...sync.mpsc.channel(1), ...sync.oneshot.channel(), new sync.Notify().notified(), new sync.Mutex(1).lock()])
      look1(it, it.constructor?.name);
    for (const it of [Waker.noop(), pending(), Poll.Pending]) look(it, "shared " + it.constructor.name);
    return asyncBlock(function* () {
      const waits = awaited({ poll(cx: any) { look1(cx, "context"); look1(cx.waker, "waker"); return Poll.Pending; } });
      look(waits.next(), "step");
      const s = tokio.sleep(1), t = time.timeout(1, pending());
      look1(s, "sleep"); look1(t, "timeout");
      const results: any[] = [];
      for (const it of futures) results.push(yield* awaited<any>(it));
      return results;
    });
  };`;

it("an answer that looks everywhere finds nothing of the harness or the language to change", async () => {
  const looking = await gradeInRealm(engine, "week-01/gather", LOOKING);
  expect(looking.logs.map(({ text }) => text)).toEqual([]);
  const open = await gradeInRealm(unlocked, "week-01/gather", LOOKING);
  expect(open.logs.length).toBeGreaterThan(20);
});

it("a right answer passes under any guard, in any order, without a doubt", async () => {
  for (const exercise of ["gather", "histogram", "capstone"]) {
    const solution = new URL(`../../lessons/week-01/${exercise}/solution.ts`, import.meta.url);
    for (const guard of [newGuard(), newGuard(true)]) {
      const source = readFileSync(solution, "utf8");
      const report = await gradeInRealm(engine, `week-01/${exercise}`, source, { guard });
      expect([guard, report.passed, report.doubt]).toEqual([guard, true, undefined]);
    }
  }
});
