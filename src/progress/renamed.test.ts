/** Work under an earlier id is found under today's: from the database, an export and a link, with nothing stored rewritten. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { memoryDatabase } from "./memory.ts";
import { knowNames } from "./names.ts";
import { readExport } from "./read-export.ts";
import { underCurrentNames } from "./renamed.ts";
import type { Stored } from "./schema.ts";
import { useProgress, valueOf } from "./store.ts";
import { importProgress } from "./transfer.ts";

const stored = (key: string, value: unknown, { rev = 1, savedAt = 1 } = {}): Stored =>
  ({ key, rev, savedAt, value }) as Stored;
const text = (of: string) => ({ text: of });
const report = { exercise: "week-01/gather", checks: [] };

/** What a learner left before three renamings. */
const OLD = [
  stored("answer:week-01/day-2/invariant", text("LIFO")),
  stored("answer:week-01/day-2/closing", text("done")),
  stored("mark:week-01/day-2", { done: true, at: 1 }),
  stored("mastery:week-01/day-2/next", { answered: 3, rules: {} }),
  stored("draft:week-01/gather", { text: "export {}", baseHash: "h", baseStub: "s" }, { rev: 7 }),
  stored("draft:week-01/gather#rust", { text: "fn", baseHash: "h", baseStub: "s" }),
  stored("result:week-01/gather", { report, code: "export {}", at: 1 }),
  stored("bench:week-01/capstone/1700000000000", { bench: {}, at: 1 }),
  stored("answer:week-01/capstone/report", text("p99")),
  stored("answer:studio", text("a design")),
];

beforeEach(() =>
  knowNames({
    weeks: { "week-01": "queues" },
    lessons: { "week-01/day-2": "queues/blocking", "week-01/capstone": "queues/finale" },
    exercises: { "week-01/gather": "queues/join" },
  }),
);
afterEach(() => knowNames());

describe("the database", () => {
  it("has every record under the id of today", async () => {
    const records = await underCurrentNames(memoryDatabase(OLD)).loadAll();
    expect(records.map(({ key }) => key)).toEqual([
      "answer:queues/blocking/invariant",
      "answer:queues/blocking/closing",
      "mark:queues/blocking",
      "mastery:queues/blocking/next",
      "draft:queues/join",
      "draft:queues/join#rust",
      "result:queues/join",
      // A lesson was renamed, and the exercise with the same id was not.
      "bench:queues/capstone/1700000000000",
      "answer:queues/finale/report",
      "answer:studio",
    ]);
    expect(records[6]?.value).toMatchObject({ report: { exercise: "queues/join" } });
  });

  it("writes under the id of today, leaves the earlier record as it was, and shows the newest", async () => {
    const inner = memoryDatabase(OLD);
    const database = underCurrentNames(inner);
    const [draft] = (await database.loadAll()).filter(({ key }) => key === "draft:queues/join");
    const changed = { ...draft!, savedAt: 5, value: { ...(draft?.value as object), text: "new" } } as Stored;
    expect(await database.save([changed])).toMatchObject({ conflicts: [], saved: [{ rev: 8 }] });
    expect(await inner.load("draft:week-01/gather")).toEqual(OLD[4]);
    expect(await database.load("draft:queues/join")).toMatchObject({ value: { text: "new" }, rev: 8 });

    // A tab that still shows the old course writes once more.
    await inner.save([
      stored("draft:week-01/gather", { ...OLD[4]?.value, text: "newest" }, { rev: 7, savedAt: 9 }),
    ]);
    const told = await database.load("draft:week-01/gather");
    expect(told).toMatchObject({ key: "draft:queues/join", value: { text: "newest" }, rev: 8 });
    expect(await database.save([told!])).toMatchObject({ conflicts: [] });
  });

  it("removes a record under every id", async () => {
    const database = underCurrentNames(memoryDatabase(OLD));
    await database.remove(["answer:queues/blocking/invariant"]);
    expect((await database.loadAll()).map(({ key }) => key)).not.toContain(
      "answer:queues/blocking/invariant",
    );
  });

  it("shows the versions from before and after together, newest first", async () => {
    const database = underCurrentNames(memoryDatabase());
    for (const [key, at] of [
      ["draft:week-01/gather", 1],
      ["draft:queues/join", 3],
      ["draft:week-01/join", 2],
    ] as const)
      await database.addSnapshot({ key, at, reason: "run", text: `${at}` });
    expect((await database.snapshots("draft:queues/join")).map(({ at }) => at)).toEqual([3, 2, 1]);
  });
});

it("imports an export from before", async () => {
  useProgress.setState({ records: {}, notices: [] });
  const file = { format: "tokio-internals-progress", version: 2, records: OLD.slice(0, 6) };
  expect(await importProgress(readExport(JSON.stringify(file)))).toMatchObject({ ok: true, imported: 6 });
  const { records } = useProgress.getState();
  expect(valueOf(records, "answer", "queues/blocking/invariant")?.text).toBe("LIFO");
  expect(valueOf(records, "draft", "queues/join")?.text).toBe("export {}");
  useProgress.setState({ records: {} });
});
