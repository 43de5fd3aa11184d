/** What the bridge recorded of the arb bot on real tokio, read as the page reads it. */
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { create, type MessageInitShape } from "@bufbuild/protobuf";
import { TimestampSchema } from "@bufbuild/protobuf/wkt";
import { beforeAll, describe, expect, it } from "vitest";
import { opRows } from "../resource-columns.ts";
import { Decoder } from "./decode.ts";
import { UpdateSchema } from "./proto/instrument_pb.js";
import { rankRecorded } from "../../../progress/recorded-polls.ts";
import { openFile, type Opened } from "./read-file.ts";
import { TaskStore } from "../store.ts";
import { rowsOf, TOTAL } from "../columns.ts";

const fixture = (name: string): Uint8Array =>
  gunzipSync(readFileSync(new URL(`../fixtures/${name}.jsonl.gz`, import.meta.url)));
async function* parts(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 60_000) yield bytes.subarray(at, at + 60_000);
}

describe.each(["arb-bot-bridge", "arb-bot-events"])("%s", (name) => {
  let opened: Opened;
  const store = new TaskStore();
  beforeAll(async () => {
    opened = await openFile(name, parts(fixture(name)));
    if (opened.end !== undefined) store.apply(opened.end.change);
  });
  const lints = () =>
    Object.fromEntries(
      rowsOf(store.tasks.values(), store.nowMs, TOTAL, true).map(({ task, warnings }) => [
        task.info.name,
        warnings.map(({ lint }) => lint),
      ]),
    );

  it("finds the faults that its length can show", () => {
    expect(lints()).toMatchObject({
      "feed-a": ["large-future"],
      spread: ["self-wakes"],
      risk: [],
      snapshot: ["auto-boxed-future"],
    });
  });

  it("risk has the longest p95, of all tasks that have one", () => {
    const [first] = rankRecorded(opened.recording);
    expect(first?.name).toBe("risk");
    expect(first?.p95Ns).toBeGreaterThan(3e6);
    const book = opened.recording.tasks.find((each) => each.name === "book");
    expect(book?.pollTimes?.counts.length).toBeGreaterThan(10);
  });

  it("busy, scheduled and idle time add up to the time that a task was there", () => {
    for (const { totalMs, busyMs, scheduledMs, idleMs } of opened.recording.tasks)
      expect(Math.abs(busyMs + scheduledMs + idleMs - totalMs)).toBeLessThan(0.02 * totalMs + 20);
  });
});

it("the bridge's recording holds the endless poll, and the resources with what is left of them", async () => {
  const { end, recording } = await openFile("arb", parts(fixture("arb-bot-bridge")));
  const warned = Object.fromEntries(recording.tasks.map(({ name, warnings }) => [name, warnings]));
  expect(warned["replay"]).toEqual(["never-yielded"]);
  expect(end?.resources.map(({ kind }) => kind)).toEqual(expect.arrayContaining(["Timer"]));
  expect(
    end?.resources.some(({ type, attributes }) => type === "Semaphore" && attributes.includes("permits=")),
  ).toBe(true);
});

it("an operation belongs to its resource and to the task that polls it, in whatever order they are announced", () => {
  const at = (seconds: number) => create(TimestampSchema, { seconds: BigInt(seconds) });
  const decoder = new Decoder();
  const update = (now: number, rest: MessageInitShape<typeof UpdateSchema>) =>
    decoder.take(create(UpdateSchema, { now: at(now), ...rest }), now === 100);
  const metadata = { id: 1n };
  const change = update(100, {
    newMetadata: {
      metadata: [{ id: metadata, metadata: { target: "tokio::sync", fieldNames: ["task.name", "permits"] } }],
    },
    taskUpdate: { newTasks: [{ id: { id: 5n }, metadata }], statsUpdate: { "5": { createdAt: at(99) } } },
    resourceUpdate: {
      newResources: [
        { id: { id: 8n }, metadata, concreteType: "Inner", parentResourceId: { id: 9n }, isInternal: true },
        {
          id: { id: 9n },
          metadata,
          concreteType: "Semaphore",
          kind: { kind: { case: "other", value: "Sync" } },
        },
      ],
      statsUpdate: {
        "9": {
          createdAt: at(90),
          attributes: [
            {
              field: {
                name: { case: "nameIdx", value: 1n },
                value: { case: "u64Val", value: 64n },
                metadataId: metadata,
              },
            },
          ],
        },
      },
    },
    asyncOpUpdate: {
      newAsyncOps: [{ id: { id: 7n }, metadata, source: "Acquire::new", resourceId: { id: 9n } }],
      statsUpdate: {
        "7": {
          createdAt: at(95),
          taskId: { id: 5n },
          pollStats: { polls: 2n, lastPollStarted: at(98), lastPollEnded: at(97), busyTime: { seconds: 1n } },
        },
      },
    },
  });
  const [inner, semaphore] = [...decoder.resources.values()].toSorted((a, b) => a.type.localeCompare(b.type));
  expect(semaphore).toMatchObject({
    kind: "Sync",
    target: "tokio::sync",
    attributes: "permits=64",
    createdMs: -10_000,
  });
  expect(inner?.parent).toBe(semaphore?.id);
  const store = new TaskStore();
  store.apply(change);
  const data = { tasks: store.tasks, nowMs: 0, droppedEvents: 0, asyncOps: [...decoder.asyncOps.values()] };
  expect(opRows(data, semaphore?.id ?? -1)).toMatchObject([
    { totalMs: 5_000, busyMs: 3_000, op: { source: "Acquire::new", polls: 2 } },
  ]);
  expect([...decoder.asyncOps.values()][0]?.task).toBe([...store.tasks.keys()][0]);
  // The span of a finished operation comes back as another's.
  update(101, {
    asyncOpUpdate: { statsUpdate: { "7": { createdAt: at(95), droppedAt: at(101), pollStats: {} } } },
  });
  update(102, {
    asyncOpUpdate: {
      newAsyncOps: [{ id: { id: 7n }, metadata, source: "again", resourceId: { id: 9n } }],
      statsUpdate: { "7": { createdAt: at(102), pollStats: {} } },
    },
  });
  expect([...decoder.asyncOps.values()].map(({ source }) => source)).toEqual(["Acquire::new", "again"]);
  update(120, {});
  expect([...decoder.asyncOps.values()].map(({ source }) => source)).toEqual(["again"]);
});

it("a file that was cut off is read up to there, and any other wrong line is named", async () => {
  const events = new TextDecoder().decode(fixture("arb-bot-events"));
  const lines = events.split("\n").slice(0, 200);
  const bytes = (text: string) => parts(new TextEncoder().encode(text));
  expect((await openFile("cut", bytes(`${lines.join("\n")}\n{"Enter":{"id`))).cut).toBe(true);
  await expect(openFile("bad", bytes(`${lines.join("\n")}\n{"Leave":1}\n${lines[5]}`))).rejects.toThrow(
    "bad, line 201:",
  );
  await expect(openFile("notes.txt", bytes("hello\n"))).rejects.toThrow(
    "notes.txt is no recording of the console",
  );
  await expect(openFile("empty", bytes('{"v":1}\n'))).rejects.toThrow("empty holds no task");
});
