/** Runs thousands of new random task programs on real tokio and compares the model with it. Needs cargo; without it, says so and succeeds. */
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import type { Program, Recorded } from "../src/runtime/programs/program.ts";
import { buildCrate } from "./cargo.ts";

(globalThis as { __TRACE__?: boolean }).__TRACE__ = false;
const { ProgramGenerator } = await import("../src/runtime/programs/generate.ts");
const { parseProgram } = await import("../src/runtime/programs/program.ts");
const { pollOrder } = await import("../src/runtime/programs/order.ts");
const { galleryQuestions } = await import("../src/features/explorer/gallery/questions.ts");

const { values: options } = parseArgs({
  options: {
    count: { type: "string", default: "3000" },
    /** New programs each time, unless you repeat an old run. */
    seed: { type: "string", default: String(Date.now() % 2 ** 32) },
    /** Records the committed fixtures again instead. */
    write: { type: "boolean", default: false },
  },
});

const PROJECT = "harness/tokio/";
const FIXTURES = new URL("../harness/fixtures/traces/", import.meta.url);
/** Programs written by hand, each for a rule; their traces are recorded like all others. */
const NAMED = ["canonical.json", "rules.json"];
/** The gallery's programs that need threads: tokio in a tab does not run these. */
const GALLERY = new URL("../src/features/explorer/gallery/recorded.json", import.meta.url);
/** The committed programs come from this seed; programs too long to read, or that end at once, are skipped. */
const FIXTURE_SEED = 1;
const FIXTURE_COUNT = 1500;
const READABLE_CHARACTERS = 480;
const INTERESTING_TOKENS = 6;

process.exitCode = main();

function main(): number {
  const recorder = buildCrate(PROJECT, "tokio-traces");
  if (recorder === null) {
    console.log("renew-traces: skipped; the model is tested with the committed fixtures");
    return 0;
  }
  return options.write
    ? writeFixtures(recorder)
    : compare(recorder, Number(options.seed), Number(options.count));
}

/** Tokio's orders for the programs that it runs the same way twice. */
function record(recorder: string, programs: readonly Program[]): Recorded[] {
  const input = programs.map((program) => JSON.stringify(program)).join("\n");
  const run = spawnSync(recorder, { input, encoding: "utf8", maxBuffer: 2 ** 30 });
  if (run.status !== 0) throw new Error(`the recorder failed: ${run.stderr}`);
  console.log(`tokio: ${run.stderr.trim()}`);
  return run.stdout
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Recorded);
}

function compare(recorder: string, seed: number, count: number): number {
  const generator = new ProgramGenerator(seed);
  const recorded = record(
    recorder,
    Array.from({ length: count }, () => generator.next()),
  );
  let tokens = 0;
  let wrong = 0;
  for (const program of recorded) {
    tokens += program.trace.split(" ").length;
    const order = pollOrder(parseProgram(program));
    if (order === program.trace) continue;
    wrong++;
    if (wrong <= 3) console.log(`MISMATCH ${JSON.stringify(program)}\n   model ${order}`);
  }
  const closing = `${recorded.length} programs, ${tokens} trace tokens, ${wrong} mismatches`;
  console.log(`renew-traces: seed ${seed}: ${closing}`);
  return wrong === 0 && recorded.length > 0 ? 0 : 1;
}

function writeFixtures(recorder: string): number {
  for (const name of NAMED) {
    const file = new URL(name, FIXTURES);
    const named = record(recorder, JSON.parse(readFileSync(file, "utf8")) as Program[]);
    writeFileSync(file, listOf(named));
  }
  writeFileSync(GALLERY, listOf(record(recorder, galleryQuestions())));

  const generator = new ProgramGenerator(FIXTURE_SEED);
  const programs = Array.from({ length: FIXTURE_COUNT * 8 }, () => generator.next());
  const readable = programs.filter((program) => JSON.stringify(program).length <= READABLE_CHARACTERS);
  const recorded = record(recorder, readable)
    .filter((program) => program.trace.split(" ").length >= INTERESTING_TOKENS)
    .slice(0, FIXTURE_COUNT);
  const lines = recorded.map((program) => `${JSON.stringify(program)}\n`);
  writeFileSync(new URL("generated.jsonl", FIXTURES), lines.join(""));
  console.log(`renew-traces: wrote ${NAMED.join(", ")} and ${recorded.length} generated programs`);
  return recorded.length === FIXTURE_COUNT ? 0 : 1;
}

const listOf = (programs: readonly Recorded[]): string =>
  `[\n${programs.map((program) => JSON.stringify(program)).join(",\n")}\n]\n`;
