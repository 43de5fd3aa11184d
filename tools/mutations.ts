/** Breaks the model one rule at a time and shows that the recorded programs notice: `npx tsx tools/mutations.ts`. */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import type { Plugin } from "esbuild";
import type { Program, Recorded } from "../src/runtime/programs/program.ts";
import { MUTATIONS } from "./mutation-table.ts";
import type { Edit, Mutation } from "./mutation-table.ts";
import type { Scripted } from "./several-workers/scripts.ts";

const RUNTIME = fileURLToPath(new URL("../src/runtime/", import.meta.url));
const ONE = join(RUNTIME, "programs/order.ts");
const SEVERAL = fileURLToPath(new URL("several-workers/script.ts", import.meta.url));
const FIXTURES = new URL("../harness/fixtures/traces/", import.meta.url);
/** A model that is wrong on purpose may poll forever. */
const MAX_POLLS = 20_000;

interface Model {
  pollOrder(program: Program, maxPolls: number): string;
}

interface SeveralModel {
  scriptOf(program: Scripted, workers: number, seed: number): string;
}

(globalThis as { __TRACE__?: boolean }).__TRACE__ = false;
const { followed } = await import("./several-workers/scripts.ts");
const folder = await mkdtemp(join(tmpdir(), "mutations-"));
try {
  process.exitCode = await main(await fixtures());
} finally {
  await rm(folder, { recursive: true });
}

async function main(programs: readonly Recorded[]): Promise<number> {
  const scripts = followed();
  const unchanged = [
    ...exposing((await bundle(ONE, [], "unchanged")) as Model, programs),
    ...leaving((await bundle(SEVERAL, [], "unchanged-several")) as SeveralModel, scripts),
  ];
  if (unchanged.length > 0) {
    console.log(`the unchanged model is wrong on ${unchanged.length} programs: fix that first`);
    return 1;
  }
  let failures = 0;
  console.log(`${"rule".padEnd(74)} ${"broken".padEnd(44)} exposed by`);
  for (const [index, mutation] of MUTATIONS.entries()) {
    const exposed = mutation.several
      ? leaving((await bundle(SEVERAL, mutation.edits, String(index))) as SeveralModel, scripts)
      : exposing((await bundle(ONE, mutation.edits, String(index))) as Model, programs);
    const asExpected = mutation.equivalent === undefined ? exposed.length > 0 : exposed.length === 0;
    if (!asExpected) failures++;
    console.log(row(mutation, exposed, asExpected));
  }
  console.log(
    `${MUTATIONS.length} mutations, ${programs.length} programs and ${scripts.length} scripts: ` +
      (failures === 0 ? "every rule is load-bearing" : `${failures} not as expected`),
  );
  return failures === 0 ? 0 : 1;
}

function row(mutation: Mutation, exposed: readonly (Recorded | Scripted)[], asExpected: boolean): string {
  const modes = ["ct", "ctmain", "mt"].map(
    (mode) => exposed.filter((program) => "mode" in program && program.mode === mode).length,
  );
  const where = mutation.several ? "several workers" : `ct ${modes[0]}, ctmain ${modes[1]}, mt ${modes[2]}`;
  const verdict = mutation.equivalent ?? `${exposed.length} (${where})`;
  return `${mutation.rule.padEnd(74)} ${mutation.broken.padEnd(44)} ${verdict}${asExpected ? "" : "   <-- NOT AS EXPECTED"}`;
}

function exposing(mutant: Model, programs: readonly Recorded[]): Recorded[] {
  return programs.filter((program) => {
    try {
      return mutant.pollOrder(program, MAX_POLLS) !== program.trace;
    } catch {
      // A panic or endless polling counts as a wrong order.
      return true;
    }
  });
}

/** The scripts that the mutant leaves. */
function leaving(mutant: SeveralModel, scripts: readonly Scripted[]): Scripted[] {
  return scripts.filter((each) => {
    try {
      return mutant.scriptOf(each, each.workers, each.seed) !== each.script;
    } catch {
      return true;
    }
  });
}

/** A module and the model bundled with `edits` made to its sources. */
async function bundle(entry: string, edits: readonly Edit[], name: string): Promise<unknown> {
  const applied = new Set<Edit>();
  const outfile = join(folder, `${name}.mjs`);
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    format: "esm",
    target: "node20",
    logLevel: "error",
    define: { __TRACE__: "false" },
    plugins: [patch(edits, applied)],
  });
  for (const edit of edits)
    if (!applied.has(edit)) throw new Error(`${edit.file} is no longer part of the model`);
  return import(pathToFileURL(outfile).href);
}

function patch(edits: readonly Edit[], applied: Set<Edit>): Plugin {
  return {
    name: "mutation",
    setup(setup) {
      setup.onLoad({ filter: /\.ts$/ }, async ({ path }) => {
        let contents = await readFile(path, "utf8");
        for (const edit of edits) {
          if (path !== join(RUNTIME, edit.file)) continue;
          contents = replaceOnce(contents, edit);
          applied.add(edit);
        }
        return { contents, loader: "ts" };
      });
    },
  };
}

function replaceOnce(text: string, { file, find, replace }: Edit): string {
  const parts = text.split(find);
  if (parts.length !== 2) {
    throw new Error(
      `${file}: the mutation's text occurs ${parts.length - 1} times instead of once:\n${find}`,
    );
  }
  return parts.join(replace);
}

async function fixtures(): Promise<Recorded[]> {
  const named = await Promise.all(
    ["canonical.json", "rules.json"].map(async (name) => {
      return JSON.parse(await readFile(new URL(name, FIXTURES), "utf8")) as Recorded[];
    }),
  );
  const generated = (await readFile(new URL("generated.jsonl", FIXTURES), "utf8"))
    .split("\n")
    .filter((line) => line !== "");
  return [...named.flat(), ...generated.map((line) => JSON.parse(line) as Recorded)];
}
