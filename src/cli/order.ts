/** `course order`: prints the order in which the model runtime polls each program, a line each. */
import { readFile } from "node:fs/promises";
import { oneLine } from "../lib/visible.ts";
import type { Problem } from "../recording/rust/program.ts";

/**
 * @param files each a JSON array of task programs (or a single one), one program a line when it ends in .jsonl, or a Rust
 * program when it ends in .rs
 * @returns the exit code: 0, 1 when a Rust program cannot be read or run here, or 2 for invalid input
 */
export async function run(files: readonly string[]): Promise<number> {
  // Before the runtime is loaded: poll order needs no trace events.
  (globalThis as { __TRACE__?: boolean }).__TRACE__ ??= false;
  // `course order … | head` is not an error.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
  let worst = 0;
  for (const file of files)
    worst = Math.max(worst, file.endsWith(".rs") ? await rust(file) : await tasks(file));
  return worst;
}

async function rust(file: string): Promise<number> {
  const { readRust } = await import("../recording/rust/program.ts");
  const { orderOf } = await import("../recording/rust/order.ts");
  try {
    const { program, problems } = readRust(await readFile(file, "utf8"));
    if (program === undefined) return refused(file, problems);
    const { order, problem } = orderOf(program);
    if (problem !== null) return refused(file, [problem]);
    process.stdout.write(`${order}\n`);
    return 0;
  } catch (error) {
    return failed(file, error);
  }
}

function refused(file: string, problems: readonly Problem[]): number {
  for (const { line, column, message, instead } of problems) {
    const more = instead === undefined ? "" : ` Write ${instead} instead.`;
    process.stderr.write(`${oneLine(`${file}:${line}:${column}: ${message}${more}`)}\n`);
  }
  return 1;
}

async function tasks(file: string): Promise<number> {
  const { parseProgram } = await import("../runtime/programs/program.ts");
  const { pollOrder } = await import("../runtime/programs/order.ts");
  try {
    // Parse all before running the first, so that bad input prints no partial output.
    const programs = (await read(file)).map(({ where, json }) => named(where, () => parseProgram(json)));
    for (const program of programs) process.stdout.write(`${pollOrder(program)}\n`);
    return 0;
  } catch (error) {
    return failed(file, error);
  }
}

function failed(file: string, error: unknown): number {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`course order: ${oneLine(`${file}: ${message}`)}\n`);
  return 2;
}

interface Entry {
  /** `program 3 (line 4)` */
  where: string;
  json: unknown;
}

async function read(file: string): Promise<Entry[]> {
  const text = await readFile(file, "utf8");
  if (!file.endsWith(".jsonl")) {
    const json: unknown = named("not JSON", () => JSON.parse(text));
    const programs: unknown[] = Array.isArray(json) ? json : [json];
    return programs.map((program, i) => ({ where: `program ${i}`, json: program }));
  }
  return text
    .split("\n")
    .map((line, i) => ({ line, number: i + 1 }))
    .filter(({ line }) => line.trim() !== "")
    .map(({ line, number }, i) => {
      const where = `program ${i} (line ${number})`;
      return { where, json: named(`${where}: not JSON`, () => JSON.parse(line) as unknown) };
    });
}

/** Adds to an error what it is about. */
function named<T>(where: string, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    throw new Error(`${where}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}
