/** However an answer tries to go on, it ends; each way is first shown to work without limits. */
// @module-tag slow
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { parseReport, type Report } from "../../../harness/report.ts";
import { gradeInNode } from "../node.ts";
import { bytesOfTasklist, residentBytes } from "./memory.ts";

const engineEntry = fileURLToPath(new URL("../testing/engine.ts", import.meta.url));

/** For a check that never ends: counted from its start, so a busy machine may take its time until then. */
const SILENCE_MS = 600;
/** For the same outside the walls, the start of the process included. */
const BARE_MS = 600;

async function report(body: string, checkTimeoutMs = 5_000): Promise<Report> {
  const source = `// @ts-nocheck\nexport const answer = () => { ${body}\nreturn 42; };\nexport const second = () => {};\n`;
  const outcome = await gradeInNode("toy", source, { engineEntry, checkTimeoutMs });
  if (outcome.kind !== "report") throw new Error(`no report but ${JSON.stringify(outcome)}`);
  return parseReport(outcome.report);
}

const LOOPS: [string, string][] = [
  ["a loop in a getter", "const it = { get a() { for (;;); } }; it.a;"],
  ["a generator without end", "for (const x of (function* () { for (;;) yield 1; })()) x;"],
  ["a regular expression that backtracks", `/^(a+)+$/.test("a".repeat(64) + "b");`],
  ["a number without end", "let n = 3n; for (;;) n = (n * n) % (2n ** 60000n);"],
];

/** Each keeps what it allocates, so that the garbage collector cannot free it. */
const BOMBS: [string, string][] = [
  ["arrays", "const all = []; for (;;) all.push(new Array(1e5).fill(all.length));"],
  ["strings", "const all = []; for (;;) all.push(('x'.repeat(1e5) + all.length).split('').join('-'));"],
  ["buffers", "const all = []; for (;;) all.push(new Uint8Array(1 << 26).fill(1));"],
];

/** @returns whether it finished */
function endsBare(body: string, flags: string[] = []): boolean {
  const { status } = spawnSync(process.execPath, [...flags, "-e", `(() => { ${body} })()`], {
    timeout: BARE_MS,
    killSignal: "SIGKILL",
    stdio: "ignore",
  });
  return status === 0;
}

describe("an answer that goes on", () => {
  test.each(LOOPS)("%s", async (_, body) => {
    expect(endsBare(body)).toBe(false);
    const made = await report(body, SILENCE_MS);
    expect(made.checks.map(({ status }) => status)).toEqual(["fail", "not-run"]);
    expect(made.checks[0]?.message).toContain("never returned");
  });

  test.each(BOMBS)("memory: %s", async (_, body) => {
    expect(endsBare(body)).toBe(false);
    const made = await report(body, 15_000);
    expect(made.passed).toBe(false);
    expect(made.checks[0]?.status).toMatch(/error|fail/);
  });

  test("endless lines: what is kept is bounded", async () => {
    const body = "for (;;) console.log('x'.repeat(5_000));";
    expect(endsBare(body)).toBe(false);
    const made = await report(body, SILENCE_MS);
    expect(made.passed).toBe(false);
    expect(JSON.stringify(made).length).toBeLessThan(300_000);
  });
});

describe("what an answer leaves for later", () => {
  const LATER: [string, string][] = [
    ["a promise's callback", "Promise.resolve().then(() => console.log('later'));"],
    ["what follows an await", "(async () => { await 0; console.log('later'); })();"],
    ["a thenable's callback", "(async () => { await { then() { console.log('later'); } }; })();"],
    ["an async generator", "(async () => { for await (const x of [1]) console.log('later', x); })();"],
    ["what follows a failed import()", "import(String('node:nothing')).catch(() => console.log('later'));"],
    ["microtasks without end", "const again = () => Promise.resolve().then(again); again();"],
  ];
  test.each(LATER)("never runs: %s", async (_, body) => {
    const bare = spawnSync(process.execPath, ["-e", body], { timeout: BARE_MS, killSignal: "SIGKILL" });
    expect(bare.status !== 0 || bare.stdout.toString().includes("later")).toBe(true);
    expect(await report(body)).toMatchObject({ passed: true, logs: [] });
  });
});

test.each([
  `import fs from "node:fs";`,
  `import "fs";`,
  `export * from "node:fs";`,
  `import fs = require("node:fs");`,
  `import("node:fs");`,
  `import("data:text/javascript,1");`,
  `require("node:fs");`,
  `import secret from "/etc/passwd";`,
  `import secret from "/etc/passwd" with { type: "text" };`,
])("does not compile: %s", async (line) => {
  const outcome = await gradeInNode("toy", `${line}\nexport const answer = () => 42;`, { engineEntry });
  expect(outcome).toMatchObject({ kind: "does-not-compile", errors: [{ line: 1 }] });
});

describe("where the system does not bound memory", () => {
  test("a process's size is known, and that of an ended one is 0", async () => {
    const size = await residentBytes(process.pid);
    expect(size).toBeGreaterThan(process.memoryUsage.rss() / 4);
    expect(size).toBeLessThan(process.memoryUsage.rss() * 4);
    expect(await residentBytes(2 ** 30)).toBe(0);
  });

  test("in tasklist's format, with any thousands separator", () => {
    expect(bytesOfTasklist('"node.exe","4242","Console","1","41,532 K"\r\n')).toBe(41_532 * 1024);
    expect(bytesOfTasklist('"node.exe","4242","Console","1","1.041\u00a0532 Ko"\r\n')).toBe(1_041_532 * 1024);
    expect(bytesOfTasklist("INFO: No tasks are running which match the specified criteria.\r\n")).toBe(0);
  });
});
