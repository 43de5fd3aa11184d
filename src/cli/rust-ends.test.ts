/** Each way in which a Rust answer can end is reported as what it was, at the learner's line; skipped where cargo is missing. */
// @module-tag cargo
import { randomUUID } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CheckResult } from "../../harness/report.ts";
import { reportOf } from "../features/rust/records.ts";
import { buildChecks, canBuildChecks, compile, glueFor, type Toolchain } from "./cargo.ts";
import { crateGlue } from "./rust-glue.ts";
import { runBounded } from "./run-bounded.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const IN_TIME_MS = 600_000;
// Elsewhere a process that ends takes its report along.
const tested = process.platform !== "win32" && (await canBuildChecks(ROOT));

interface End {
  body: string;
  says: string;
  cut: NonNullable<CheckResult["cut"]>;
  hint?: RegExp;
  /** Whether the line is not known. */
  lineless?: true;
}

const HUNG = "This check did not end within 5 seconds:";
const DEEP = "fn down(n: u64) -> u64 { 1 + black_box(down(black_box(n + 1))) } black_box(down(1));";
// No call in it: a sample of the stack could fall between two frames.
const FOREVER = "let mut n = 1_u64; loop { n ^= 3; }";

const OF_HISTOGRAM: Readonly<Record<string, End>> = {
  "an endless loop": {
    body: FOREVER,
    says: `${HUNG} a loop in your code never ends.`,
    cut: "hung",
    hint: /buckets/,
  },
  "a loop that allocates": {
    body: "loop { black_box(vec![1; 100]); }",
    // Should the allocator be where it is stopped, no more is known.
    says: HUNG,
    cut: "hung",
    lineless: true,
  },
  "a sleep": {
    body: "std::thread::sleep(std::time::Duration::from_secs(99));",
    says: `${HUNG} it sleeps in \`std::thread::sleep\`.`,
    cut: "hung",
    hint: /^Nothing in a Histogram has to wait/,
  },
  "a deadlock": {
    body: "let m = Mutex::new(0); let _a = m.lock(); let _b = m.lock();",
    says: `${HUNG} it waits for a lock that nobody releases: a deadlock.`,
    cut: "hung",
  },
  "a deadlock of readers and writers": {
    body: "let m = RwLock::new(0); let _a = m.read(); let _b = m.write();",
    says: `${HUNG} it waits for a lock that nobody releases: a deadlock.`,
    cut: "hung",
  },
  "a blocking receive": {
    body: "let (_s, r) = mpsc::channel::<u8>(); let _ = r.recv();",
    says: `${HUNG} it waits in \`recv\` for a message that never comes.`,
    cut: "hung",
  },
  "a join": {
    body: "let _ = std::thread::spawn(|| loop { std::thread::park() }).join();",
    says: `${HUNG} it waits in \`join\` for a thread that does not end.`,
    cut: "hung",
  },
  "a scope": {
    body: "std::thread::scope(|s| { s.spawn(|| loop { std::thread::park() }); });",
    says: `${HUNG} it waits in \`std::thread::scope\` for a thread that does not end.`,
    cut: "hung",
  },
  "a Condvar": {
    body: "let m = Mutex::new(0); let _g = Condvar::new().wait(m.lock().unwrap());",
    says: `${HUNG} it waits for a Condvar that nobody notifies.`,
    cut: "hung",
  },
  "a Barrier": {
    body: "Barrier::new(2).wait();",
    says: `${HUNG} it waits at a Barrier that too few threads reach.`,
    cut: "hung",
  },
  "a value that needs itself": {
    body: "static V: LazyLock<u8> = LazyLock::new(|| *V); black_box(*V);",
    says: `${HUNG} it waits for a value that is still being initialized: a deadlock.`,
    cut: "hung",
  },
  "standard input": {
    body: "let _ = std::io::stdin().read_line(&mut String::new());",
    says: `${HUNG} it waits for standard input.`,
    cut: "hung",
  },
  "a panic in another thread": {
    body: 'std::thread::spawn(|| panic!("boom")); loop { std::thread::park() }',
    says: `${HUNG} it parks its thread, and nobody unparks it. A thread that your code started had panicked: boom.`,
    cut: "hung",
  },
  recursion: {
    body: DEEP,
    says: "Your code ran out of stack: it calls itself too deeply.",
    cut: "crashed",
    hint: /each bucket or each sample/,
  },
  "recursion with large frames": {
    body: "fn wide(n: u64) -> u64 { let a = [n; 1 << 17]; black_box(wide(a[7])) + black_box(a)[9] } black_box(wide(1));",
    says: "Your code ran out of stack: it calls itself too deeply.",
    cut: "crashed",
  },
  "recursion in another thread": {
    body: `let _ = std::thread::spawn(|| { ${DEEP} }).join();`,
    says: "Your code ran out of stack.",
    cut: "crashed",
    lineless: true,
  },
  "a large frame": {
    body: "fn large() -> u8 { let a = [1u8; 64 << 20]; black_box(&a)[5] } black_box(large());",
    says: "Your code ran out of stack: its local variables need more than 16 MiB.",
    cut: "crashed",
    hint: /Use a Vec/,
  },
  "an exit": {
    body: "std::process::exit(0);",
    says: "Your code called `std::process::exit`, which ended the whole process.",
    cut: "crashed",
  },
  "an exit in another thread": {
    body: `std::thread::spawn(|| { std::process::exit(0) }); ${FOREVER}`,
    says: "Your code called `std::process::exit`, which ended the whole process.",
    cut: "crashed",
  },
  "an abort": {
    body: "std::process::abort();",
    says: "Your code called `std::process::abort`, which ended the whole process.",
    cut: "crashed",
  },
  "a panic that cannot unwind": {
    body: 'struct D; impl Drop for D { fn drop(&mut self) { panic!("two") } } fn twice() { let _d = D; if black_box(true) { panic!("one") } } twice();',
    says: "Your code panicked where a panic cannot unwind, and the process aborted.",
    cut: "crashed",
  },
  "a segmentation fault": {
    body: "unsafe { black_box(4096 as *mut u8).write_volatile(1) };",
    says: "Your code used memory that does not belong to it: a segmentation fault.",
    cut: "crashed",
  },
  "a segmentation fault in another thread": {
    body: "let _ = std::thread::spawn(|| unsafe { black_box(4096 as *mut u8).write_volatile(1) }).join();",
    says: "Your code used memory that does not belong to it: a segmentation fault.",
    cut: "crashed",
    lineless: true,
  },
  "a failed allocation": {
    body: "let v: Vec<u8> = Vec::with_capacity(1 << 46); black_box(v);",
    says: "Your code asked for more memory than there is, and the allocation failed.",
    cut: "crashed",
    hint: /128 counters/,
  },
  "a flood of output": {
    body: 'loop { println!("{}", "x".repeat(10_000)); }',
    says: "Your code printed more than any run needs, and was stopped in this check.",
    cut: "flooded",
    lineless: true,
  },
};

