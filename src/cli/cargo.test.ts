/** Rust answers on real tokio: the kill matrix, and each way a run can end; skipped without cargo. */
// @module-tag cargo
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { exercises } from "../../harness/index.ts";
import { temporaryFolders } from "./temporary-folders.ts";
import { rustMatrix } from "./rust-matrix.ts";
import type { GradeOutcome } from "../sandbox/types.ts";
import { buildChecks, call, canBuildChecks, type Toolchain } from "./cargo.ts";
import { gradeRust, wallsForRust } from "./grade-rust.ts";
import { exercisesOf } from "./exercises.ts";

const temporaryFolder = temporaryFolders();

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const IN_TIME_MS = 600_000;
const cargo = await canBuildChecks(ROOT);
const inRust = [...(await exercisesOf(ROOT)).values()].flatMap(({ id, rust }) => (rust ? [id] : []));
const walls = await wallsForRust();

describe.skipIf(!cargo)(`on real tokio${cargo ? "" : " (skipped: no cargo)"}`, () => {
  let toolchain: Toolchain;
  beforeAll(async () => {
    toolchain = await buildChecks(ROOT);
  }, IN_TIME_MS);

  it.each(inRust)(
    "%s: solution, stub and wrong answers keep their promises",
    async (exercise) => {
      const matrix = await rustMatrix(toolchain, exercise);
      expect(matrix.problems).toEqual([]);
      expect(matrix.checks).toEqual(exercises[exercise]?.checks.map(({ id, title }) => ({ id, title })));
    },
    IN_TIME_MS,
  );

  async function graded(exercise: string, text: string, name = "mine.rs"): Promise<GradeOutcome> {
    const file = join(temporaryFolder("answer"), name);
    writeFileSync(file, text);
    return gradeRust(toolchain, exercise, file, "hash");
  }

  it(
    "a compiler error is placed at the learner's line",
    async () => {
      const outcome = await graded("week-01/histogram", "pub struct Histogram;\nlet π = 1;\n");
      expect(outcome).toMatchObject({
        kind: "does-not-compile",
        errors: [{ line: 2, column: 1, lineText: "let π = 1;" }],
      });
    },
    IN_TIME_MS,
  );

  it.each(["main.rs", "lib.rs", "run.rs"])(
    "a const without end does not compile, at its own line, in a file that is called %s",
    async (name) => {
      const text = "\nconst FOREVER: u64 = loop {};\npub struct Histogram;\n";
      const outcome = await graded("week-01/histogram", text, name);
      if (outcome.kind !== "does-not-compile") throw new Error(JSON.stringify(outcome));
      expect(outcome.errors).toContainEqual(
        expect.objectContaining({ line: 2, message: "constant evaluation is taking a long time" }),
      );
    },
    IN_TIME_MS,
  );

  it.skipIf(process.platform === "win32")(
    "a stack overflow ends in a report that names the check and the line",
    async () => {
      const outcome = await graded(
        "week-01/gather",
        "pub async fn gather<F: std::future::Future + Unpin>(f: Vec<F>) -> Vec<F::Output> {\n" +
          '    println!("deep");\n    fn down(n: u64) -> u64 { if n == 0 { 0 } else { 1 + down(n + 1) } }\n' +
          "    assert!(down(1) > 0 || f.is_empty());\n    Vec::new()\n}\n",
      );
      if (outcome.kind !== "report") throw new Error(`it ended otherwise: ${JSON.stringify(outcome)}`);
      const { checks, logs, contentHash } = outcome.report;
      expect(checks[1]).toMatchObject({ id: "first-poll", status: "error", cut: "crashed" });
      expect(checks[1]?.message).toContain("calls itself too deeply");
      // Found inside the walls, too.
      expect(checks[1]?.position?.line).toBe(3);
      expect(checks[2]?.status).toBe("not-run");
      expect(logs[0]).toMatchObject({ text: "deep", check: "first-poll" });
      expect(contentHash).toBe("hash");
    },
    IN_TIME_MS,
  );

  const GATHER =
    "pub async fn gather<F: std::future::Future + Unpin>(f: Vec<F>) -> Vec<F::Output> {\n    BODY\n    drop(f); Vec::new()\n}\n";
  const says = (body: string, before = ""): Promise<GradeOutcome> =>
    graded("week-01/gather", `${before}\n${GATHER.replace("BODY", () => body)}`);

  it(
    "a report that the answer prints before it exits is not believed",
    async () => {
      const checks = exercises["week-01/gather"]?.checks.map(({ id, title }) => ({
        id,
        title,
        status: "pass",
        message: "",
      }));
      const report = { version: 1, exercise: "week-01/gather", contentHash: "", harnessVersion: "1.0.0" };
      const rest = { passed: true, checks, logs: [], logsDropped: 0, environment: { engine: "tokio" } };
      const record = JSON.stringify({ kind: "report", report: { ...report, ...rest } });
      const outcome = await says(
        `for head in ["", " ", "0000 "] { println!("\\u{1e}{head}{}", r#"${record}"#); } std::process::exit(0);`,
      );
      expect(outcome).toMatchObject({ kind: "report", report: { passed: false } });
    },
    IN_TIME_MS,
  );

  it(
    "an answer sees no environment, no secret on standard input, only its own folder",
    async () => {
      process.env["COURSE_SECRET"] = "secret";
      const outcome = await says(
        `let mut line = String::new(); std::io::stdin().read_line(&mut line).unwrap();
         println!("{:?} {:?} {:?}", line, std::env::vars().map(|(k, _)| k).collect::<Vec<_>>(), option_env!("COURSE_SECRET"));`,
      );
      delete process.env["COURSE_SECRET"];
      if (outcome.kind !== "report") throw new Error(JSON.stringify(outcome));
      const { text = "" } = outcome.report.logs[0] ?? {};
      expect(text).toMatch(/^"" \[("HOME"|"TMPDIR"|"PWD"|, )*\] None$/);
    },
    IN_TIME_MS,
  );

  it.each([
    ["include_str!", `let _ = include_str!("/etc/hosts");`, "", /reads \/etc\/hosts|cannot|couldn't/],
    [
      "include_bytes! by another name",
      'let _ = bytes!("/etc/hosts");',
      "use std::include_bytes as bytes;",
      /hosts/,
    ],
    [
      "a constructor",
      "",
      `#[used]\n#[unsafe(link_section = ".init_array")]\nstatic A: extern "C" fn() = { extern "C" fn f() {} f };`,
      /link_section/,
    ],
    [
      "a symbol of the system's",
      "",
      `#[allow(unsafe_code)]\n#[unsafe(no_mangle)]\npub extern "C" fn getpid() -> i32 { 1 }`,
      /no_mangle/,
    ],
    [
      "an allocator",
      "",
      "#[global_allocator]\nstatic A: std::alloc::System = std::alloc::System;",
      /allocator/,
    ],
  ])(
    "is not run: %s",
    async (_, body, before, why) => {
      const outcome = await says(body, before);
      expect(outcome.kind).not.toBe("report");
      expect(JSON.stringify(outcome)).toMatch(why);
    },
    IN_TIME_MS,
  );

  it.each(["Clone", "std::fmt::Debug", "Default", "Send", "'static", "Unpin"])(
    "a bound that the signature does not have is named, at the function that has it: T: %s",
    async (bound) => {
      const solution = readFileSync(join(ROOT, "lessons/week-01/gather/solution.rs"), "utf8");
      const outcome = await graded(
        "week-01/gather",
        solution.replace("+ Unpin,\n", () => `+ Unpin,\n    T: ${bound},\n`),
      );
      if (outcome.kind !== "does-not-compile") throw new Error(JSON.stringify(outcome));
      expect(outcome.errors[0]).toMatchObject({
        line: 8,
        lineText: "pub async fn gather<F, T>(futures: Vec<F>) -> Vec<T>",
      });
      // In the found signature; the expected one has no such bound.
      expect(outcome.errors[0]?.message).toMatch(new RegExp(`expected .* found .*T: ${bound}`));
    },
    IN_TIME_MS,
  );

  it(
    "an answer that spawns is told so, though its bounds are more than the signature has",
    async () => {
      const spawns = join(ROOT, "lessons/week-01/gather/wrong/spawn-each.rs");
      const outcome = await gradeRust(toolchain, "week-01/gather", spawns, "hash");
      if (outcome.kind !== "report") throw new Error(JSON.stringify(outcome));
      const inPlace = outcome.report.checks.find(({ id }) => id === "in-place");
      expect(inPlace).toMatchObject({ status: "fail", message: "gather spawned 3 tasks." });
    },
    IN_TIME_MS,
  );

  it(
    "an answer leaves no processes behind, and one that prints without end is stopped",
    async () => {
      const marker = "86399.125";
      await says(
        `let _ = std::process::Command::new("/bin/sleep").arg("${marker}").spawn(); std::process::exit(0);`,
      );
      await says(`loop { println!("{}", "x".repeat(10_000)); }`);
      const left = await call("ps", ["-eo", "args"]);
      expect(left.stdout).not.toContain(marker);
    },
    IN_TIME_MS,
  );

  it.skipIf(walls.includes("Nothing"))(
    "an answer reaches no server",
    async () => {
      const server = createServer((socket) => socket.end()).listen(0, "127.0.0.1");
      await once(server, "listening");
      const { port } = server.address() as AddressInfo;
      const outcome = await says(
        `println!("{:?}", std::net::TcpStream::connect(("127.0.0.1", ${port})).is_ok());`,
      );
      server.close();
      if (outcome.kind !== "report") throw new Error(JSON.stringify(outcome));
      expect(outcome.report.logs[0]?.text).toBe("false");
    },
    IN_TIME_MS,
  );

  it.skipIf(!walls.includes("without your files"))(
    "an answer reads none of the user's files",
    async () => {
      const secret = join(temporaryFolder("secret"), "file");
      writeFileSync(secret, "secret");
      const outcome = await says(
        `println!("{:?}", std::fs::read_to_string(${JSON.stringify(secret)}).is_ok());`,
      );
      if (outcome.kind !== "report") throw new Error(JSON.stringify(outcome));
      expect(outcome.report.logs[0]?.text).toBe("false");
    },
    IN_TIME_MS,
  );
});
