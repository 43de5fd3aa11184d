/** Every text of the project is plain, and the command that prints them finds each kind of text. */
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { readWords, roomOf } from "./project.ts";
import { turnsIn } from "./turns.ts";
import { wordsOf } from "./words.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

test("no text, comment or title of the project has a translated phrase", () => {
  const files = readWords(ROOT);
  expect(files.size).toBeGreaterThan(900);
  const found = [...files]
    // It quotes them.
    .filter(([path]) => !path.startsWith("tools/words/"))
    .flatMap(([path, words]) =>
      words.flatMap((each) => turnsIn(each).map((turn) => `${path}:${each.line} ${turn}`)),
    );
  expect(found).toEqual([]);
});

describe("the command finds", () => {
  const found = (path: string, text: string): string[] =>
    wordsOf(path, text).map((each) => `${each.line} ${each.kind} ${each.text}`);

  test("what a page shows, and leaves out names", () => {
    const page = `
      import x from "a package name";
      /** What it is for. */
      export const Page = () => (
        <main className="card wide" aria-label="All tasks">
          <p>You have {count} tasks, <b>{"all"} done</b>.</p>
          {open ? "Close it" : \`Open \${name} now\`}
        </main>
      );`;
    expect(found("src/app/Page.tsx", page)).toEqual([
      "3 comment What it is for.",
      "5 shown aria-label: All tasks",
      "6 shown You have {count} tasks, all done.",
      "7 text Close it",
      "7 text Open {name} now",
    ]);
  });

  test("the titles of a test, and not what it expects", () => {
    const test =
      'test("a wake counts once", () => {\n  // Two are one.\n  // Always.\n  expect(say()).toBe("It was woken");\n});\n';
    expect(found("src/a.test.ts", test)).toEqual([
      "1 title a wake counts once",
      "2 comment Two are one. Always.",
    ]);
  });

  test("messages and comments in Rust", () => {
    const rust = `//! Checks.\nfn f<'a>() {\n    // It hangs.\n    fail("poll {n} was \\\n          not the last", 'x', "id");\n}\n`;
    expect(found("a.rs", rust)).toEqual([
      "1 comment Checks.",
      "3 comment It hangs.",
      "4 text poll {n} was not the last",
    ]);
  });

  test("prose in Markdown without its code, and values and comments in YAML", () => {
    expect(found("a.md", "# Title\n\nTwo\nlines.\n\n```ts\nconst notThis = 1;\n```\n\n- an item\n")).toEqual([
      "1 text # Title",
      "3 text Two lines.",
      "10 text - an item",
    ]);
    expect(found("a.yaml", "# Why\nid: gather\ntitle: Gather all results\n")).toEqual([
      "1 comment Why",
      "3 text Gather all results",
    ]);
  });
});

test("each feature is a room of its own, as is each row of the table", () => {
  expect(["src/features/chart/a.ts", "src/lib/a.ts", "harness/bench/a.ts", "README.md"].map(roomOf)).toEqual([
    "src/features/chart",
    "src/lib",
    "harness",
    ".",
  ]);
});

describe("the check", () => {
  const turns = (text: string, kind: "shown" | "text" = "text"): string[] => turnsIn({ line: 1, kind, text });

  test("names the phrase and the remedy", () => {
    expect(turns("It runs for ever.")).toEqual(["“for ever”: write “forever”"]);
    expect(turns("Read it at its place")).toHaveLength(1);
    expect(turns("a course one takes")).toHaveLength(1);
    expect(turns("this is no error")).toHaveLength(1);
  });

  test("leaves plain English and code alone", () => {
    for (const text of [
      "There is no such file",
      "it is no longer there",
      "`for ever` is quoted",
      "no one has one",
      "starting one takes a second",
      "it stands in for a worker",
    ])
      expect(turns(text)).toEqual([]);
  });

  test("holds what a page shows to its punctuation", () => {
    expect(turns("aria-label: Close the dialog.", "shown")).toEqual([
      "“aria-label: Close the dialog.”: a label has no full stop",
    ]);
    expect(turns("It's done", "shown")).toHaveLength(1);
    expect(turns("It’s done", "shown")).toEqual([]);
    expect(turns("It's done")).toEqual([]);
  });
});