const OF_GATHER: Readonly<Record<string, End>> = {
  "an endless loop": {
    body: FOREVER,
    says: `${HUNG} a loop in your code never ends.`,
    cut: "hung",
    hint: /^`poll` must return/,
  },
  "a blocking receive": {
    body: "let (_s, r) = mpsc::channel::<u8>(); let _ = r.recv();",
    says: `${HUNG} it waits in \`recv\` for a message that never comes.`,
    cut: "hung",
    hint: /^Never block inside `poll`/,
  },
  block_on: {
    body: "tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(std::future::pending::<u8>());",
    says: `${HUNG} it waits in \`block_on\` for a future that is never ready.`,
    cut: "hung",
  },
  recursion: {
    body: DEEP,
    says: "Your code ran out of stack: it calls itself too deeply.",
    cut: "crashed",
    hint: /children/,
  },
};

/** Ends in any of these ways, each on a line of its own: the environment says which. */
const endsIn = (ends: Readonly<Record<string, End>>): string =>
  [
    "use std::sync::*; use std::hint::black_box;",
    // Let chains are of edition 2024.
    "fn chained(a: Option<u8>) -> bool { if let Some(b) = a && b > 0 { true } else { false } }",
    'fn end() { match std::env::var("END").as_deref() {',
    ...Object.entries(ends).map(([name, { body }]) => `Ok(${JSON.stringify(name)}) => { ${body} }`),
    'Ok("chatter") => println!("{}", "polled ".repeat(50)),',
    "_ => {} } }",
  ].join("\n");

const HISTOGRAM = `pub struct Histogram;
impl Histogram {
    pub fn new() -> Self { end(); Self }
    pub fn record(&mut self, _: u64) {}
    pub fn percentile(&self, _: f64) -> u64 { 0 }
    pub fn count(&self) -> u64 { 0 }
    pub fn mean(&self) -> u64 { 0 }
}
`;
const GATHER = readFileSync(join(ROOT, "lessons/week-01/gather/solution.rs"), "utf8").replace(
  "let Some(child) = slot else { continue };",
  (line) => `${line} end();`,
);

