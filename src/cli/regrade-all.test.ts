/** Many files over a few pages that may die: every file gets its own result. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { GradeOutcome } from "../sandbox/types.ts";
import { gradingPage } from "./grading-page.ts";
import type { FolderEntry } from "./hand-in-folder.ts";
import { regradeAll } from "./regrade-all.ts";

const known = new Set(["week-01/gather"]);
const fixture = JSON.parse(readFileSync("src/features/hand-in/fixtures/hand-in-1.json", "utf8")) as {
  exercises: object[];
};
let folder = "";
const entries: FolderEntry[] = Array.from({ length: 40 }, (_, at) => ({
  name: `${at}.json`,
  kind: "hand-in",
}));

/** Each has one exercise, whose code is the file's number. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "hand-ins-"));
  for (const { name } of entries) {
    const exercises = [{ ...fixture.exercises[0], exercise: "week-01/gather", code: name }];
    writeFileSync(join(folder, name), JSON.stringify({ ...fixture, learner: name, exercises }));
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A fake browser page; `answer` runs its calls. */
function fakePages(answer: (code: string) => Promise<GradeOutcome>) {
  let opened = 0;
  const open = async () => {
    opened++;
    return {
      once() {},
      context: () => ({ close: async () => {} }),
      evaluate: async (_: unknown, [, code]: string[]) => answer(code ?? ""),
    } as unknown as Page;
  };
  return { pages: [gradingPage(open), gradingPage(open), gradingPage(open)], opened: () => opened };
}

const failed = (message: string): GradeOutcome => ({ kind: "failed", message });
const go = (pages: ReturnType<typeof fakePages>["pages"], stop = new AbortController().signal) =>
  regradeAll(folder, entries, { known, pages, stop, onDone: () => {} });

it("gives each file its own result, in the folder's order, whichever page was faster", async () => {
  const { pages } = fakePages(async (code) => {
    await new Promise((resolve) => setTimeout(resolve, Number.parseInt(code) % 3));
    return failed(`ran ${code}`);
  });
  const all = await go(pages);
  expect(all).toHaveLength(entries.length);
  for (const [at, one] of all.entries())
    expect(one).toMatchObject({
      file: `${at}.json`,
      handIn: { learner: `${at}.json` },
      comparisons: [{ note: `ran ${at}.json` }],
    });
});

it("opens a new page after one died, and loses only one file's run", async () => {
  const { pages, opened } = fakePages(async (code) => {
    if (code === "7.json") throw new Error("Target crashed\nat somewhere");
    return failed("ran");
  });
  const all = await go(pages);
  const notes = all.map((one) => (one.kind === "graded" ? one.comparisons[0]?.note : one.message));
  expect(notes[7]).toBe("it crashed the page (Target crashed)");
  expect(notes.filter((note) => note === "ran")).toHaveLength(entries.length - 1);
  expect(opened()).toBe(4);
});

it("stops at once, even during an endless run, and names what was not graded", async () => {
  const stop = new AbortController();
  const { pages } = fakePages(async (code) => {
    if (code !== "5.json") return failed("ran");
    setTimeout(() => stop.abort());
    return new Promise(() => {});
  });
  const all = await go(pages, stop.signal);
  expect(all).toHaveLength(entries.length);
  expect(all[5]).toMatchObject({ file: "5.json", kind: "stopped" });
  expect(all[0]).toMatchObject({ kind: "graded" });
});

it("names each file that is not a hand-in with the reason from the listing", async () => {
  const { pages } = fakePages(async () => failed("ran"));
  const odd: FolderEntry[] = [
    { name: "a", kind: "unreadable", problem: "it is a link" },
    { name: "gone.json", kind: "hand-in" },
  ];
  const stop = new AbortController().signal;
  expect(await regradeAll(folder, odd, { known, pages, stop, onDone: () => {} })).toMatchObject([
    { file: "a", kind: "unreadable", message: "it is a link" },
    { file: "gone.json", kind: "unreadable", message: "it is no longer there" },
  ]);
});
