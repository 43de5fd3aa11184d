/** Grades mutants in Rust on real tokio: many in one executable, so that rustc runs a handful of times. */
import { randomUUID } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { call, compile, rustcArgs } from "../../src/cli/cargo.ts";
import type { Toolchain } from "../../src/cli/cargo.ts";
import { concurrently } from "../../src/cli/concurrently.ts";
import { crateGlue } from "../../src/cli/rust-glue.ts";
import { together } from "../../src/cli/rust-matrix.ts";
import { reportOf } from "../../src/features/rust/records.ts";
import { fateOf } from "./judge.ts";
import type { Fate } from "./judge.ts";

const AT_ONCE = 2;

/** @returns the fate of each source, in order */
export async function gradeRust(
  toolchain: Toolchain,
  exercise: string,
  sources: readonly string[],
): Promise<Fate[]> {
  const glue = (await crateGlue(toolchain.root, exercise)) ?? "";
  const folder = await mkdtemp(join(tmpdir(), "mutants-"));
  try {
    const files = sources.map((_, index) => join(folder, `mutant_${index}.rs`));
    await Promise.all(files.map((file, index) => writeFile(file, sources[index] ?? "")));
    const { compiling, misfits } = await compilingOf(toolchain, glue, files, folder);
    const main = join(folder, "main.rs");
    await writeFile(main, together(glue, compiling));
    const compiled = await compile(toolchain, main, join(folder, "mutants"));
    if (compiled.code !== 0) throw new Error(`mutants of ${exercise} do not compile:\n${compiled.stderr}`);
    const fates = files.map((file): Fate =>
      misfits.has(file) ? { kind: "killed", check: SIGNATURE } : { kind: "uncompiled" },
    );
    await concurrently(AT_ONCE, compiling, async (file) => {
      fates[files.indexOf(file)] = await fateIn(folder, exercise, compiling.indexOf(file));
    });
    return fates;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Imitates the checks' calls: a mutant that they cannot call requires more than the signature says. */
const SIGNATURE = "signature";

interface Compiling {
  compiling: string[];
  /** Valid on their own, but not callable by the checks. */
  misfits: Set<string>;
}

/** Removes the mutants that rustc names in errors until it names none, because one kind of error hides the next. */
async function compilingOf(
  toolchain: Toolchain,
  glue: string,
  files: readonly string[],
  folder: string,
): Promise<Compiling> {
  const main = join(folder, "all.rs");
  const misfits = new Set<string>();
  let left = [...files];
  for (;;) {
    const all = together(glue, left);
    await writeFile(main, all);
    const args = [...rustcArgs(toolchain, main, join(folder, "all.rmeta")), "--emit=metadata"];
    const { code, stderr } = await call("rustc", args);
    if (code === 0) return { compiling: left, misfits };
    const [own, called] = [new Set<string>(), new Set<string>()];
    for (const error of stderr.split(/^(?=error)/m)) {
      const [, place = "", line] = / --> (\S*?):(\d+)/.exec(error) ?? [];
      if (place.endsWith("all.rs")) called.add(left[moduleAt(all, Number(line))] ?? "");
      else own.add(left.find((each) => place.endsWith(each)) ?? "");
    }
    for (const file of called) if (!own.has(file)) misfits.add(file);
    const next = left.filter((file) => !own.has(file) && !called.has(file));
    if (next.length === left.length) throw new Error(`rustc names no mutant:\n${stderr}`);
    left = next;
  }
}

/** The module that this line belongs to. */
function moduleAt(all: string, line: number): number {
  const before = all.split("\n").slice(0, line).join("\n");
  return [...before.matchAll(/^mod answer_(\d+) \{/gm)].length - 1;
}

async function fateIn(folder: string, exercise: string, index: number): Promise<Fate> {
  const secret = randomUUID();
  const ran = await call(join(folder, "mutants"), [String(index), "--events"], {
    cwd: folder,
    input: `${secret}\n`,
  });
  const report = reportOf(ran, { exercise, contentHash: "", environment: { engine: "tokio" }, secret });
  if (report === undefined) throw new Error(`a mutant of ${exercise} printed nothing:\n${ran.stderr}`);
  return fateOf(report);
}