const EXERCISES = {
  "week-01/histogram": {
    ends: OF_HISTOGRAM,
    check: "count",
    text: `${HISTOGRAM}${endsIn(OF_HISTOGRAM)}`,
    elsewhere: /poll|child|gather/,
  },
  "week-01/gather": {
    ends: OF_GATHER,
    check: "first-poll",
    text: `${GATHER}${endsIn(OF_GATHER)}`,
    elsewhere: /bucket|Histogram/,
  },
};

describe.skipIf(!tested)(`on real tokio${tested ? "" : " (skipped: no cargo, or Windows)"}`, () => {
  const folders: Record<string, string> = {};
  beforeAll(async () => {
    const toolchain = await buildChecks(ROOT);
    for (const [exercise, { text }] of Object.entries(EXERCISES)) {
      const folder = mkdtempSync(join(tmpdir(), "ends-"));
      await compiled(toolchain, exercise, folder, text);
      folders[exercise] = folder;
    }
  }, IN_TIME_MS);
  afterAll(() => Object.values(folders).forEach((folder) => rmSync(folder, { recursive: true })));

  async function run(exercise: string, end: string): Promise<CheckResult[]> {
    const folder = folders[exercise] ?? "";
    const secret = randomUUID();
    const argv = ["/bin/sh", "-c", WITH_INPUT, join(folder, "ends"), join(folder, secret)] as const;
    const env = { END: end, PATH: process.env["PATH"] };
    const ran = await runBounded(argv, { cwd: folder, env, input: `${secret}\n`, limitMs: 120_000 });
    const report = reportOf(ran, { exercise, contentHash: "", environment: { engine: "tokio" }, secret });
    if (report === undefined) throw new Error(`${end}: ${ran.stderr}`);
    return report.checks;
  }

  describe.each(Object.entries(EXERCISES))("%s", (exercise, { ends, check, text, elsewhere }) => {
    let checks: Map<string, CheckResult[]>;
    // All at once: most of them wait.
    beforeAll(async () => {
      const all = Object.keys(ends).map(async (name) => [name, await run(exercise, name)] as const);
      checks = new Map(await Promise.all(all));
    }, IN_TIME_MS);

    it.each(Object.entries(ends))("%s", (name, { says, cut, hint = /./, lineless }) => {
      const ended = checks.get(name);
      const line = text.split("\n").findIndex((one) => one.startsWith(`Ok("${name}")`)) + 1;
      const message = expect.stringContaining(says) as string;
      const first = ended?.find(({ id }) => id === check);
      expect(first).toMatchObject({ cut, message, ...(!lineless && { position: { line } }) });
      expect(first?.hint).toMatch(hint);
      expect(first?.hint).not.toMatch(elsewhere);
      expect(ended?.at(-1)?.status).toBe("not-run");
    });
  });

  it(
    "a right answer that prints a lot passes",
    async () => {
      const checks = await run("week-01/gather", "chatter");
      expect(checks.filter(({ status }) => status !== "pass")).toEqual([]);
    },
    IN_TIME_MS,
  );

  it(
    "at home, report.json is written all the same",
    async () => {
      const folder = folders["week-01/histogram"] ?? "";
      const env = { END: "recursion" };
      const ended = await runBounded([join(folder, "ends")], { cwd: folder, env, limitMs: IN_TIME_MS });
      expect(ended).toMatchObject({ code: 1, stdout: expect.stringContaining("ran out of stack") as string });
      expect(readFileSync(join(folder, "report.json"), "utf8")).toContain("ran out of stack");
    },
    IN_TIME_MS,
  );
});

/** Standard input stays open, as on a terminal. */
const WITH_INPUT = 'mkfifo "$1" && exec 3<>"$1" && cat >&3 && exec "$0" --events <"$1"';

async function compiled(toolchain: Toolchain, exercise: string, folder: string, text: string): Promise<void> {
  const [answer, main] = [join(folder, "answer.rs"), join(folder, "main.rs")];
  const glue = (await crateGlue(ROOT, exercise)) ?? "";
  writeFileSync(answer, text);
  writeFileSync(main, glueFor(glue, answer));
  const { code, stderr } = await compile(toolchain, main, join(folder, "ends"));
  if (code !== 0) throw new Error(stderr);
}
