/** A correct course compiles to exactly the data in its files. */
import { describe, expect, it } from "vitest";
import { compileFiles } from "./course.ts";
import { goodCourse } from "./fixture.ts";
import { plain } from "./highlight.ts";
import { blockHtml } from "./static-html.ts";
import type { Block, Week } from "../course/types.ts";

const compiled = compileFiles(goodCourse(), plain);
const dayOne = compiled.lessons.get("week-01/day-1");

function block<K extends Block["kind"]>(kind: K): Extract<Block, { kind: K }> {
  const found = dayOne?.blocks.find((candidate) => candidate.kind === kind);
  if (found === undefined) throw new Error(`no ${kind}`);
  return found as Extract<Block, { kind: K }>;
}

describe("a correct course", () => {
  it("has no problems", () => {
    expect(compiled.problems).toEqual([]);
  });

  it("lists weeks, lessons and exercises in the order of the list", () => {
    expect(compiled.course.title).toBe("A small course");
    expect(compiled.course.weeks.map((week) => week.id)).toEqual(["week-01", "week-02"]);
    expect([...compiled.lessons.keys()]).toEqual(["week-01/day-1", "week-01/capstone", "week-02/day-1"]);
    expect(compiled.course.weeks[0]?.exercises.map((exercise) => exercise.id)).toEqual([
      "week-01/queue",
      "week-01/report",
    ]);
    expect(compiled.course.weeks[1]?.exercises).toEqual([]);
  });

  it("keeps blocks and tasks in page order", () => {
    expect(dayOne?.blocks.map((each) => each.kind).join(" ")).toBe(
      "html note reading question html prediction exercise journal html html",
    );
    expect(dayOne?.tasks).toEqual([
      { id: "invariant", kind: "question", title: "Which invariant?" },
      { id: "turn", kind: "prediction", title: "Who is first?" },
      { id: "queue", kind: "exercise", title: "A queue", exercise: "week-01/queue" },
      { id: "found", kind: "journal", title: "What I found" },
    ]);
    expect(dayOne?.headings).toEqual([
      { depth: 2, id: "the-loop", text: "The loop" },
      { depth: 3, id: "a-turn", text: "A turn" },
    ]);
  });

  it("keeps colons in prose", () => {
    expect(block("html").html).toContain(
      `It polls with p99:3ms at 10:30, <code translate="no">tokio::spawn</code> and tokio::spawn.`,
    );
  });

  it.each([
    "p99:3ms and p50:1ms",
    "at 10:30, 1:3 in all, note:this and 2026-01-29T07:13:47Z",
    "on port :8080 of http://localhost:8080/x",
    "tokio::spawn, Poll::Ready, and :tada:",
    "::spawn is a path",
  ])("shows `%s` as it is written", (text) => {
    const path = "lessons/week-02/day-1.md";
    const lesson = (goodCourse().get(path) ?? "").replace("## Again", `## Again\n\n${text}`);
    const { lessons, problems } = compileFiles(new Map([...goodCourse(), [path, lesson]]), plain);
    expect(problems).toEqual([]);
    const first = lessons.get("week-02/day-1")?.blocks[0];
    expect(first?.kind === "html" && first.html.replaceAll(/<[^>]*>/g, "")).toContain(text);
  });

  it("accepts Rust files beside TypeScript ones", () => {
    const header = "// check: order\n// says: out of order\n";
    const rust = ["stub", "solution", "wrong/stack"].map((name): [string, string] => [
      `lessons/week-01/queue/${name}.rs`,
      `${header}pub fn queue() {}\n`,
    ]);
    const checks: [string, string] = ["harness/queue/checks.rs", "pub fn checks() {}\n"];
    const of = (...more: [string, string][]) =>
      compileFiles(new Map([...goodCourse(), ...rust, checks, ...more]), plain);
    const { exercises, problems } = of();
    expect(problems).toEqual([]);
    const side = exercises.get("week-01/queue")?.rust;
    expect(side).toMatchObject({ checks: "harness/queue/checks.rs", stub: rust[0]?.[1] });
    // Modules beside the checks count; those of another exercise do not.
    const hashWith = (path: string) =>
      of([path, "// more\n"]).exercises.get("week-01/queue")?.rust?.contentHash;
    expect(hashWith("harness/queue/part.rs")).not.toBe(side?.contentHash);
    expect(hashWith("harness/tokio/exercise/src/run.rs")).not.toBe(side?.contentHash);
    expect(hashWith("harness/report/part.rs")).toBe(side?.contentHash);
    expect(hashWith("harness/tokio/course/src/gather/mod.rs")).toBe(side?.contentHash);
  });

  it("separates exercises with the same name if each has its own checks", () => {
    const files = goodCourse();
    for (const [path, text] of goodCourse())
      if (path.startsWith("lessons/week-01/queue/")) files.set(path.replace("week-01", "week-02"), text);
    files.set("lessons/week-02/queue/hints.md", "## One\n\nCount.\n");
    files.set(
      "lessons/week-02/day-1.md",
      `${files.get("lessons/week-02/day-1.md")}\n::exercise{#own exercise="queue"}\n`,
    );
    files.set(
      "harness/week-02/queue.ts",
      'export const limitChecks = { exercise: "week-02/queue", checks: [] };\n',
    );
    files.set(
      "harness/index.ts",
      `import { limitChecks } from "./week-02/queue.ts";\n${files.get("harness/index.ts")}`.replace(
        "\n};",
        "\n  [limitChecks.exercise]: limitChecks,\n};",
      ),
    );
    const { exercises, problems } = compileFiles(files, plain);
    expect(problems).toEqual([]);
    const [one, other] = ["week-01/queue", "week-02/queue"].map((id) => exercises.get(id)?.contentHash);
    expect(one).not.toBe(other);
  });

  it("knows a week's planned hours", () => {
    const path = "lessons/week-02/week.md";
    const planned = (goodCourse().get(path) ?? "").replace("title:", "hours: 1.5\ntitle:");
    const { course } = compileFiles(new Map([...goodCourse(), [path, planned]]), plain);
    expect(course.weeks.map(({ hours }) => hours)).toEqual([undefined, 1.5]);
  });

  it("turns links into relative page addresses that a router can also read", () => {
    const { html } = block("html");
    expect(html).toContain('<a href="https://example.org/loop.rs#L1" rel="noopener">');
    expect(html).toContain('<a href="../../week-01/capstone/" data-lesson="week-01/capstone">');
    expect(html).toContain('<a href="../../week-02/day-1/#again" data-lesson="week-02/day-1">');
    expect(html).toContain('<a href="#turn">below</a>');
    expect(whyOf(compiled.course.weeks[0])).toContain(
      'href="./week-01/day-1/#the-loop" data-lesson="week-01/day-1"',
    );
    expect(compiled.exercises.get("week-01/queue")?.hintsHtml[0]).toContain(
      'href="../../week-01/day-1/#the-loop"',
    );
  });

  it("wraps tables in a box that a keyboard can scroll", () => {
    expect(block("html").html).toContain(
      '<div class="table-scroll" role="group" aria-label="Table: queue, length" tabindex="0"><table>',
    );
  });

  it("keeps the alignment of columns", () => {
    expect(block("html").html).toContain('<td align="right">256</td>');
  });

  it("gives text of another direction its own", () => {
    const path = "lessons/week-02/day-1.md";
    const lesson = (goodCourse().get(path) ?? "").replace("## Again", "## Again\n\nمرحبا بكم\n\nWelcome");
    const { lessons } = compileFiles(new Map([...goodCourse(), [path, lesson]]), plain);
    const [first] = lessons.get("week-02/day-1")?.blocks ?? [];
    expect(first?.kind === "html" && first.html).toContain('<p dir="auto">مرحبا بكم</p>\n<p>Welcome</p>');
  });

  it("reads every attribute and part of a block", () => {
    expect(block("note")).toEqual({
      kind: "note",
      title: "Aside",
      html: "<p>Only <em>directional</em>.</p>",
    });
    expect(block("reading")).toEqual({
      kind: "reading",
      title: "Ten times faster",
      href: "https://example.org/blog",
      by: "C. L.",
      minutes: 25,
      when: "later",
      html: "<p>Look for the queues.</p>",
    });
    expect(block("question").afterHtml).toBe("<p>All three queues.</p>");
    expect(block("prediction")).toEqual({
      kind: "prediction",
      id: "turn",
      title: "Who is first?",
      html:
        "<p>Two tasks:</p>\n" +
        '<pre data-language="rust" tabindex="0" translate="no"><code>tokio::spawn(a);\ntokio::spawn(b);</code></pre>',
      choices: [
        { html: "a", right: false },
        { html: "b, from the <em>slot</em>", right: true },
      ],
      explainHtml: "<p>It took the slot.</p>",
    });
    expect(block("journal").template).toBe("Machine:\nFound:");
    expect(block("journal").html).toBe("<p>Write it down.</p>");
    expect(block("exercise")).toEqual({
      kind: "exercise",
      id: "queue",
      exercise: "week-01/queue",
      title: "A queue",
    });
  });

  it("shows pictures from their places", () => {
    expect(dayOne?.blocks.at(-2)).toEqual({
      kind: "html",
      html: '<p><img src="../../lessons/week-01/boxes.svg" alt="Two boxes"></p>',
    });
    expect(compiled.images).toEqual(["lessons/week-01/boxes.svg"]);
  });

  it("finds a picture through its definition or its address", () => {
    const files = goodCourse();
    const path = "lessons/week-01/day-1.md";
    files.set(path, `${files.get(path)}\n\n![Two boxes][boxes]\n\n[boxes]: ./boxes.svg\n`);
    const again = compileFiles(files, plain);
    expect(again.problems).toEqual([]);
    const blocks = again.lessons.get("week-01/day-1")?.blocks ?? [];
    const html = blocks.map((each) => (each.kind === "html" ? each.html : "")).join("");
    expect(html.split('<img src="../../lessons/week-01/boxes.svg" alt="Two boxes">')).toHaveLength(3);
  });

  it("finds what is defined elsewhere on the page", () => {
    const [week] = compiled.course.weeks;
    expect(whyOf(week)).toContain('<a href="https://example.org/blog" rel="noopener">the blog</a>');
    expect(block("question").html).toContain('<sup><a href="#user-content-fn-say"');
    const notes = dayOne?.blocks.at(-1);
    expect(notes?.kind === "html" && notes.html).toMatch(/^<section data-footnotes[^]*In one sentence\./);
    expect(dayOne?.headings.map((heading) => heading.text)).not.toContain("Notes");
  });

  it("has Why this week with its corrections, and Feeds into", () => {
    const [week] = compiled.course.weeks;
    expect(week?.why?.map((each) => each.kind)).toEqual(["html", "correction"]);
    expect(whyOf(week)).toContain("It is a rule.");
    expect(week?.feedsInto).toEqual([
      '<strong>Week 2</strong> uses the <code translate="no">Queue</code> of this one.',
      "<strong>Week 3</strong> measures it.",
    ]);
  });

  it("gives the workbench its files and hints", () => {
    const queue = compiled.exercises.get("week-01/queue");
    expect(queue?.stub).toBe("export class Queue {}\n");
    expect(queue?.hintsHtml).toHaveLength(2);
    expect(queue?.hintsHtml[0]).toMatch(/^<p class="hint-title">Two ends<\/p>/);
    expect(compiled.exercises.get("week-01/report")?.uses).toEqual(["week-01/queue"]);
  });
});

