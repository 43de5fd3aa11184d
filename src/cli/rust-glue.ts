/** An exercise's glue in Rust with the paths of this machine: the file that runs its checks on one answer. */
import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { CHECKS_AT, glueIn, moduleOf, ownGlue } from "../course/rust-checks.ts";
import type { Exercise } from "../course/types.ts";
import { usedExercises } from "../course/uses.ts";
import { RUST_CHECKS } from "../lesson/files.ts";
import type { UsedExercise } from "../sandbox/types.ts";
import { exercisesOf } from "./exercises.ts";

/** What an exercise's glue names besides the answer; paths are absolute. */
export interface Named {
  /** The exercise's own checks; undefined for Week 1, whose checks are in the crate. */
  checks?: string;
  /** Exercise id -> the code of it that answers may use. */
  used: ReadonlyMap<string, string>;
}

/** @param all the course's exercises, if they have been read */
export async function namedBy(
  root: string,
  exercise: string,
  all?: ReadonlyMap<string, Exercise>,
): Promise<Named> {
  if ((await crateGlue(root, exercise)) !== undefined) return { used: new Map() };
  all ??= await exercisesOf(root);
  const itself = all.get(exercise);
  if (itself?.rust?.checks === undefined) throw new Error(`no checks in Rust for ${exercise}`);
  const ids = flat(usedExercises(itself, all)).map(({ id }) => id);
  const used = new Map(ids.map((id) => [id, join(root, "lessons", id, "solution.rs")]));
  return { checks: join(root, itself.rust.checks), used };
}

const flat = (uses: readonly UsedExercise[]): UsedExercise[] =>
  uses.flatMap((used) => [used, ...flat(used.uses)]);

/** @returns the glue, which names the answer as `../src/answer.rs`; see `glueFor` */
export async function readGlue(root: string, exercise: string, { checks, used }: Named): Promise<string> {
  if (checks === undefined) return (await crateGlue(root, exercise)) ?? "";
  const moduleFor = (id: string): string =>
    `#[path = ${quoted(used.get(id) ?? "")}]\npub mod ${moduleOf(id)[1]};`;
  return ownGlue(exercise, [...used.keys()], moduleFor)
    .replace(`"checks/checks.rs"`, () => quoted(checks))
    .replace(CHECKS_AT, () => `const CHECKS: &str = ${quoted(dirname(checks))};`);
}

/** The file of the crate that runs the checks of an exercise of Week 1; undefined for any other exercise. */
export async function crateGlue(root: string, exercise: string): Promise<string | undefined> {
  const folder = join(root, RUST_CHECKS);
  const names = await readdir(join(folder, "tests")).catch(() => []);
  const tests = await Promise.all(
    names.map(
      async (name) => [`tests/${name}`, await readFile(join(folder, "tests", name), "utf8")] as const,
    ),
  );
  const path = glueIn(tests, exercise);
  return tests.find(([each]) => each === path)?.[1];
}

/** A string literal of Rust. */
const quoted = (path: string): string => `"${path.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
