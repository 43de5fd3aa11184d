/** `course order`: prints the order in which the model runtime polls each task program, a line each. */
import { readFile } from "node:fs/promises";
import { oneLine } from "../lib/visible.ts";

/**
 * @param file a JSON array of programs (or a single program), or one program a line when it ends in .jsonl
 * @returns the exit code: 0, or 2 for invalid input
 */
export async function run(file: string): Promise<number> {
  // Before the runtime is loaded: poll order needs no trace events.
  (globalThis as { __TRACE__?: boolean }).__TRACE__ ??= false;
  const { parseProgram } = await import("../runtime/programs/program.ts");
  const { pollOrder } = await import("../runtime/programs/order.ts");
  // `course order … | head` is not an error.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
  try {
    // Parse all before running the first, so that bad input prints no partial output.
    const programs = (await read(file)).map(({ where, json }) => named(where, () => parseProgram(json)));
    for (const program of programs) process.stdout.write(`${pollOrder(program)}\n`);
    return 0;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(`course order: ${oneLine(`${file}: ${message}`)}\n`);
    return 2;
  }
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
