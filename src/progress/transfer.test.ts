import { beforeEach, describe, expect, it } from "vitest";
import fc from "fast-check";
import { portions, readExport } from "./read-export.ts";
import * as transfer from "./transfer.ts";
import { setRecord, useProgress, valueOf } from "./store.ts";

const records = () => useProgress.getState().records;
const exportProgress = async () => (await transfer.exportProgress()).text();
const importProgress = (text: string, onProgress?: (share: number) => Promise<void>) =>
  transfer.importProgress(readExport(text), onProgress);
const answer = (id: string) => valueOf(records(), "answer", id)?.text;

beforeEach(() => useProgress.setState({ records: {}, notices: [] }));

describe("export and import", () => {
  it("restores everything", async () => {
    setRecord("answer", "week-01/day-1/invariant", { text: "LIFO, local, inject" });
    setRecord("draft", "week-01/gather", { text: "export {}", baseHash: "h", baseStub: "s" });
    const file = await exportProgress();
    useProgress.setState({ records: {} });
    expect(await importProgress(file)).toMatchObject({ ok: true, imported: 2, skipped: 0 });
    expect(answer("week-01/day-1/invariant")).toBe("LIFO, local, inject");
    expect(valueOf(records(), "draft", "week-01/gather")?.text).toBe("export {}");
  });

  it("can be undone: replaced records come back, new ones are removed", async () => {
    setRecord("answer", "a", { text: "theirs" });
    setRecord("answer", "b", { text: "new" });
    const file = await exportProgress();
    useProgress.setState({ records: {} });
    setRecord("answer", "a", { text: "mine" });
    const outcome = await importProgress(file);
    expect([answer("a"), answer("b")]).toEqual(["theirs", "new"]);
    if (outcome.ok) outcome.undo();
    expect([answer("a"), answer("b")]).toEqual(["mine", undefined]);
  });

  it.each([
    ["prose", "Dear diary", "not JSON"],
    ["other JSON", '{"a":1}', "format"],
    ["a newer version", '{"format":"tokio-internals-progress","version":99,"records":[]}', "newer version"],
  ])("refuses %s with what to do, and changes nothing", async (_, text, says) => {
    setRecord("answer", "a", { text: "mine" });
    const outcome = await importProgress(text);
    expect(outcome).toMatchObject({ ok: false, message: expect.stringContaining(says) });
    expect(answer("a")).toBe("mine");
  });

  it("counts records it does not know, and imports the rest", async () => {
    const file = {
      format: "tokio-internals-progress",
      version: 1,
      records: [{ key: "answer:a", rev: 1, savedAt: 1, value: { text: "x" } }, { key: "badge:b" }, null],
    };
    expect(await importProgress(JSON.stringify(file))).toMatchObject({ ok: true, imported: 1, skipped: 2 });
  });

  it("imports thousands of records in one page update, and reports progress", async () => {
    const record = (at: number) => ({ key: `mark:${at}`, rev: 1, savedAt: 1, value: { done: true, at } });
    const file = (count: number) =>
      JSON.stringify({
        format: "tokio-internals-progress",
        version: 1,
        records: Array.from({ length: count }, (_, at) => record(at)),
      });
    let changes = 0;
    const unsubscribe = useProgress.subscribe(
      (now, then) => void (changes += now.records === then.records ? 0 : 1),
    );
    const shares: number[] = [];
    const outcome = await importProgress(file(8_000), async (share) => void shares.push(share));
    unsubscribe();
    expect(outcome).toMatchObject({ ok: true, imported: 8_000 });
    expect(changes).toBe(1);
    expect(shares.length).toBeGreaterThan(100);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    if (outcome.ok) outcome.undo();
    expect(records()).toEqual({});
    expect(await importProgress(file(10_001))).toMatchObject({
      ok: false,
      message: expect.stringContaining("at most 10000"),
    });
  });

  it("skips what would make a page unusable, and imports the rest", async () => {
    const records = [
      { key: "mastery:week-01/day-1/next", rev: 1, savedAt: 1, value: { answered: 2 ** 53 - 1, rules: {} } },
      { key: "answer:a", rev: 1, savedAt: 1, value: { text: "x" } },
    ];
    const file = JSON.stringify({ format: "tokio-internals-progress", version: 1, records });
    expect(await importProgress(file)).toMatchObject({ ok: true, imported: 1, skipped: 1 });
  });

  it("arrives from the worker in small portions, complete and in order", () => {
    const answers = Array.from({ length: 40 }, (_, at) => ({
      key: `answer:${at}`,
      rev: 1,
      savedAt: 1,
      value: { text: "x".repeat(at === 7 ? 200_000 : 20_000) },
    }));
    const file = { format: "tokio-internals-progress", version: 1, records: [...answers, null] };
    const said = [...portions(readExport(JSON.stringify(file)))];
    const records = said.flatMap((one) => ("records" in one ? [one.records] : []));
    expect(records.length).toBeGreaterThan(3);
    for (const portion of records)
      expect(portion.length === 1 || JSON.stringify(portion).length < 260_000).toBe(true);
    expect(records.flat()).toEqual(answers);
    expect(said.at(-1)).toEqual({ ok: true, skipped: 1 });
    expect([...portions(readExport("no"))]).toMatchObject([{ ok: false }]);
  });

  it("never throws, whatever the file holds", async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string(), fc.json()), async (text) => {
        expect(await importProgress(text)).toMatchObject({ ok: false });
      }),
    );
  });
});
