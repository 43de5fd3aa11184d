/** A Rust program in the worker: its events, lines, output and ends. */
import { expect, it } from "vitest";
import { DEFAULT_CONFIG } from "../../recording/run/config.ts";
import { recordingCollector } from "../recording-collector.ts";
import { parseWorkerMessage } from "../wire.ts";
import type { WorkerMessage } from "../wire.ts";
import { recordRust } from "./record-rust.ts";

const CONFIG = { ...DEFAULT_CONFIG, flavor: "current_thread" } as const;
const main = (body: string): string =>
  `#[tokio::main(flavor = "current_thread")]\nasync fn main() {\n${body}\n}\n`;

function record(source: string) {
  const collected = recordingCollector(CONFIG, (line, column) => ({ line, column }));
  let problems: Extract<WorkerMessage, { kind: "problems" }>["problems"] | null = null;
  const take = (message: WorkerMessage): void => {
    // Through the wall: what the schema refuses does not arrive.
    const parsed = parseWorkerMessage(JSON.stringify(message));
    if (parsed === undefined) throw new Error(`not a message: ${JSON.stringify(message).slice(0, 200)}`);
    if (parsed.kind === "problems") ({ problems } = parsed);
    else collected.take(parsed);
  };
  take(recordRust(source, CONFIG, take));
  return {
    ...collected.recording(undefined),
    problems: problems as null | { line: number; column: number }[],
  };
}

it("records events with their lines, and what the program prints", () => {
  const { events, lines, logs, end } = record(
    main('  let a = tokio::spawn(async { 1 });\n  println!("{}", a.await.unwrap());'),
  );
  expect(end).toEqual({ kind: "done" });
  const spawn = events.findIndex(({ kind }) => kind === "spawn");
  expect(lines.get(spawn)).toBe(3);
  const wait = events.findIndex(({ kind }) => kind === "wait");
  expect(lines.get(wait)).toBe(4);
  expect(logs).toEqual([{ level: "log", text: "1" }]);
});

it("records both `block_on` of a runtime that `main` builds", () => {
  const { events, logs, end } = record(
    "fn main() {\n" +
      "  let rt = tokio::runtime::Builder::new_current_thread().build().unwrap();\n" +
      "  let task = rt.spawn(async { 1 });\n" +
      "  rt.block_on(async {});\n" +
      '  println!("{}", rt.block_on(task).unwrap());\n}\n',
  );
  expect(end).toEqual({ kind: "done" });
  expect(events.filter((event) => event.kind === "poll-start" && event.task === 0)).toHaveLength(3);
  expect(logs).toEqual([{ level: "log", text: "1" }]);
});

it("shows one runtime, and says so where there is another or none", () => {
  const build = "tokio::runtime::Runtime::new().unwrap()";
  const { fault } = record(`fn main() {\n  let _a = ${build};\n  let _b = ${build};\n}\n`);
  expect(fault).toMatchObject({ message: expect.stringMatching(/second runtime/), position: { line: 3 } });
  expect(record("fn main() {}\n").problems).toMatchObject([{ line: 1, column: 4 }]);
});

it("says where a program is wrong", () => {
  expect(record(main("  let a = ;")).problems).toMatchObject([{ line: 3, column: 11 }]);
});

it.each([
  ["an endless loop", "  loop {}", /does not end/, 3],
  ["recursion without end", "  fn f(n: u64) -> u64 { f(n + 1) }\n  f(0);", /overflow the stack/, 3],
  ["a list that is too long", "  let _v = vec![0u8; 900_000_000];", /20 million steps|5 million/, 3],
])("ends %s with its line", (_what, body, message, line) => {
  const { end, fault } = record(main(body));
  expect(end.kind).toBe("failed");
  expect(fault?.message).toMatch(message);
  expect(fault?.position?.line).toBe(line);
});

it("says where a task panicked, and goes on", () => {
  const { panics, end } = record(
    main('  let t = tokio::spawn(async {\n    panic!("no");\n  });\n  let _ = t.await;'),
  );
  expect(panics).toMatchObject([{ task: 1, message: "no", position: { line: 4 } }]);
  expect(end).toEqual({ kind: "done" });
});
