/** The console on a real connection: what the application publishes arrives, in the terms of the store, whatever happens to it. */
import { createGrpcTransport } from "@connectrpc/connect-node";
import { afterEach, expect, it, vi } from "vitest";
import { warningsOf } from "../lints.ts";
import { read } from "../reading.ts";
import { TaskStore } from "../store.ts";
import { TestApplication } from "../testing/application.ts";
import { Session, type Standing } from "./session.ts";

const over: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const end of over.splice(0)) await end();
});

async function started(options = {}, port = 0) {
  const application = new TestApplication(options);
  application.spawn(1, "feed");
  const address = await application.start(port);
  over.push(() => application.stop());
  return { application, address };
}

/** By itself `waitFor` gives up after a second, which a loaded machine may need. */
const eventually = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 300_000 });

function watch(baseUrl: string) {
  const store = new TaskStore();
  const standings: Standing[] = [];
  const paused: boolean[] = [];
  const details = new Map<number, number>();
  const session = new Session(
    createGrpcTransport({ baseUrl }),
    {
      standing: (standing) => standings.push(standing),
      change: (change) => store.apply(change),
      paused: (is) => paused.push(is),
      details: (id, { pollTimes }) => details.set(id, pollTimes.quantile(0.95)),
    },
    () => new Promise((resolve) => setTimeout(resolve, 5)),
  );
  over.push(() => session.close());
  void session.run();
  const named = (name: string) => [...store.tasks.values()].find(({ info }) => info.name === name);
  return { session, store, standings, paused, details, named, last: () => standings.at(-1) };
}

it("tasks, their numbers and their fields arrive, and finished ones go", async () => {
  const { application, address } = await started();
  application.spawn(2, "big", { "size.bytes": "2048", user: "ann" });
  const { store, named } = watch(address);
  await eventually(() => expect(named("big")).toBeDefined());
  application.poll(1, 12.5);
  application.publish(1_000);
  await eventually(() => expect(named("feed")?.polls).toBe(1));
  expect(named("feed")).toMatchObject({
    taskId: 1,
    kind: "task",
    busyMs: 12.5,
    info: { location: "src/main.rs:1:5" },
  });
  const big = named("big");
  expect(big?.info).toMatchObject({
    sizeBytes: { current: 2048, original: 2048 },
    fields: [["user", "ann"]],
  });
  expect(big && warningsOf(big, store.nowMs).map(({ lint }) => lint)).toEqual(["large-future"]);
  const feed = named("feed");
  expect(feed && read(feed, store.nowMs).totalMs).toBe(1_000);
  Object.assign(application.tasks.get(2) ?? {}, { droppedMs: 1_000, isChanged: true });
  application.publish(1_000);
  await eventually(() => expect(named("big")?.droppedMs).not.toBeNull());
  application.publish(6_000);
  await eventually(() => expect(named("big")).toBeUndefined());
});

it("asks for the histograms of one task", async () => {
  const { application, address } = await started();
  for (let ms = 1; ms <= 100; ms++) application.poll(1, ms);
  const { session, named, details } = watch(address);
  await eventually(() => expect(named("feed")).toBeDefined());
  const id = named("feed")?.id ?? -1;
  session.watch(id);
  await eventually(() => expect(details.get(id)).toBeGreaterThanOrEqual(95e6));
  expect(details.get(id)).toBeLessThan(95e6 * (1 + 1 / 127));
  const sample = await session.sample(id);
  expect(sample?.pollTimes.count).toBe(100);
  expect(await session.sample(12_345)).toBeUndefined();
});

it("pauses the application, for every console that watches it", async () => {
  const { application, address } = await started();
  const first = watch(address);
  const second = watch(address);
  await eventually(() => expect(second.paused).toEqual([false]));
  await first.session.setPaused(true);
  await eventually(() => expect(second.paused).toEqual([false, true]));
  expect(application.paused).toBe(true);
});

it("tries again when the connection is lost, and tells a restarted application from the same one", async () => {
  const { application, address } = await started();
  const port = Number(new URL(address).port);
  const { session, store, standings, last, named, details } = watch(address);
  await eventually(() => expect(last()).toEqual({ kind: "live", restarted: false }));
  for (let id = 2; id < 20; id++) application.spawn(id, `task ${id}`);
  application.publish(1_000);
  await eventually(() => expect(named("task 19")).toBeDefined());
  const selected = named("task 7")?.id ?? -1;
  session.watch(selected);
  await eventually(() => expect(details.has(selected)).toBe(true));
  application.tasks.delete(1);
  application.poll(7, 3);
  await application.stop();
  await eventually(() => expect(standings.some(({ kind }) => kind === "lost")).toBe(true));
  await application.start(port);
  await eventually(() => expect(last()).toEqual({ kind: "live", restarted: false }));
  // What was selected stays selected, and its histograms go on.
  await eventually(() => expect(details.get(selected)).toBeGreaterThan(0));
  expect(named("task 7")?.id).toBe(selected);
  await application.stop();
  const next = new TestApplication({ bornAt: 1_700_009_000 });
  next.spawn(1, "feed");
  next.spawn(2, "new here");
  over.push(() => next.stop());
  await next.start(port);
  await eventually(() => expect(last()).toEqual({ kind: "live", restarted: true }));
  await eventually(() => expect(named("new here")).toBeDefined());
  expect(store.tasks.size).toBe(2);
});

it("says what is wrong with what it reaches", async () => {
  const problem = async (address: string) => {
    const { last } = watch(address);
    await eventually(() => expect(last()?.kind).toBe("failed"));
    const standing = last();
    return standing?.kind === "failed" ? standing.failure.problem : undefined;
  };
  const { address: old } = await started({ old: true });
  expect(await problem(old)).toBe("old-protocol");
  const { application, address } = await started();
  await application.stop();
  expect(await problem(address)).toBe("no-application");
});