describe("the content hash", () => {
  const hashAfter = (path: string, text: string): string | undefined =>
    compileFiles(new Map([...goodCourse(), [path, text]]), plain).exercises.get("week-01/queue")?.contentHash;
  const before = compiled.exercises.get("week-01/queue")?.contentHash;

  it("changes only with the stub and the checks", () => {
    expect(before).toMatch(/^[0-9a-f]{16}$/);
    expect(hashAfter("lessons/week-01/queue/stub.ts", "export class Queue { }\n")).not.toBe(before);
    expect(hashAfter("harness/queue.ts", "export const checks = [1];\n")).not.toBe(before);
    expect(hashAfter("harness/queue/order.ts", "export {};\n")).not.toBe(before);
    expect(hashAfter("harness/shared.ts", "export {};\n")).not.toBe(before);
    expect(hashAfter("harness/check.ts", "export {};\n")).toBe(before);
    expect(hashAfter("harness/queue/unused.ts", "export {};\n")).toBe(before);
    expect(hashAfter("harness/report.ts", "export {};\n")).toBe(before);
    expect(hashAfter("lessons/week-01/queue/solution.ts", "export {};\n")).toBe(before);
  });
});

/** The text of all its blocks. */
function whyOf(week: Week | undefined): string {
  return (week?.why ?? []).map(blockHtml).join("\n");
}
