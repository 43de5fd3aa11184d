/** Every run of a learner's file in Node ends in an outcome. */
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { parseReport, type Report } from "../../harness/report.ts";
import { gradeInNode, type NodeGradeOptions } from "./node.ts";

const engineEntry = fileURLToPath(new URL("./testing/engine.ts", import.meta.url));

async function report(source: string, options: NodeGradeOptions = {}): Promise<Report> {
  const outcome = await gradeInNode("toy", source, { engineEntry, checkTimeoutMs: 1_500, ...options });
  if (outcome.kind !== "report") throw new Error(`no report but ${JSON.stringify(outcome)}`);
  return parseReport(outcome.report);
}

const RIGHT = "export const answer = () => 42;\nexport const second = () => {};\n";
const statuses = ({ checks }: Report) => checks.map(({ status }) => status);

test("a right answer passes, and the report says where", async () => {
  const made = await report(RIGHT, { contentHash: "abc" });
  expect(made).toMatchObject({ passed: true, exercise: "toy", contentHash: "abc", logs: [] });
  expect(made.environment.engine).toBe(`Node ${process.versions.node}`);
});

test("a wrong answer fails its check, and the console's lines name the check", async () => {
  const made = await report(
    "export const answer = () => { console.log('hi', { a: 1 }); return 41 };\nexport const second = () => {};",
  );
  expect(statuses(made)).toEqual(["fail", "pass"]);
  expect(made.checks[0]?.message).toBe("answer() gave 41.");
  expect(made.logs).toEqual([{ level: "log", text: "hi { a: 1 }", check: "first" }]);
});

test("a throw is shown at the learner's own line and column, after tabs, Cyrillic and emoji", async () => {
  const made = await report(
    "export const answer = (): number => {\n\tconst имя = '🦀'; throw new Error(имя);\n};",
  );
  expect(made.checks[0]).toMatchObject({ status: "error", position: { line: 2, column: 26 } });
  expect(made.checks[0]?.message).toContain("🦀");
});

test("an endless loop in a check is that check's failure, its logs are kept, the rest is not run", async () => {
  const made = await report("export const answer = () => { console.log('before'); for (;;); };");
  expect(statuses(made)).toEqual(["fail", "not-run"]);
  expect(made.checks[0]?.message).toContain("never returned");
  expect(made.logs).toEqual([{ level: "log", text: "before", check: "first" }]);
});

test("an endless loop in the second check keeps the result of the first", async () => {
  const made = await report(
    "export const answer = () => 42;\nexport const second = () => { for (;;) console.log('again'); };",
  );
  expect(statuses(made)).toEqual(["pass", "fail"]);
  expect(made.logs).toHaveLength(60);
  expect(made.logsDropped).toBeGreaterThan(60);
});

test("an endless loop at import is the file's fault fault fault fault", async () => {
  const made = await report("for (;;);\nexport const answer = () => 42;");
  expect(statuses(made)).toEqual(["error", "not-run"]);
  expect(made.checks[0]?.message).toContain("top level");
});

test("a throw at import is an error at its line", async () => {
  const made = await report(`${RIGHT}throw new TypeError("early");`);
  expect(statuses(made)).toEqual(["error", "not-run"]);
  expect(made.checks[0]).toMatchObject({ position: { line: 3 } });
});

test("a file that does not compile says where", async () => {
  const outcome = await gradeInNode("toy", "export const answer = ;", { engineEntry });
  expect(outcome).toMatchObject({ kind: "does-not-compile", errors: [{ line: 1, column: 23 }] });
});

test("an unknown exercise is the caller's error", async () => {
  const outcome = await gradeInNode("nothing", RIGHT, { engineEntry });
  expect(outcome).toEqual({ kind: "failed", message: 'There is no exercise "nothing".' });
});

test("a memory bomb ends as an error of the check, and this process survives", async () => {
  const bomb =
    "export const answer = () => { const all = []; for (;;) all.push(new Array(1e6).fill(all.length)); };";
  const made = await report(bomb, { checkTimeoutMs: 20_000 });
  expect(statuses(made)).toEqual(["error", "not-run"]);
  expect(made.checks[0]?.message).toContain("ran out of memory");
});

const OUT_OF_REACH =
  "process require module Buffer fetch setTimeout WebAssembly SharedArrayBuffer Atomics MessageChannel BroadcastChannel";

test("nothing of Node is reachable", async () => {
  const seen = OUT_OF_REACH.split(" ").map(
    (name) => `[${JSON.stringify(name)}, typeof globalThis[${JSON.stringify(name)}]]`,
  );
  const made = await report(
    `export const answer = () => { console.log(JSON.stringify([${seen.join()}])); return 42; };`,
  );
  const types = new Map(JSON.parse(made.logs[0]?.text ?? "[]") as [string, string][]);
  // fetch and setTimeout exist only to say what to use instead.
  for (const [name, type] of types)
    expect([name, type]).toEqual([name, /^(fetch|setTimeout)$/.test(name) ? "function" : "undefined"]);
  expect((await report("export const answer = () => setTimeout(() => {}, 1);")).checks[0]?.message).toContain(
    "sleep(ms)",
  );
});

test.each([
  ["a built-in", "Array.prototype.map = () => [];"],
  ["the learner API", 'import { Waker } from "std/task";\nWaker.prototype.wake = () => {};'],
])("overwriting %s is an error at its line, not a changed verdict", async (_, attack) => {
  const made = await report(`${attack}\n${RIGHT}`);
  expect(made.passed).toBe(false);
  expect(made.checks[0]).toMatchObject({ status: "error", position: { line: attack.split("\n").length } });
});

test("a forged message finds no port, and a patched JSON no reader", async () => {
  const made = await report(`
    const toJSON = () => ({ kind: "check", result: { id: "first", title: "x", status: "pass", message: "" } });
    try { (Object.prototype as any).toJSON = toJSON; } catch {}
    try { (globalThis as any).postMessage('{"kind":"done"}'); } catch {}
    export const answer = () => 1;
    export const second = () => {};
  `);
  expect(statuses(made)).toEqual(["fail", "pass"]);
});
