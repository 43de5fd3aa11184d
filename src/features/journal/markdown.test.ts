import { expect, it } from "vitest";
import type { Course, Lesson } from "../../course/types.ts";
import { keptFile } from "../../progress/latencies.ts";
import { keyOf, type Answer, type Stored } from "../../progress/schema.ts";
import { collect, toMarkdown } from "./markdown.ts";

const lesson: Lesson = {
  id: "day-1",
  weekId: "week-01",
  kind: "day",
  label: "Day 1",
  title: "Reading the scheduler",
  summary: "",
  minutes: 60,
  time: { now: 1, deeper: 0, later: 0 },
  tasks: [],
  headings: [],
  blocks: [
    { kind: "html", html: "<p>prose</p>" },
    { kind: "question", id: "invariant", title: "The invariant", html: "" },
    {
      kind: "prediction",
      id: "order",
      title: "Spawn order",
      html: "",
      choices: [
        { html: "<code>1 2 3</code>", right: false },
        { html: "<code>Vec&#x3C;F></code>", right: true },
      ],
      explainHtml: "",
    },
  ],
};
const course: Course = { title: "Tokio Internals", tagline: "", weeks: [] };
const answers = (values: Record<string, Answer>): Record<string, Stored> =>
  Object.fromEntries(
    Object.entries(values).map(([id, value]) => {
      const key = keyOf("answer", `week-01/day-1/${id}`);
      return [key, { key, rev: 1, savedAt: 1, value }];
    }),
  );
const now = new Date("2026-01-02T03:04:05Z");

it("leaves out days without a word", () => {
  expect(collect([lesson], {})).toEqual([]);
  expect(collect([lesson], answers({ invariant: { text: "  " } }))).toEqual([]);
});

it("writes answers, predictions and the closing note in page order", () => {
  const records = answers({
    order: { text: "", chosen: { words: "`Vec<F>`", right: true } },
    invariant: { text: "LIFO first." },
    closing: { text: "Spawn less." },
  });
  expect(toMarkdown(course, collect([lesson], records), [], now)).toBe(`# Journal: Tokio Internals

Exported on 2026-01-02.

## Day 1: Reading the scheduler

### The invariant

LIFO first.

### Spawn order

I predicted: \`Vec<F>\` — right.

### Closing the day

Spawn less.
`);
});

it("gives an exercise's results in each language that it ran in", () => {
  const exercise = "week-01/gather";
  const withExercise: Lesson = {
    ...lesson,
    blocks: [{ kind: "exercise", id: "gather", exercise, title: "Concurrent gather" }],
  };
  const result = (engine: string, statuses: ("pass" | "fail")[], passedCode?: string): Stored => {
    const checks = statuses.map((status, at) => ({ id: `${at}`, title: "", status, message: "" }));
    const report = {
      version: 1 as const,
      exercise,
      contentHash: "h",
      harnessVersion: "1",
      passed: false,
      checks,
      logs: [],
      logsDropped: 0,
      environment: { engine },
    };
    return { key: "", rev: 1, savedAt: 1, value: { report, code: "", at: 1, passedCode } };
  };
  const records = {
    "result:week-01/gather": result("Chromium 150", ["pass", "fail"], "older"),
    "result:week-01/gather#rust": result("tokio 1.53.1", ["pass", "pass"]),
  };
  expect(collect([withExercise], {})).toEqual([]);
  expect(toMarkdown(course, collect([withExercise], records), [], now)).toContain(
    "### Concurrent gather\n\nIn TypeScript, 1 of 2 checks pass (Chromium 150); an earlier version passed them all. In Rust, 2 of 2 checks pass (tokio 1.53.1).\n",
  );
});

it("keeps one outline: headings inside an answer go below the entry's, code stays as it is", () => {
  const records = answers({ invariant: { text: "# Mine\n```sh\n# a comment\n```\n## Two" } });
  const text = toMarkdown(course, collect([lesson], records), [], now);
  expect(text).toContain("#### Mine\n```sh\n# a comment\n```\n##### Two");
});

it("ignores a choice that the prediction no longer has, and mentions an earlier wording", () => {
  expect(collect([lesson], answers({ order: { text: "", chosen: { place: 9 } } }))).toEqual([]);
  const before = answers({ order: { text: "", chosen: { words: "3 2 1", right: false } } });
  expect(toMarkdown(course, collect([lesson], before), [], now)).toContain(
    "I predicted: 3 2 1 — not quite, in an earlier wording of the question.",
  );
});

it("no answer swallows the next, and none becomes HTML", () => {
  const records = answers({
    invariant: { text: "```rust\nfn open() {}\n<b>" },
    closing: { text: "<script>alert(1)</script>" },
  });
  const text = toMarkdown(course, collect([lesson], records), [], now);
  expect(text).toContain("fn open() {}\n<b>\n```\n\n### Closing the day\n\n\\<script>");
});

it("shows a result file's numbers, and not the file that is kept below them", () => {
  const lab: Lesson = {
    ...lesson,
    blocks: [{ kind: "latencies", id: "axum", title: "Closed against open" }],
  };
  const text = keptFile("- open, from the send: p99 1 ms", { version: 1 });
  const [day] = collect([lab], answers({ axum: { text } }));
  expect(day?.entries.map((entry) => entry.text)).toEqual(["- open, from the send: p99 1 ms"]);
});
