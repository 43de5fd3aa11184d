import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import fc from "fast-check";
import type { Conflict, Database } from "./database.ts";
import { memoryDatabase } from "./memory.ts";
import { Saver, type SaveState } from "./saver.ts";
import type { Stored } from "./schema.ts";

const record = (key: string, text: string, rev = 0): Stored => ({ key, rev, savedAt: 1, value: { text } });

function setUp(database: Database = memoryDatabase()) {
  let left: string | null = null;
  const states: SaveState[] = [];
  const saved: Stored[] = [];
  const conflicts: Conflict[] = [];
  const saver = new Saver(
    database,
    { read: () => left, write: (text) => (left = text) },
    {
      onState: (state) => states.push(state),
      onSaved: (records) => saved.push(...records),
      onConflict: (conflict) => conflicts.push(conflict),
    },
  );
  return {
    saver,
    database,
    states,
    saved,
    conflicts,
    left: () => left,
    leave: (text: string) => (left = text),
  };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe("Saver", () => {
  it("writes a change to the database within 300 ms", async () => {
    const { saver, database, states } = setUp();
    saver.change(record("answer:a", "one"));
    expect(states.at(-1)).toEqual({ kind: "saving" });
    await vi.advanceTimersByTimeAsync(300);
    expect(await database.load("answer:a")).toMatchObject({ rev: 1, value: { text: "one" } });
    expect(states.at(-1)?.kind).toBe("saved");
  });

  it("saves during typing, not only after a pause", async () => {
    const { saver, database } = setUp();
    for (let i = 0; i < 20; i++) {
      saver.change(record("answer:a", `version ${i}`));
      await vi.advanceTimersByTimeAsync(50);
    }
    expect(await database.load("answer:a")).toBeDefined();
  });

  it("keeps a change made during a write, on top of the rev just written", async () => {
    const inner = memoryDatabase();
    let release = () => {};
    const slow: Database = {
      ...inner,
      save: async (records) => {
        await new Promise<void>((resolve) => (release = resolve));
        return inner.save(records);
      },
    };
    const { saver, conflicts } = setUp(slow);
    saver.change(record("answer:a", "one"));
    await vi.advanceTimersByTimeAsync(200);
    saver.change(record("answer:a", "two"));
    release();
    await vi.advanceTimersByTimeAsync(200);
    release();
    await vi.advanceTimersByTimeAsync(200);
    expect(await inner.load("answer:a")).toMatchObject({ rev: 2, value: { text: "two" } });
    expect(conflicts).toEqual([]);
  });

  it("returns the other tab's version if the rev is unknown", async () => {
    const { saver, conflicts, database } = setUp(memoryDatabase([record("answer:a", "theirs", 4)]));
    saver.change(record("answer:a", "mine", 3));
    await vi.advanceTimersByTimeAsync(300);
    expect(conflicts).toMatchObject([
      { mine: { value: { text: "mine" } }, theirs: { value: { text: "theirs" } } },
    ]);
    expect(await database.load("answer:a")).toMatchObject({ rev: 5, value: { text: "mine" } });
  });

  it("says why it failed, keeps the change, and tries again", async () => {
    const inner = memoryDatabase();
    let full = true;
    const { saver, states } = setUp({
      ...inner,
      save: async (records) => {
        if (full) throw new DOMException("full", "QuotaExceededError");
        return inner.save(records);
      },
    });
    saver.change(record("answer:a", "kept"));
    await vi.advanceTimersByTimeAsync(300);
    expect(states.at(-1)).toMatchObject({
      kind: "failed",
      message: expect.stringContaining("storage is full"),
    });
    full = false;
    await vi.advanceTimersByTimeAsync(6_000);
    expect(await inner.load("answer:a")).toMatchObject({ value: { text: "kept" } });
  });

  it("keeps unsaved text in the last resort when the page closes, and recovers it", async () => {
    const never: Database = { ...memoryDatabase(), save: () => new Promise(() => {}) };
    const gone = setUp(never);
    gone.saver.change(record("answer:a", "typed at the last moment"));
    gone.saver.hide();
    const next = setUp();
    next.leave(gone.left() ?? "");
    expect(next.saver.recover()).toMatchObject([
      { key: "answer:a", value: { text: "typed at the last moment" } },
    ]);
  });

  it("recovers nothing from damaged data, and does not throw", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        const { saver, leave } = setUp();
        leave(text);
        expect(Array.isArray(saver.recover())).toBe(true);
      }),
    );
  });

  it("stores the newest text in the end, whatever the timing of changes", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.string(), fc.nat(400)), { minLength: 1, maxLength: 12 }),
        async (changes) => {
          const { saver, database, conflicts } = setUp();
          for (const [text, waitMs] of changes) {
            const known = await database.load("answer:a");
            saver.change(record("answer:a", text, known?.rev ?? 0));
            await vi.advanceTimersByTimeAsync(waitMs);
          }
          await saver.flush();
          expect((await database.load("answer:a"))?.value).toEqual({ text: changes.at(-1)?.[0] });
          expect(conflicts).toEqual([]);
        },
      ),
    );
  });
});
